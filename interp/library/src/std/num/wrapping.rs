//! `Wrapping` and `Saturating`.

use crate::fmt;
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
        impl $assign for $w<$t> {
            fn $assign_method(&mut self, other: $w<$t>) { *self = $trait_::$method(*self, other); }
        }
        impl $assign<$t> for $w<$t> {
            fn $assign_method(&mut self, other: $t) { *self = $trait_::$method(*self, $w(other)); }
        }
    };
}
macro_rules! wrappers {
    ($($t:ident)*) => { $(
        operator! { Wrapping $t Add add AddAssign add_assign (a b) a.wrapping_add(b) }
        operator! { Wrapping $t Sub sub SubAssign sub_assign (a b) a.wrapping_sub(b) }
        operator! { Wrapping $t Mul mul MulAssign mul_assign (a b) a.wrapping_mul(b) }
        operator! { Wrapping $t Div div DivAssign div_assign (a b) a.wrapping_div(b) }
        operator! { Wrapping $t Rem rem RemAssign rem_assign (a b) a.wrapping_rem(b) }
        operator! { Wrapping $t BitAnd bitand BitAndAssign bitand_assign (a b) a & b }
        operator! { Wrapping $t BitOr bitor BitOrAssign bitor_assign (a b) a | b }
        operator! { Wrapping $t BitXor bitxor BitXorAssign bitxor_assign (a b) a ^ b }
        operator! { Saturating $t Add add AddAssign add_assign (a b) a.saturating_add(b) }
        operator! { Saturating $t Sub sub SubAssign sub_assign (a b) a.saturating_sub(b) }
        operator! { Saturating $t Mul mul MulAssign mul_assign (a b) a.saturating_mul(b) }
        operator! { Saturating $t Div div DivAssign div_assign (a b) a.saturating_div(b) }
        operator! { Saturating $t Rem rem RemAssign rem_assign (a b) a.wrapping_rem(b) }
        impl Not for Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn not(self) -> Wrapping<$t> { Wrapping(!self.0) }
        }
        impl Neg for Wrapping<$t> {
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
            pub const MIN: Wrapping<$t> = Wrapping($t::MIN);
            pub const MAX: Wrapping<$t> = Wrapping($t::MAX);
            pub fn pow(self, exp: u32) -> Wrapping<$t> { Wrapping(self.0.wrapping_pow(exp)) }
            pub const fn count_ones(self) -> u32 { self.0.count_ones() }
            pub const fn leading_zeros(self) -> u32 { self.0.leading_zeros() }
            pub const fn trailing_zeros(self) -> u32 { self.0.trailing_zeros() }
            pub const fn rotate_left(self, n: u32) -> Wrapping<$t> { Wrapping(self.0.rotate_left(n)) }
            pub const fn rotate_right(self, n: u32) -> Wrapping<$t> { Wrapping(self.0.rotate_right(n)) }
        }
    )* };
}
wrappers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
