//! `std::char` and the methods of `char`. Escapes and case mappings are in `char::iter`.

mod iter;

pub use self::iter::{EscapeDebug, EscapeDefault, EscapeUnicode, ToLowercase, ToUppercase};

use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::str::FromStr;

pub const MAX: char = char::MAX;
pub const REPLACEMENT_CHARACTER: char = char::REPLACEMENT_CHARACTER;

pub const fn from_u32(i: u32) -> Option<char> {
    if i > 0x10ffff || (i >= 0xd800 && i <= 0xdfff) { None } else { Some(intrinsics::transmute(i)) }
}
pub const unsafe fn from_u32_unchecked(i: u32) -> char { intrinsics::transmute(i) }
pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
    if radix > 36 {
        crate::panicking::panic("from_digit: radix is too high (maximum 36)");
    }
    if num < radix {
        let num = num as u8;
        if num < 10 { Some((b'0' + num) as char) } else { Some((b'a' + num - 10) as char) }
    } else {
        None
    }
}

impl char {
    pub const MIN: char = '\0';
    pub const MAX: char = '\u{10FFFF}';
    pub const REPLACEMENT_CHARACTER: char = '\u{FFFD}';
    pub const MAX_LEN_UTF8: usize = 4;
    pub const MAX_LEN_UTF16: usize = 2;
    pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> { decode_utf16(iter) }
    pub const fn from_u32(i: u32) -> Option<char> { from_u32(i) }
    pub const unsafe fn from_u32_unchecked(i: u32) -> char { intrinsics::transmute(i) }
    pub const fn from_digit(num: u32, radix: u32) -> Option<char> { from_digit(num, radix) }
    pub const fn is_digit(self, radix: u32) -> bool { self.to_digit(radix).is_some() }
    pub const fn to_digit(self, radix: u32) -> Option<u32> {
        if radix < 2 || radix > 36 {
            crate::panicking::panic("to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive");
        }
        let code = self as u32;
        let digit = match self {
            '0'..='9' => code - 48,
            'a'..='z' => code - 87,
            'A'..='Z' => code - 55,
            _ => return None,
        };
        if digit < radix { Some(digit) } else { None }
    }
    pub fn escape_unicode(self) -> EscapeUnicode { EscapeUnicode::of(self) }
    pub fn escape_debug(self) -> EscapeDebug { EscapeDebug::of(self, true, true, true) }
    pub(crate) fn escape_debug_in_text(self, first: bool) -> EscapeDebug { EscapeDebug::of(self, first, true, true) }
    pub fn escape_default(self) -> EscapeDefault { EscapeDefault::of(self) }
    pub const fn len_utf8(self) -> usize {
        let code = self as u32;
        if code < 0x80 {
            1
        } else if code < 0x800 {
            2
        } else if code < 0x10000 {
            3
        } else {
            4
        }
    }
    pub const fn len_utf16(self) -> usize { if (self as u32) < 0x10000 { 1 } else { 2 } }
    pub const fn encode_utf8(self, dst: &mut [u8]) -> &mut str {
        let len = self.len_utf8();
        if len > dst.len() {
            encode_failed(len, self as u32, dst.len());
        }
        let data = dst.as_mut_ptr();
        intrinsics::utf8_encode(self, data);
        intrinsics::str_mut(data, len)
    }
    pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {
        let code = self as u32;
        let len = self.len_utf16();
        if len > dst.len() {
            let dst_len = dst.len();
            panic!("encode_utf16: need {len} bytes to encode U+{code:04X} but buffer has just {dst_len}");
        }
        if code < 0x10000 {
            dst[0] = code as u16;
            &mut dst[..1]
        } else {
            dst[0] = 0xd800 | ((code - 0x10000) >> 10) as u16;
            dst[1] = 0xdc00 | ((code - 0x10000) & 0x3ff) as u16;
            &mut dst[..2]
        }
    }
    pub fn is_alphabetic(self) -> bool { intrinsics::char_is_alphabetic(self) }
    pub const fn is_lowercase(self) -> bool { intrinsics::char_is_lowercase(self) }
    pub const fn is_uppercase(self) -> bool { intrinsics::char_is_uppercase(self) }
    pub const fn is_whitespace(self) -> bool { intrinsics::char_is_whitespace(self) }
    pub fn is_alphanumeric(self) -> bool { intrinsics::char_is_alphabetic(self) || intrinsics::char_is_numeric(self) }
    pub const fn is_control(self) -> bool { intrinsics::char_is_control(self) }
    pub fn is_numeric(self) -> bool { intrinsics::char_is_numeric(self) }
    pub fn to_lowercase(self) -> ToLowercase { ToLowercase::of(self) }
    pub fn to_uppercase(self) -> ToUppercase { ToUppercase::of(self) }
    pub const fn is_ascii(&self) -> bool { (*self as u32) < 128 }
    pub const fn to_ascii_uppercase(&self) -> char {
        if self.is_ascii_lowercase() { (*self as u8 - 32) as char } else { *self }
    }
    pub const fn to_ascii_lowercase(&self) -> char {
        if self.is_ascii_uppercase() { (*self as u8 + 32) as char } else { *self }
    }
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool {
        self.to_ascii_lowercase() == other.to_ascii_lowercase()
    }
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase(); }
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase(); }
}
macro_rules! ascii_methods {
    ($($name:ident => $pattern:pat => ())*) => {
        impl char {
            $(pub const fn $name(&self) -> bool { matches!(*self, $pattern) })*
        }
    };
}
ascii_methods! {
    is_ascii_alphabetic => 'A'..='Z' | 'a'..='z' => ()
    is_ascii_uppercase => 'A'..='Z' => ()
    is_ascii_lowercase => 'a'..='z' => ()
    is_ascii_alphanumeric => '0'..='9' | 'A'..='Z' | 'a'..='z' => ()
    is_ascii_digit => '0'..='9' => ()
    is_ascii_hexdigit => '0'..='9' | 'A'..='F' | 'a'..='f' => ()
    is_ascii_punctuation => '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => ()
    is_ascii_graphic => '!'..='~' => ()
    is_ascii_whitespace => '\t' | '\n' | '\x0C' | '\r' | ' ' => ()
    is_ascii_control => '\0'..='\x1F' | '\x7F' => ()
}

