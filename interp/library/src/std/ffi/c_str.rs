//! `CStr` and `CString`: bytes that end with the only zero among them. Errors are in `c_str::error`.

mod error;

pub use self::error::{
    FromBytesUntilNulError, FromBytesWithNulError, FromVecWithNulError, IntoStringError, NulError,
};

use crate::borrow::{Borrow, Cow, ToOwned};
use crate::cmp::Ordering;
use crate::ffi::c_char;
use crate::fmt;
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::mem;
use crate::ops::{Deref, Index, RangeFrom};
use crate::rc::Rc;
use crate::str::Utf8Error;
use crate::sync::Arc;

#[lang = "CStr"]
#[derive(PartialEq, Eq, Hash)]
pub struct CStr {
    /// The final zero is one of them.
    inner: [c_char],
}

const fn zero_in(bytes: &[u8]) -> Option<usize> {
    match intrinsics::memchr(0, bytes.as_ptr(), bytes.len()) {
        usize::MAX => None,
        at => Some(at),
    }
}

impl CStr {
    pub const unsafe fn from_ptr<'a>(ptr: *const c_char) -> &'a CStr {
        let mut len = 0;
        while intrinsics::read(intrinsics::ptr_add(ptr, len)) != 0 {
            len += 1;
        }
        unsafe { CStr::from_bytes_with_nul_unchecked(intrinsics::slice_ref(ptr as *const u8, len + 1)) }
    }
    pub const fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesUntilNulError> {
        match zero_in(bytes) {
            Some(at) => Ok(unsafe { CStr::from_bytes_with_nul_unchecked(intrinsics::slice_ref(bytes.as_ptr(), at + 1)) }),
            None => Err(FromBytesUntilNulError(())),
        }
    }
    pub const fn from_bytes_with_nul(bytes: &[u8]) -> Result<&CStr, FromBytesWithNulError> {
        match zero_in(bytes) {
            Some(at) if at + 1 == bytes.len() => Ok(unsafe { CStr::from_bytes_with_nul_unchecked(bytes) }),
            Some(position) => Err(FromBytesWithNulError::InteriorNul { position }),
            None => Err(FromBytesWithNulError::NotNulTerminated),
        }
    }
    pub const unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &CStr {
        unsafe { &*(bytes as *const [u8] as *const CStr) }
    }
    pub const fn as_ptr(&self) -> *const c_char { self.inner.as_ptr() }
    pub const fn count_bytes(&self) -> usize { self.inner.len() - 1 }
    pub const fn is_empty(&self) -> bool { self.inner.len() == 1 }
    pub const fn to_bytes(&self) -> &[u8] { intrinsics::slice_ref(self.as_ptr() as *const u8, self.count_bytes()) }
    pub const fn to_bytes_with_nul(&self) -> &[u8] { intrinsics::slice_ref(self.as_ptr() as *const u8, self.inner.len()) }
    pub fn bytes(&self) -> Bytes<'_> { Bytes { rest: self.to_bytes(), _marker: PhantomData } }
    pub const fn to_str(&self) -> Result<&str, Utf8Error> { crate::str::from_utf8(self.to_bytes()) }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { String::from_utf8_lossy(self.to_bytes()) }
    pub fn into_c_string(self: Box<CStr>) -> CString {
        CString { inner: unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) } }
    }
}

#[derive(Clone, Debug)]
pub struct Bytes<'a> {
    rest: &'a [u8],
    _marker: PhantomData<&'a CStr>,
}
impl Iterator for Bytes<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.rest.len(), Some(self.rest.len())) }
}
impl FusedIterator for Bytes<'_> {}

