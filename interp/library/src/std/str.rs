//! `std::str` and the methods of `str`. Searching is in `str::pattern`, its iterators in `str::{split, chars}`, indexing
//! in `str::index`, conversions in `str::owned`, errors in `str::error`.

mod chars;
mod chunks;
mod error;
mod index;
#[origin = "alloc"]
mod owned;
pub mod pattern;
mod split;

pub use self::chars::{Bytes, CharIndices, Chars, EncodeUtf16, EscapeDebug, EscapeDefault, EscapeUnicode};
pub(crate) use self::chunks::{write_lossy, write_quoted};
pub use self::chunks::{Utf8Chunk, Utf8Chunks};
pub use self::error::{ParseBoolError, Utf8Error};
pub(crate) use self::index::slice_error_fail;
pub use self::owned::from_boxed_utf8_unchecked;
pub use self::split::{
    Lines, MatchIndices, Matches, RMatchIndices, RMatches, RSplit, RSplitN, RSplitTerminator, Split,
    SplitAsciiWhitespace, SplitInclusive, SplitN, SplitTerminator, SplitWhitespace,
};

use crate::intrinsics;
use crate::slice::SliceIndex;
use self::pattern::Pattern;

#[lang = "FromStr"]
pub trait FromStr: Sized {
    type Err;
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}

pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {
    let valid = intrinsics::utf8_valid_len(v.as_ptr(), v.len());
    if valid == v.len() { Ok(intrinsics::str_ref(v.as_ptr(), valid)) } else { Err(Utf8Error::new(v, valid)) }
}
pub const fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {
    let len = v.len();
    let valid = intrinsics::utf8_valid_len(v.as_ptr(), len);
    if valid == len { Ok(intrinsics::str_mut(v.as_mut_ptr(), len)) } else { Err(Utf8Error::new(v, valid)) }
}
pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str { intrinsics::str_ref(v.as_ptr(), v.len()) }
pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {
    let len = v.len();
    intrinsics::str_mut(v.as_mut_ptr(), len)
}

