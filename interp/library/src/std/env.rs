//! `std::env`: arguments, folders. Variables are in `env::variables`.

pub mod consts;
mod variables;

pub use self::variables::{
    JoinPathsError, SplitPaths, VarError, Vars, VarsOs, join_paths, remove_var, set_var, split_paths, var, var_os, vars,
    vars_os,
};

use crate::ffi::OsString;
use crate::fmt;
use crate::fs;
use crate::intrinsics;
use crate::io;
use crate::path::{Path, PathBuf};
use crate::sys::{self, path_bytes};

pub struct Args {
    at: usize,
    end: usize,
}

impl !Send for Args {}
impl !Sync for Args {}

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

pub struct ArgsOs {
    inner: Args,
}

pub fn args_os() -> ArgsOs { ArgsOs { inner: args() } }

impl Iterator for ArgsOs {
    type Item = OsString;
    fn next(&mut self) -> Option<OsString> { self.inner.next().map(OsString::from) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl DoubleEndedIterator for ArgsOs {
    fn next_back(&mut self) -> Option<OsString> { self.inner.next_back().map(OsString::from) }
}
impl ExactSizeIterator for ArgsOs {}
impl fmt::Debug for ArgsOs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = Args { at: self.inner.at, end: self.inner.end }.collect();
        f.debug_struct("ArgsOs").field("inner", &all).finish()
    }
}

pub fn current_dir() -> io::Result<PathBuf> { fs::answered_path(intrinsics::path_current()) }
pub fn set_current_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = path_bytes(&path)?;
    sys::done(intrinsics::path_set_current(path.as_ptr(), path.len()))
}
pub fn current_exe() -> io::Result<PathBuf> { fs::answered_path(intrinsics::path_executable()) }
pub fn home_dir() -> Option<PathBuf> {
    var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from).or_else(listed_home)
}
/// The folder of the program's user in the list of users.
fn listed_home() -> Option<PathBuf> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"))?.split_whitespace().next()?;
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let home = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.nth(2)? == user { fields.nth(2) } else { None }
    });
    home.map(PathBuf::from)
}
pub fn temp_dir() -> PathBuf { var_os("TMPDIR").map_or_else(|| PathBuf::from("/tmp"), PathBuf::from) }
