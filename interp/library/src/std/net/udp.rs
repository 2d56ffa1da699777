//! `UdpSocket`.

use super::lookup::each;
use super::tcp::{Socket, limit, parsed};
use super::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use crate::fmt;
use crate::intrinsics;
use crate::io::{self, Error, ErrorKind};
use crate::sys;
use crate::time::Duration;

const BROADCAST: u32 = 2;
const MULTICAST_LOOP_V4: u32 = 3;
const MULTICAST_TTL_V4: u32 = 4;
const MULTICAST_LOOP_V6: u32 = 5;

pub struct UdpSocket {
    socket: Socket,
}
socket! { UdpSocket timeouts }

impl UdpSocket {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket> {
        each(addr, |at| Ok(UdpSocket { socket: Socket::of(intrinsics::socket_bind(at.as_ptr(), at.len()))? }))
    }
    fn receive(&self, buf: &mut [u8], peek: bool) -> io::Result<(usize, SocketAddr)> {
        let mut from = [0; 128];
        let count = self.socket.wait(self.socket.read_timeout.get(), || {
            sys::check(intrinsics::socket_receive(self.number(), buf.as_mut_ptr(), buf.len(), peek, &mut from))
        })?;
        let sender = String::from_utf8_lossy(&from[1..1 + from[0] as usize]);
        Ok((count as usize, parsed(&sender)?))
    }
    fn transmit(&self, buf: &[u8], to: &str, connect: bool) -> io::Result<usize> {
        self.socket.wait(self.socket.write_timeout.get(), || {
            let sent =
                intrinsics::socket_send(self.number(), buf.as_ptr(), buf.len(), to.as_ptr(), to.len(), connect);
            sys::check(sent).map(|n| n as usize)
        })
    }
    pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> { self.receive(buf, false) }
    pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> { self.receive(buf, true) }
    pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize> { Ok(self.receive(buf, false)?.0) }
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize> { Ok(self.receive(buf, true)?.0) }
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> io::Result<usize> {
        match addr.to_socket_addrs()?.next() {
            Some(to) => self.transmit(buf, &to.to_string(), false),
            None => Err(Error::message(ErrorKind::InvalidInput, "no addresses to send data to")),
        }
    }
    pub fn send(&self, buf: &[u8]) -> io::Result<usize> { self.transmit(buf, "", false) }
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()> {
        each(addr, |to| self.transmit(&[], to, true).map(|_| ()))
    }
    pub fn set_broadcast(&self, broadcast: bool) -> io::Result<()> { self.socket.set(BROADCAST, broadcast as u32) }
    pub fn broadcast(&self) -> io::Result<bool> { Ok(self.socket.get(BROADCAST)? != 0) }
    pub fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> io::Result<()> {
        self.socket.set(MULTICAST_LOOP_V4, multicast_loop_v4 as u32)
    }
    pub fn multicast_loop_v4(&self) -> io::Result<bool> { Ok(self.socket.get(MULTICAST_LOOP_V4)? != 0) }
    pub fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> io::Result<()> {
        self.socket.set(MULTICAST_TTL_V4, multicast_ttl_v4)
    }
    pub fn multicast_ttl_v4(&self) -> io::Result<u32> { self.socket.get(MULTICAST_TTL_V4) }
    pub fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> io::Result<()> {
        self.socket.set(MULTICAST_LOOP_V6, multicast_loop_v6 as u32)
    }
    pub fn multicast_loop_v6(&self) -> io::Result<bool> { Ok(self.socket.get(MULTICAST_LOOP_V6)? != 0) }
    fn join(&self, group: &str, at: &str, leave: bool) -> io::Result<()> {
        let number = self.number();
        sys::done(intrinsics::socket_join(number, group.as_ptr(), group.len(), at.as_ptr(), at.len(), leave))
    }
    pub fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()> {
        self.join(&multiaddr.to_string(), &interface.to_string(), false)
    }
    pub fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()> {
        self.join(&multiaddr.to_string(), &interface.to_string(), false)
    }
    pub fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()> {
        self.join(&multiaddr.to_string(), &interface.to_string(), true)
    }
    pub fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()> {
        self.join(&multiaddr.to_string(), &interface.to_string(), true)
    }
}
impl fmt::Debug for UdpSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("UdpSocket");
        if let Ok(addr) = self.local_addr() {
            shown.field("addr", &addr);
        }
        shown.field("fd", &(self.number() as i32)).finish()
    }
}
