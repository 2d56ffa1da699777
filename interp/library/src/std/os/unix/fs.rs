//! What files and folders have here besides.

use crate::fs::{DirBuilder, DirEntry, File, FileType, Metadata, OpenOptions, Permissions};
use crate::io::{self, Read, SeekFrom, Write};
use crate::intrinsics;
use crate::os::fd::{AsFd, AsRawFd};
use crate::path::Path;
use crate::sys;

pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {
    crate::fs::soft_link(original, link)
}

fn number(id: Option<u32>) -> i64 { id.map_or(-1, |id| id as i64) }
fn set_owner(path: &Path, uid: Option<u32>, gid: Option<u32>, follow: bool) -> io::Result<()> {
    let path = sys::path_bytes(path)?;
    sys::done(intrinsics::path_set_owner(path.as_ptr(), path.len(), number(uid), number(gid), follow))
}
pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    set_owner(dir.as_ref(), uid, gid, true)
}
pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    set_owner(dir.as_ref(), uid, gid, false)
}
pub fn fchown<F: AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    let handle = fd.as_fd().as_raw_fd() as i64;
    sys::done(intrinsics::file_set_owner(handle, number(uid), number(gid)))
}
pub fn chroot<P: AsRef<Path>>(dir: P) -> io::Result<()> {
    let path = sys::path_bytes(&dir)?;
    sys::done(intrinsics::path_set_root(path.as_ptr(), path.len()))
}

pub trait PermissionsExt {
    fn mode(&self) -> u32;
    fn set_mode(&mut self, mode: u32);
    fn from_mode(mode: u32) -> Self;
}
impl PermissionsExt for Permissions {
    fn mode(&self) -> u32 { self.bits() }
    fn set_mode(&mut self, mode: u32) { *self = Permissions::of_bits(mode); }
    fn from_mode(mode: u32) -> Permissions { Permissions::of_bits(mode) }
}

pub trait OpenOptionsExt {
    fn mode(&mut self, mode: u32) -> &mut Self;
    fn custom_flags(&mut self, flags: i32) -> &mut Self;
}
impl OpenOptionsExt for OpenOptions {
    fn mode(&mut self, mode: u32) -> &mut OpenOptions {
        self.mode = mode;
        self
    }
    fn custom_flags(&mut self, flags: i32) -> &mut OpenOptions {
        self.custom = flags;
        self
    }
}

pub trait DirBuilderExt {
    fn mode(&mut self, mode: u32) -> &mut Self;
}
impl DirBuilderExt for DirBuilder {
    fn mode(&mut self, mode: u32) -> &mut DirBuilder {
        self.mode = mode;
        self
    }
}

pub trait MetadataExt {
    fn dev(&self) -> u64;
    fn ino(&self) -> u64;
    fn mode(&self) -> u32;
    fn nlink(&self) -> u64;
    fn uid(&self) -> u32;
    fn gid(&self) -> u32;
    fn rdev(&self) -> u64;
    fn size(&self) -> u64;
    fn atime(&self) -> i64;
    fn atime_nsec(&self) -> i64;
    fn mtime(&self) -> i64;
    fn mtime_nsec(&self) -> i64;
    fn ctime(&self) -> i64;
    fn ctime_nsec(&self) -> i64;
    fn blksize(&self) -> u64;
    fn blocks(&self) -> u64;
}
impl MetadataExt for Metadata {
    fn dev(&self) -> u64 { self.word(11) as u64 }
    fn ino(&self) -> u64 { self.word(10) as u64 }
    fn mode(&self) -> u32 { self.word(0) as u32 }
    fn nlink(&self) -> u64 { self.word(12) as u64 }
    fn uid(&self) -> u32 { self.word(13) as u32 }
    fn gid(&self) -> u32 { (self.word(13) >> 32) as u32 }
    fn rdev(&self) -> u64 { self.word(16) as u64 }
    fn size(&self) -> u64 { self.word(1) as u64 }
    fn atime(&self) -> i64 { self.word(4) }
    fn atime_nsec(&self) -> i64 { self.word(5) }
    fn mtime(&self) -> i64 { self.word(2) }
    fn mtime_nsec(&self) -> i64 { self.word(3) }
    fn ctime(&self) -> i64 { self.word(6) }
    fn ctime_nsec(&self) -> i64 { self.word(7) }
    fn blksize(&self) -> u64 { self.word(14) as u64 }
    fn blocks(&self) -> u64 { self.word(15) as u64 }
}

pub trait FileTypeExt {
    fn is_block_device(&self) -> bool;
    fn is_char_device(&self) -> bool;
    fn is_fifo(&self) -> bool;
    fn is_socket(&self) -> bool;
}
impl FileTypeExt for FileType {
    fn is_block_device(&self) -> bool { self.is(0o060000) }
    fn is_char_device(&self) -> bool { self.is(0o020000) }
    fn is_fifo(&self) -> bool { self.is(0o010000) }
    fn is_socket(&self) -> bool { self.is(0o140000) }
}

pub trait DirEntryExt {
    fn ino(&self) -> u64;
}
impl DirEntryExt for DirEntry {
    fn ino(&self) -> u64 { self.number() }
}

pub trait FileExt {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
    fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
    fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> io::Result<()> {
        let (mut rest, mut offset) = (buf, offset);
        while !rest.is_empty() {
            match self.read_at(rest, offset)? {
                0 => return Err(io::Error::message(io::ErrorKind::UnexpectedEof, "failed to fill whole buffer")),
                n => {
                    rest = &mut rest[n..];
                    offset += n as u64;
                }
            }
        }
        Ok(())
    }
    fn write_all_at(&self, buf: &[u8], offset: u64) -> io::Result<()> {
        let (mut rest, mut offset) = (buf, offset);
        while !rest.is_empty() {
            match self.write_at(rest, offset)? {
                0 => return Err(io::Error::message(io::ErrorKind::WriteZero, "failed to write whole buffer")),
                n => {
                    rest = &rest[n..];
                    offset += n as u64;
                }
            }
        }
        Ok(())
    }
}
/// The place in the file is as before afterwards.
fn at<T>(file: &File, offset: u64, act: impl FnOnce(&mut &File) -> io::Result<T>) -> io::Result<T> {
    let before = file.seek_to(SeekFrom::Current(0))?;
    file.seek_to(SeekFrom::Start(offset))?;
    let mut shared = file;
    let result = act(&mut shared);
    file.seek_to(SeekFrom::Start(before))?;
    result
}
impl FileExt for File {
    fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize> { at(self, offset, |file| file.read(buf)) }
    fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize> { at(self, offset, |file| file.write(buf)) }
}
