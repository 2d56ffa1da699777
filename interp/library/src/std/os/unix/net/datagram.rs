//! `UnixDatagram`.

use super::{SocketAddr, pair};
use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::net::Shutdown;
use crate::net::tcp::{Socket, limit};
use crate::path::Path;
use crate::sys::{self, Handle};
use crate::time::Duration;

pub struct UnixDatagram {
    socket: Socket,
}
socket! { UnixDatagram connected }

impl UnixDatagram {
    pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixDatagram> {
        UnixDatagram::bind_addr(&SocketAddr::from_pathname(path)?)
    }
    pub fn bind_addr(socket_addr: &SocketAddr) -> io::Result<UnixDatagram> {
        let name = socket_addr.name();
        let handle = Handle::of(intrinsics::unix_bind(name.as_ptr(), name.len()))?;
        Ok(UnixDatagram::from_handle(handle))
    }
    pub fn unbound() -> io::Result<UnixDatagram> {
        Ok(UnixDatagram::from_handle(Handle::of(intrinsics::unix_unbound())?))
    }
    pub fn pair() -> io::Result<(UnixDatagram, UnixDatagram)> {
        let (first, second) = pair(true)?;
        Ok((UnixDatagram::from_handle(first), UnixDatagram::from_handle(second)))
    }
    fn transmit(&self, buf: &[u8], to: &[u8], connect: bool) -> io::Result<usize> {
        self.socket.wait(self.socket.write_timeout.get(), || {
            let sent =
                intrinsics::socket_send(self.number(), buf.as_ptr(), buf.len(), to.as_ptr(), to.len(), connect);
            sys::check(sent).map(|n| n as usize)
        })
    }
    pub fn connect<P: AsRef<Path>>(&self, path: P) -> io::Result<()> {
        self.connect_addr(&SocketAddr::from_pathname(path)?)
    }
    pub fn connect_addr(&self, socket_addr: &SocketAddr) -> io::Result<()> {
        self.transmit(&[], &socket_addr.name(), true).map(|_| ())
    }
    pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> {
        let mut from = [0; 128];
        let count = self.socket.wait(self.socket.read_timeout.get(), || {
            sys::check(intrinsics::socket_receive(self.number(), buf.as_mut_ptr(), buf.len(), false, &mut from))
        })?;
        Ok((count as usize, SocketAddr::parsed(&from[1..1 + from[0] as usize])))
    }
    pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize> { Ok(self.recv_from(buf)?.0) }
    pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> io::Result<usize> {
        self.send_to_addr(buf, &SocketAddr::from_pathname(path)?)
    }
    pub fn send_to_addr(&self, buf: &[u8], socket_addr: &SocketAddr) -> io::Result<usize> {
        self.transmit(buf, &socket_addr.name(), false)
    }
    pub fn send(&self, buf: &[u8]) -> io::Result<usize> { self.transmit(buf, &[], false) }
}
