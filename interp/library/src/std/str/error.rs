//! Errors of this module.

use crate::error::Error;
use crate::fmt;
use crate::intrinsics;

#[derive(Copy, Eq, PartialEq, Clone, Debug)]
pub struct Utf8Error {
    valid_up_to: usize,
    error_len: Option<u8>,
}
impl Utf8Error {
    pub(crate) const fn new(bytes: &[u8], valid_up_to: usize) -> Utf8Error {
        let rest = intrinsics::ptr_add(bytes.as_ptr(), valid_up_to);
        let len = intrinsics::utf8_error_len(rest, bytes.len() - valid_up_to);
        Utf8Error { valid_up_to, error_len: if len == 0 { None } else { Some(len as u8) } }
    }
    pub const fn valid_up_to(&self) -> usize { self.valid_up_to }
    pub const fn error_len(&self) -> Option<usize> {
        match self.error_len {
            Some(len) => Some(len as usize),
            None => None,
        }
    }
}
impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error_len) = self.error_len {
            write!(f, "invalid utf-8 sequence of {} bytes from index {}", error_len, self.valid_up_to)
        } else {
            write!(f, "incomplete utf-8 byte sequence from index {}", self.valid_up_to)
        }
    }
}
impl Error for Utf8Error {}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseBoolError {
    pub(crate) _private: (),
}
impl fmt::Display for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("provided string was not `true` or `false`") }
}
impl Error for ParseBoolError {}
