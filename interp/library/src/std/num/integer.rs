//! Methods that the signed and the unsigned integers share.

use crate::intrinsics;
use crate::num::{ParseIntError, kind_of, radix_panic};

#[track_caller]
pub(crate) const fn overflow(message: &'static str) -> ! { crate::panicking::panic(message) }

macro_rules! integer {
    ($($t:ident $bits:literal $bytes:literal $max:literal;)*) => { $(
        impl $t {
            pub const MAX: $t = $max;
            pub const BITS: u32 = $bits;
            pub const fn count_ones(self) -> u32 { intrinsics::count_ones(self) }
            pub const fn count_zeros(self) -> u32 { intrinsics::count_ones(!self) }
            pub const fn leading_zeros(self) -> u32 { intrinsics::leading_zeros(self) }
            pub const fn trailing_zeros(self) -> u32 { intrinsics::trailing_zeros(self) }
            pub const fn leading_ones(self) -> u32 { intrinsics::leading_zeros(!self) }
            pub const fn trailing_ones(self) -> u32 { intrinsics::trailing_zeros(!self) }
            pub const fn rotate_left(self, n: u32) -> $t { intrinsics::rotate_left(self, n) }
            pub const fn rotate_right(self, n: u32) -> $t { intrinsics::rotate_right(self, n) }
            pub const fn swap_bytes(self) -> $t { intrinsics::swap_bytes(self) }
            pub const fn reverse_bits(self) -> $t { intrinsics::reverse_bits(self) }
            pub const fn from_be(x: $t) -> $t { intrinsics::swap_bytes(x) }
            pub const fn from_le(x: $t) -> $t { x }
            pub const fn to_be(self) -> $t { intrinsics::swap_bytes(self) }
            pub const fn to_le(self) -> $t { self }
            pub const fn wrapping_add(self, rhs: $t) -> $t { intrinsics::wrapping_add(self, rhs) }
            pub const fn wrapping_sub(self, rhs: $t) -> $t { intrinsics::wrapping_sub(self, rhs) }
            pub const fn wrapping_mul(self, rhs: $t) -> $t { intrinsics::wrapping_mul(self, rhs) }
            pub const fn wrapping_neg(self) -> $t { intrinsics::wrapping_neg(self) }
            pub const fn wrapping_shl(self, rhs: u32) -> $t { intrinsics::shl_masked(self, rhs) }
            pub const fn wrapping_shr(self, rhs: u32) -> $t { intrinsics::shr_masked(self, rhs) }
            pub const fn wrapping_pow(self, exp: u32) -> $t { intrinsics::wrapping_pow(self, exp) }
            pub const unsafe fn unchecked_add(self, rhs: $t) -> $t { self + rhs }
            pub const unsafe fn unchecked_sub(self, rhs: $t) -> $t { self - rhs }
            pub const unsafe fn unchecked_mul(self, rhs: $t) -> $t { self * rhs }
            pub const fn checked_add(self, rhs: $t) -> Option<$t> {
                if intrinsics::add_overflows(self, rhs) { None } else { Some(intrinsics::wrapping_add(self, rhs)) }
            }
            pub const fn checked_sub(self, rhs: $t) -> Option<$t> {
                if intrinsics::sub_overflows(self, rhs) { None } else { Some(intrinsics::wrapping_sub(self, rhs)) }
            }
            pub const fn checked_mul(self, rhs: $t) -> Option<$t> {
                if intrinsics::mul_overflows(self, rhs) { None } else { Some(intrinsics::wrapping_mul(self, rhs)) }
            }
            pub const fn checked_shl(self, rhs: u32) -> Option<$t> {
                if rhs < $bits { Some(intrinsics::shl_masked(self, rhs)) } else { None }
            }
            pub const fn checked_shr(self, rhs: u32) -> Option<$t> {
                if rhs < $bits { Some(intrinsics::shr_masked(self, rhs)) } else { None }
            }
            pub const fn unbounded_shl(self, rhs: u32) -> $t {
                if rhs < $bits { intrinsics::shl_masked(self, rhs) } else { 0 }
            }
            pub const fn checked_pow(self, exp: u32) -> Option<$t> {
                if intrinsics::pow_overflows(self, exp) { None } else { Some(intrinsics::wrapping_pow(self, exp)) }
            }
            pub const fn saturating_add(self, rhs: $t) -> $t { intrinsics::saturating_add(self, rhs) }
            pub const fn saturating_sub(self, rhs: $t) -> $t { intrinsics::saturating_sub(self, rhs) }
            pub const fn saturating_mul(self, rhs: $t) -> $t { intrinsics::saturating_mul(self, rhs) }
            pub const fn overflowing_add(self, rhs: $t) -> ($t, bool) {
                (intrinsics::wrapping_add(self, rhs), intrinsics::add_overflows(self, rhs))
            }
            pub const fn overflowing_sub(self, rhs: $t) -> ($t, bool) {
                (intrinsics::wrapping_sub(self, rhs), intrinsics::sub_overflows(self, rhs))
            }
            pub const fn overflowing_mul(self, rhs: $t) -> ($t, bool) {
                (intrinsics::wrapping_mul(self, rhs), intrinsics::mul_overflows(self, rhs))
            }
            pub const fn overflowing_shl(self, rhs: u32) -> ($t, bool) {
                (intrinsics::shl_masked(self, rhs), rhs >= $bits)
            }
            pub const fn overflowing_shr(self, rhs: u32) -> ($t, bool) {
                (intrinsics::shr_masked(self, rhs), rhs >= $bits)
            }
            pub const fn overflowing_pow(self, exp: u32) -> ($t, bool) {
                (intrinsics::wrapping_pow(self, exp), intrinsics::pow_overflows(self, exp))
            }
            pub const fn pow(self, exp: u32) -> $t {
                if intrinsics::pow_overflows(self, exp) {
                    crate::panicking::panic("attempt to multiply with overflow");
                }
                intrinsics::wrapping_pow(self, exp)
            }
            #[track_caller]
            pub const fn ilog2(self) -> u32 {
                if self <= 0 {
                    crate::panicking::panic("argument of integer logarithm must be positive");
                }
                $bits - 1 - intrinsics::leading_zeros(self)
            }
            pub const fn checked_ilog2(self) -> Option<u32> {
                if self <= 0 { None } else { Some($bits - 1 - intrinsics::leading_zeros(self)) }
            }
            #[track_caller]
            pub const fn ilog10(self) -> u32 {
                match self.checked_ilog10() {
                    Some(n) => n,
                    None => crate::panicking::panic("argument of integer logarithm must be positive"),
                }
            }
            pub const fn checked_ilog10(self) -> Option<u32> {
                if self <= 0 {
                    return None;
                }
                let mut n = 0;
                let mut rest = self;
                while rest >= 10 {
                    rest /= 10;
                    n += 1;
                }
                Some(n)
            }
            #[track_caller]
            pub const fn ilog(self, base: $t) -> u32 {
                if base < 2 {
                    crate::panicking::panic("base of integer logarithm must be at least 2");
                }
                match self.checked_ilog(base) {
                    Some(n) => n,
                    None => crate::panicking::panic("argument of integer logarithm must be positive"),
                }
            }
            pub const fn checked_ilog(self, base: $t) -> Option<u32> {
                if self <= 0 || base <= 1 {
                    return None;
                }
                let mut n = 0;
                let mut rest = self;
                while rest >= base {
                    rest /= base;
                    n += 1;
                }
                Some(n)
            }
            pub const fn to_ne_bytes(self) -> [u8; $bytes] { intrinsics::transmute(self) }
            pub const fn to_le_bytes(self) -> [u8; $bytes] { intrinsics::transmute(self) }
            pub const fn to_be_bytes(self) -> [u8; $bytes] { intrinsics::transmute(intrinsics::swap_bytes(self)) }
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> $t { intrinsics::transmute(bytes) }
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $t { intrinsics::transmute(bytes) }
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $t {
                let value: $t = intrinsics::transmute(bytes);
                intrinsics::swap_bytes(value)
            }
            pub const fn min_value() -> $t { $t::MIN }
            pub const fn max_value() -> $t { $t::MAX }
            pub const fn from_str_radix(src: &str, radix: u32) -> Result<$t, ParseIntError> {
                if 2 > radix || radix > 36 {
                    radix_panic(radix);
                }
                let mut value: $t = 0;
                let text = src.as_bytes();
                match intrinsics::int_parse(text.as_ptr(), text.len(), radix, &mut value as *mut $t) {
                    0 => Ok(value),
                    code => Err(ParseIntError { kind: kind_of(code) }),
                }
            }
            #[track_caller]
            pub const fn strict_add(self, rhs: $t) -> $t {
                if intrinsics::add_overflows(self, rhs) {
                    overflow("attempt to add with overflow");
                }
                intrinsics::wrapping_add(self, rhs)
            }
            #[track_caller]
            pub const fn strict_sub(self, rhs: $t) -> $t {
                if intrinsics::sub_overflows(self, rhs) {
                    overflow("attempt to subtract with overflow");
                }
                intrinsics::wrapping_sub(self, rhs)
            }
            #[track_caller]
            pub const fn strict_mul(self, rhs: $t) -> $t {
                if intrinsics::mul_overflows(self, rhs) {
                    overflow("attempt to multiply with overflow");
                }
                intrinsics::wrapping_mul(self, rhs)
            }
            #[track_caller]
            pub const fn strict_neg(self) -> $t {
                match self.checked_neg() {
                    Some(negated) => negated,
                    None => overflow("attempt to negate with overflow"),
                }
            }
            #[track_caller]
            pub const fn strict_shl(self, rhs: u32) -> $t {
                if rhs >= $bits {
                    overflow("attempt to shift left with overflow");
                }
                intrinsics::shl_masked(self, rhs)
            }
            #[track_caller]
            pub const fn strict_shr(self, rhs: u32) -> $t {
                if rhs >= $bits {
                    overflow("attempt to shift right with overflow");
                }
                intrinsics::shr_masked(self, rhs)
            }
            #[track_caller]
            pub const fn strict_pow(self, exp: u32) -> $t {
                if intrinsics::pow_overflows(self, exp) {
                    overflow("attempt to multiply with overflow");
                }
                intrinsics::wrapping_pow(self, exp)
            }
            pub const unsafe fn unchecked_shl(self, rhs: u32) -> $t { intrinsics::shl_masked(self, rhs) }
            pub const unsafe fn unchecked_shr(self, rhs: u32) -> $t { intrinsics::shr_masked(self, rhs) }
        }
    )* };
}
integer! {
    u8 8 1 255;
    u16 16 2 65535;
    u32 32 4 4294967295;
    u64 64 8 18446744073709551615;
    u128 128 16 340282366920938463463374607431768211455;
    usize 64 8 18446744073709551615;
    i8 8 1 127;
    i16 16 2 32767;
    i32 32 4 2147483647;
    i64 64 8 9223372036854775807;
    i128 128 16 170141183460469231731687303715884105727;
    isize 64 8 9223372036854775807;
}