impl str {
    pub const fn len(&self) -> usize { intrinsics::str_len(self) }
    pub const fn is_empty(&self) -> bool { intrinsics::str_len(self) == 0 }
    pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> { from_utf8(v) }
    pub const fn is_char_boundary(&self, index: usize) -> bool {
        if index == 0 {
            return true;
        }
        let len = self.len();
        if index >= len {
            index == len
        } else {
            intrinsics::read(intrinsics::ptr_add(intrinsics::str_data(self), index)).is_utf8_char_boundary()
        }
    }
    pub const fn floor_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut i = index;
        while !self.is_char_boundary(i) {
            i -= 1;
        }
        i
    }
    pub const fn ceil_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut i = index;
        while !self.is_char_boundary(i) {
            i += 1;
        }
        i
    }
    pub const fn as_bytes(&self) -> &[u8] { intrinsics::str_bytes(self) }
    pub const unsafe fn as_bytes_mut(&mut self) -> &mut [u8] { unsafe { &mut *(self as *mut str as *mut [u8]) } }
    pub const fn as_ptr(&self) -> *const u8 { intrinsics::str_data(self) }
    pub const fn as_mut_ptr(&mut self) -> *mut u8 { self as *mut str as *mut u8 }
    pub const fn as_str(&self) -> &str { self }
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output> { i.get(self) }
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output> { i.get_mut(self) }
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output { i.index(self) }
    pub unsafe fn get_unchecked_mut<I: SliceIndex<str>>(&mut self, i: I) -> &mut I::Output { i.index_mut(self) }
    pub fn split_at(&self, mid: usize) -> (&str, &str) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => slice_error_fail(self, 0, mid),
        }
    }
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {
        if !self.is_char_boundary(mid) {
            slice_error_fail(self, 0, mid)
        }
        self.split_at_mut_checked(mid).unwrap()
    }
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {
        if !self.is_char_boundary(mid) {
            return None;
        }
        let data = self.as_ptr();
        Some((intrinsics::str_ref(data, mid), intrinsics::str_ref(intrinsics::ptr_add(data, mid), self.len() - mid)))
    }
    pub const fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)> {
        if !self.is_char_boundary(mid) {
            return None;
        }
        let len = self.len();
        let data = self.as_mut_ptr();
        Some((intrinsics::str_mut(data, mid), intrinsics::str_mut(intrinsics::ptr_add_mut(data, mid), len - mid)))
    }
    pub fn chars(&self) -> Chars<'_> { Chars::new(self) }
    pub fn char_indices(&self) -> CharIndices<'_> { CharIndices::new(self) }
    pub fn bytes(&self) -> Bytes<'_> { Bytes::new(self) }
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> { EncodeUtf16::new(self) }
    pub fn contains<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.find_in(self, 0, self.len()).is_some()
    }
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.prefix_len(self).is_some()
    }
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool {
        let mut pat = pat;
        pat.suffix_len(self).is_some()
    }
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize> {
        let mut pat = pat;
        Some(pat.find_in(self, 0, self.len())?.0)
    }
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize> {
        let mut pat = pat;
        Some(pat.rfind_in(self, 0, self.len())?.0)
    }
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {
        let mut pat = delimiter;
        let (start, end) = pat.find_in(self, 0, self.len())?;
        Some((&self[..start], &self[end..]))
    }
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {
        let mut pat = delimiter;
        let (start, end) = pat.rfind_in(self, 0, self.len())?;
        Some((&self[..start], &self[end..]))
    }
    pub fn trim(&self) -> &str { self.trim_matches(char::is_whitespace) }
    pub fn trim_start(&self) -> &str { self.trim_start_matches(char::is_whitespace) }
    pub fn trim_end(&self) -> &str { self.trim_end_matches(char::is_whitespace) }
    pub fn trim_left(&self) -> &str { self.trim_start() }
    pub fn trim_right(&self) -> &str { self.trim_end() }
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut rest = self;
        while let Some(len) = pat.prefix_len(rest) {
            if len == 0 {
                break;
            }
            rest = &rest[len..];
        }
        while let Some(len) = pat.suffix_len(rest) {
            if len == 0 {
                break;
            }
            rest = &rest[..rest.len() - len];
        }
        rest
    }
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut rest = self;
        while let Some(len) = pat.prefix_len(rest) {
            if len == 0 {
                break;
            }
            rest = &rest[len..];
        }
        rest
    }
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str {
        let mut pat = pat;
        let mut rest = self;
        while let Some(len) = pat.suffix_len(rest) {
            if len == 0 {
                break;
            }
            rest = &rest[..rest.len() - len];
        }
        rest
    }
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str { self.trim_start_matches(pat) }
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str { self.trim_end_matches(pat) }
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str> {
        let mut prefix = prefix;
        let len = prefix.prefix_len(self)?;
        Some(&self[len..])
    }
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str> {
        let mut suffix = suffix;
        let len = suffix.suffix_len(self)?;
        Some(&self[..self.len() - len])
    }
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> { FromStr::from_str(self) }
    pub const fn is_ascii(&self) -> bool { self.as_bytes().is_ascii() }
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool { self.as_bytes().eq_ignore_ascii_case(other.as_bytes()) }
    pub fn make_ascii_uppercase(&mut self) { unsafe { self.as_bytes_mut() }.make_ascii_uppercase() }
    pub fn make_ascii_lowercase(&mut self) { unsafe { self.as_bytes_mut() }.make_ascii_lowercase() }
    pub fn trim_ascii(&self) -> &str { unsafe { from_utf8_unchecked(self.as_bytes().trim_ascii()) } }
    pub fn trim_ascii_start(&self) -> &str { unsafe { from_utf8_unchecked(self.as_bytes().trim_ascii_start()) } }
    pub fn trim_ascii_end(&self) -> &str { unsafe { from_utf8_unchecked(self.as_bytes().trim_ascii_end()) } }
    pub fn escape_debug(&self) -> EscapeDebug<'_> { EscapeDebug::new(self) }
    pub fn escape_default(&self) -> EscapeDefault<'_> { EscapeDefault::new(self) }
    pub fn escape_unicode(&self) -> EscapeUnicode<'_> { EscapeUnicode::new(self) }
}

impl AsRef<[u8]> for str {
    fn as_ref(&self) -> &[u8] { self.as_bytes() }
}
impl Default for &str {
    fn default() -> Self { "" }
}
impl PartialEq for str {
    #[fast]
    fn eq(&self, other: &str) -> bool {
        self.len() == other.len() && intrinsics::compare_bytes(self.as_ptr(), other.as_ptr(), self.len()) == 0
    }
}
impl Eq for str {}
impl Ord for str {
    #[fast]
    fn cmp(&self, other: &str) -> crate::cmp::Ordering {
        let (a, b) = (self.len(), other.len());
        let order = intrinsics::compare_bytes(self.as_ptr(), other.as_ptr(), if a < b { a } else { b });
        if order == 0 { a.cmp(&b) } else { order.cmp(&0) }
    }
}
impl PartialOrd for str {
    fn partial_cmp(&self, other: &str) -> Option<crate::cmp::Ordering> { Some(self.cmp(other)) }
}
