//! Folders: making, listing and removing them.

use super::{FileType, Metadata, symlink_metadata};
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::path::{Path, PathBuf};
use crate::sync::Arc;
use crate::sys::{self, Handle, path_bytes};
use crate::vec;

pub fn create_dir<P: AsRef<Path>>(path: P) -> io::Result<()> { DirBuilder::new().create(path) }
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> { DirBuilder::new().recursive(true).create(path) }
pub fn remove_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = path_bytes(&path)?;
    sys::done(intrinsics::path_remove_dir(path.as_ptr(), path.len()))
}
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = path.as_ref();
    if symlink_metadata(path)?.is_symlink() {
        return super::remove_file(path);
    }
    for entry in read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_dir_all(entry.path())?;
        } else {
            super::remove_file(entry.path())?;
        }
    }
    remove_dir(path)
}
pub fn read_dir<P: AsRef<Path>>(path: P) -> io::Result<ReadDir> {
    let bytes = path_bytes(&path)?;
    let listing = Handle::of(intrinsics::path_list(bytes.as_ptr(), bytes.len()))?.read_all()?;
    let root = Arc::new(path.as_ref().to_path_buf());
    let entries: Vec<DirEntry> =
        listing.split(|byte| *byte == 0).filter_map(|entry| DirEntry::parse(&root, entry)).collect();
    Ok(ReadDir { root, entries: entries.into_iter() })
}

#[derive(Debug)]
pub struct DirBuilder {
    pub(crate) mode: u32,
    recursive: bool,
}

impl DirBuilder {
    pub fn new() -> DirBuilder { DirBuilder { mode: 0o777, recursive: false } }
    pub fn recursive(&mut self, recursive: bool) -> &mut Self {
        self.recursive = recursive;
        self
    }
    pub fn create<P: AsRef<Path>>(&self, path: P) -> io::Result<()> {
        if self.recursive { self.create_all(path.as_ref()) } else { self.create_one(path.as_ref()) }
    }
    fn create_one(&self, path: &Path) -> io::Result<()> {
        let path = path_bytes(path)?;
        sys::done(intrinsics::path_make_dir(path.as_ptr(), path.len(), self.mode))
    }
    fn create_all(&self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() {
            return Ok(());
        }
        match self.create_one(path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) if path.is_dir() => return Ok(()),
            Err(error) => return Err(error),
        }
        match path.parent() {
            Some(parent) => self.create_all(parent)?,
            None => return Err(io::Error::message(io::ErrorKind::Uncategorized, "failed to create whole tree")),
        }
        match self.create_one(path) {
            Err(_) if path.is_dir() => Ok(()),
            result => result,
        }
    }
}

pub struct ReadDir {
    root: Arc<PathBuf>,
    entries: vec::IntoIter<DirEntry>,
}
impl Iterator for ReadDir {
    type Item = io::Result<DirEntry>;
    fn next(&mut self) -> Option<io::Result<DirEntry>> { self.entries.next().map(Ok) }
}
impl fmt::Debug for ReadDir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ReadDir").field(&self.root).finish() }
}

pub struct DirEntry {
    root: Arc<PathBuf>,
    name: OsString,
    kind: FileType,
    number: u64,
}
impl DirEntry {
    /// An entry as `intrinsics::path_list` writes it.
    fn parse(root: &Arc<PathBuf>, entry: &[u8]) -> Option<DirEntry> {
        let (letter, rest) = entry.split_first()?;
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let number = crate::str::from_utf8(&rest[..space]).ok()?.parse().ok()?;
        let name = OsStr::of(&rest[space + 1..]).to_os_string();
        Some(DirEntry { root: root.clone(), name, kind: FileType::of_letter(*letter), number })
    }
    pub(crate) fn number(&self) -> u64 { self.number }
    pub fn path(&self) -> PathBuf { self.root.join(&self.name) }
    pub fn metadata(&self) -> io::Result<Metadata> { symlink_metadata(self.path()) }
    pub fn file_type(&self) -> io::Result<FileType> { Ok(self.kind) }
    pub fn file_name(&self) -> OsString { self.name.clone() }
}
impl fmt::Debug for DirEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("DirEntry").field(&self.path()).finish() }
}