impl fmt::Debug for CStr {
    /// Text as in a string, but control characters and bytes that are no text as `\xNN`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for chunk in self.to_bytes().utf8_chunks() {
            for c in chunk.valid().chars() {
                if c.is_ascii() {
                    write!(f, "{}", (c as u8).escape_ascii())?;
                } else {
                    write!(f, "{}", c.escape_debug())?;
                }
            }
            write!(f, "{}", chunk.invalid().escape_ascii())?;
        }
        f.write_str("\"")
    }
}
impl Default for &CStr {
    fn default() -> Self { c"" }
}
impl PartialOrd for CStr {
    fn partial_cmp(&self, other: &CStr) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl Ord for CStr {
    fn cmp(&self, other: &CStr) -> Ordering { self.to_bytes().cmp(other.to_bytes()) }
}
impl Index<RangeFrom<usize>> for CStr {
    type Output = CStr;
    #[track_caller]
    fn index(&self, index: RangeFrom<usize>) -> &CStr {
        let bytes = self.to_bytes_with_nul();
        if index.start >= bytes.len() {
            panic!("index out of bounds: the len is {} but the index is {}", bytes.len(), index.start);
        }
        unsafe { CStr::from_bytes_with_nul_unchecked(&bytes[index.start..]) }
    }
}
impl AsRef<CStr> for CStr {
    fn as_ref(&self) -> &CStr { self }
}
impl ToOwned for CStr {
    type Owned = CString;
    fn to_owned(&self) -> CString { CString { inner: self.to_bytes_with_nul().into() } }
}

#[origin = "alloc"]
#[derive(PartialEq, PartialOrd, Eq, Ord, Hash, Clone)]
pub struct CString {
    /// The final zero is one of them.
    inner: Box<[u8]>,
}

impl CString {
    pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError> {
        let bytes: Vec<u8> = t.into();
        match zero_in(&bytes) {
            Some(at) => Err(NulError(at, bytes)),
            None => Ok(unsafe { CString::from_vec_unchecked(bytes) }),
        }
    }
    pub unsafe fn from_vec_unchecked(v: Vec<u8>) -> CString {
        let mut bytes = v;
        bytes.reserve_exact(1);
        bytes.push(0);
        CString { inner: bytes.into_boxed_slice() }
    }
    pub unsafe fn from_vec_with_nul_unchecked(v: Vec<u8>) -> CString { CString { inner: v.into_boxed_slice() } }
    pub fn from_vec_with_nul(v: Vec<u8>) -> Result<CString, FromVecWithNulError> {
        match zero_in(&v) {
            Some(at) if at + 1 == v.len() => Ok(CString { inner: v.into_boxed_slice() }),
            Some(at) => Err(FromVecWithNulError::new(FromBytesWithNulError::InteriorNul { position: at }, v)),
            None => Err(FromVecWithNulError::new(FromBytesWithNulError::NotNulTerminated, v)),
        }
    }
    pub unsafe fn from_raw(ptr: *mut c_char) -> CString {
        let len = unsafe { CStr::from_ptr(ptr as *const c_char) }.inner.len();
        let slice = intrinsics::slice_from_parts_mut(ptr as *mut u8, len);
        CString { inner: unsafe { Box::from_raw(slice) } }
    }
    /// The bytes, when their box is not to be emptied first.
    fn into_inner(self) -> Box<[u8]> {
        let this = mem::ManuallyDrop::new(self);
        unsafe { crate::ptr::read(&this.inner) }
    }
    pub fn into_raw(self) -> *mut c_char { Box::into_raw(self.into_inner()) as *mut c_char }
    pub fn into_string(self) -> Result<String, IntoStringError> {
        String::from_utf8(self.into_bytes()).map_err(|e| IntoStringError {
            error: e.utf8_error(),
            inner: unsafe { CString::from_vec_unchecked(e.into_bytes()) },
        })
    }
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.into_bytes_with_nul();
        bytes.pop();
        bytes
    }
    pub fn into_bytes_with_nul(self) -> Vec<u8> { self.into_inner().into_vec() }
    pub fn as_bytes(&self) -> &[u8] { &self.inner[..self.inner.len() - 1] }
    pub fn as_bytes_with_nul(&self) -> &[u8] { &self.inner }
    pub fn as_c_str(&self) -> &CStr { unsafe { CStr::from_bytes_with_nul_unchecked(&self.inner) } }
    pub fn into_boxed_c_str(self) -> Box<CStr> { unsafe { Box::from_raw(Box::into_raw(self.into_inner()) as *mut CStr) } }
}

/// Who keeps a pointer to freed memory finds no text there.
impl Drop for CString {
    fn drop(&mut self) { self.inner[0] = 0; }
}
impl Deref for CString {
    type Target = CStr;
    fn deref(&self) -> &CStr { self.as_c_str() }
}
impl fmt::Debug for CString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.as_c_str(), f) }
}
impl Default for CString {
    fn default() -> CString { c"".to_owned() }
}
impl Borrow<CStr> for CString {
    fn borrow(&self) -> &CStr { self }
}
impl AsRef<CStr> for CString {
    fn as_ref(&self) -> &CStr { self }
}
impl Index<crate::ops::RangeFull> for CString {
    type Output = CStr;
    fn index(&self, _index: crate::ops::RangeFull) -> &CStr { self }
}
impl From<CString> for Vec<u8> {
    fn from(s: CString) -> Vec<u8> { s.into_bytes() }
}
impl From<Vec<crate::num::NonZero<u8>>> for CString {
    fn from(v: Vec<crate::num::NonZero<u8>>) -> CString {
        let bytes: Vec<u8> = v.into_iter().map(|byte| byte.get()).collect();
        unsafe { CString::from_vec_unchecked(bytes) }
    }
}
impl From<&CStr> for CString {
    fn from(s: &CStr) -> CString { s.to_owned() }
}
impl From<Box<CStr>> for CString {
    fn from(s: Box<CStr>) -> CString { s.into_c_string() }
}
impl From<Cow<'_, CStr>> for CString {
    fn from(s: Cow<'_, CStr>) -> CString { s.into_owned() }
}
impl From<&CStr> for Box<CStr> {
    fn from(s: &CStr) -> Box<CStr> { s.to_owned().into_boxed_c_str() }
}
impl From<CString> for Box<CStr> {
    fn from(s: CString) -> Box<CStr> { s.into_boxed_c_str() }
}
impl Clone for Box<CStr> {
    fn clone(&self) -> Self { (**self).into() }
}
impl Default for Box<CStr> {
    fn default() -> Box<CStr> { CString::default().into_boxed_c_str() }
}
impl<'a> From<CString> for Cow<'a, CStr> {
    fn from(s: CString) -> Cow<'a, CStr> { Cow::Owned(s) }
}
impl<'a> From<&'a CStr> for Cow<'a, CStr> {
    fn from(s: &'a CStr) -> Cow<'a, CStr> { Cow::Borrowed(s) }
}
impl<'a> From<&'a CString> for Cow<'a, CStr> {
    fn from(s: &'a CString) -> Cow<'a, CStr> { Cow::Borrowed(s) }
}
macro_rules! counted {
    ($($pointer:ident)*) => { $(
        impl From<&CStr> for $pointer<CStr> {
            fn from(s: &CStr) -> $pointer<CStr> {
                let bytes: $pointer<[u8]> = s.to_bytes_with_nul().into();
                unsafe { $pointer::from_raw($pointer::into_raw(bytes) as *const CStr) }
            }
        }
        impl From<CString> for $pointer<CStr> {
            fn from(s: CString) -> $pointer<CStr> { (*s).into() }
        }
    )* };
}
counted! { Rc Arc }
