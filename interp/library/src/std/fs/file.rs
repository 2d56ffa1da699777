//! `File`, `OpenOptions`.

use super::{FileTimes, Metadata, Permissions};
use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::io::{self, Read, Seek, SeekFrom, Write};
use crate::path::Path;
use crate::sync::Arc;
use crate::sys::{self, Handle, path_bytes};
use crate::time::SystemTime;

pub struct File {
    handle: Handle,
}

impl File {
    pub fn open<P: AsRef<Path>>(path: P) -> io::Result<File> { OpenOptions::new().read(true).open(path) }
    pub fn create<P: AsRef<Path>>(path: P) -> io::Result<File> {
        OpenOptions::new().write(true).create(true).truncate(true).open(path)
    }
    pub fn create_new<P: AsRef<Path>>(path: P) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }
    pub fn options() -> OpenOptions { OpenOptions::new() }
    pub(crate) fn number(&self) -> i64 { self.handle.number() }
    pub(crate) fn into_handle(self) -> Handle { self.handle }
    pub(crate) fn from_handle(handle: Handle) -> File { File { handle } }
    pub fn sync_all(&self) -> io::Result<()> { sys::done(intrinsics::file_sync(self.number(), false)) }
    pub fn sync_data(&self) -> io::Result<()> { sys::done(intrinsics::file_sync(self.number(), true)) }
    fn lock_as(&self, how: u32) -> io::Result<()> { sys::done(intrinsics::file_lock(self.number(), how)) }
    fn try_lock_as(&self, how: u32) -> Result<(), TryLockError> {
        self.lock_as(how).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => TryLockError::WouldBlock,
            _ => TryLockError::Error(error),
        })
    }
    pub fn lock(&self) -> io::Result<()> { self.lock_as(2) }
    pub fn lock_shared(&self) -> io::Result<()> { self.lock_as(1) }
    pub fn try_lock(&self) -> Result<(), TryLockError> { self.try_lock_as(4) }
    pub fn try_lock_shared(&self) -> Result<(), TryLockError> { self.try_lock_as(3) }
    pub fn unlock(&self) -> io::Result<()> { self.lock_as(0) }
    pub fn set_len(&self, size: u64) -> io::Result<()> { sys::done(intrinsics::file_set_len(self.number(), size)) }
    pub fn metadata(&self) -> io::Result<Metadata> { Metadata::of_file(self.number()) }
    pub fn try_clone(&self) -> io::Result<File> { Ok(File { handle: self.handle.duplicate()? }) }
    pub fn set_permissions(&self, perm: Permissions) -> io::Result<()> {
        sys::done(intrinsics::file_set_mode(self.number(), perm.bits()))
    }
    pub fn set_times(&self, times: FileTimes) -> io::Result<()> {
        let (accessed, modified) = times.nanos();
        sys::done(intrinsics::file_set_times(self.number(), accessed, modified))
    }
    pub fn set_modified(&self, time: SystemTime) -> io::Result<()> { self.set_times(FileTimes::new().set_modified(time)) }
    pub(crate) fn seek_to(&self, pos: SeekFrom) -> io::Result<u64> {
        let (from, offset) = match pos {
            SeekFrom::Start(n) => (0, n as i64),
            SeekFrom::End(n) => (1, n),
            SeekFrom::Current(n) => (2, n),
        };
        sys::check(intrinsics::handle_seek(self.number(), from, offset)).map(|place| place as u64)
    }
}

macro_rules! reads_and_writes {
    ($($t:ty)*) => { $(
        impl Read for $t {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> { self.handle.read(buf) }
        }
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> io::Result<usize> { self.handle.write(buf) }
            fn flush(&mut self) -> io::Result<()> { Ok(()) }
        }
        impl Seek for $t {
            fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> { self.seek_to(pos) }
        }
    )* };
}
reads_and_writes! { File &File Arc<File> }

impl io::IsTerminal for File {
    fn is_terminal(&self) -> bool { false }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fd = self.number() as i32;
        let mut shown = f.debug_struct("File");
        shown.field("fd", &fd);
        if let Ok(path) = super::read_link(format!("/proc/self/fd/{fd}")) {
            shown.field("path", &path);
        }
        // The last digit of the octal flags says what the descriptor is open for.
        let info = super::read_to_string(format!("/proc/self/fdinfo/{fd}")).unwrap_or_default();
        let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
        match flags.and_then(|flags| flags.bytes().last()).map(|digit| digit & 3) {
            Some(0) => shown.field("read", &true).field("write", &false),
            Some(1) => shown.field("read", &false).field("write", &true),
            Some(2) => shown.field("read", &true).field("write", &true),
            _ => &mut shown,
        };
        shown.finish()
    }
}

pub enum TryLockError {
    Error(io::Error),
    WouldBlock,
}
impl Error for TryLockError {}
impl fmt::Debug for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Error(error) => fmt::Debug::fmt(error, f),
            TryLockError::WouldBlock => f.write_str("WouldBlock"),
        }
    }
}
impl fmt::Display for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Error(_) => f.write_str("lock acquisition failed due to I/O error"),
            TryLockError::WouldBlock => f.write_str("lock acquisition failed because the operation would block"),
        }
    }
}
impl From<TryLockError> for io::Error {
    fn from(error: TryLockError) -> io::Error {
        match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct OpenOptions {
    flags: u32,
    pub(crate) custom: i32,
    pub(crate) mode: u32,
}

macro_rules! switches {
    ($($name:ident $bit:literal;)*) => {
        impl OpenOptions {
            $(pub fn $name(&mut self, $name: bool) -> &mut Self { self.switch($bit, $name) })*
        }
    };
}
switches! { read 1; write 2; append 4; truncate 8; create 16; create_new 32; }

impl OpenOptions {
    pub fn new() -> OpenOptions { OpenOptions { flags: 0, custom: 0, mode: 0o666 } }
    fn switch(&mut self, bit: u32, on: bool) -> &mut Self {
        self.flags = if on { self.flags | bit } else { self.flags & !bit };
        self
    }
    pub fn open<P: AsRef<Path>>(&self, path: P) -> io::Result<File> {
        let path = path_bytes(&path)?;
        let handle = intrinsics::file_open(path.as_ptr(), path.len(), self.flags, self.mode, self.custom);
        Ok(File { handle: Handle::of(handle)? })
    }
}
