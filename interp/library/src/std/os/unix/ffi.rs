//! Strings of the system are bytes here.

use crate::ffi::{OsStr, OsString};

pub trait OsStringExt {
    fn from_vec(vec: Vec<u8>) -> Self;
    fn into_vec(self) -> Vec<u8>;
}
impl OsStringExt for OsString {
    fn from_vec(vec: Vec<u8>) -> OsString { OsString::from_bytes(vec) }
    fn into_vec(self) -> Vec<u8> { self.into_encoded_bytes() }
}

pub trait OsStrExt {
    fn from_bytes(slice: &[u8]) -> &Self;
    fn as_bytes(&self) -> &[u8];
}
impl OsStrExt for OsStr {
    fn from_bytes(slice: &[u8]) -> &OsStr { OsStr::of(slice) }
    fn as_bytes(&self) -> &[u8] { self.as_encoded_bytes() }
}
