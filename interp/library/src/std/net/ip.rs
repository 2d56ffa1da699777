//! `IpAddr`, `Ipv4Addr`, `Ipv6Addr`.

use crate::cmp::Ordering;
use crate::fmt::{self, Write};
use crate::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

#[derive(Copy, Clone, Eq, PartialEq, Hash, PartialOrd, Ord)]
pub enum IpAddr {
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Ipv4Addr {
    octets: [u8; 4],
}

#[derive(Copy, Clone, PartialEq, Eq, Hash)]
pub struct Ipv6Addr {
    octets: [u8; 16],
}

impl IpAddr {
    pub const fn is_unspecified(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_unspecified(),
            IpAddr::V6(ip) => ip.is_unspecified(),
        }
    }
    pub const fn is_loopback(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_loopback(),
            IpAddr::V6(ip) => ip.is_loopback(),
        }
    }
    pub const fn is_multicast(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_multicast(),
            IpAddr::V6(ip) => ip.is_multicast(),
        }
    }
    pub const fn is_ipv4(&self) -> bool { matches!(self, IpAddr::V4(_)) }
    pub const fn is_ipv6(&self) -> bool { matches!(self, IpAddr::V6(_)) }
    pub const fn to_canonical(&self) -> IpAddr {
        match self {
            IpAddr::V4(_) => *self,
            IpAddr::V6(v6) => v6.to_canonical(),
        }
    }
}

impl Ipv4Addr {
    pub const BITS: u32 = 32;
    pub const LOCALHOST: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 1);
    pub const UNSPECIFIED: Ipv4Addr = Ipv4Addr::new(0, 0, 0, 0);
    pub const BROADCAST: Ipv4Addr = Ipv4Addr::new(255, 255, 255, 255);
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr { Ipv4Addr { octets: [a, b, c, d] } }
    pub const fn to_bits(self) -> u32 { u32::from_be_bytes(self.octets) }
    pub const fn from_bits(bits: u32) -> Ipv4Addr { Ipv4Addr { octets: bits.to_be_bytes() } }
    pub const fn octets(&self) -> [u8; 4] { self.octets }
    pub const fn from_octets(octets: [u8; 4]) -> Ipv4Addr { Ipv4Addr { octets } }
    pub const fn as_octets(&self) -> &[u8; 4] { &self.octets }
    pub const fn is_unspecified(&self) -> bool { self.to_bits() == 0 }
    pub const fn is_loopback(&self) -> bool { self.octets[0] == 127 }
    pub const fn is_private(&self) -> bool {
        match self.octets {
            [10, ..] => true,
            [172, b, ..] => b >= 16 && b <= 31,
            [192, 168, ..] => true,
            _ => false,
        }
    }
    pub const fn is_link_local(&self) -> bool { matches!(self.octets, [169, 254, ..]) }
    pub const fn is_multicast(&self) -> bool { self.octets[0] >= 224 && self.octets[0] <= 239 }
    pub const fn is_broadcast(&self) -> bool { self.to_bits() == u32::MAX }
    pub const fn is_documentation(&self) -> bool {
        matches!(self.octets, [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _])
    }
    pub const fn to_ipv6_compatible(&self) -> Ipv6Addr { Ipv6Addr::from_bits(self.to_bits() as u128) }
    pub const fn to_ipv6_mapped(&self) -> Ipv6Addr { Ipv6Addr::from_bits(0xffff_0000_0000 | self.to_bits() as u128) }
}

