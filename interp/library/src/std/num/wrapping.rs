//! `Wrapping` and `Saturating`.

use crate::fmt;
use crate::iter::{Product, Sum};
use crate::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Div, DivAssign, Mul, MulAssign, Neg,
    Not, Rem, RemAssign, Shl, ShlAssign, Shr, ShrAssign, Sub, SubAssign,
};

#[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
#[repr(transparent)]
pub struct Wrapping<T>(pub T);

#[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
#[repr(transparent)]
pub struct Saturating<T>(pub T);

macro_rules! shown {
    ($w:ident: $($trait_:ident)*) => { $(
        impl<T: fmt::$trait_> fmt::$trait_ for $w<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )* };
}
shown! { Wrapping: Debug Display Binary Octal LowerHex UpperHex }
shown! { Saturating: Debug Display Binary Octal LowerHex UpperHex }

// One operator in all the forms that its operands take: by value and by reference, and assigning.
macro_rules! operator {
    ($w:ident $t:ident $trait_:ident $method:ident $assign:ident $assign_method:ident ($a:ident $b:ident) $result:expr) => {
        impl $trait_ for $w<$t> {
            type Output = $w<$t>;
            fn $method(self, other: $w<$t>) -> $w<$t> {
                let ($a, $b) = (self.0, other.0);
                $w($result)
            }
        }
        impl $trait_<&$w<$t>> for $w<$t> {
            type Output = $w<$t>;
            fn $method(self, other: &$w<$t>) -> $w<$t> { $trait_::$method(self, *other) }
        }
        impl $trait_<$w<$t>> for &$w<$t> {
            type Output = $w<$t>;
            fn $method(self, other: $w<$t>) -> $w<$t> { $trait_::$method(*self, other) }
        }
        impl $trait_<&$w<$t>> for &$w<$t> {
            type Output = $w<$t>;
            fn $method(self, other: &$w<$t>) -> $w<$t> { $trait_::$method(*self, *other) }
        }
        impl $assign for $w<$t> {
            fn $assign_method(&mut self, other: $w<$t>) { *self = $trait_::$method(*self, other); }
        }
        impl $assign<&$w<$t>> for $w<$t> {
            fn $assign_method(&mut self, other: &$w<$t>) { *self = $trait_::$method(*self, *other); }
        }
        impl $assign<$t> for $w<$t> {
            fn $assign_method(&mut self, other: $t) { *self = $trait_::$method(*self, $w(other)); }
        }
        impl $assign<&$t> for $w<$t> {
            fn $assign_method(&mut self, other: &$t) { *self = $trait_::$method(*self, $w(*other)); }
        }
    };
}
// Methods that do to the wrapper what they do to the number inside.
macro_rules! passed_on {
    ($w:ident $t:ident) => {
        impl $w<$t> {
            pub const MIN: $w<$t> = $w($t::MIN);
            pub const MAX: $w<$t> = $w($t::MAX);
            pub const BITS: u32 = $t::BITS;
            pub const fn count_ones(self) -> u32 { self.0.count_ones() }
            pub const fn count_zeros(self) -> u32 { self.0.count_zeros() }
            pub const fn leading_zeros(self) -> u32 { self.0.leading_zeros() }
            pub const fn trailing_zeros(self) -> u32 { self.0.trailing_zeros() }
            pub const fn rotate_left(self, n: u32) -> $w<$t> { $w(self.0.rotate_left(n)) }
            pub const fn rotate_right(self, n: u32) -> $w<$t> { $w(self.0.rotate_right(n)) }
            pub const fn swap_bytes(self) -> $w<$t> { $w(self.0.swap_bytes()) }
            pub const fn reverse_bits(self) -> $w<$t> { $w(self.0.reverse_bits()) }
            pub const fn from_be(x: $w<$t>) -> $w<$t> { $w($t::from_be(x.0)) }
            pub const fn from_le(x: $w<$t>) -> $w<$t> { $w($t::from_le(x.0)) }
            pub const fn to_be(self) -> $w<$t> { $w(self.0.to_be()) }
            pub const fn to_le(self) -> $w<$t> { $w(self.0.to_le()) }
        }
        impl Not for $w<$t> {
            type Output = $w<$t>;
            fn not(self) -> $w<$t> { $w(!self.0) }
        }
        impl Not for &$w<$t> {
            type Output = $w<$t>;
            fn not(self) -> $w<$t> { $w(!self.0) }
        }
        operator! { $w $t BitAnd bitand BitAndAssign bitand_assign (a b) a & b }
        operator! { $w $t BitOr bitor BitOrAssign bitor_assign (a b) a | b }
        operator! { $w $t BitXor bitxor BitXorAssign bitxor_assign (a b) a ^ b }
        impl Sum for $w<$t> {
            fn sum<I: Iterator<Item = $w<$t>>>(iter: I) -> $w<$t> { iter.fold($w(0), |a, b| a + b) }
        }
        impl<'a> Sum<&'a $w<$t>> for $w<$t> {
            fn sum<I: Iterator<Item = &'a $w<$t>>>(iter: I) -> $w<$t> { iter.fold($w(0), |a, b| a + b) }
        }
        impl Product for $w<$t> {
            fn product<I: Iterator<Item = $w<$t>>>(iter: I) -> $w<$t> { iter.fold($w(1), |a, b| a * b) }
        }
        impl<'a> Product<&'a $w<$t>> for $w<$t> {
            fn product<I: Iterator<Item = &'a $w<$t>>>(iter: I) -> $w<$t> { iter.fold($w(1), |a, b| a * b) }
        }
    };
}
macro_rules! wrappers {
    ($($t:ident)*) => { $(
        passed_on! { Wrapping $t }
        operator! { Wrapping $t Add add AddAssign add_assign (a b) a.wrapping_add(b) }
        operator! { Wrapping $t Sub sub SubAssign sub_assign (a b) a.wrapping_sub(b) }
        operator! { Wrapping $t Mul mul MulAssign mul_assign (a b) a.wrapping_mul(b) }
        operator! { Wrapping $t Div div DivAssign div_assign (a b) a.wrapping_div(b) }
        operator! { Wrapping $t Rem rem RemAssign rem_assign (a b) a.wrapping_rem(b) }
        passed_on! { Saturating $t }
        operator! { Saturating $t Add add AddAssign add_assign (a b) a.saturating_add(b) }
        operator! { Saturating $t Sub sub SubAssign sub_assign (a b) a.saturating_sub(b) }
        operator! { Saturating $t Mul mul MulAssign mul_assign (a b) a.saturating_mul(b) }
        operator! { Saturating $t Div div DivAssign div_assign (a b) a.saturating_div(b) }
        operator! { Saturating $t Rem rem RemAssign rem_assign (a b) a % b }
        impl Neg for Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn neg(self) -> Wrapping<$t> { Wrapping(self.0.wrapping_neg()) }
        }
        impl Neg for &Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn neg(self) -> Wrapping<$t> { Wrapping(self.0.wrapping_neg()) }
        }
        impl Shl<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn shl(self, other: usize) -> Wrapping<$t> { Wrapping(self.0.wrapping_shl((other & 127) as u32)) }
        }
        impl Shr<usize> for Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn shr(self, other: usize) -> Wrapping<$t> { Wrapping(self.0.wrapping_shr((other & 127) as u32)) }
        }
        impl ShlAssign<usize> for Wrapping<$t> {
            fn shl_assign(&mut self, other: usize) { *self = *self << other; }
        }
        impl ShrAssign<usize> for Wrapping<$t> {
            fn shr_assign(&mut self, other: usize) { *self = *self >> other; }
        }
        impl Wrapping<$t> {
            pub fn pow(self, exp: u32) -> Wrapping<$t> { Wrapping(self.0.wrapping_pow(exp)) }
        }
        impl Saturating<$t> {
            pub const fn pow(self, exp: u32) -> Saturating<$t> { Saturating(self.0.saturating_pow(exp)) }
        }
    )* };
}
wrappers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

