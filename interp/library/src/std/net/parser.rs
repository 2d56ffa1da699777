//! Addresses from text.

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::error::Error;
use crate::fmt;
use crate::str::FromStr;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddrParseError(AddrKind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum AddrKind {
    Ip,
    Ipv4,
    Ipv6,
    Socket,
    SocketV4,
    SocketV6,
}

impl fmt::Display for AddrParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AddrKind::Ip => "invalid IP address syntax",
            AddrKind::Ipv4 => "invalid IPv4 address syntax",
            AddrKind::Ipv6 => "invalid IPv6 address syntax",
            AddrKind::Socket => "invalid socket address syntax",
            AddrKind::SocketV4 => "invalid IPv4 socket address syntax",
            AddrKind::SocketV6 => "invalid IPv6 socket address syntax",
        })
    }
}
impl Error for AddrParseError {}

/// What has not been read yet. A reading that fails leaves it anywhere; those who try alternatives copy it.
#[derive(Clone, Copy)]
struct Parser<'a> {
    rest: &'a [u8],
}

impl<'a> Parser<'a> {
    fn byte(&mut self, wanted: u8) -> Option<()> {
        match self.rest {
            [first, rest @ ..] if *first == wanted => {
                self.rest = rest;
                Some(())
            }
            _ => None,
        }
    }
    /// A number of at most so many digits; a leading zero stands alone where it would mean octal.
    fn number(&mut self, radix: u32, max_digits: usize, max: u32, zero_prefix: bool) -> Option<u32> {
        let (mut value, mut digits) = (0u32, 0);
        let starts_with_zero = self.rest.first() == Some(&b'0');
        while let [first, rest @ ..] = self.rest {
            let Some(digit) = (*first as char).to_digit(radix) else { break };
            value = value.checked_mul(radix)?.checked_add(digit)?;
            digits += 1;
            if digits > max_digits || value > max {
                return None;
            }
            self.rest = rest;
        }
        if digits == 0 || !zero_prefix && starts_with_zero && digits > 1 { None } else { Some(value) }
    }
    fn v4(&mut self) -> Option<Ipv4Addr> {
        let mut octets = [0; 4];
        for (i, octet) in octets.iter_mut().enumerate() {
            if i > 0 {
                self.byte(b'.')?;
            }
            *octet = self.number(10, 3, 255, false)? as u8;
        }
        Some(Ipv4Addr::from_octets(octets))
    }
    /// Segments up to something else; whether they ended with an IPv4 address, which is two of them.
    fn segments(&mut self, out: &mut [u16]) -> (usize, bool) {
        let mut count = 0;
        while count < out.len() {
            let mut attempt = *self;
            if count > 0 && attempt.byte(b':').is_none() {
                break;
            }
            if count + 2 <= out.len() {
                let mut embedded = attempt;
                if let Some(v4) = embedded.v4() {
                    let [a, b, c, d] = v4.octets();
                    out[count] = u16::from_be_bytes([a, b]);
                    out[count + 1] = u16::from_be_bytes([c, d]);
                    *self = embedded;
                    return (count + 2, true);
                }
            }
            match attempt.number(16, 4, 0xffff, true) {
                Some(segment) => out[count] = segment as u16,
                None => break,
            }
            *self = attempt;
            count += 1;
        }
        (count, false)
    }
    fn v6(&mut self) -> Option<Ipv6Addr> {
        let mut head = [0; 8];
        let (head_len, ended_with_v4) = self.segments(&mut head);
        if head_len == 8 {
            return Some(Ipv6Addr::from_segments(head));
        }
        if ended_with_v4 {
            return None;
        }
        self.byte(b':')?;
        self.byte(b':')?;
        // The colons stand for one zero segment at least.
        let mut tail = [0; 7];
        let room = 7 - head_len;
        let (tail_len, _) = self.segments(&mut tail[..room]);
        head[8 - tail_len..].copy_from_slice(&tail[..tail_len]);
        Some(Ipv6Addr::from_segments(head))
    }
    fn port(&mut self) -> Option<u16> {
        self.byte(b':')?;
        self.number(10, 5, 0xffff, true).map(|port| port as u16)
    }
    fn socket_v4(&mut self) -> Option<SocketAddrV4> {
        let ip = self.v4()?;
        Some(SocketAddrV4::new(ip, self.port()?))
    }
    fn socket_v6(&mut self) -> Option<SocketAddrV6> {
        self.byte(b'[')?;
        let ip = self.v6()?;
        let scope = if self.byte(b'%').is_some() { self.number(10, 10, u32::MAX, true)? } else { 0 };
        self.byte(b']')?;
        Some(SocketAddrV6::new(ip, self.port()?, 0, scope))
    }
}

/// The whole text has to be read.
fn whole<T>(text: &[u8], kind: AddrKind, read: impl FnOnce(&mut Parser<'_>) -> Option<T>) -> Result<T, AddrParseError> {
    let mut parser = Parser { rest: text };
    match read(&mut parser) {
        Some(address) if parser.rest.is_empty() => Ok(address),
        _ => Err(AddrParseError(kind)),
    }
}

macro_rules! from_text {
    ($($t:ty, $kind:ident, $read:expr;)*) => { $(
        impl FromStr for $t {
            type Err = AddrParseError;
            fn from_str(s: &str) -> Result<$t, AddrParseError> { whole(s.as_bytes(), AddrKind::$kind, $read) }
        }
    )* };
}
from_text! {
    Ipv4Addr, Ipv4, |p| p.v4();
    Ipv6Addr, Ipv6, |p| p.v6();
    SocketAddrV4, SocketV4, |p| p.socket_v4();
    SocketAddrV6, SocketV6, |p| p.socket_v6();
    IpAddr, Ip, |p| {
        let mut v4 = *p;
        match v4.v4() {
            Some(address) => {
                *p = v4;
                Some(IpAddr::V4(address))
            }
            None => p.v6().map(IpAddr::V6),
        }
    };
    SocketAddr, Socket, |p| {
        let mut v4 = *p;
        match v4.socket_v4() {
            Some(address) => {
                *p = v4;
                Some(SocketAddr::V4(address))
            }
            None => p.socket_v6().map(SocketAddr::V6),
        }
    };
}
