//! Literals and lifetimes: the tokens that start with a quote, a prefix of one, or a digit.

use super::{Lexer, is_ident_continue, is_ident_start};
use crate::lex::token::TokenKind;
use crate::symbol::Symbol;

impl Lexer<'_> {
    /// `b"…"`, `br"…"`, `r"…"`, `c"…"`, `cr"…"`, `b'…'`.
    #[expect(clippy::option_option, reason = "outer: is it one; inner: is it right")]
    pub(super) fn prefixed_literal(&mut self) -> Option<Option<(TokenKind, Symbol)>> {
        let start = self.pos;
        let (one, two) = (self.peek(0), self.peek(1));
        match (one, two) {
            (b'b', b'\'') => {
                self.pos += 1;
                Some(self.char_literal(start, "E0763", "unterminated byte constant"))
            }
            (b'b', b'"') => {
                Some(self.string(start, 2, Some("E0766"), "unterminated double quote byte string"))
            }
            (b'c', b'"') => Some(self.string(start, 2, Some("E0767"), "unterminated C string")),
            (b'r', b'"' | b'#') => self.raw_string(start, 1),
            (b'b' | b'c', b'r') if matches!(self.peek(2), b'"' | b'#') => self.raw_string(start, 2),
            _ => None,
        }
    }

    #[expect(clippy::option_option, reason = "outer: is it one; inner: is it right")]
    fn raw_string(&mut self, start: usize, prefix: usize) -> Option<Option<(TokenKind, Symbol)>> {
        let hashes = self.bytes[start + prefix..].iter().take_while(|&&b| b == b'#').count();
        if self.bytes.get(start + prefix + hashes) != Some(&b'"') {
            return None;
        }
        let body = start + prefix + hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        let Some(length) = self.text[body..].find(&end) else {
            self.pos = self.text.len();
            self.error(Some("E0748"), start, body, "unterminated raw string");
            return Some(None);
        };
        self.pos = body + length + end.len();
        self.ident();
        Some(Some((TokenKind::Literal, Symbol::new(&self.text[start..self.pos]))))
    }

    pub(super) fn string(
        &mut self,
        start: usize,
        prefix: usize,
        code: Option<&'static str>,
        unterminated: &str,
    ) -> Option<(TokenKind, Symbol)> {
        self.pos = start + prefix;
        loop {
            match self.bytes.get(self.pos) {
                None => {
                    self.pos = self.text.len();
                    self.error(code, start, self.pos, unterminated);
                    return None;
                }
                Some(b'"') => break,
                Some(b'\\') => self.pos += 2,
                Some(_) => self.pos += 1,
            }
        }
        self.pos += 1;
        self.ident();
        let literal = Symbol::new(&self.text[start..self.pos]);
        self.check_escapes(start, prefix, literal);
        Some((TokenKind::Literal, literal))
    }

    /// A character literal or a lifetime.
    pub(super) fn quote(&mut self, start: usize) -> Option<(TokenKind, Symbol)> {
        let first = self.char_at(start + 1).unwrap_or('\0');
        let after = start + 1 + first.len_utf8();
        let is_lifetime =
            (is_ident_start(first) || first.is_ascii_digit()) && self.bytes.get(after) != Some(&b'\'');
        if !is_lifetime {
            return self.char_literal(start, "E0762", "unterminated character literal");
        }
        self.pos = start + 1;
        if first == 'r' && self.peek(1) == b'#' && self.char_at(self.pos + 2).is_some_and(is_ident_start) {
            self.pos += 2;
            let name = self.pos;
            self.ident();
            return Some((TokenKind::Lifetime, Symbol::new(&format!("'{}", &self.text[name..self.pos]))));
        }
        self.ident();
        if first.is_ascii_digit() {
            self.error(None, start, self.pos, "lifetimes cannot start with a number");
        }
        Some((TokenKind::Lifetime, Symbol::new(&self.text[start..self.pos])))
    }

    /// At the quote; `start` is the literal's first byte.
    fn char_literal(
        &mut self,
        start: usize,
        code: &'static str,
        unterminated: &str,
    ) -> Option<(TokenKind, Symbol)> {
        let prefix = self.pos + 1 - start;
        self.pos += 1;
        if self.peek(0) == b'\\' {
            self.pos += 1;
        }
        self.pos += self.char_at(self.pos).map_or(0, char::len_utf8);
        // `'\u{1F600}'` and wrong ones such as `'ab'` end at the next quote of the line.
        let line = self.rest().find('\n').map_or(self.text.len(), |i| self.pos + i);
        let Some(quote) = self.text[self.pos..line].find('\'') else {
            self.pos = line;
            self.error(Some(code), start, self.pos, unterminated);
            return None;
        };
        self.pos += quote + 1;
        self.ident();
        let literal = Symbol::new(&self.text[start..self.pos]);
        self.check_escapes(start, prefix, literal);
        Some((TokenKind::Literal, literal))
    }

    fn check_escapes(&mut self, start: usize, prefix: usize, literal: Symbol) {
        let text = literal.as_str();
        let plain = self.bytes[start + prefix - 1] == b'"' && text.is_ascii() && !text.contains(['\\', '\r']);
        if plain || text.parse::<proc_macro2::Literal>().is_ok() {
            return;
        }
        let end = self.pos;
        let body = &self.text[start + prefix..end.saturating_sub(1).max(start + prefix)];
        let quote = self.bytes[start + prefix - 1];
        let message = if quote == b'\'' && body.is_empty() {
            "empty character literal"
        } else if quote == b'\'' && !body.starts_with('\\') && body.chars().count() > 1 {
            "character literal may only contain one codepoint"
        } else if self.bytes[start] == b'b' && !body.is_ascii() {
            "non-ASCII character in byte string literal"
        } else {
            "unknown character escape"
        };
        self.error(None, start, end, message);
    }

    pub(super) fn number(&mut self, start: usize) -> Option<(TokenKind, Symbol)> {
        let radix = match (self.peek(0), self.peek(1)) {
            (b'0', b'x') => 16,
            (b'0', b'o') => 8,
            (b'0', b'b') => 2,
            _ => 10,
        };
        if radix != 10 {
            self.pos += 2;
            let digits =
                self.digits(|b| if radix == 16 { b.is_ascii_hexdigit() } else { b.is_ascii_digit() });
            if !digits {
                self.ident();
                self.error(Some("E0768"), start, self.pos, "no valid digits found for number");
                return None;
            }
        } else {
            self.digits(|b| b.is_ascii_digit());
            let after_dot = self.char_at(self.pos + 1);
            if self.peek(0) == b'.' && after_dot != Some('.') && !after_dot.is_some_and(is_ident_start) {
                self.pos += 1;
                if self.peek(0).is_ascii_digit() {
                    self.digits(|b| b.is_ascii_digit());
                    self.exponent(start);
                }
            } else {
                self.exponent(start);
            }
        }
        self.ident();
        Some((TokenKind::Literal, Symbol::new(&self.text[start..self.pos])))
    }

    fn exponent(&mut self, start: usize) {
        if !matches!(self.peek(0), b'e' | b'E') {
            return;
        }
        let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
        let mut next = self.pos + 1 + sign;
        while self.bytes.get(next) == Some(&b'_') {
            next += 1;
        }
        if self.bytes.get(next).is_some_and(u8::is_ascii_digit) {
            self.pos = next;
            self.digits(|b| b.is_ascii_digit());
        } else if sign == 1 || !self.char_at(self.pos + 1).is_some_and(is_ident_continue) {
            self.pos += 1 + sign;
            self.error(None, start, self.pos, "expected at least one digit in exponent");
        }
    }

    fn digits(&mut self, is_digit: impl std::ops::Fn(u8) -> bool) -> bool {
        let mut any = false;
        while is_digit(self.peek(0)) || self.peek(0) == b'_' {
            any |= self.peek(0) != b'_';
            self.pos += 1;
        }
        any
    }
}
