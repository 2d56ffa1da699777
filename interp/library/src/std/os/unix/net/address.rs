//! Addresses within the system: a path, an abstract name, or none.

use crate::ascii;
use crate::ffi::OsStr;
use crate::fmt;
use crate::io::{self, Error, ErrorKind};
use crate::os::linux::net::SocketAddrExt;
use crate::os::unix::ffi::OsStrExt;
use crate::path::Path;
use crate::sys::Handle;

/// Longer names do not fit the system's structure.
const NAME_MAX: usize = 108;

/// Laid out as the system has it.
#[derive(Copy, Clone)]
#[repr(C)]
struct Name {
    family: u16,
    bytes: [u8; NAME_MAX],
}

#[derive(Clone)]
pub struct SocketAddr {
    addr: Name,
    /// Of the name; an abstract one begins with a zero.
    len: u32,
}

fn refused(message: &'static str) -> Error { Error::message(ErrorKind::InvalidInput, message) }

impl SocketAddr {
    fn with_name(parts: [&[u8]; 2]) -> SocketAddr {
        let mut addr = Name { family: 1, bytes: [0; NAME_MAX] };
        let mut len = 0;
        for part in parts {
            addr.bytes[len..len + part.len()].copy_from_slice(part);
            len += part.len();
        }
        SocketAddr { addr, len: len as u32 }
    }
    /// From a native's answer: a letter for the kind, then the name.
    pub(super) fn of(answer: i64) -> io::Result<SocketAddr> { Ok(SocketAddr::parsed(&Handle::of(answer)?.read_all()?)) }
    pub(super) fn parsed(answer: &[u8]) -> SocketAddr {
        match answer.split_first() {
            Some((b'a', name)) => SocketAddr::with_name([b"\0", name]),
            Some((_, name)) => SocketAddr::with_name([name, b""]),
            None => SocketAddr::with_name([b"", b""]),
        }
    }
    /// For a native.
    pub(super) fn name(&self) -> Vec<u8> {
        let (kind, bytes) = match self.bytes().split_first() {
            None => (b'u', self.bytes()),
            Some((0, rest)) => (b'a', rest),
            Some(_) => (b'p', self.bytes()),
        };
        let mut name = vec![kind];
        name.extend_from_slice(bytes);
        name
    }
    fn bytes(&self) -> &[u8] { &self.addr.bytes[..self.len as usize] }
    pub fn from_pathname<P: AsRef<Path>>(path: P) -> io::Result<SocketAddr> {
        let bytes = path.as_ref().as_os_str().as_bytes();
        if bytes.contains(&0) {
            return Err(refused("paths must not contain interior null bytes"));
        }
        if bytes.len() >= NAME_MAX {
            return Err(refused("path must be shorter than SUN_LEN"));
        }
        Ok(SocketAddr::with_name([bytes, b""]))
    }
    pub fn is_unnamed(&self) -> bool { self.len == 0 }
    pub fn as_pathname(&self) -> Option<&Path> {
        match self.bytes().first() {
            None | Some(0) => None,
            Some(_) => Some(Path::new(OsStr::from_bytes(self.bytes()))),
        }
    }
}

impl SocketAddrExt for SocketAddr {
    fn as_abstract_name(&self) -> Option<&[u8]> {
        match self.bytes().split_first() {
            Some((0, name)) => Some(name),
            _ => None,
        }
    }
    fn from_abstract_name<N: AsRef<[u8]>>(name: N) -> io::Result<SocketAddr> {
        let name = name.as_ref();
        if name.len() + 1 > NAME_MAX {
            return Err(refused("abstract socket name must be shorter than SUN_LEN"));
        }
        Ok(SocketAddr::with_name([b"\0", name]))
    }
}

impl fmt::Debug for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = self.as_pathname() {
            return write!(f, "{path:?} (pathname)");
        }
        match self.as_abstract_name() {
            Some(name) => {
                f.write_str("\"")?;
                for byte in name.iter().flat_map(|&byte| ascii::escape_default(byte)) {
                    fmt::Write::write_char(f, byte as char)?;
                }
                f.write_str("\" (abstract)")
            }
            None => f.write_str("(unnamed)"),
        }
    }
}