macro_rules! unsigned_wrappers {
    ($($t:ident)*) => { $(
        impl Wrapping<$t> {
            pub const fn is_power_of_two(self) -> bool { self.0.is_power_of_two() }
        }
        impl Saturating<$t> {
            pub const fn is_power_of_two(self) -> bool { self.0.is_power_of_two() }
        }
    )* };
}
unsigned_wrappers! { u8 u16 u32 u64 u128 usize }

macro_rules! signed_wrappers {
    ($($t:ident)*) => { $(
        impl Wrapping<$t> {
            pub const fn abs(self) -> Wrapping<$t> { Wrapping(self.0.wrapping_abs()) }
            pub const fn signum(self) -> Wrapping<$t> { Wrapping(self.0.signum()) }
            pub const fn is_positive(self) -> bool { self.0.is_positive() }
            pub const fn is_negative(self) -> bool { self.0.is_negative() }
        }
        impl Saturating<$t> {
            pub const fn abs(self) -> Saturating<$t> { Saturating(self.0.saturating_abs()) }
            pub const fn signum(self) -> Saturating<$t> { Saturating(self.0.signum()) }
            pub const fn is_positive(self) -> bool { self.0.is_positive() }
            pub const fn is_negative(self) -> bool { self.0.is_negative() }
        }
        impl Neg for Saturating<$t> {
            type Output = Saturating<$t>;
            fn neg(self) -> Saturating<$t> { Saturating(self.0.saturating_neg()) }
        }
        impl Neg for &Saturating<$t> {
            type Output = Saturating<$t>;
            fn neg(self) -> Saturating<$t> { Saturating(self.0.saturating_neg()) }
        }
    )* };
}
signed_wrappers! { i8 i16 i32 i64 i128 isize }
