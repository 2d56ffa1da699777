//! Iterators over the characters that one character turns into.

use crate::fmt::{self, Write};
use crate::intrinsics;
use crate::iter::FusedIterator;

/// Up to ten characters: `\u{10ffff}`.
#[derive(Clone, Debug)]
struct Short {
    chars: [char; 10],
    start: usize,
    end: usize,
}
impl Short {
    const fn empty() -> Short { Short { chars: ['\0'; 10], start: 0, end: 0 } }
    fn one(c: char) -> Short {
        let mut short = Short::empty();
        short.push(c);
        short
    }
    fn backslash(c: char) -> Short {
        let mut short = Short::one('\\');
        short.push(c);
        short
    }
    fn unicode(c: char) -> Short {
        let mut short = Short::backslash('u');
        short.push('{');
        let code = c as u32;
        let mut digits = 1;
        while digits < 6 && code >> (4 * digits) != 0 {
            digits += 1;
        }
        while digits > 0 {
            digits -= 1;
            match crate::char::from_digit((code >> (4 * digits)) & 15, 16) {
                Some(digit) => short.push(digit),
                None => {}
            }
        }
        short.push('}');
        short
    }
    fn push(&mut self, c: char) {
        self.chars[self.end] = c;
        self.end += 1;
    }
    fn next(&mut self) -> Option<char> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        Some(self.chars[self.start - 1])
    }
    fn next_back(&mut self) -> Option<char> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(self.chars[self.end])
    }
    fn len(&self) -> usize { self.end - self.start }
}

macro_rules! iterators {
    ($($name:ident)*) => { $(
        #[derive(Clone, Debug)]
        pub struct $name(Short);
        impl Iterator for $name {
            type Item = char;
            fn next(&mut self) -> Option<char> { self.0.next() }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.0.len(), Some(self.0.len())) }
        }
        impl DoubleEndedIterator for $name {
            fn next_back(&mut self) -> Option<char> { self.0.next_back() }
        }
        impl ExactSizeIterator for $name {}
        impl FusedIterator for $name {}
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut i = self.0.start;
                while i < self.0.end {
                    f.write_char(self.0.chars[i])?;
                    i += 1;
                }
                Ok(())
            }
        }
    )* };
}
iterators! { EscapeUnicode EscapeDefault EscapeDebug ToLowercase ToUppercase }

impl EscapeUnicode {
    pub(super) fn of(c: char) -> EscapeUnicode { EscapeUnicode(Short::unicode(c)) }
}
impl EscapeDefault {
    pub(super) fn of(c: char) -> EscapeDefault {
        EscapeDefault(match c {
            '\t' => Short::backslash('t'),
            '\r' => Short::backslash('r'),
            '\n' => Short::backslash('n'),
            '\\' | '\'' | '"' => Short::backslash(c),
            '\x20'..='\x7e' => Short::one(c),
            _ => Short::unicode(c),
        })
    }
}
impl EscapeDebug {
    pub(super) fn of(c: char, grapheme: bool, single_quote: bool, double_quote: bool) -> EscapeDebug {
        EscapeDebug(match c {
            '\0' => Short::backslash('0'),
            '\t' => Short::backslash('t'),
            '\r' => Short::backslash('r'),
            '\n' => Short::backslash('n'),
            '\\' => Short::backslash(c),
            '"' if double_quote => Short::backslash(c),
            '\'' if single_quote => Short::backslash(c),
            _ => {
                let escape = intrinsics::char_debug_escape(c);
                if escape & 1 != 0 || (grapheme && escape & 2 != 0) { Short::unicode(c) } else { Short::one(c) }
            }
        })
    }
}
fn mapped(c: char, upper: bool) -> Short {
    let mut short = Short::empty();
    let out = &mut short.chars as *mut [char; 10] as *mut char;
    short.end = if upper { intrinsics::char_to_upper(c, out) } else { intrinsics::char_to_lower(c, out) };
    short
}
impl ToLowercase {
    pub(super) fn of(c: char) -> ToLowercase { ToLowercase(mapped(c, false)) }
}
impl ToUppercase {
    pub(super) fn of(c: char) -> ToUppercase { ToUppercase(mapped(c, true)) }
}
