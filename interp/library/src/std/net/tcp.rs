//! `TcpListener`, `TcpStream`, and waiting, which datagram sockets share.

use super::{Shutdown, SocketAddr, ToSocketAddrs};
use super::lookup::each;
use crate::cell::Cell;
use crate::fmt;
use crate::intrinsics;
use crate::io::{self, Error, ErrorKind, Read, Write};
use crate::iter::FusedIterator;
use crate::sys::{self, Handle};
use crate::time::{Duration, Instant};

pub(crate) const NODELAY: u32 = 0;
pub(crate) const TTL: u32 = 1;
const QUICK_ACKNOWLEDGEMENT: u32 = 6;

/// A socket and how long its operations wait.
pub(crate) struct Socket {
    pub(crate) handle: Handle,
    pub(crate) nonblocking: Cell<bool>,
    pub(crate) read_timeout: Cell<Option<Duration>>,
    pub(crate) write_timeout: Cell<Option<Duration>>,
}

unsafe impl Send for Socket {}
unsafe impl Sync for Socket {}

impl Socket {
    pub(crate) fn of(result: i64) -> io::Result<Socket> { Handle::of(result).map(Socket::new) }
    pub(crate) fn new(handle: Handle) -> Socket {
        Socket { handle, nonblocking: Cell::new(false), read_timeout: Cell::new(None), write_timeout: Cell::new(None) }
    }
    pub(crate) fn number(&self) -> i64 { self.handle.number() }
    pub(crate) fn duplicate(&self) -> io::Result<Socket> {
        let copy = Socket::new(self.handle.duplicate()?);
        copy.nonblocking.set(self.nonblocking.get());
        copy.read_timeout.set(self.read_timeout.get());
        copy.write_timeout.set(self.write_timeout.get());
        Ok(copy)
    }
    /// Asks until the answer is another than "would block"; other threads run in between.
    pub(crate) fn wait<T>(&self, limit: Option<Duration>, mut ask: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        let start = Instant::now();
        loop {
            match ask() {
                Err(error) if error.kind() == ErrorKind::WouldBlock && !self.nonblocking.get() => {
                    if limit.is_some_and(|limit| start.elapsed() >= limit) {
                        return Err(error);
                    }
                    intrinsics::socket_pause();
                }
                result => return result,
            }
        }
    }
    pub(crate) fn name(&self, peer: bool) -> io::Result<SocketAddr> {
        parsed(&sys::text(intrinsics::socket_name(self.number(), peer))?)
    }
    pub(crate) fn set(&self, which: u32, value: u32) -> io::Result<()> {
        sys::done(intrinsics::socket_set(self.number(), which, value))
    }
    pub(crate) fn get(&self, which: u32) -> io::Result<u32> {
        sys::check(intrinsics::socket_get(self.number(), which)).map(|value| value as u32)
    }
}

pub(crate) fn parsed(text: &str) -> io::Result<SocketAddr> {
    text.parse().map_err(|_| Error::message(ErrorKind::InvalidInput, "invalid argument"))
}

pub(crate) fn limit(dur: Option<Duration>) -> io::Result<Option<Duration>> {
    match dur {
        Some(Duration::ZERO) => Err(Error::message(ErrorKind::InvalidInput, "cannot set a 0 duration timeout")),
        dur => Ok(dur),
    }
}

