//! The lexer. It follows rustc's own (`rustc_lexer` and the delimiter matching of `rustc_parse::lexer`), whose
//! error codes and positions it reports.
//!
//! It never recurses: groups are kept on an explicit stack whose depth is limited, so that everything behind it
//! may recurse over groups.

mod literal;

use crate::ast::Marks;
use crate::diagnostic::{Diagnostic, Unsupported};
use crate::lex::token::{Delim, Group, Token, TokenKind, TokenTree};
use crate::span::{FileId, SpanData, SpanId};
use crate::symbol::Symbol;

/// How deeply delimiters may be nested.
pub(crate) const NESTING_MAX: usize = 2_000;

/// Why a text has no tokens.
#[derive(Debug)]
pub(crate) enum LexError {
    /// rustc rejects it.
    Rejected(Vec<Diagnostic>),
    /// It goes beyond our limits.
    Unsupported(Unsupported),
}

/// Where the positions of a text belong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// The file.
    pub(crate) file: FileId,
    /// Added to every offset.
    pub(crate) base: u32,
    /// The invocation that produced the text, if a macro did.
    pub(crate) expanded_from: SpanId,
}

/// Splits `text` into token trees.
pub(crate) fn lex(text: &str, origin: Origin) -> Result<Vec<TokenTree>, LexError> {
    Lexer { text, bytes: text.as_bytes(), pos: 0, origin, errors: Vec::new() }.run()
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pos: usize,
    origin: Origin,
    errors: Vec<Diagnostic>,
}

struct Open {
    delim: Delim,
    span: SpanId,
    joint: bool,
    outer: Vec<TokenTree>,
}

/// Longest first.
const PUNCTUATION: [&str; 48] = [
    "<<=", ">>=", "...", "..=", "->", "=>", "<-", "::", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=",
    "/=", "%=", "^=", "&=", "|=", "<<", ">>", "..", "+", "-", "*", "/", "%", "^", "!", "&", "|", "=", "<",
    ">", "@", ".", ",", ";", ":", "#", "$", "?", "~", "'", "\\",
];

