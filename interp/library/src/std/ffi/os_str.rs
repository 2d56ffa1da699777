//! `OsStr` and `OsString`: any bytes, usually UTF-8. Comparisons and conversions are in `os_str::convert`.

mod convert;

use crate::borrow::{Borrow, Cow, ToOwned};
use crate::cmp::Ordering;
use crate::collections::TryReserveError;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::ops::{Deref, DerefMut, Index, IndexMut, RangeFull};
use crate::str::{write_lossy, write_quoted};

#[repr(transparent)]
pub struct OsStr {
    inner: [u8],
}

impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr { s.as_ref() }
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &OsStr { OsStr::of(bytes) }
    pub(crate) const fn of(bytes: &[u8]) -> &OsStr { unsafe { &*(bytes as *const [u8] as *const OsStr) } }
    pub(crate) fn of_mut(bytes: &mut [u8]) -> &mut OsStr { unsafe { &mut *(bytes as *mut [u8] as *mut OsStr) } }
    pub fn as_encoded_bytes(&self) -> &[u8] { &self.inner }
    pub fn to_str(&self) -> Option<&str> { crate::str::from_utf8(&self.inner).ok() }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { String::from_utf8_lossy(&self.inner) }
    pub fn to_os_string(&self) -> OsString { OsString { inner: self.inner.to_vec() } }
    pub fn is_empty(&self) -> bool { self.inner.is_empty() }
    pub fn len(&self) -> usize { self.inner.len() }
    pub fn into_os_string(self: Box<OsStr>) -> OsString {
        let bytes = unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) };
        OsString { inner: bytes.into_vec() }
    }
    pub fn make_ascii_lowercase(&mut self) { self.inner.make_ascii_lowercase() }
    pub fn make_ascii_uppercase(&mut self) { self.inner.make_ascii_uppercase() }
    pub fn to_ascii_lowercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_lowercase() } }
    pub fn to_ascii_uppercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_uppercase() } }
    pub fn is_ascii(&self) -> bool { self.inner.is_ascii() }
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool {
        self.inner.eq_ignore_ascii_case(&other.as_ref().inner)
    }
    pub fn display(&self) -> Display<'_> { Display { os_str: self } }
}

impl fmt::Debug for OsStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_quoted(&self.inner, f) }
}

pub struct Display<'a> {
    os_str: &'a OsStr,
}
impl fmt::Debug for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.os_str, f) }
}
impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_lossy(&self.os_str.inner, f) }
}

#[derive(Clone)]
pub struct OsString {
    inner: Vec<u8>,
}

impl OsString {
    pub const fn new() -> OsString { OsString { inner: Vec::new() } }
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> OsString { OsString { inner: bytes } }
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> OsString { OsString { inner: bytes } }
    pub(crate) fn as_mut_vec(&mut self) -> &mut Vec<u8> { &mut self.inner }
    pub fn as_os_str(&self) -> &OsStr { self }
    pub fn into_encoded_bytes(self) -> Vec<u8> { self.inner }
    pub fn into_string(self) -> Result<String, OsString> {
        String::from_utf8(self.inner).map_err(|error| OsString { inner: error.into_bytes() })
    }
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) { self.inner.extend_from_slice(&s.as_ref().inner) }
    pub fn with_capacity(capacity: usize) -> OsString { OsString { inner: Vec::with_capacity(capacity) } }
    pub fn clear(&mut self) { self.inner.clear() }
    pub fn capacity(&self) -> usize { self.inner.capacity() }
    pub fn reserve(&mut self, additional: usize) { self.inner.reserve(additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.inner.try_reserve(additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.inner.reserve_exact(additional) }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve_exact(additional)
    }
    pub fn shrink_to_fit(&mut self) { self.inner.shrink_to_fit() }
    pub fn shrink_to(&mut self, min_capacity: usize) { self.inner.shrink_to(min_capacity) }
    pub fn into_boxed_os_str(self) -> Box<OsStr> {
        unsafe { Box::from_raw(Box::into_raw(self.inner.into_boxed_slice()) as *mut OsStr) }
    }
    pub fn leak<'a>(self) -> &'a mut OsStr { OsStr::of_mut(self.inner.leak()) }
}

impl Deref for OsString {
    type Target = OsStr;
    fn deref(&self) -> &OsStr { OsStr::of(&self.inner) }
}
impl DerefMut for OsString {
    fn deref_mut(&mut self) -> &mut OsStr { OsStr::of_mut(&mut self.inner) }
}
impl Index<RangeFull> for OsString {
    type Output = OsStr;
    fn index(&self, _index: RangeFull) -> &OsStr { self }
}
impl IndexMut<RangeFull> for OsString {
    fn index_mut(&mut self, _index: RangeFull) -> &mut OsStr { self }
}
impl fmt::Debug for OsString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl fmt::Write for OsString {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push(s);
        Ok(())
    }
}
impl Default for OsString {
    fn default() -> OsString { OsString::new() }
}
impl Default for &OsStr {
    fn default() -> Self { OsStr::of(&[]) }
}
impl Borrow<OsStr> for OsString {
    fn borrow(&self) -> &OsStr { self }
}
impl ToOwned for OsStr {
    type Owned = OsString;
    fn to_owned(&self) -> OsString { self.to_os_string() }
}

impl PartialEq for OsStr {
    fn eq(&self, other: &OsStr) -> bool { self.inner == other.inner }
}
impl Eq for OsStr {}
impl PartialOrd for OsStr {
    fn partial_cmp(&self, other: &OsStr) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl PartialOrd<str> for OsStr {
    fn partial_cmp(&self, other: &str) -> Option<Ordering> { Some(self.cmp(OsStr::new(other))) }
}
impl Ord for OsStr {
    fn cmp(&self, other: &OsStr) -> Ordering { self.inner.cmp(&other.inner) }
}
impl Hash for OsStr {
    fn hash<H: Hasher>(&self, state: &mut H) { self.inner.hash(state) }
}
impl PartialEq for OsString {
    fn eq(&self, other: &OsString) -> bool { **self == **other }
}
impl Eq for OsString {}
impl PartialOrd for OsString {
    fn partial_cmp(&self, other: &OsString) -> Option<Ordering> { Some((**self).cmp(&**other)) }
}
impl PartialOrd<str> for OsString {
    fn partial_cmp(&self, other: &str) -> Option<Ordering> { (**self).partial_cmp(other) }
}
impl Ord for OsString {
    fn cmp(&self, other: &OsString) -> Ordering { (**self).cmp(&**other) }
}
impl Hash for OsString {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}