impl Ipv6Addr {
    pub const BITS: u32 = 128;
    pub const LOCALHOST: Ipv6Addr = Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 1);
    pub const UNSPECIFIED: Ipv6Addr = Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 0);
    pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr {
        Ipv6Addr::from_segments([a, b, c, d, e, f, g, h])
    }
    pub const fn to_bits(self) -> u128 { u128::from_be_bytes(self.octets) }
    pub const fn from_bits(bits: u128) -> Ipv6Addr { Ipv6Addr { octets: bits.to_be_bytes() } }
    pub const fn segments(&self) -> [u16; 8] {
        let mut segments = [0; 8];
        let mut i = 0;
        while i < 8 {
            segments[i] = u16::from_be_bytes([self.octets[2 * i], self.octets[2 * i + 1]]);
            i += 1;
        }
        segments
    }
    pub const fn from_segments(segments: [u16; 8]) -> Ipv6Addr {
        let mut bits = 0;
        let mut i = 0;
        while i < 8 {
            bits = bits << 16 | segments[i] as u128;
            i += 1;
        }
        Ipv6Addr::from_bits(bits)
    }
    pub const fn is_unspecified(&self) -> bool { self.to_bits() == 0 }
    pub const fn is_loopback(&self) -> bool { self.to_bits() == 1 }
    pub const fn is_unique_local(&self) -> bool { self.segments()[0] & 0xfe00 == 0xfc00 }
    pub const fn is_unicast_link_local(&self) -> bool { self.segments()[0] & 0xffc0 == 0xfe80 }
    pub const fn is_multicast(&self) -> bool { self.octets[0] == 0xff }
    pub const fn to_ipv4_mapped(&self) -> Option<Ipv4Addr> {
        let bits = self.to_bits();
        if bits >> 32 == 0xffff { Some(Ipv4Addr::from_bits(bits as u32)) } else { None }
    }
    pub const fn to_ipv4(&self) -> Option<Ipv4Addr> {
        let bits = self.to_bits();
        if bits >> 32 == 0xffff || bits >> 32 == 0 { Some(Ipv4Addr::from_bits(bits as u32)) } else { None }
    }
    pub const fn to_canonical(&self) -> IpAddr {
        match self.to_ipv4_mapped() {
            Some(mapped) => IpAddr::V4(mapped),
            None => IpAddr::V6(*self),
        }
    }
    pub const fn octets(&self) -> [u8; 16] { self.octets }
    pub const fn from_octets(octets: [u8; 16]) -> Ipv6Addr { Ipv6Addr { octets } }
    pub const fn as_octets(&self) -> &[u8; 16] { &self.octets }
}

/// The longest run of zero segments, the first of equals: where it begins and its length.
fn longest_zeros(segments: &[u16; 8]) -> (usize, usize) {
    let (mut best, mut best_len, mut len) = (0, 0, 0);
    for (i, segment) in segments.iter().enumerate() {
        len = if *segment == 0 { len + 1 } else { 0 };
        if len > best_len {
            (best, best_len) = (i + 1 - len, len);
        }
    }
    (best, best_len)
}

fn write_segments(out: &mut dyn Write, segments: &[u16]) -> fmt::Result {
    for (i, segment) in segments.iter().enumerate() {
        if i > 0 {
            out.write_char(':')?;
        }
        write!(out, "{segment:x}")?;
    }
    Ok(())
}

fn write_v6(address: &Ipv6Addr, out: &mut dyn Write) -> fmt::Result {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return write!(out, "::ffff:{mapped}");
    }
    let segments = address.segments();
    let (start, len) = longest_zeros(&segments);
    if len < 2 {
        return write_segments(out, &segments);
    }
    write_segments(out, &segments[..start])?;
    out.write_str("::")?;
    write_segments(out, &segments[start + len..])
}

impl fmt::Display for Ipv4Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.octets;
        if f.precision().is_none() && f.width().is_none() {
            write!(f, "{a}.{b}.{c}.{d}")
        } else {
            f.pad(&format!("{a}.{b}.{c}.{d}"))
        }
    }
}
impl fmt::Display for Ipv6Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.precision().is_none() && f.width().is_none() {
            return write_v6(self, f);
        }
        let mut text = String::new();
        write_v6(self, &mut text)?;
        f.pad(&text)
    }
}
impl fmt::Display for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IpAddr::V4(ip) => fmt::Display::fmt(ip, f),
            IpAddr::V6(ip) => fmt::Display::fmt(ip, f),
        }
    }
}

