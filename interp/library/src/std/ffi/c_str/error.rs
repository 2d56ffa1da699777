//! Why bytes are no C string.

use super::CString;
use crate::error::Error;
use crate::fmt;
use crate::str::Utf8Error;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FromBytesWithNulError {
    InteriorNul { position: usize },
    NotNulTerminated,
}
impl fmt::Display for FromBytesWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InteriorNul { position } => write!(f, "data provided contains an interior nul byte at position {position}"),
            Self::NotNulTerminated => f.write_str("data provided is not nul terminated"),
        }
    }
}
impl Error for FromBytesWithNulError {}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromBytesUntilNulError(pub(super) ());
impl fmt::Display for FromBytesUntilNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("data provided does not contain a nul") }
}
impl Error for FromBytesUntilNulError {}

#[origin = "alloc"]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NulError(pub(super) usize, pub(super) Vec<u8>);
impl NulError {
    pub fn nul_position(&self) -> usize { self.0 }
    pub fn into_vec(self) -> Vec<u8> { self.1 }
}
impl fmt::Display for NulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nul byte found in provided data at position: {}", self.0)
    }
}
impl Error for NulError {}
impl From<NulError> for crate::io::Error {
    fn from(_: NulError) -> crate::io::Error {
        crate::io::Error::message(crate::io::ErrorKind::InvalidInput, "data provided contains a nul byte")
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum FromBytesWithNulErrorKind {
    InteriorNul(usize),
    NotNulTerminated,
}
#[origin = "alloc"]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FromVecWithNulError {
    error_kind: FromBytesWithNulErrorKind,
    bytes: Vec<u8>,
}
impl FromVecWithNulError {
    pub(super) fn new(error: FromBytesWithNulError, bytes: Vec<u8>) -> FromVecWithNulError {
        let error_kind = match error {
            FromBytesWithNulError::InteriorNul { position } => FromBytesWithNulErrorKind::InteriorNul(position),
            FromBytesWithNulError::NotNulTerminated => FromBytesWithNulErrorKind::NotNulTerminated,
        };
        FromVecWithNulError { error_kind, bytes }
    }
    pub fn as_bytes(&self) -> &[u8] { &self.bytes[..] }
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
}
impl fmt::Display for FromVecWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_kind {
            FromBytesWithNulErrorKind::InteriorNul(pos) => {
                write!(f, "data provided contains an interior nul byte at pos {pos}")
            }
            FromBytesWithNulErrorKind::NotNulTerminated => write!(f, "data provided is not nul terminated"),
        }
    }
}
impl Error for FromVecWithNulError {}

#[origin = "alloc"]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IntoStringError {
    pub(super) inner: CString,
    pub(super) error: Utf8Error,
}
impl IntoStringError {
    pub fn into_cstring(self) -> CString { self.inner }
    pub fn utf8_error(&self) -> Utf8Error { self.error }
}
impl fmt::Display for IntoStringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("C string contained non-utf8 bytes")
    }
}
impl Error for IntoStringError {
    fn source(&self) -> Option<&(dyn Error + 'static)> { Some(&self.error) }
}