// What sockets of all kinds do.
macro_rules! socket {
    ($t:ident) => {
        impl $t {
            pub fn local_addr(&self) -> io::Result<SocketAddr> { self.socket.name(false) }
            pub fn try_clone(&self) -> io::Result<$t> { Ok($t { socket: self.socket.duplicate()? }) }
            pub fn set_ttl(&self, ttl: u32) -> io::Result<()> { self.socket.set($crate::net::tcp::TTL, ttl) }
            pub fn ttl(&self) -> io::Result<u32> { self.socket.get($crate::net::tcp::TTL) }
            pub fn take_error(&self) -> io::Result<Option<Error>> { Ok(None) }
            pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
                self.socket.nonblocking.set(nonblocking);
                Ok(())
            }
            pub(crate) fn number(&self) -> i64 { self.socket.number() }
            pub(crate) fn from_handle(handle: $crate::sys::Handle) -> $t {
                $t { socket: $crate::net::tcp::Socket::new(handle) }
            }
            pub(crate) fn into_handle(self) -> $crate::sys::Handle { self.socket.handle }
        }
    };
    ($t:ident timeouts) => {
        socket! { $t }
        impl $t {
            pub fn peer_addr(&self) -> io::Result<SocketAddr> { self.socket.name(true) }
            pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()> {
                self.socket.read_timeout.set(limit(dur)?);
                Ok(())
            }
            pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()> {
                self.socket.write_timeout.set(limit(dur)?);
                Ok(())
            }
            pub fn read_timeout(&self) -> io::Result<Option<Duration>> { Ok(self.socket.read_timeout.get()) }
            pub fn write_timeout(&self) -> io::Result<Option<Duration>> { Ok(self.socket.write_timeout.get()) }
        }
    };
}

pub struct TcpStream {
    socket: Socket,
}
socket! { TcpStream timeouts }

impl TcpStream {
    pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream> {
        each(addr, |to| Ok(TcpStream { socket: Socket::of(intrinsics::socket_connect(to.as_ptr(), to.len(), 0))? }))
    }
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream> {
        if timeout == Duration::ZERO {
            return Err(Error::message(ErrorKind::InvalidInput, "cannot set a 0 duration timeout"));
        }
        let nanos = timeout.as_nanos() as u64;
        each(addr, |to| Ok(TcpStream { socket: Socket::of(intrinsics::socket_connect(to.as_ptr(), to.len(), nanos))? }))
    }
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        let how = match how {
            Shutdown::Read => 0,
            Shutdown::Write => 1,
            Shutdown::Both => 2,
        };
        sys::done(intrinsics::socket_shutdown(self.number(), how))
    }
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize> {
        let (data, len) = (buf.as_mut_ptr(), buf.len());
        self.socket.wait(self.socket.read_timeout.get(), || {
            sys::check(intrinsics::socket_peek(self.number(), data, len)).map(|n| n as usize)
        })
    }
    pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()> { self.socket.set(NODELAY, nodelay as u32) }
    pub fn nodelay(&self) -> io::Result<bool> { Ok(self.socket.get(NODELAY)? != 0) }
    pub(crate) fn set_quick(&self, quickack: bool) -> io::Result<()> {
        self.socket.set(QUICK_ACKNOWLEDGEMENT, quickack as u32)
    }
    pub(crate) fn is_quick(&self) -> io::Result<bool> { Ok(self.socket.get(QUICK_ACKNOWLEDGEMENT)? != 0) }
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
reads_and_writes! { TcpStream &TcpStream }

impl fmt::Debug for TcpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TcpStream");
        if let Ok(addr) = self.local_addr() {
            shown.field("addr", &addr);
        }
        if let Ok(peer) = self.peer_addr() {
            shown.field("peer", &peer);
        }
        shown.field("fd", &(self.number() as i32)).finish()
    }
}

pub struct TcpListener {
    socket: Socket,
}
socket! { TcpListener }

impl TcpListener {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener> {
        each(addr, |at| Ok(TcpListener { socket: Socket::of(intrinsics::socket_listen(at.as_ptr(), at.len()))? }))
    }
    pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let socket = self.socket.wait(None, || Socket::of(intrinsics::socket_accept(self.number())))?;
        let peer = socket.name(true)?;
        Ok((TcpStream { socket }, peer))
    }
    pub fn incoming(&self) -> Incoming<'_> { Incoming { listener: self } }
}
impl fmt::Debug for TcpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TcpListener");
        if let Ok(addr) = self.local_addr() {
            shown.field("addr", &addr);
        }
        shown.field("fd", &(self.number() as i32)).finish()
    }
}

#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a TcpListener,
}
impl Iterator for Incoming<'_> {
    type Item = io::Result<TcpStream>;
    fn next(&mut self) -> Option<io::Result<TcpStream>> { Some(self.listener.accept().map(|(stream, _)| stream)) }
}
impl FusedIterator for Incoming<'_> {}
