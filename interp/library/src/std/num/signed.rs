//! What the signed integers have besides the common methods.

use crate::intrinsics;
use crate::num::integer::overflow;

macro_rules! signed {
    ($($t:ident $unsigned:ident $bits:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = !$t::MAX;
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
            pub const fn wrapping_div_euclid(self, rhs: $t) -> $t {
                if self == $t::MIN && rhs == -1 { $t::MIN } else { self.div_euclid(rhs) }
            }
            pub const fn wrapping_rem_euclid(self, rhs: $t) -> $t { if rhs == -1 { 0 } else { self.rem_euclid(rhs) } }
            pub const fn wrapping_abs(self) -> $t { if self < 0 { intrinsics::wrapping_neg(self) } else { self } }
            pub const fn unsigned_abs(self) -> $unsigned { self.wrapping_abs() as $unsigned }
            pub const fn overflowing_div(self, rhs: $t) -> ($t, bool) {
                if self == $t::MIN && rhs == -1 { (self, true) } else { (self / rhs, false) }
            }
            pub const fn overflowing_rem(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 { (0, self == $t::MIN) } else { (self % rhs, false) }
            }
            pub const fn overflowing_neg(self) -> ($t, bool) { (intrinsics::wrapping_neg(self), self == $t::MIN) }
            pub const fn overflowing_abs(self) -> ($t, bool) { (self.wrapping_abs(), self == $t::MIN) }
            pub const fn saturating_neg(self) -> $t { intrinsics::saturating_sub(0, self) }
            pub const fn saturating_abs(self) -> $t { if self < 0 { self.saturating_neg() } else { self } }
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
            /// Rounds towards zero.
            pub const fn midpoint(self, rhs: $t) -> $t {
                let floor = ((self ^ rhs) >> 1) + (self & rhs);
                if floor < 0 && (self ^ rhs) & 1 == 1 { floor + 1 } else { floor }
            }
            pub const fn wrapping_div(self, rhs: $t) -> $t { intrinsics::wrapping_div(self, rhs) }
            pub const fn wrapping_rem(self, rhs: $t) -> $t { intrinsics::wrapping_rem(self, rhs) }
            #[track_caller]
            pub const fn strict_div(self, rhs: $t) -> $t {
                let (quotient, overflowed) = self.overflowing_div(rhs);
                if overflowed { overflow("attempt to divide with overflow") } else { quotient }
            }
            #[track_caller]
            pub const fn strict_rem(self, rhs: $t) -> $t {
                let (rest, overflowed) = self.overflowing_rem(rhs);
                if overflowed { overflow("attempt to calculate the remainder with overflow") } else { rest }
            }
            #[track_caller]
            pub const fn strict_div_euclid(self, rhs: $t) -> $t {
                let (quotient, overflowed) = self.overflowing_div_euclid(rhs);
                if overflowed { overflow("attempt to divide with overflow") } else { quotient }
            }
            #[track_caller]
            pub const fn strict_rem_euclid(self, rhs: $t) -> $t {
                let (rest, overflowed) = self.overflowing_rem_euclid(rhs);
                if overflowed { overflow("attempt to calculate the remainder with overflow") } else { rest }
            }
            pub const unsafe fn unchecked_neg(self) -> $t { intrinsics::wrapping_neg(self) }
            #[track_caller]
            pub const fn strict_abs(self) -> $t { if self < 0 { self.strict_neg() } else { self } }
            #[track_caller]
            pub const fn strict_add_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_add_unsigned(rhs) {
                    Some(sum) => sum,
                    None => overflow("attempt to add with overflow"),
                }
            }
            #[track_caller]
            pub const fn strict_sub_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_sub_unsigned(rhs) {
                    Some(difference) => difference,
                    None => overflow("attempt to subtract with overflow"),
                }
            }
            pub const fn overflowing_div_euclid(self, rhs: $t) -> ($t, bool) {
                if self == $t::MIN && rhs == -1 { (self, true) } else { (self.div_euclid(rhs), false) }
            }
            #[track_caller]
            pub const fn overflowing_rem_euclid(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 { (0, self == $t::MIN) } else { (self.rem_euclid(rhs), false) }
            }
        }
    )* };
}
signed! {
    i8 u8 8;
    i16 u16 16;
    i32 u32 32;
    i64 u64 64;
    i128 u128 128;
    isize usize 64;
}
