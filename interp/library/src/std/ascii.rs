//! `std::ascii`.

use crate::fmt::{self, Write};
use crate::iter::FusedIterator;

/// The methods of the same names, before they were there without a trait.
pub trait AsciiExt {
    type Owned;
    fn is_ascii(&self) -> bool;
    fn to_ascii_uppercase(&self) -> Self::Owned;
    fn to_ascii_lowercase(&self) -> Self::Owned;
    fn eq_ignore_ascii_case(&self, other: &Self) -> bool;
    fn make_ascii_uppercase(&mut self);
    fn make_ascii_lowercase(&mut self);
}
macro_rules! has_ascii_methods {
    ($($t:ty, $owned:ty;)*) => { $(
        impl AsciiExt for $t {
            type Owned = $owned;
            fn is_ascii(&self) -> bool { self.is_ascii() }
            fn to_ascii_uppercase(&self) -> $owned { self.to_ascii_uppercase() }
            fn to_ascii_lowercase(&self) -> $owned { self.to_ascii_lowercase() }
            fn eq_ignore_ascii_case(&self, other: &$t) -> bool { self.eq_ignore_ascii_case(other) }
            fn make_ascii_uppercase(&mut self) { self.make_ascii_uppercase() }
            fn make_ascii_lowercase(&mut self) { self.make_ascii_lowercase() }
        }
    )* };
}
has_ascii_methods! { u8, u8; char, char; [u8], Vec<u8>; str, String; }

pub fn escape_default(c: u8) -> EscapeDefault {
    let hex = |digit: u8| if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
    let (bytes, end) = match c {
        b'\t' => ([b'\\', b't', 0, 0], 2),
        b'\r' => ([b'\\', b'r', 0, 0], 2),
        b'\n' => ([b'\\', b'n', 0, 0], 2),
        b'\\' => ([b'\\', b'\\', 0, 0], 2),
        b'\'' => ([b'\\', b'\'', 0, 0], 2),
        b'"' => ([b'\\', b'"', 0, 0], 2),
        b'\x20'..=b'\x7e' => ([c, 0, 0, 0], 1),
        _ => ([b'\\', b'x', hex(c >> 4), hex(c & 0xf)], 4),
    };
    EscapeDefault { bytes, start: 0, end }
}

#[derive(Clone, Debug)]
pub struct EscapeDefault {
    bytes: [u8; 4],
    start: usize,
    end: usize,
}
impl Iterator for EscapeDefault {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        Some(self.bytes[self.start - 1])
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.start, Some(self.end - self.start)) }
}
impl ExactSizeIterator for EscapeDefault {}
impl FusedIterator for EscapeDefault {}
impl fmt::Display for EscapeDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for b in self.clone() {
            f.write_char(b as char)?;
        }
        Ok(())
    }
}

/// `[u8]::escape_ascii`.
#[derive(Clone)]
pub struct EscapeBytes<'a> {
    bytes: &'a [u8],
    current: Option<EscapeDefault>,
}
impl<'a> EscapeBytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> EscapeBytes<'a> { EscapeBytes { bytes, current: None } }
}
impl Iterator for EscapeBytes<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        loop {
            if let Some(current) = &mut self.current {
                if let Some(b) = current.next() {
                    return Some(b);
                }
            }
            let (first, rest) = self.bytes.split_first()?;
            self.current = Some(escape_default(*first));
            self.bytes = rest;
        }
    }
}
impl fmt::Display for EscapeBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for b in self.clone() {
            f.write_char(b as char)?;
        }
        Ok(())
    }
}
