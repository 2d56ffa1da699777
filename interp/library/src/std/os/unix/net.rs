//! Sockets within the system: streams and listeners. Datagrams are in `net::datagram`, addresses in `net::address`.

use crate::fmt;
use crate::intrinsics;
use crate::io::{self, Read, Write};
use crate::net::Shutdown;
use crate::net::tcp::{Socket, limit};
use crate::path::Path;
use crate::sys::{self, Handle};
use crate::time::Duration;

// What sockets of all kinds do.
macro_rules! socket {
    ($t:ident) => {
        impl $t {
            pub fn local_addr(&self) -> io::Result<SocketAddr> {
                SocketAddr::of(crate::intrinsics::socket_name(self.number(), false))
            }
            pub fn try_clone(&self) -> io::Result<$t> { Ok($t { socket: self.socket.duplicate()? }) }
            pub fn take_error(&self) -> io::Result<Option<io::Error>> { Ok(None) }
            pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
                self.socket.nonblocking.set(nonblocking);
                Ok(())
            }
            pub(crate) fn number(&self) -> i64 { self.socket.number() }
            pub(crate) fn from_handle(handle: Handle) -> $t { $t { socket: Socket::new(handle) } }
            pub(crate) fn into_handle(self) -> Handle { self.socket.handle }
        }
    };
    ($t:ident connected) => {
        socket! { $t }
        impl $t {
            pub fn peer_addr(&self) -> io::Result<SocketAddr> {
                SocketAddr::of(crate::intrinsics::socket_name(self.number(), true))
            }
            pub fn set_read_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {
                self.socket.read_timeout.set(limit(timeout)?);
                Ok(())
            }
            pub fn set_write_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {
                self.socket.write_timeout.set(limit(timeout)?);
                Ok(())
            }
            pub fn read_timeout(&self) -> io::Result<Option<Duration>> { Ok(self.socket.read_timeout.get()) }
            pub fn write_timeout(&self) -> io::Result<Option<Duration>> { Ok(self.socket.write_timeout.get()) }
            pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
                let how = match how {
                    Shutdown::Read => 0,
                    Shutdown::Write => 1,
                    Shutdown::Both => 2,
                };
                crate::sys::done(crate::intrinsics::socket_shutdown(self.number(), how))
            }
        }
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shown = f.debug_struct(stringify!($t));
                shown.field("fd", &$crate::os::unix::net::descriptor(self.number()));
                if let Ok(addr) = self.local_addr() {
                    shown.field("local", &addr);
                }
                if let Ok(addr) = self.peer_addr() {
                    shown.field("peer", &addr);
                }
                shown.finish()
            }
        }
    };
}
mod address;
mod datagram;

pub use self::address::SocketAddr;
pub use self::datagram::UnixDatagram;

/// A descriptor as sockets show it: inside of what the real library wraps it in.
#[derive(Debug)]
struct FileDesc(OwnedFd);
#[derive(Debug)]
struct OwnedFd {
    fd: i32,
}
fn descriptor(number: i64) -> FileDesc { FileDesc(OwnedFd { fd: number as i32 }) }

/// The two numbers of a pair.
fn pair(datagram: bool) -> io::Result<(Handle, Handle)> {
    let mut ends = [-1; 2];
    sys::done(intrinsics::unix_pair(datagram, &mut ends))?;
    Ok((Handle::of(ends[0])?, Handle::of(ends[1])?))
}

pub struct UnixStream {
    socket: Socket,
}
socket! { UnixStream connected }

impl UnixStream {
    pub fn connect<P: AsRef<Path>>(path: P) -> io::Result<UnixStream> {
        UnixStream::connect_addr(&SocketAddr::from_pathname(path)?)
    }
    pub fn connect_addr(socket_addr: &SocketAddr) -> io::Result<UnixStream> {
        let name = socket_addr.name();
        let handle = Handle::of(intrinsics::unix_connect(name.as_ptr(), name.len()))?;
        Ok(UnixStream::from_handle(handle))
    }
    pub fn pair() -> io::Result<(UnixStream, UnixStream)> {
        let (first, second) = pair(false)?;
        Ok((UnixStream::from_handle(first), UnixStream::from_handle(second)))
    }
    fn receive(&self, buf: &mut [u8]) -> io::Result<usize> {
        self.socket.wait(self.socket.read_timeout.get(), || self.socket.handle.read(buf))
    }
    fn transmit(&self, buf: &[u8]) -> io::Result<usize> {
        self.socket.wait(self.socket.write_timeout.get(), || self.socket.handle.write(buf))
    }
}
macro_rules! reads_and_writes {
    ($($t:ty)*) => { $(
        impl Read for $t {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> { self.receive(buf) }
        }
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> io::Result<usize> { self.transmit(buf) }
            fn flush(&mut self) -> io::Result<()> { Ok(()) }
        }
    )* };
}
reads_and_writes! { UnixStream &UnixStream }

pub struct UnixListener {
    socket: Socket,
}
socket! { UnixListener }

impl UnixListener {
    pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixListener> {
        UnixListener::bind_addr(&SocketAddr::from_pathname(path)?)
    }
    pub fn bind_addr(socket_addr: &SocketAddr) -> io::Result<UnixListener> {
        let name = socket_addr.name();
        let handle = Handle::of(intrinsics::unix_listen(name.as_ptr(), name.len()))?;
        Ok(UnixListener::from_handle(handle))
    }
    pub fn accept(&self) -> io::Result<(UnixStream, SocketAddr)> {
        let socket = self.socket.wait(None, || Socket::of(intrinsics::socket_accept(self.number())))?;
        let stream = UnixStream { socket };
        let peer = stream.peer_addr()?;
        Ok((stream, peer))
    }
    pub fn incoming(&self) -> Incoming<'_> { Incoming { listener: self } }
}
impl fmt::Debug for UnixListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("UnixListener");
        shown.field("fd", &descriptor(self.number()));
        if let Ok(addr) = self.local_addr() {
            shown.field("local", &addr);
        }
        shown.finish()
    }
}
impl<'a> IntoIterator for &'a UnixListener {
    type Item = io::Result<UnixStream>;
    type IntoIter = Incoming<'a>;
    fn into_iter(self) -> Incoming<'a> { self.incoming() }
}

#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a UnixListener,
}
impl<'a> Iterator for Incoming<'a> {
    type Item = io::Result<UnixStream>;
    fn next(&mut self) -> Option<io::Result<UnixStream>> { Some(self.listener.accept().map(|(stream, _)| stream)) }
    fn size_hint(&self) -> (usize, Option<usize>) { (usize::MAX, None) }
}
