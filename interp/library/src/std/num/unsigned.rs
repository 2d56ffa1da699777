//! What the unsigned integers have besides the common methods.

use crate::intrinsics;
use crate::num::integer::overflow;

macro_rules! unsigned {
    ($($t:ident $signed:ident $bits:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = 0;
            pub const fn unbounded_shr(self, rhs: u32) -> $t {
                if rhs < $bits { intrinsics::shr_masked(self, rhs) } else { 0 }
            }
            pub const fn checked_div(self, rhs: $t) -> Option<$t> { if rhs == 0 { None } else { Some(self / rhs) } }
            pub const fn checked_rem(self, rhs: $t) -> Option<$t> { if rhs == 0 { None } else { Some(self % rhs) } }
            pub const fn checked_div_euclid(self, rhs: $t) -> Option<$t> { if rhs == 0 { None } else { Some(self / rhs) } }
            pub const fn checked_rem_euclid(self, rhs: $t) -> Option<$t> { if rhs == 0 { None } else { Some(self % rhs) } }
            pub const fn checked_neg(self) -> Option<$t> { if self == 0 { Some(0) } else { None } }
            #[track_caller]
            pub const fn wrapping_div_euclid(self, rhs: $t) -> $t { self / rhs }
            #[track_caller]
            pub const fn wrapping_rem_euclid(self, rhs: $t) -> $t { self % rhs }
            #[track_caller]
            pub const fn overflowing_div(self, rhs: $t) -> ($t, bool) { (self / rhs, false) }
            #[track_caller]
            pub const fn overflowing_rem(self, rhs: $t) -> ($t, bool) { (self % rhs, false) }
            pub const fn overflowing_neg(self) -> ($t, bool) { (intrinsics::wrapping_neg(self), self != 0) }
            #[track_caller]
            pub const fn saturating_div(self, rhs: $t) -> $t { self / rhs }
            pub const fn saturating_pow(self, exp: u32) -> $t {
                if intrinsics::pow_overflows(self, exp) { $t::MAX } else { intrinsics::wrapping_pow(self, exp) }
            }
            #[track_caller]
            pub const fn div_euclid(self, rhs: $t) -> $t { self / rhs }
            #[track_caller]
            pub const fn rem_euclid(self, rhs: $t) -> $t { self % rhs }
            #[track_caller]
            pub const fn div_ceil(self, rhs: $t) -> $t {
                let d = self / rhs;
                if self % rhs > 0 { d + 1 } else { d }
            }
            pub const fn next_multiple_of(self, rhs: $t) -> $t {
                match self % rhs {
                    0 => self,
                    r => self + (rhs - r),
                }
            }
            pub const fn checked_next_multiple_of(self, rhs: $t) -> Option<$t> {
                if rhs == 0 {
                    return None;
                }
                match self % rhs {
                    0 => Some(self),
                    r => self.checked_add(rhs - r),
                }
            }
            pub const fn is_multiple_of(self, rhs: $t) -> bool {
                match rhs {
                    0 => self == 0,
                    _ => self % rhs == 0,
                }
            }
            pub const fn abs_diff(self, other: $t) -> $t { if self < other { other - self } else { self - other } }
            pub const fn isqrt(self) -> $t { intrinsics::isqrt(self) }
            pub const fn is_power_of_two(self) -> bool { intrinsics::count_ones(self) == 1 }
            pub const fn next_power_of_two(self) -> $t {
                match self.checked_next_power_of_two() {
                    Some(p) => p,
                    None => crate::panicking::panic("attempt to add with overflow"),
                }
            }
            pub const fn checked_next_power_of_two(self) -> Option<$t> {
                if self <= 1 {
                    return Some(1);
                }
                let bits = $bits - intrinsics::leading_zeros(self - 1);
                if bits >= $bits { None } else { Some(1 << bits) }
            }
            pub const fn cast_signed(self) -> $signed { self as $signed }
            pub const fn checked_add_signed(self, rhs: $signed) -> Option<$t> {
                let (a, b) = self.overflowing_add_signed(rhs);
                if b { None } else { Some(a) }
            }
            pub const fn wrapping_add_signed(self, rhs: $signed) -> $t { intrinsics::wrapping_add(self, rhs as $t) }
            pub const fn saturating_add_signed(self, rhs: $signed) -> $t {
                let (res, overflow) = self.overflowing_add_signed(rhs);
                if !overflow {
                    res
                } else if rhs < 0 {
                    0
                } else {
                    $t::MAX
                }
            }
            pub const fn overflowing_add_signed(self, rhs: $signed) -> ($t, bool) {
                let (res, overflowed) = self.overflowing_add(rhs as $t);
                (res, overflowed ^ (rhs < 0))
            }
            pub const fn checked_sub_signed(self, rhs: $signed) -> Option<$t> {
                let (res, overflow) = self.overflowing_sub(rhs as $t);
                if overflow ^ (rhs < 0) { None } else { Some(res) }
            }
            pub const fn checked_signed_diff(self, rhs: $t) -> Option<$signed> {
                let res = intrinsics::wrapping_sub(self, rhs) as $signed;
                if (self >= rhs) == (res < 0) { None } else { Some(res) }
            }
            pub const fn midpoint(self, rhs: $t) -> $t { ((self ^ rhs) >> 1) + (self & rhs) }
            #[track_caller]
            pub const fn wrapping_div(self, rhs: $t) -> $t { intrinsics::wrapping_div(self, rhs) }
            #[track_caller]
            pub const fn wrapping_rem(self, rhs: $t) -> $t { intrinsics::wrapping_rem(self, rhs) }
            #[track_caller]
            pub const fn strict_div(self, rhs: $t) -> $t { self / rhs }
            #[track_caller]
            pub const fn strict_rem(self, rhs: $t) -> $t { self % rhs }
            #[track_caller]
            pub const fn strict_div_euclid(self, rhs: $t) -> $t { self / rhs }
            #[track_caller]
            pub const fn strict_rem_euclid(self, rhs: $t) -> $t { self % rhs }
            #[track_caller]
            pub const fn strict_add_signed(self, rhs: $signed) -> $t {
                match self.checked_add_signed(rhs) {
                    Some(sum) => sum,
                    None => overflow("attempt to add with overflow"),
                }
            }
            #[track_caller]
            pub const fn strict_sub_signed(self, rhs: $signed) -> $t {
                match self.checked_sub_signed(rhs) {
                    Some(difference) => difference,
                    None => overflow("attempt to subtract with overflow"),
                }
            }
            pub const fn saturating_sub_signed(self, rhs: $signed) -> $t {
                match self.checked_sub_signed(rhs) {
                    Some(difference) => difference,
                    None if rhs < 0 => $t::MAX,
                    None => 0,
                }
            }
            pub const fn wrapping_sub_signed(self, rhs: $signed) -> $t { intrinsics::wrapping_sub(self, rhs as $t) }
            pub const fn overflowing_sub_signed(self, rhs: $signed) -> ($t, bool) {
                let (res, overflowed) = self.overflowing_sub(rhs as $t);
                (res, overflowed ^ (rhs < 0))
            }
            pub const fn carrying_add(self, rhs: $t, carry: bool) -> ($t, bool) {
                let (sum, first) = self.overflowing_add(rhs);
                let (sum, second) = sum.overflowing_add(carry as $t);
                (sum, first | second)
            }
            pub const fn borrowing_sub(self, rhs: $t, borrow: bool) -> ($t, bool) {
                let (difference, first) = self.overflowing_sub(rhs);
                let (difference, second) = difference.overflowing_sub(borrow as $t);
                (difference, first | second)
            }
            pub const fn carrying_mul(self, rhs: $t, carry: $t) -> ($t, $t) { self.carrying_mul_add(rhs, carry, 0) }
            /// The product by halves: `(a·2^h + b)(c·2^h + d)`, so that no step needs more than the type's bits.
            pub const fn carrying_mul_add(self, rhs: $t, carry: $t, add: $t) -> ($t, $t) {
                let half = $bits / 2;
                let mask = $t::MAX >> half;
                let (a, b) = (self >> half, self & mask);
                let (c, d) = (rhs >> half, rhs & mask);
                let low = b * d;
                let cross = a * d + (low >> half);
                let middle = b * c + (cross & mask);
                let high = a * c + (cross >> half) + (middle >> half);
                let (low, first) = ((middle << half) | (low & mask)).overflowing_add(carry);
                let (low, second) = low.overflowing_add(add);
                (low, high + first as $t + second as $t)
            }
            #[track_caller]
            pub const fn overflowing_div_euclid(self, rhs: $t) -> ($t, bool) { (self / rhs, false) }
            #[track_caller]
            pub const fn overflowing_rem_euclid(self, rhs: $t) -> ($t, bool) { (self % rhs, false) }
        }
    )* };
}
unsigned! {
    u8 i8 8;
    u16 i16 16;
    u32 i32 32;
    u64 i64 64;
    u128 i128 128;
    usize isize 64;
}
