//! Methods of the signed integers.

use crate::intrinsics;
use crate::num::{ParseIntError, kind_of, radix_panic};

macro_rules! signed {
    ($($t:ident $unsigned:ident $bits:literal $bytes:literal $max:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = -$max - 1;
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
            #[track_caller]
            pub const fn wrapping_div(self, rhs: $t) -> $t { intrinsics::wrapping_div(self, rhs) }
            #[track_caller]
            pub const fn wrapping_rem(self, rhs: $t) -> $t { intrinsics::wrapping_rem(self, rhs) }
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
            #[track_caller]
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
            pub const fn midpoint(self, rhs: $t) -> $t { ((self ^ rhs) >> 1) + (self & rhs) }
            #[track_caller]
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
            pub const fn unbounded_shr(self, rhs: u32) -> $t {
                if rhs < $bits {
                    intrinsics::shr_masked(self, rhs)
                } else if self < 0 {
                    -1
                } else {
                    0
                }
            }
            pub const fn checked_div(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || (self == $t::MIN && rhs == -1) { None } else { Some(self / rhs) }
            }
            pub const fn checked_rem(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || (self == $t::MIN && rhs == -1) { None } else { Some(self % rhs) }
            }
            pub const fn checked_div_euclid(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || (self == $t::MIN && rhs == -1) { None } else { Some(self.div_euclid(rhs)) }
            }
            pub const fn checked_rem_euclid(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || (self == $t::MIN && rhs == -1) { None } else { Some(self.rem_euclid(rhs)) }
            }
            pub const fn checked_neg(self) -> Option<$t> { if self == $t::MIN { None } else { Some(-self) } }
            pub const fn checked_abs(self) -> Option<$t> {
                if self == $t::MIN {
                    None
                } else if self < 0 {
                    Some(-self)
                } else {
                    Some(self)
                }
            }
            #[track_caller]
            pub const fn wrapping_div_euclid(self, rhs: $t) -> $t {
                if self == $t::MIN && rhs == -1 { $t::MIN } else { self.div_euclid(rhs) }
            }
            #[track_caller]
            pub const fn wrapping_rem_euclid(self, rhs: $t) -> $t { if rhs == -1 { 0 } else { self.rem_euclid(rhs) } }
            pub const fn wrapping_abs(self) -> $t { if self < 0 { intrinsics::wrapping_neg(self) } else { self } }
            pub const fn unsigned_abs(self) -> $unsigned { self.wrapping_abs() as $unsigned }
            #[track_caller]
            pub const fn overflowing_div(self, rhs: $t) -> ($t, bool) {
                if self == $t::MIN && rhs == -1 { (self, true) } else { (self / rhs, false) }
            }
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 { (0, self == $t::MIN) } else { (self % rhs, false) }
            }
            pub const fn overflowing_neg(self) -> ($t, bool) { (intrinsics::wrapping_neg(self), self == $t::MIN) }
            pub const fn overflowing_abs(self) -> ($t, bool) { (self.wrapping_abs(), self == $t::MIN) }
            pub const fn saturating_neg(self) -> $t { intrinsics::saturating_sub(0, self) }
            pub const fn saturating_abs(self) -> $t { if self < 0 { self.saturating_neg() } else { self } }
            #[track_caller]
            pub const fn saturating_div(self, rhs: $t) -> $t {
                match self.overflowing_div(rhs) {
                    (result, false) => result,
                    (_result, true) => $t::MAX,
                }
            }
            pub const fn saturating_pow(self, exp: u32) -> $t {
                match self.checked_pow(exp) {
                    Some(x) => x,
                    None if self < 0 && exp % 2 == 1 => $t::MIN,
                    None => $t::MAX,
                }
            }
            #[track_caller]
            pub const fn div_euclid(self, rhs: $t) -> $t {
                let q = self / rhs;
                if self % rhs < 0 {
                    return if rhs > 0 { q - 1 } else { q + 1 };
                }
                q
            }
            #[track_caller]
            pub const fn rem_euclid(self, rhs: $t) -> $t {
                let r = self % rhs;
                if r < 0 { intrinsics::wrapping_add(r, rhs.wrapping_abs()) } else { r }
            }
            #[track_caller]
            pub const fn abs(self) -> $t { if self < 0 { -self } else { self } }
            pub const fn abs_diff(self, other: $t) -> $unsigned {
                if self < other {
                    intrinsics::wrapping_sub(other as $unsigned, self as $unsigned)
                } else {
                    intrinsics::wrapping_sub(self as $unsigned, other as $unsigned)
                }
            }
            #[track_caller]
            pub const fn isqrt(self) -> $t {
                if self < 0 {
                    crate::panicking::panic("argument of integer square root cannot be negative");
                }
                intrinsics::isqrt(self)
            }
            pub const fn checked_isqrt(self) -> Option<$t> { if self < 0 { None } else { Some(intrinsics::isqrt(self)) } }
            pub const fn signum(self) -> $t {
                if self < 0 {
                    -1
                } else if self == 0 {
                    0
                } else {
                    1
                }
            }
            pub const fn is_positive(self) -> bool { self > 0 }
            pub const fn is_negative(self) -> bool { self < 0 }
            pub const fn cast_unsigned(self) -> $unsigned { self as $unsigned }
            pub const fn checked_add_unsigned(self, rhs: $unsigned) -> Option<$t> {
                let (a, b) = self.overflowing_add_unsigned(rhs);
                if b { None } else { Some(a) }
            }
            pub const fn checked_sub_unsigned(self, rhs: $unsigned) -> Option<$t> {
                let (a, b) = self.overflowing_sub_unsigned(rhs);
                if b { None } else { Some(a) }
            }
            pub const fn wrapping_add_unsigned(self, rhs: $unsigned) -> $t { intrinsics::wrapping_add(self, rhs as $t) }
            pub const fn wrapping_sub_unsigned(self, rhs: $unsigned) -> $t { intrinsics::wrapping_sub(self, rhs as $t) }
            pub const fn saturating_add_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_add_unsigned(rhs) {
                    Some(x) => x,
                    None => $t::MAX,
                }
            }
            pub const fn saturating_sub_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_sub_unsigned(rhs) {
                    Some(x) => x,
                    None => $t::MIN,
                }
            }
            pub const fn overflowing_add_unsigned(self, rhs: $unsigned) -> ($t, bool) {
                let rhs = rhs as $t;
                let (res, overflowed) = self.overflowing_add(rhs);
                (res, overflowed ^ (rhs < 0))
            }
            pub const fn overflowing_sub_unsigned(self, rhs: $unsigned) -> ($t, bool) {
                let rhs = rhs as $t;
                let (res, overflowed) = self.overflowing_sub(rhs);
                (res, overflowed ^ (rhs < 0))
            }
        }
    )* };
}
signed! {
    i8 u8 8 1 127;
    i16 u16 16 2 32767;
    i32 u32 32 4 2147483647;
    i64 u64 64 8 9223372036854775807;
    i128 u128 128 16 170141183460469231731687303715884105727;
    isize usize 64 8 9223372036854775807;
}
