//! `std::path`: paths of the system as sequences of components. `Path` is here, `PathBuf` in `path::buf`, components in
//! `path::components`, comparisons and conversions in `path::convert`.

mod buf;
mod components;
mod convert;

pub use self::buf::PathBuf;
pub use self::components::{Ancestors, Component, Components, Iter, Prefix, PrefixComponent};

use crate::borrow::Cow;
use crate::error::Error;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::fs;
use crate::io;
use crate::str::write_lossy;

pub const MAIN_SEPARATOR: char = '/';
pub const MAIN_SEPARATOR_STR: &str = "/";

pub fn is_separator(c: char) -> bool { c == '/' }

/// Against the current directory; nothing is looked up, and `..` stays.
pub fn absolute<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {
    let path = path.as_ref();
    if path.as_os_str().is_empty() {
        return Err(io::Error::message(io::ErrorKind::InvalidInput, "cannot make an empty path absolute"));
    }
    let mut components = path.strip_prefix(".").unwrap_or(path).components();
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut normalized = if path.is_absolute() {
        // Two leading slashes, and only two, mean something of their own.
        let doubled = bytes.starts_with(b"//") && !bytes.starts_with(b"///");
        components.next();
        if doubled { PathBuf::from("//") } else { PathBuf::from("/") }
    } else {
        crate::env::current_dir()?
    };
    normalized.extend(components);
    if bytes.ends_with(b"/") {
        normalized.push("");
    }
    Ok(normalized)
}

#[repr(transparent)]
pub struct Path {
    inner: OsStr,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripPrefixError(());
impl fmt::Display for StripPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("prefix not found") }
}
impl Error for StripPrefixError {}

/// What is left of `iter` once `prefix` has been taken off its front.
fn after_prefix<'a, 'b>(mut iter: Components<'a>, mut prefix: Components<'b>) -> Option<Components<'a>> {
    loop {
        let mut rest = iter.clone();
        match (rest.next(), prefix.next()) {
            (Some(x), Some(y)) if x == y => iter = rest,
            (_, None) => return Some(iter),
            (_, Some(_)) => return None,
        }
    }
}

/// A file name as stem and extension: a leading dot begins no extension.
fn split_file(file: &OsStr) -> (Option<&OsStr>, Option<&OsStr>) {
    let bytes = file.as_encoded_bytes();
    if bytes == b".." {
        return (Some(file), None);
    }
    match bytes.iter().rposition(|b| *b == b'.') {
        None | Some(0) => (Some(file), None),
        Some(dot) => (Some(OsStr::of(&bytes[..dot])), Some(OsStr::of(&bytes[dot + 1..]))),
    }
}

impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path { unsafe { &*(s.as_ref() as *const OsStr as *const Path) } }
    pub(crate) fn of(bytes: &[u8]) -> &Path { Path::new(OsStr::of(bytes)) }
    pub(crate) fn bytes(&self) -> &[u8] { self.inner.as_encoded_bytes() }
    pub fn as_os_str(&self) -> &OsStr { &self.inner }
    pub fn as_mut_os_str(&mut self) -> &mut OsStr { &mut self.inner }
    pub fn to_str(&self) -> Option<&str> { self.inner.to_str() }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { self.inner.to_string_lossy() }
    pub fn to_path_buf(&self) -> PathBuf { PathBuf::from(self.inner.to_os_string()) }
    pub fn is_absolute(&self) -> bool { self.has_root() }
    pub fn is_relative(&self) -> bool { !self.is_absolute() }
    pub fn has_root(&self) -> bool { self.components().has_root() }
    pub fn parent(&self) -> Option<&Path> {
        let mut components = self.components();
        match components.next_back()? {
            Component::Normal(_) | Component::CurDir | Component::ParentDir => Some(components.as_path()),
            _ => None,
        }
    }
    pub fn ancestors(&self) -> Ancestors<'_> { Ancestors::new(self) }
    pub fn file_name(&self) -> Option<&OsStr> {
        match self.components().next_back()? {
            Component::Normal(name) => Some(name),
            _ => None,
        }
    }
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError> {
        match after_prefix(self.components(), base.as_ref().components()) {
            Some(rest) => Ok(rest.as_path()),
            None => Err(StripPrefixError(())),
        }
    }
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {
        after_prefix(self.components(), base.as_ref().components()).is_some()
    }
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        let mut own = self.components();
        let mut wanted = child.as_ref().components();
        loop {
            match (own.next_back(), wanted.next_back()) {
                (Some(x), Some(y)) if x == y => {}
                (_, None) => return true,
                (_, Some(_)) => return false,
            }
        }
    }
    pub fn file_stem(&self) -> Option<&OsStr> { split_file(self.file_name()?).0 }
    pub fn file_prefix(&self) -> Option<&OsStr> {
        let name = self.file_name()?;
        let bytes = name.as_encoded_bytes();
        if bytes == b".." {
            return Some(name);
        }
        let dot = bytes.iter().skip(1).position(|b| *b == b'.');
        Some(dot.map_or(name, |dot| OsStr::of(&bytes[..dot + 1])))
    }
    pub fn extension(&self) -> Option<&OsStr> { split_file(self.file_name()?).1 }
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.push(path);
        buf
    }
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.set_file_name(file_name);
        buf
    }
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.set_extension(extension);
        buf
    }
    pub fn with_added_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        let mut buf = self.to_path_buf();
        buf.add_extension(extension);
        buf
    }
    pub fn components(&self) -> Components<'_> { Components::new(self.bytes()) }
    pub fn iter(&self) -> Iter<'_> { Iter::new(self.components()) }
    pub fn display(&self) -> Display<'_> { Display { path: self } }
    pub fn metadata(&self) -> io::Result<fs::Metadata> { fs::metadata(self) }
    pub fn symlink_metadata(&self) -> io::Result<fs::Metadata> { fs::symlink_metadata(self) }
    pub fn canonicalize(&self) -> io::Result<PathBuf> { fs::canonicalize(self) }
    pub fn read_link(&self) -> io::Result<PathBuf> { fs::read_link(self) }
    pub fn read_dir(&self) -> io::Result<fs::ReadDir> { fs::read_dir(self) }
    pub fn exists(&self) -> bool { fs::metadata(self).is_ok() }
    pub fn try_exists(&self) -> io::Result<bool> { fs::exists(self) }
    pub fn is_file(&self) -> bool { fs::metadata(self).map(|m| m.is_file()).unwrap_or(false) }
    pub fn is_dir(&self) -> bool { fs::metadata(self).map(|m| m.is_dir()).unwrap_or(false) }
    pub fn is_symlink(&self) -> bool { fs::symlink_metadata(self).map(|m| m.is_symlink()).unwrap_or(false) }
    pub fn into_path_buf(self: Box<Path>) -> PathBuf {
        let inner: Box<OsStr> = unsafe { Box::from_raw(Box::into_raw(self) as *mut OsStr) };
        PathBuf::from(OsString::from(inner))
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner, f) }
}

pub struct Display<'a> {
    path: &'a Path,
}
impl fmt::Debug for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.path, f) }
}
impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write_lossy(self.path.bytes(), f) }
}
