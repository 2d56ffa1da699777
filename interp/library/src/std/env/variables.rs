//! Variables of the environment.

use crate::error::Error;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::intrinsics;
use crate::path::PathBuf;
use crate::vec;

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    NotPresent,
    NotUnicode(OsString),
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

pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError> {
    match var_os(key) {
        Some(value) => value.into_string().map_err(VarError::NotUnicode),
        None => Err(VarError::NotPresent),
    }
}
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {
    let key = key.as_ref().as_encoded_bytes();
    let read = |out, capacity| intrinsics::env_read(key.as_ptr(), key.len(), out, capacity);
    let len = read(crate::ptr::null_mut(), 0);
    if len < 0 {
        return None;
    }
    let mut bytes: Vec<u8> = Vec::with_capacity(len as usize);
    read(bytes.as_mut_ptr(), len as usize);
    unsafe { bytes.set_len(len as usize) };
    Some(OsString::from_bytes(bytes))
}

/// No name is empty, has `=` or a zero; no value has a zero.
#[track_caller]
fn check(action: &str, key: &OsStr, value: &OsStr) {
    let bytes = key.as_encoded_bytes();
    if bytes.is_empty() || bytes.contains(&0) || bytes.contains(&b'=') || value.as_encoded_bytes().contains(&0) {
        let reason = if bytes.is_empty() || bytes.contains(&b'=') {
            "Invalid argument (os error 22)"
        } else {
            "data provided contains a nul byte"
        };
        if action == "set" {
            panic!("failed to set environment variable `{key:?}` to `{value:?}`: {reason}");
        }
        panic!("failed to remove environment variable `{key:?}`: {reason}");
    }
}
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V) {
    let (key, value) = (key.as_ref(), value.as_ref());
    check("set", key, value);
    let (key, value) = (key.as_encoded_bytes(), value.as_encoded_bytes());
    intrinsics::env_write(key.as_ptr(), key.len(), value.as_ptr(), value.len());
}
pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K) {
    let key = key.as_ref();
    check("remove", key, OsStr::new(""));
    let key = key.as_encoded_bytes();
    intrinsics::env_remove(key.as_ptr(), key.len());
}

/// All variables at one time, as `NAME=value`.
fn all() -> Vec<(OsString, OsString)> {
    let mut all = Vec::new();
    let mut index = 0;
    loop {
        let len = intrinsics::env_entry(index, crate::ptr::null_mut(), 0);
        if len < 0 {
            return all;
        }
        let mut bytes: Vec<u8> = Vec::with_capacity(len as usize);
        intrinsics::env_entry(index, bytes.as_mut_ptr(), len as usize);
        unsafe { bytes.set_len(len as usize) };
        // A name may begin with `=`.
        if let Some(at) = bytes.iter().skip(1).position(|byte| *byte == b'=') {
            let value = bytes.split_off(at + 2);
            bytes.pop();
            all.push((OsString::from_bytes(bytes), OsString::from_bytes(value)));
        }
        index += 1;
    }
}

pub struct VarsOs {
    inner: vec::IntoIter<(OsString, OsString)>,
}
pub fn vars_os() -> VarsOs { VarsOs { inner: all().into_iter() } }
impl Iterator for VarsOs {
    type Item = (OsString, OsString);
    fn next(&mut self) -> Option<(OsString, OsString)> { self.inner.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl fmt::Debug for VarsOs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VarsOs").field("inner", &self.inner.as_slice()).finish()
    }
}

pub struct Vars {
    inner: VarsOs,
}
pub fn vars() -> Vars { Vars { inner: vars_os() } }
impl Iterator for Vars {
    type Item = (String, String);
    fn next(&mut self) -> Option<(String, String)> {
        let (name, value) = self.inner.next()?;
        Some((name.into_string().unwrap(), value.into_string().unwrap()))
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl fmt::Debug for Vars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vars").field("inner", &self.inner.inner.as_slice()).finish()
    }
}

pub struct SplitPaths<'a> {
    rest: Option<&'a [u8]>,
}
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths<'_> {
    SplitPaths { rest: Some(unparsed.as_ref().as_encoded_bytes()) }
}
impl Iterator for SplitPaths<'_> {
    type Item = PathBuf;
    fn next(&mut self) -> Option<PathBuf> {
        let rest = self.rest?;
        let path = match rest.iter().position(|byte| *byte == b':') {
            Some(at) => {
                self.rest = Some(&rest[at + 1..]);
                &rest[..at]
            }
            None => {
                self.rest = None;
                rest
            }
        };
        Some(PathBuf::from(OsStr::of(path)))
    }
}
impl fmt::Debug for SplitPaths<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("SplitPaths").finish_non_exhaustive() }
}

#[derive(Debug)]
pub struct JoinPathsError {
    _private: (),
}
impl fmt::Display for JoinPathsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("path segment contains separator `:`") }
}
impl Error for JoinPathsError {}
pub fn join_paths<I: IntoIterator<Item = T>, T: AsRef<OsStr>>(paths: I) -> Result<OsString, JoinPathsError> {
    let mut joined = Vec::new();
    for (i, path) in paths.into_iter().enumerate() {
        let path = path.as_ref().as_encoded_bytes();
        if i > 0 {
            joined.push(b':');
        }
        if path.contains(&b':') {
            return Err(JoinPathsError { _private: () });
        }
        joined.extend_from_slice(path);
    }
    Ok(OsString::from_bytes(joined))
}
