//! `SocketAddr`, `SocketAddrV4`, `SocketAddrV6`.

use super::{IpAddr, Ipv4Addr, Ipv6Addr};
use crate::fmt;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SocketAddr {
    V4(SocketAddrV4),
    V6(SocketAddrV6),
}

#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct SocketAddrV4 {
    ip: Ipv4Addr,
    port: u16,
}

#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct SocketAddrV6 {
    ip: Ipv6Addr,
    port: u16,
    flowinfo: u32,
    scope_id: u32,
}

impl SocketAddr {
    pub const fn new(ip: IpAddr, port: u16) -> SocketAddr {
        match ip {
            IpAddr::V4(a) => SocketAddr::V4(SocketAddrV4::new(a, port)),
            IpAddr::V6(a) => SocketAddr::V6(SocketAddrV6::new(a, port, 0, 0)),
        }
    }
    pub const fn ip(&self) -> IpAddr {
        match *self {
            SocketAddr::V4(ref a) => IpAddr::V4(a.ip),
            SocketAddr::V6(ref a) => IpAddr::V6(a.ip),
        }
    }
    pub const fn set_ip(&mut self, new_ip: IpAddr) { *self = SocketAddr::new(new_ip, self.port()); }
    pub const fn port(&self) -> u16 {
        match *self {
            SocketAddr::V4(ref a) => a.port,
            SocketAddr::V6(ref a) => a.port,
        }
    }
    pub const fn set_port(&mut self, new_port: u16) {
        match *self {
            SocketAddr::V4(ref mut a) => a.port = new_port,
            SocketAddr::V6(ref mut a) => a.port = new_port,
        }
    }
    pub const fn is_ipv4(&self) -> bool { matches!(*self, SocketAddr::V4(_)) }
    pub const fn is_ipv6(&self) -> bool { matches!(*self, SocketAddr::V6(_)) }
}

macro_rules! parts {
    ($t:ident $ip:ident) => {
        impl $t {
            pub const fn ip(&self) -> &$ip { &self.ip }
            pub const fn set_ip(&mut self, new_ip: $ip) { self.ip = new_ip; }
            pub const fn port(&self) -> u16 { self.port }
            pub const fn set_port(&mut self, new_port: u16) { self.port = new_port; }
        }
    };
}
parts! { SocketAddrV4 Ipv4Addr }
parts! { SocketAddrV6 Ipv6Addr }

impl SocketAddrV4 {
    pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4 { SocketAddrV4 { ip, port } }
}
impl SocketAddrV6 {
    pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6 {
        SocketAddrV6 { ip, port, flowinfo, scope_id }
    }
    pub const fn flowinfo(&self) -> u32 { self.flowinfo }
    pub const fn set_flowinfo(&mut self, new_flowinfo: u32) { self.flowinfo = new_flowinfo; }
    pub const fn scope_id(&self) -> u32 { self.scope_id }
    pub const fn set_scope_id(&mut self, new_scope_id: u32) { self.scope_id = new_scope_id; }
}

/// Padded as a whole.
fn show(f: &mut fmt::Formatter<'_>, parts: fmt::Arguments<'_>) -> fmt::Result {
    if f.precision().is_none() && f.width().is_none() { f.write_fmt(parts) } else { f.pad(&crate::fmt::format(parts)) }
}
impl fmt::Display for SocketAddrV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { show(f, format_args!("{}:{}", self.ip, self.port)) }
}
impl fmt::Display for SocketAddrV6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope_id {
            0 => show(f, format_args!("[{}]:{}", self.ip, self.port)),
            scope => show(f, format_args!("[{}%{}]:{}", self.ip, scope, self.port)),
        }
    }
}
impl fmt::Display for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SocketAddr::V4(a) => fmt::Display::fmt(a, f),
            SocketAddr::V6(a) => fmt::Display::fmt(a, f),
        }
    }
}
macro_rules! shown {
    ($($t:ident)*) => { $(
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
    )* };
}
shown! { SocketAddr SocketAddrV4 SocketAddrV6 }

impl From<SocketAddrV4> for SocketAddr {
    fn from(sock4: SocketAddrV4) -> SocketAddr { SocketAddr::V4(sock4) }
}
impl From<SocketAddrV6> for SocketAddr {
    fn from(sock6: SocketAddrV6) -> SocketAddr { SocketAddr::V6(sock6) }
}
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr {
    fn from(pieces: (I, u16)) -> SocketAddr { SocketAddr::new(pieces.0.into(), pieces.1) }
}