macro_rules! address {
    ($name:ident $variant:ident $bits:ident $octets:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &$name) -> Option<Ordering> { Some(self.cmp(other)) }
        }
        impl Ord for $name {
            fn cmp(&self, other: &$name) -> Ordering { self.octets.cmp(&other.octets) }
        }
        impl PartialEq<$name> for IpAddr {
            fn eq(&self, other: &$name) -> bool { matches!(self, IpAddr::$variant(ip) if *ip == *other) }
        }
        impl PartialEq<IpAddr> for $name {
            fn eq(&self, other: &IpAddr) -> bool { *other == *self }
        }
        impl PartialOrd<$name> for IpAddr {
            fn partial_cmp(&self, other: &$name) -> Option<Ordering> { self.partial_cmp(&IpAddr::$variant(*other)) }
        }
        impl PartialOrd<IpAddr> for $name {
            fn partial_cmp(&self, other: &IpAddr) -> Option<Ordering> { IpAddr::$variant(*self).partial_cmp(other) }
        }
        impl From<$name> for IpAddr {
            fn from(ip: $name) -> IpAddr { IpAddr::$variant(ip) }
        }
        impl From<$name> for $bits {
            fn from(ip: $name) -> $bits { ip.to_bits() }
        }
        impl From<$bits> for $name {
            fn from(bits: $bits) -> $name { $name::from_bits(bits) }
        }
        impl From<[u8; $octets]> for $name {
            fn from(octets: [u8; $octets]) -> $name { $name { octets } }
        }
        impl From<[u8; $octets]> for IpAddr {
            fn from(octets: [u8; $octets]) -> IpAddr { IpAddr::$variant($name { octets }) }
        }
        impl Not for $name {
            type Output = $name;
            fn not(self) -> $name { $name::from_bits(!self.to_bits()) }
        }
        impl Not for &$name {
            type Output = $name;
            fn not(self) -> $name { !*self }
        }
        address! { $name BitAnd bitand BitAndAssign bitand_assign (a b) a & b }
        address! { $name BitOr bitor BitOrAssign bitor_assign (a b) a | b }
    };
    ($name:ident $op:ident $method:ident $assign:ident $assign_method:ident ($a:ident $b:ident) $result:expr) => {
        impl $op for $name {
            type Output = $name;
            fn $method(self, rhs: $name) -> $name {
                let ($a, $b) = (self.to_bits(), rhs.to_bits());
                $name::from_bits($result)
            }
        }
        impl $op<&$name> for $name {
            type Output = $name;
            fn $method(self, rhs: &$name) -> $name { $op::$method(self, *rhs) }
        }
        impl $op<$name> for &$name {
            type Output = $name;
            fn $method(self, rhs: $name) -> $name { $op::$method(*self, rhs) }
        }
        impl $op<&$name> for &$name {
            type Output = $name;
            fn $method(self, rhs: &$name) -> $name { $op::$method(*self, *rhs) }
        }
        impl $assign for $name {
            fn $assign_method(&mut self, rhs: $name) { *self = $op::$method(*self, rhs); }
        }
        impl $assign<&$name> for $name {
            fn $assign_method(&mut self, rhs: &$name) { *self = $op::$method(*self, *rhs); }
        }
    };
}
address! { Ipv4Addr V4 u32 4 }
address! { Ipv6Addr V6 u128 16 }

impl fmt::Debug for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
}
impl From<[u16; 8]> for Ipv6Addr {
    fn from(segments: [u16; 8]) -> Ipv6Addr { Ipv6Addr::from_segments(segments) }
}
impl From<[u16; 8]> for IpAddr {
    fn from(segments: [u16; 8]) -> IpAddr { IpAddr::V6(Ipv6Addr::from_segments(segments)) }
}