const fn encode_failed(len: usize, code: u32, dst_len: usize) -> ! {
    crate::panicking::panic_fmt(format_args!(
        "encode_utf8: need {len} bytes to encode U+{code:04X} but buffer has just {dst_len}"
    ))
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct CharTryFromError(());
impl TryFrom<u32> for char {
    type Error = CharTryFromError;
    fn try_from(i: u32) -> Result<char, CharTryFromError> { from_u32(i).ok_or(CharTryFromError(())) }
}
impl fmt::Display for CharTryFromError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("converted integer out of range for `char`")
    }
}
impl Error for CharTryFromError {}

#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct TryFromCharError(pub(crate) ());
impl fmt::Display for TryFromCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("unicode code point out of range")
    }
}
impl Error for TryFromCharError {}
impl TryFrom<char> for u8 {
    type Error = TryFromCharError;
    fn try_from(c: char) -> Result<u8, TryFromCharError> { if c as u32 <= 255 { Ok(c as u8) } else { Err(TryFromCharError(())) } }
}
impl TryFrom<char> for u16 {
    type Error = TryFromCharError;
    fn try_from(c: char) -> Result<u16, TryFromCharError> {
        if c as u32 <= 0xffff { Ok(c as u32 as u16) } else { Err(TryFromCharError(())) }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {
    kind: CharErrorKind,
}
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum CharErrorKind {
    EmptyString,
    TooManyChars,
}
impl fmt::Display for ParseCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            CharErrorKind::EmptyString => "cannot parse char from empty string",
            CharErrorKind::TooManyChars => "too many characters in string",
        })
    }
}
impl Error for ParseCharError {}
impl FromStr for char {
    type Err = ParseCharError;
    fn from_str(s: &str) -> Result<char, ParseCharError> {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (None, None) => Err(ParseCharError { kind: CharErrorKind::EmptyString }),
            (Some(c), None) => Ok(c),
            _ => Err(ParseCharError { kind: CharErrorKind::TooManyChars }),
        }
    }
}

pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> {
    DecodeUtf16 { iter: iter.into_iter(), buf: None }
}
#[derive(Clone, Debug)]
pub struct DecodeUtf16<I> {
    iter: I,
    buf: Option<u16>,
}
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct DecodeUtf16Error {
    code: u16,
}
impl DecodeUtf16Error {
    pub fn unpaired_surrogate(&self) -> u16 { self.code }
}
impl fmt::Display for DecodeUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "unpaired surrogate found: {:x}", self.code) }
}
impl Error for DecodeUtf16Error {}
impl<I: Iterator<Item = u16>> Iterator for DecodeUtf16<I> {
    type Item = Result<char, DecodeUtf16Error>;
    fn next(&mut self) -> Option<Result<char, DecodeUtf16Error>> {
        let u = match self.buf.take() {
            Some(buf) => buf,
            None => self.iter.next()?,
        };
        if (u & 0xf800) != 0xd800 {
            return Some(Ok(intrinsics::transmute(u as u32)));
        }
        if u >= 0xdc00 {
            return Some(Err(DecodeUtf16Error { code: u }));
        }
        let u2 = match self.iter.next() {
            Some(u2) => u2,
            None => return Some(Err(DecodeUtf16Error { code: u })),
        };
        if u2 < 0xdc00 || u2 > 0xdfff {
            self.buf = Some(u2);
            return Some(Err(DecodeUtf16Error { code: u }));
        }
        let c = (((u & 0x3ff) as u32) << 10 | (u2 & 0x3ff) as u32) + 0x1_0000;
        Some(Ok(intrinsics::transmute(c)))
    }
}

pub const UNICODE_VERSION: (u8, u8, u8) = char::UNICODE_VERSION;
impl char {
    pub const UNICODE_VERSION: (u8, u8, u8) = (17, 0, 0);
}
