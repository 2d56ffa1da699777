//! Text that makes new text.

use crate::borrow::{Borrow, BorrowMut, ToOwned};
use crate::boxed::Box;
use crate::intrinsics;
use crate::str::pattern::Pattern;
use crate::string::String;
use crate::vec::Vec;

pub unsafe fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str> {
    unsafe { Box::from_raw(Box::into_raw(v) as *mut str) }
}

impl Borrow<str> for String {
    fn borrow(&self) -> &str { &self[..] }
}
impl BorrowMut<str> for String {
    fn borrow_mut(&mut self) -> &mut str { &mut self[..] }
}
impl ToOwned for str {
    type Owned = String;
    fn to_owned(&self) -> String { String::from(self) }
}

impl str {
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> { unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) } }
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String { self.replace_up_to(from, to, usize::MAX) }
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String { self.replace_up_to(pat, to, count) }
    fn replace_up_to<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {
        let mut result = String::with_capacity(if count == usize::MAX { self.len() } else { 32 });
        let mut last_end = 0;
        for (start, part) in self.match_indices(pat).take(count) {
            result.push_str(&self[last_end..start]);
            result.push_str(to);
            last_end = start + part.len();
        }
        result.push_str(&self[last_end..]);
        result
    }
    pub fn to_lowercase(&self) -> String { self.to_case(false) }
    pub fn to_uppercase(&self) -> String { self.to_case(true) }
    fn to_case(&self, upper: bool) -> String {
        let mut bytes: Vec<u8> = Vec::with_capacity(self.len());
        let len = intrinsics::str_to_case(self.as_ptr(), self.len(), upper, bytes.as_mut_ptr(), bytes.capacity());
        if len > bytes.capacity() {
            bytes.reserve_exact(len);
            intrinsics::str_to_case(self.as_ptr(), self.len(), upper, bytes.as_mut_ptr(), bytes.capacity());
        }
        unsafe {
            bytes.set_len(len);
            String::from_utf8_unchecked(bytes)
        }
    }
    pub fn into_string(self: Box<str>) -> String { unsafe { String::from_utf8_unchecked(self.into_boxed_bytes().into_vec()) } }
    pub fn repeat(&self, n: usize) -> String { unsafe { String::from_utf8_unchecked(self.as_bytes().repeat(n)) } }
    pub fn to_ascii_uppercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_uppercase();
        s
    }
    pub fn to_ascii_lowercase(&self) -> String {
        let mut s = self.to_owned();
        s.make_ascii_lowercase();
        s
    }
}

impl str {
    pub const fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, crate::str::Utf8Error> { crate::str::from_utf8_mut(v) }
    pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str { unsafe { crate::str::from_utf8_unchecked(v) } }
    pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {
        unsafe { crate::str::from_utf8_unchecked_mut(v) }
    }
    pub unsafe fn slice_unchecked(&self, begin: usize, end: usize) -> &str { &self[begin..end] }
    pub unsafe fn slice_mut_unchecked(&mut self, begin: usize, end: usize) -> &mut str { &mut self[begin..end] }
    pub fn lines_any(&self) -> crate::str::Lines<'_> { self.lines() }
}
