//! `PathBuf`.

use super::Path;
use crate::collections::TryReserveError;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::ops::{Deref, DerefMut};

pub struct PathBuf {
    inner: OsString,
}

impl PathBuf {
    pub const fn new() -> PathBuf { PathBuf { inner: OsString::new() } }
    pub fn with_capacity(capacity: usize) -> PathBuf { PathBuf { inner: OsString::with_capacity(capacity) } }
    pub fn as_path(&self) -> &Path { self }
    pub fn leak<'a>(self) -> &'a mut Path { unsafe { &mut *(self.inner.leak() as *mut OsStr as *mut Path) } }
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        let path = path.as_ref();
        let own = self.inner.as_mut_vec();
        if path.is_absolute() {
            own.clear();
        } else if !own.is_empty() && !own.ends_with(b"/") {
            own.push(b'/');
        }
        own.extend_from_slice(path.bytes());
    }
    pub fn pop(&mut self) -> bool {
        match self.parent().map(|parent| parent.bytes().len()) {
            Some(len) => {
                self.inner.as_mut_vec().truncate(len);
                true
            }
            None => false,
        }
    }
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S) {
        if self.file_name().is_some() {
            self.pop();
        }
        self.push(file_name.as_ref());
    }
    /// Where a part of this path ends.
    fn end_of(&self, part: &OsStr) -> usize {
        let part = part.as_encoded_bytes();
        part.as_ptr().addr() + part.len() - self.bytes().as_ptr().addr()
    }
    #[track_caller]
    fn check_extension(extension: &OsStr) {
        if extension.as_encoded_bytes().contains(&b'/') {
            panic!("extension cannot contain path separators: {extension:?}");
        }
    }
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        let extension = extension.as_ref();
        PathBuf::check_extension(extension);
        let end = match self.file_stem() {
            None => return false,
            Some(stem) => self.end_of(stem),
        };
        self.extend_at(end, extension);
        true
    }
    pub fn add_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        let extension = extension.as_ref();
        PathBuf::check_extension(extension);
        let end = match self.file_name() {
            None => return false,
            Some(name) => self.end_of(name),
        };
        if !extension.is_empty() {
            self.extend_at(end, extension);
        }
        true
    }
    fn extend_at(&mut self, end: usize, extension: &OsStr) {
        let own = self.inner.as_mut_vec();
        own.truncate(end);
        if !extension.is_empty() {
            own.push(b'.');
            own.extend_from_slice(extension.as_encoded_bytes());
        }
    }
    pub fn as_mut_os_string(&mut self) -> &mut OsString { &mut self.inner }
    pub fn into_os_string(self) -> OsString { self.inner }
    pub fn into_boxed_path(self) -> Box<Path> {
        unsafe { Box::from_raw(Box::into_raw(self.inner.into_boxed_os_str()) as *mut Path) }
    }
    pub fn capacity(&self) -> usize { self.inner.capacity() }
    pub fn clear(&mut self) { self.inner.clear() }
    pub fn reserve(&mut self, additional: usize) { self.inner.reserve(additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> { self.inner.try_reserve(additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.inner.reserve_exact(additional) }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.inner.try_reserve_exact(additional)
    }
    pub fn shrink_to_fit(&mut self) { self.inner.shrink_to_fit() }
    pub fn shrink_to(&mut self, min_capacity: usize) { self.inner.shrink_to(min_capacity) }
}

impl Clone for PathBuf {
    fn clone(&self) -> PathBuf { PathBuf { inner: self.inner.clone() } }
}
impl Default for PathBuf {
    fn default() -> PathBuf { PathBuf::new() }
}
impl Deref for PathBuf {
    type Target = Path;
    fn deref(&self) -> &Path { Path::new(&self.inner) }
}
impl DerefMut for PathBuf {
    fn deref_mut(&mut self) -> &mut Path { unsafe { &mut *(&mut *self.inner as *mut OsStr as *mut Path) } }
}
impl fmt::Debug for PathBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl From<OsString> for PathBuf {
    fn from(s: OsString) -> PathBuf { PathBuf { inner: s } }
}
impl<P: AsRef<Path>> Extend<P> for PathBuf {
    fn extend<I: IntoIterator<Item = P>>(&mut self, iter: I) { iter.into_iter().for_each(|p| self.push(p)) }
}
impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
    fn from_iter<I: IntoIterator<Item = P>>(iter: I) -> PathBuf {
        let mut buf = PathBuf::new();
        buf.extend(iter);
        buf
    }
}