impl Lexer<'_> {
    fn run(mut self) -> Result<Vec<TokenTree>, LexError> {
        let mut stack: Vec<Open> = Vec::new();
        let mut trees: Vec<TokenTree> = Vec::new();
        self.skip_shebang();
        loop {
            let before = self.pos;
            self.trivia(&mut trees);
            if self.pos != before {
                // White space or a comment: the previous token is not joint.
                set_alone(&mut trees);
            }
            let Some(&byte) = self.bytes.get(self.pos) else { break };
            let start = self.pos;
            match byte {
                b'(' | b'[' | b'{' => {
                    self.pos += 1;
                    if stack.len() >= NESTING_MAX {
                        let span = self.span(start, self.pos);
                        return Err(LexError::Unsupported(Unsupported::new(
                            format!("delimiters nested more than {NESTING_MAX} deep"),
                            span,
                        )));
                    }
                    let delim = opening(byte);
                    let joint = !self.at_trivia();
                    let span = self.span(start, self.pos);
                    stack.push(Open { delim, span, joint, outer: std::mem::take(&mut trees) });
                }
                b')' | b']' | b'}' => {
                    self.pos += 1;
                    let close = self.span(start, self.pos);
                    let Some(open) = self.close(&mut stack, byte, close, start) else {
                        return Err(LexError::Rejected(self.errors));
                    };
                    let inner = std::mem::replace(&mut trees, open.outer);
                    trees.push(TokenTree::Group(Group {
                        delim: open.delim,
                        tokens: inner.into(),
                        open: open.span,
                        close,
                        open_joint: open.joint,
                        joint: true,
                    }));
                }
                _ => {
                    if let Some((kind, text)) = self.token() {
                        let span = self.span(start, self.pos);
                        trees.push(TokenTree::Leaf(Token {
                            kind,
                            text,
                            span,
                            marks: Marks::NONE,
                            joint: true,
                        }));
                    }
                }
            }
        }
        set_alone(&mut trees);
        if !stack.is_empty() {
            self.unclosed(&stack);
        }
        if self.errors.is_empty() { Ok(trees) } else { Err(LexError::Rejected(self.errors)) }
    }

    fn close(&mut self, stack: &mut Vec<Open>, byte: u8, close: SpanId, start: usize) -> Option<Open> {
        let text = &self.text[start..start + 1];
        let open = match stack.pop() {
            Some(open) if open.delim == closing(byte) => return Some(open),
            Some(open) => open,
            None => {
                self.errors.push(
                    Diagnostic::error(None, close, format!("unexpected closing delimiter: `{text}`"))
                        .label("unexpected closing delimiter"),
                );
                return None;
            }
        };
        self.errors.push(
            Diagnostic::error(None, open.span, format!("mismatched closing delimiter: `{text}`"))
                .label("unclosed delimiter")
                .secondary(close, "mismatched closing delimiter"),
        );
        None
    }

    fn unclosed(&mut self, stack: &[Open]) {
        let end = self.text.trim_end().len();
        let span = self.span(end, end);
        let mut error = Diagnostic::error(None, span, "this file contains an unclosed delimiter");
        for open in stack.iter().take(5) {
            error = error.secondary(open.span, "unclosed delimiter");
        }
        self.errors.push(error);
    }

    fn span(&self, lo: usize, hi: usize) -> SpanId {
        SpanId::new(SpanData {
            file: self.origin.file,
            lo: self.origin.base + lo as u32,
            hi: self.origin.base + hi as u32,
            expanded_from: self.origin.expanded_from,
        })
    }

    fn error(&mut self, code: Option<&'static str>, lo: usize, hi: usize, message: impl Into<String>) {
        let span = self.span(lo, hi);
        self.errors.push(Diagnostic::error(code, span, message));
    }

    fn rest(&self) -> &str {
        &self.text[self.pos..]
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn char_at(&self, pos: usize) -> Option<char> {
        self.text.get(pos..).and_then(|rest| rest.chars().next())
    }

    fn at_trivia(&self) -> bool {
        let rest = self.rest();
        rest.is_empty() || rest.starts_with(is_white) || rest.starts_with("//") || rest.starts_with("/*")
    }

    /// `#!` at the very start is a shebang unless `[` follows.
    fn skip_shebang(&mut self) {
        if self.origin.base == 0
            && let Some(rest) = self.text.strip_prefix("#!")
            && !rest.trim_start().starts_with('[')
        {
            self.pos = self.text.find('\n').unwrap_or(self.text.len());
        }
    }

    /// Skips white space and comments; doc comments become attributes.
    fn trivia(&mut self, trees: &mut Vec<TokenTree>) {
        loop {
            let rest = self.rest();
            if let Some(c) = rest.chars().next()
                && is_white(c)
            {
                self.pos += c.len_utf8();
            } else if rest.starts_with("//") {
                let start = self.pos;
                self.pos += rest.find('\n').unwrap_or(rest.len());
                let comment = self.text[start..self.pos].trim_end_matches('\r');
                if let Some(text) = comment.strip_prefix("///").filter(|text| !text.starts_with('/')) {
                    self.doc(trees, text, false, start);
                } else if let Some(text) = comment.strip_prefix("//!") {
                    self.doc(trees, text, true, start);
                }
            } else if rest.starts_with("/*") {
                let start = self.pos;
                if !self.block_comment() {
                    self.error(Some("E0758"), start, self.text.len(), "unterminated block comment");
                    return;
                }
                let comment = &self.text[start..self.pos];
                if comment.len() > 4
                    && let Some(text) = comment.strip_prefix("/**").filter(|text| !text.starts_with('*'))
                {
                    self.doc(trees, &text[..text.len() - 2], false, start);
                } else if let Some(text) = comment.strip_prefix("/*!") {
                    self.doc(trees, &text[..text.len() - 2], true, start);
                }
            } else {
                return;
            }
        }
    }

    fn block_comment(&mut self) -> bool {
        let mut depth = 0_u32;
        while self.pos < self.bytes.len() {
            if self.peek(0) == b'/' && self.peek(1) == b'*' {
                depth += 1;
                self.pos += 2;
            } else if self.peek(0) == b'*' && self.peek(1) == b'/' {
                depth -= 1;
                self.pos += 2;
                if depth == 0 {
                    return true;
                }
            } else {
                self.pos += 1;
            }
        }
        false
    }

    fn doc(&self, trees: &mut Vec<TokenTree>, text: &str, inner: bool, start: usize) {
        set_alone(trees);
        let span = self.span(start, self.pos);
        let leaf = |kind, text: &str| {
            TokenTree::Leaf(Token { kind, text: Symbol::new(text), span, marks: Marks::NONE, joint: false })
        };
        trees.push(leaf(TokenKind::Punct, "#"));
        if inner {
            trees.push(leaf(TokenKind::Punct, "!"));
        }
        let tokens = [
            leaf(TokenKind::Ident, "doc"),
            leaf(TokenKind::Punct, "="),
            leaf(TokenKind::Literal, &doc_string(text)),
        ];
        trees.push(TokenTree::Group(Group {
            delim: Delim::Bracket,
            tokens: tokens.into(),
            open: span,
            close: span,
            open_joint: true,
            joint: false,
        }));
    }

    /// One token other than a delimiter. `None` after an error.
    fn token(&mut self) -> Option<(TokenKind, Symbol)> {
        let start = self.pos;
        let byte = self.peek(0);
        if let Some(token) = self.prefixed_literal() {
            return token;
        }
        if byte == b'r' && self.peek(1) == b'#' && self.char_at(self.pos + 2).is_some_and(is_ident_start) {
            self.pos += 2;
            let name_start = self.pos;
            self.ident();
            return Some((TokenKind::RawIdent, Symbol::new(&self.text[name_start..self.pos])));
        }
        if self.char_at(start).is_some_and(is_ident_start) {
            self.ident();
            return Some((TokenKind::Ident, Symbol::new(&self.text[start..self.pos])));
        }
        match byte {
            b'0'..=b'9' => return self.number(start),
            b'"' => return self.string(start, 1, Some("E0765"), "unterminated double quote string"),
            b'\'' => return self.quote(start),
            _ => {}
        }
        for punct in PUNCTUATION {
            if self.rest().starts_with(punct) && !matches!(punct, "'" | "\\") {
                self.pos += punct.len();
                return Some((TokenKind::Punct, Symbol::new(punct)));
            }
        }
        let c = self.char_at(start).unwrap_or('\0');
        self.pos += c.len_utf8();
        self.error(None, start, self.pos, format!("unknown start of token: {}", c.escape_default()));
        None
    }

    fn ident(&mut self) {
        while let Some(c) = self.char_at(self.pos).filter(|&c| is_ident_continue(c)) {
            self.pos += c.len_utf8();
        }
    }
}

