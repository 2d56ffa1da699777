//! `ToSocketAddrs`: what stands for addresses.

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::intrinsics;
use crate::io::{self, Error, ErrorKind};
use crate::iter;
use crate::option;
use crate::slice;
use crate::sys;
use crate::vec;

pub trait ToSocketAddrs {
    type Iter: Iterator<Item = SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<Self::Iter>;
}

macro_rules! one {
    ($($t:ty, |$this:ident| $address:expr;)*) => { $(
        impl ToSocketAddrs for $t {
            type Iter = option::IntoIter<SocketAddr>;
            fn to_socket_addrs(&self) -> io::Result<option::IntoIter<SocketAddr>> {
                let $this = *self;
                Ok(Some($address).into_iter())
            }
        }
    )* };
}
one! {
    SocketAddr, |address| address;
    SocketAddrV4, |address| SocketAddr::V4(address);
    SocketAddrV6, |address| SocketAddr::V6(address);
    (IpAddr, u16), |pair| SocketAddr::new(pair.0, pair.1);
    (Ipv4Addr, u16), |pair| SocketAddr::V4(SocketAddrV4::new(pair.0, pair.1));
    (Ipv6Addr, u16), |pair| SocketAddr::V6(SocketAddrV6::new(pair.0, pair.1, 0, 0));
}

fn look_up(name: &str) -> io::Result<vec::IntoIter<SocketAddr>> {
    let lines = sys::text(intrinsics::host_lookup(name.as_ptr(), name.len()))?;
    let found: Vec<SocketAddr> = lines.lines().filter_map(|line| line.parse().ok()).collect();
    Ok(found.into_iter())
}

impl ToSocketAddrs for (&str, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<vec::IntoIter<SocketAddr>> {
        let (host, port) = *self;
        match host.parse::<IpAddr>() {
            Ok(ip) => Ok(vec![SocketAddr::new(ip, port)].into_iter()),
            Err(_) => look_up(&format!("{host}:{port}")),
        }
    }
}
impl ToSocketAddrs for (String, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<vec::IntoIter<SocketAddr>> { (&*self.0, self.1).to_socket_addrs() }
}
impl ToSocketAddrs for str {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<vec::IntoIter<SocketAddr>> {
        if let Ok(address) = self.parse() {
            return Ok(vec![address].into_iter());
        }
        let Some((_, port)) = self.rsplit_once(':') else {
            return Err(Error::message(ErrorKind::InvalidInput, "invalid socket address"));
        };
        match port.parse::<u16>() {
            Ok(_) => look_up(self),
            Err(_) => Err(Error::message(ErrorKind::InvalidInput, "invalid port value")),
        }
    }
}
impl ToSocketAddrs for String {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<vec::IntoIter<SocketAddr>> { (**self).to_socket_addrs() }
}
impl<'a> ToSocketAddrs for &'a [SocketAddr] {
    type Iter = iter::Cloned<slice::Iter<'a, SocketAddr>>;
    fn to_socket_addrs(&self) -> io::Result<Self::Iter> { Ok(self.iter().cloned()) }
}
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
    type Iter = T::Iter;
    fn to_socket_addrs(&self) -> io::Result<T::Iter> { (**self).to_socket_addrs() }
}

/// The first address that the attempt succeeds with; the error of the last one.
pub(super) fn each<A: ToSocketAddrs, T>(addr: A, mut attempt: impl FnMut(&str) -> io::Result<T>) -> io::Result<T> {
    let mut last = None;
    for address in addr.to_socket_addrs()? {
        match attempt(&address.to_string()) {
            Ok(value) => return Ok(value),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or(Error::message(ErrorKind::InvalidInput, "could not resolve to any addresses")))
}
