//! What the modules over the system share: something open, and errors by number.

use crate::intrinsics;
use crate::io::{self, Error, ErrorKind};
use crate::path::Path;
use crate::sync::atomic::{AtomicI32, Ordering};

/// What `errno` would be.
static LAST_ERROR: AtomicI32 = AtomicI32::new(0);

pub(crate) fn last_error() -> i32 { LAST_ERROR.load(Ordering::Relaxed) }

/// The number that a native returned, unless it stands for an error.
pub(crate) fn check(result: i64) -> io::Result<i64> {
    if result >= 0 {
        return Ok(result);
    }
    LAST_ERROR.store(-result as i32, Ordering::Relaxed);
    Err(Error::from_raw_os_error(-result as i32))
}

pub(crate) fn done(result: i64) -> io::Result<()> { check(result).map(|_| ()) }

/// The bytes of a path for the system, which ends it at a zero.
pub(crate) fn path_bytes<P: AsRef<Path> + ?Sized>(path: &P) -> io::Result<&[u8]> {
    let bytes = path.as_ref().bytes();
    if bytes.contains(&0) {
        return Err(Error::message(ErrorKind::InvalidInput, "file name contained an unexpected NUL byte"));
    }
    Ok(bytes)
}

/// Something open, closed when it is dropped.
pub(crate) struct Handle(i64);

impl Handle {
    pub(crate) fn of(result: i64) -> io::Result<Handle> { check(result).map(Handle) }
    pub(crate) fn number(&self) -> i64 { self.0 }
    pub(crate) fn into_number(self) -> i64 { crate::mem::ManuallyDrop::new(self).0 }
    pub(crate) fn read(&self, buf: &mut [u8]) -> io::Result<usize> {
        check(intrinsics::handle_read(self.0, buf.as_mut_ptr(), buf.len())).map(|n| n as usize)
    }
    pub(crate) fn write(&self, buf: &[u8]) -> io::Result<usize> {
        check(intrinsics::handle_write(self.0, buf.as_ptr(), buf.len())).map(|n| n as usize)
    }
    pub(crate) fn duplicate(&self) -> io::Result<Handle> { Handle::of(intrinsics::file_clone(self.0)) }
    /// All of an answer that is read like a file.
    pub(crate) fn read_all(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 1024];
        loop {
            match self.read(&mut chunk)? {
                0 => return Ok(bytes),
                n => bytes.extend_from_slice(&chunk[..n]),
            }
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) { intrinsics::handle_close(self.0) }
}

/// The text that a native answered with.
pub(crate) fn text(result: i64) -> io::Result<String> {
    let bytes = Handle::of(result)?.read_all()?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