/// A raw string literal of a doc comment's text.
fn doc_string(text: &str) -> String {
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

fn set_alone(trees: &mut [TokenTree]) {
    match trees.last_mut() {
        Some(TokenTree::Leaf(token)) => token.joint = false,
        Some(TokenTree::Group(group)) => group.joint = false,
        None => {}
    }
}

fn opening(byte: u8) -> Delim {
    match byte {
        b'(' => Delim::Paren,
        b'[' => Delim::Bracket,
        _ => Delim::Brace,
    }
}

fn closing(byte: u8) -> Delim {
    match byte {
        b')' => Delim::Paren,
        b']' => Delim::Bracket,
        _ => Delim::Brace,
    }
}

fn is_white(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n'
            | '\u{b}'
            | '\u{c}'
            | '\r'
            | ' '
            | '\u{85}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn is_ident_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

fn is_ident_continue(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn origin(text: &str) -> Origin {
        Origin { file: source::add_virtual("lex.rs", text), base: 0, expanded_from: SpanId::NONE }
    }

    fn texts(text: &str) -> Vec<String> {
        fn walk(trees: &[TokenTree], out: &mut Vec<String>) {
            for tree in trees {
                match tree {
                    TokenTree::Leaf(token) => out.push(token.text.to_string()),
                    TokenTree::Group(group) => {
                        out.push(format!("{:?}", group.delim));
                        walk(&group.tokens, out);
                        out.push("end".to_owned());
                    }
                }
            }
        }
        let mut out = Vec::new();
        walk(&lex(text, origin(text)).expect("tokens"), &mut out);
        out
    }

    fn error(text: &str) -> (Option<&'static str>, String) {
        match lex(text, origin(text)) {
            Err(LexError::Rejected(errors)) => (errors[0].code, errors[0].message.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn tokens_are_glued_as_rustc_glues_them() {
        assert_eq!(texts("a=>b>>=c..=1.0"), ["a", "=>", "b", ">>=", "c", "..=", "1.0"]);
        assert_eq!(
            texts("x.0.1 1..2 1.f() 1e3f32 0xffu8 1."),
            ["x", ".", "0.1", "1", "..", "2", "1", ".", "f", "Paren", "end", "1e3f32", "0xffu8", "1."]
        );
        assert_eq!(
            texts("'a 'a' '\\'' b'x' b\"y\" r#\"z\"# r#fn 'static"),
            ["'a", "'a'", "'\\''", "b'x'", "b\"y\"", "r#\"z\"#", "fn", "'static"]
        );
        assert_eq!(texts("#!/bin/sh\n/* a /* b */ */ x // y\n"), ["x"]);
        assert_eq!(texts("/// d\nx"), ["#", "Bracket", "doc", "=", "r\" d\"", "end", "x"]);
    }

    #[test]
    fn lexical_errors_carry_rustc_codes() {
        assert_eq!(error("fn f() { \"abc"), (Some("E0765"), "unterminated double quote string".to_owned()));
        assert_eq!(error("/* x"), (Some("E0758"), "unterminated block comment".to_owned()));
        assert_eq!(error("0x"), (Some("E0768"), "no valid digits found for number".to_owned()));
        assert_eq!(error("{ ( }"), (None, "mismatched closing delimiter: `}`".to_owned()));
        assert_eq!(error("{ ("), (None, "this file contains an unclosed delimiter".to_owned()));
        assert_eq!(error("}"), (None, "unexpected closing delimiter: `}`".to_owned()));
        assert_eq!(error("a \u{1f600} b").1, "unknown start of token: \\u{1f600}");
    }

    #[test]
    fn nesting_is_limited_without_recursion() {
        let text = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
        assert!(matches!(lex(&text, origin(&text)), Err(LexError::Unsupported(_))));
    }
}
