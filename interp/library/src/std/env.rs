//! `std::env`: arguments and variables.

use crate::error::Error;
use crate::fmt;
use crate::intrinsics;

pub struct Args {
    at: usize,
    end: usize,
}

fn argument(index: usize) -> String {
    let len = intrinsics::arg_read(index, crate::ptr::null_mut(), 0);
    let mut bytes: Vec<u8> = Vec::with_capacity(len);
    intrinsics::arg_read(index, bytes.as_mut_ptr(), len);
    unsafe {
        bytes.set_len(len);
        String::from_utf8_unchecked(bytes)
    }
}

pub fn args() -> Args { Args { at: 0, end: intrinsics::arg_count() } }

impl Iterator for Args {
    type Item = String;
    fn next(&mut self) -> Option<String> {
        if self.at == self.end {
            return None;
        }
        self.at += 1;
        Some(argument(self.at - 1))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.at, Some(self.end - self.at)) }
}

impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<String> {
        if self.at == self.end {
            return None;
        }
        self.end -= 1;
        Some(argument(self.end))
    }
}

impl ExactSizeIterator for Args {}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = Args { at: self.at, end: self.end }.collect();
        f.debug_struct("Args").field("inner", &all).finish()
    }
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    NotPresent,
    NotUnicode(String),
}

impl fmt::Display for VarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VarError::NotPresent => f.write_str("environment variable not found"),
            VarError::NotUnicode(s) => write!(f, "environment variable was not valid unicode: {s:?}"),
        }
    }
}

impl Error for VarError {}

pub fn var<K: AsRef<str>>(key: K) -> Result<String, VarError> {
    let key = key.as_ref();
    let len = intrinsics::env_read(key.as_ptr(), key.len(), crate::ptr::null_mut(), 0);
    if len < 0 {
        return Err(VarError::NotPresent);
    }
    let len = len as usize;
    let mut bytes: Vec<u8> = Vec::with_capacity(len);
    intrinsics::env_read(key.as_ptr(), key.len(), bytes.as_mut_ptr(), len);
    unsafe { bytes.set_len(len) };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => Err(VarError::NotUnicode(String::from_utf8_lossy(error.as_bytes()).into_owned())),
    }
}

pub unsafe fn set_var<K: AsRef<str>, V: AsRef<str>>(key: K, value: V) {
    let (key, value) = (key.as_ref(), value.as_ref());
    intrinsics::env_write(key.as_ptr(), key.len(), value.as_ptr(), value.len());
}

pub unsafe fn remove_var<K: AsRef<str>>(key: K) {
    let key = key.as_ref();
    intrinsics::env_remove(key.as_ptr(), key.len());
}
