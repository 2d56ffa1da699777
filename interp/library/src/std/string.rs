//! `String`. What it implements is in `string::impls`, making one of anything in `string::to_string`.

mod impls;
mod to_string;

pub use self::to_string::ToString;

use crate::boxed::Box;
use crate::borrow::Cow;
use crate::collections::TryReserveError;
use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::ops::{Bound, Range, RangeBounds};
use crate::slice;
use crate::str::pattern::Pattern;
use crate::str::{Chars, Utf8Error};
use crate::vec::Vec;

#[lang = "String"]
pub struct String {
    vec: Vec<u8>,
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub struct FromUtf8Error {
    bytes: Vec<u8>,
    error: Utf8Error,
}
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8] { &self.bytes[..] }
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
    pub fn utf8_error(&self) -> Utf8Error { self.error }
}
impl fmt::Display for FromUtf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.error, f) }
}
impl Error for FromUtf8Error {}

#[derive(Debug)]
pub struct FromUtf16Error(());
impl fmt::Display for FromUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("invalid utf-16: lone surrogate found") }
}
impl Error for FromUtf16Error {}

pub type ParseError = crate::convert::Infallible;

impl String {
    pub const fn new() -> String { String { vec: Vec::new() } }
    pub fn with_capacity(capacity: usize) -> String { String { vec: Vec::with_capacity(capacity) } }
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {
        match crate::str::from_utf8(&vec) {
            Ok(_) => Ok(String { vec }),
            Err(error) => Err(FromUtf8Error { bytes: vec, error }),
        }
    }
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {
        let mut rest = v;
        let mut result = String::new();
        loop {
            match crate::str::from_utf8(rest) {
                Ok(text) => {
                    if rest.len() == v.len() {
                        return Cow::Borrowed(text);
                    }
                    result.push_str(text);
                    return Cow::Owned(result);
                }
                Err(error) => {
                    let valid = error.valid_up_to();
                    result.push_str(intrinsics::str_ref(rest.as_ptr(), valid));
                    result.push('\u{FFFD}');
                    match error.error_len() {
                        Some(len) => rest = &rest[valid + len..],
                        None => return Cow::Owned(result),
                    }
                    if rest.is_empty() {
                        return Cow::Owned(result);
                    }
                }
            }
        }
    }
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {
        let mut result = String::with_capacity(v.len());
        for c in crate::char::decode_utf16(v.iter().copied()) {
            match c {
                Ok(c) => result.push(c),
                Err(_) => return Err(FromUtf16Error(())),
            }
        }
        Ok(result)
    }
    pub fn from_utf16_lossy(v: &[u16]) -> String {
        crate::char::decode_utf16(v.iter().copied()).map(|r| r.unwrap_or('\u{FFFD}')).collect()
    }
    pub unsafe fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> String {
        String { vec: unsafe { Vec::from_raw_parts(buf, length, capacity) } }
    }
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String { String { vec: bytes } }
    pub fn into_bytes(self) -> Vec<u8> { self.vec }
    pub const fn as_str(&self) -> &str { intrinsics::str_ref(self.vec.as_ptr(), self.vec.len()) }
    pub const fn as_mut_str(&mut self) -> &mut str {
        let len = self.vec.len();
        intrinsics::str_mut(self.vec.as_mut_ptr(), len)
    }
    #[fast]
    pub fn push_str(&mut self, string: &str) { self.vec.extend_from_slice(string.as_bytes()) }
    #[track_caller]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {
        let Range { start, end } = slice::range(src, self.len());
        let text = String::from(&self[start..end]);
        self.push_str(&text)
    }
    pub const fn capacity(&self) -> usize { self.vec.capacity() }
    pub fn reserve(&mut self, additional: usize) { self.vec.reserve(additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.vec.reserve_exact(additional) }
    pub fn into_raw_parts(self) -> (*mut u8, usize, usize) { self.vec.into_raw_parts() }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.vec.try_reserve_exact(additional)
    }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.vec.try_reserve(additional) }
    pub fn shrink_to_fit(&mut self) { self.vec.shrink_to_fit() }
    pub fn shrink_to(&mut self, min_capacity: usize) { self.vec.shrink_to(min_capacity) }
    #[fast]
    pub fn push(&mut self, ch: char) {
        if (ch as u32) < 128 {
            return self.vec.push(ch as u8);
        }
        self.vec.reserve(4);
        let len = self.vec.len();
        let written = intrinsics::utf8_encode(ch, intrinsics::ptr_add_mut(self.vec.as_mut_ptr(), len));
        unsafe { self.vec.set_len(len + written) }
    }
    pub const fn as_bytes(&self) -> &[u8] { self.vec.as_slice() }
    #[track_caller]
    pub fn truncate(&mut self, new_len: usize) {
        if new_len <= self.len() {
            assert!(self.is_char_boundary(new_len));
            self.vec.truncate(new_len)
        }
    }
    pub fn pop(&mut self) -> Option<char> {
        let ch = self.chars().next_back()?;
        let new_len = self.len() - ch.len_utf8();
        unsafe { self.vec.set_len(new_len) };
        Some(ch)
    }
    #[track_caller]
    pub fn remove(&mut self, idx: usize) -> char {
        let ch = match self[idx..].chars().next() {
            Some(ch) => ch,
            None => panic!("cannot remove a char from the end of a string"),
        };
        let next = idx + ch.len_utf8();
        self.vec.drain(idx..next);
        ch
    }
    pub fn retain<F: FnMut(char) -> bool>(&mut self, mut f: F) {
        let old = crate::mem::take(self);
        let capacity = old.capacity();
        let mut kept = String::with_capacity(capacity);
        for c in old.chars() {
            if f(c) {
                kept.push(c);
            }
        }
        *self = kept;
    }
    #[track_caller]
    pub fn insert(&mut self, idx: usize, ch: char) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, ch.encode_utf8(&mut [0; 4]).as_bytes())
    }
    fn insert_bytes(&mut self, idx: usize, bytes: &[u8]) {
        let (len, amount) = (self.len(), bytes.len());
        self.vec.reserve(amount);
        let place = intrinsics::ptr_add_mut(self.vec.as_mut_ptr(), idx);
        intrinsics::copy(place as *const u8, intrinsics::ptr_add_mut(place, amount), len - idx);
        intrinsics::copy_nonoverlapping(bytes.as_ptr(), place, amount);
        unsafe { self.vec.set_len(len + amount) }
    }
    #[track_caller]
    pub fn insert_str(&mut self, idx: usize, string: &str) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, string.as_bytes())
    }
    pub const unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> { &mut self.vec }
    pub const fn len(&self) -> usize { self.vec.len() }
    pub const fn is_empty(&self) -> bool { self.vec.len() == 0 }
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> String {
        assert!(self.is_char_boundary(at));
        String { vec: self.vec.split_off(at) }
    }
    pub fn clear(&mut self) { self.vec.clear() }
    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {
        let Range { start, end } = slice::range(range, self.len());
        assert!(self.is_char_boundary(start));
        assert!(self.is_char_boundary(end));
        let string = self as *mut String;
        let iter = unsafe { &*string }[start..end].chars();
        Drain { string: unsafe { &mut *string }, start, end, iter }
    }
    #[track_caller]
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {
        let start = range.start_bound();
        match start {
            Bound::Included(n) => assert!(self.is_char_boundary(*n), "start of range should be a character boundary"),
            Bound::Excluded(n) => {
                assert!(self.is_char_boundary(*n + 1), "start of range should be a character boundary")
            }
            Bound::Unbounded => {}
        };
        let end = range.end_bound();
        match end {
            Bound::Included(n) => assert!(self.is_char_boundary(*n + 1), "end of range should be a character boundary"),
            Bound::Excluded(n) => assert!(self.is_char_boundary(*n), "end of range should be a character boundary"),
            Bound::Unbounded => {}
        };
        self.vec.splice((start.cloned(), end.cloned()), replace_with.bytes());
    }
    pub fn into_boxed_str(self) -> Box<str> {
        unsafe { crate::str::from_boxed_utf8_unchecked(self.vec.into_boxed_slice()) }
    }
    pub fn leak<'a>(self) -> &'a mut str {
        let slice = self.vec.leak();
        unsafe { crate::str::from_utf8_unchecked_mut(slice) }
    }
    pub fn into_chars(self) -> IntoChars { IntoChars { text: self, front: 0 } }
    pub fn remove_matches<P: Pattern>(&mut self, pat: P) { *self = self.replace(pat, ""); }
}

pub struct IntoChars {
    text: String,
    front: usize,
}
impl Iterator for IntoChars {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        let c = self.text[self.front..].chars().next()?;
        self.front += c.len_utf8();
        Some(c)
    }
}

pub struct Drain<'a> {
    string: &'a mut String,
    start: usize,
    end: usize,
    iter: Chars<'a>,
}
impl Drain<'_> {
    pub fn as_str(&self) -> &str { self.iter.as_str() }
}
impl Drop for Drain<'_> {
    fn drop(&mut self) {
        let (start, end) = (self.start, self.end);
        self.string.vec.drain(start..end);
    }
}
impl Iterator for Drain<'_> {
    type Item = char;
    fn next(&mut self) -> Option<char> { self.iter.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
}
impl DoubleEndedIterator for Drain<'_> {
    fn next_back(&mut self) -> Option<char> { self.iter.next_back() }
}
impl FusedIterator for Drain<'_> {}
impl fmt::Debug for Drain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_str()).finish() }
}
