//! `std::fs`. Open files are in `fs::file`, what is known of a file in `fs::metadata`, folders in `fs::dir`.

mod dir;
mod file;
mod metadata;

pub use self::dir::{DirBuilder, DirEntry, ReadDir, create_dir, create_dir_all, read_dir, remove_dir, remove_dir_all};
pub use self::file::{File, OpenOptions, TryLockError};
pub use self::metadata::{FileTimes, FileType, Metadata, Permissions};

use crate::ffi::OsString;
use crate::intrinsics;
use crate::io::{self, Read, Write};
use crate::path::{Path, PathBuf};
use crate::sys::{self, Handle, path_bytes};

pub fn read<P: AsRef<Path>>(path: P) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
pub fn read_to_string<P: AsRef<Path>>(path: P) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> io::Result<()> {
    File::create(path)?.write_all(contents.as_ref())
}
pub fn remove_file<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = path_bytes(&path)?;
    sys::done(intrinsics::path_remove_file(path.as_ptr(), path.len()))
}
pub fn metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> { Metadata::of_path(path.as_ref(), true) }
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> { Metadata::of_path(path.as_ref(), false) }
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<()> {
    let (from, to) = (path_bytes(&from)?, path_bytes(&to)?);
    sys::done(intrinsics::path_rename(from.as_ptr(), from.len(), to.as_ptr(), to.len()))
}
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<u64> {
    let mut source = File::open(from)?;
    let found = source.metadata()?;
    if !found.is_file() {
        return Err(io::Error::message(io::ErrorKind::InvalidInput, "the source path is neither a regular file nor a symlink to a regular file"));
    }
    let mut target = File::create(to)?;
    target.set_permissions(found.permissions())?;
    io::copy(&mut source, &mut target)
}
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {
    let (original, link) = (path_bytes(&original)?, path_bytes(&link)?);
    sys::done(intrinsics::path_link(original.as_ptr(), original.len(), link.as_ptr(), link.len()))
}
pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {
    let (original, link) = (path_bytes(&original)?, path_bytes(&link)?);
    sys::done(intrinsics::path_symlink(original.as_ptr(), original.len(), link.as_ptr(), link.len()))
}
/// The path that a native answered with.
pub(crate) fn answered_path(result: i64) -> io::Result<PathBuf> {
    Ok(PathBuf::from(OsString::from_bytes(Handle::of(result)?.read_all()?)))
}
pub fn read_link<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {
    let path = path_bytes(&path)?;
    answered_path(intrinsics::path_read_link(path.as_ptr(), path.len()))
}
pub fn canonicalize<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {
    let path = path_bytes(&path)?;
    answered_path(intrinsics::path_canonicalize(path.as_ptr(), path.len()))
}
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> io::Result<()> {
    let path = path_bytes(&path)?;
    sys::done(intrinsics::path_set_mode(path.as_ptr(), path.len(), perm.bits()))
}
pub fn exists<P: AsRef<Path>>(path: P) -> io::Result<bool> {
    match metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
