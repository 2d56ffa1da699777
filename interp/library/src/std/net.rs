//! `std::net`. Addresses are in `net::ip` and `net::socket_addr`, reading them from text in `net::parser`, looking them
//! up in `net::lookup`, sockets in `net::{tcp, udp}`.

#[origin = "core"]
mod ip;
mod lookup;
#[origin = "core"]
mod parser;
#[origin = "core"]
mod socket_addr;
#[macro_use]
pub(crate) mod tcp;
mod udp;

pub use self::ip::{IpAddr, Ipv4Addr, Ipv6Addr};
pub use self::lookup::ToSocketAddrs;
pub use self::parser::AddrParseError;
pub use self::socket_addr::{SocketAddr, SocketAddrV4, SocketAddrV6};
pub use self::tcp::{Incoming, TcpListener, TcpStream};
pub use self::udp::UdpSocket;

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Shutdown {
    Read,
    Write,
    Both,
}
