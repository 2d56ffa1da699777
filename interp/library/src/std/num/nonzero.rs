//! `NonZero` and its aliases.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::num::{IntErrorKind, ParseIntError, TryFromIntError};
use crate::ops::{BitOr, BitOrAssign};
use crate::str::FromStr;

/// The inner types have the niche; `NonZero<T>` chooses one through this trait.
#[doc(hidden)]
pub unsafe trait ZeroablePrimitive: Sized + Copy {
    #[doc(hidden)]
    type NonZeroInner: Sized + Copy;
}

#[lang = "NonZero"]
#[repr(transparent)]
pub struct NonZero<T: ZeroablePrimitive>(T::NonZeroInner);

impl<T: ZeroablePrimitive> Clone for NonZero<T> {
    fn clone(&self) -> Self { *self }
}
impl<T: ZeroablePrimitive> Copy for NonZero<T> {}

impl<T: ZeroablePrimitive> NonZero<T> {
    /// The niche does the work: zero is `None`.
    pub const fn new(n: T) -> Option<NonZero<T>> { intrinsics::transmute(n) }
    pub const unsafe fn new_unchecked(n: T) -> NonZero<T> { NonZero(intrinsics::transmute(n)) }
    pub const fn get(self) -> T { intrinsics::transmute(self) }
}

impl<T: ZeroablePrimitive + PartialEq> PartialEq for NonZero<T> {
    fn eq(&self, other: &Self) -> bool { self.get() == other.get() }
}
impl<T: ZeroablePrimitive + Eq> Eq for NonZero<T> {}
impl<T: ZeroablePrimitive + PartialOrd> PartialOrd for NonZero<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.get().partial_cmp(&other.get()) }
}
impl<T: ZeroablePrimitive + Ord> Ord for NonZero<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.get().cmp(&other.get()) }
}
impl<T: ZeroablePrimitive + Hash> Hash for NonZero<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { self.get().hash(state) }
}
macro_rules! shown {
    ($($trait_:ident)*) => { $(
        impl<T: ZeroablePrimitive + fmt::$trait_> fmt::$trait_ for NonZero<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.get().fmt(f) }
        }
    )* };
}
shown! { Debug Display Binary Octal LowerHex UpperHex }

impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOr for NonZero<T> {
    type Output = Self;
    fn bitor(self, rhs: Self) -> Self { unsafe { NonZero::new_unchecked(self.get() | rhs.get()) } }
}
impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOr<T> for NonZero<T> {
    type Output = Self;
    fn bitor(self, rhs: T) -> Self { unsafe { NonZero::new_unchecked(self.get() | rhs) } }
}
impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOrAssign for NonZero<T> {
    fn bitor_assign(&mut self, rhs: Self) { *self = *self | rhs; }
}
impl<T: ZeroablePrimitive + BitOr<Output = T>> BitOrAssign<T> for NonZero<T> {
    fn bitor_assign(&mut self, rhs: T) { *self = *self | rhs; }
}

macro_rules! common {
    ($($t:ident $inner:ident $alias:ident $end:literal;)*) => { $(
        #[doc(hidden)]
        #[derive(Copy, Clone)]
        #[repr(transparent)]
        #[rustc_layout_scalar_valid_range_start(1)]
        #[rustc_layout_scalar_valid_range_end($end)]
        pub struct $inner($t);
        unsafe impl ZeroablePrimitive for $t {
            type NonZeroInner = $inner;
        }
        pub type $alias = NonZero<$t>;
        impl NonZero<$t> {
            pub const BITS: u32 = $t::BITS;
            pub const fn leading_zeros(self) -> u32 { self.get().leading_zeros() }
            pub const fn count_ones(self) -> NonZero<u32> { unsafe { NonZero::new_unchecked(self.get().count_ones()) } }
            pub const fn saturating_pow(self, other: u32) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().saturating_pow(other)) }
            }
            pub const fn trailing_zeros(self) -> u32 { self.get().trailing_zeros() }
            pub const fn checked_mul(self, other: NonZero<$t>) -> Option<NonZero<$t>> {
                match self.get().checked_mul(other.get()) {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
            pub const fn saturating_mul(self, other: NonZero<$t>) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().saturating_mul(other.get())) }
            }
            pub const fn checked_pow(self, other: u32) -> Option<NonZero<$t>> {
                match self.get().checked_pow(other) {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
        }
        impl From<NonZero<$t>> for $t {
            fn from(nonzero: NonZero<$t>) -> $t { nonzero.get() }
        }
        impl TryFrom<$t> for NonZero<$t> {
            type Error = TryFromIntError;
            fn try_from(value: $t) -> Result<NonZero<$t>, TryFromIntError> {
                NonZero::<$t>::new(value).ok_or(TryFromIntError(()))
            }
        }
        impl FromStr for NonZero<$t> {
            type Err = ParseIntError;
            fn from_str(src: &str) -> Result<NonZero<$t>, ParseIntError> {
                NonZero::<$t>::new($t::from_str_radix(src, 10)?).ok_or(ParseIntError { kind: IntErrorKind::Zero })
            }
        }
    )* };
}
common! {
    u8 NonZeroU8Inner NonZeroU8 0xff;
    u16 NonZeroU16Inner NonZeroU16 0xffff;
    u32 NonZeroU32Inner NonZeroU32 0xffff_ffff;
    u64 NonZeroU64Inner NonZeroU64 0xffff_ffff_ffff_ffff;
    u128 NonZeroU128Inner NonZeroU128 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
    usize NonZeroUsizeInner NonZeroUsize 0xffff_ffff_ffff_ffff;
    i8 NonZeroI8Inner NonZeroI8 0xff;
    i16 NonZeroI16Inner NonZeroI16 0xffff;
    i32 NonZeroI32Inner NonZeroI32 0xffff_ffff;
    i64 NonZeroI64Inner NonZeroI64 0xffff_ffff_ffff_ffff;
    i128 NonZeroI128Inner NonZeroI128 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff;
    isize NonZeroIsizeInner NonZeroIsize 0xffff_ffff_ffff_ffff;
}

macro_rules! unsigned_only {
    ($($t:ident $signed:ident)*) => { $(
        impl NonZero<$t> {
            pub const MIN: NonZero<$t> = unsafe { NonZero::new_unchecked(1) };
            pub const MAX: NonZero<$t> = unsafe { NonZero::new_unchecked($t::MAX) };
            pub const fn checked_add(self, other: $t) -> Option<NonZero<$t>> {
                match self.get().checked_add(other) {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
            pub const fn saturating_add(self, other: $t) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().saturating_add(other)) }
            }
            pub const fn is_power_of_two(self) -> bool { self.get().is_power_of_two() }
            pub const fn checked_next_power_of_two(self) -> Option<NonZero<$t>> {
                match self.get().checked_next_power_of_two() {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
            pub const fn midpoint(self, rhs: NonZero<$t>) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().midpoint(rhs.get())) }
            }
            pub const fn isqrt(self) -> NonZero<$t> { unsafe { NonZero::new_unchecked(self.get().isqrt()) } }
            pub const fn cast_signed(self) -> NonZero<$signed> {
                unsafe { NonZero::new_unchecked(self.get().cast_signed()) }
            }
            pub const fn div_ceil(self, rhs: NonZero<$t>) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().div_ceil(rhs.get())) }
            }
            pub const fn ilog2(self) -> u32 { self.get().ilog2() }
            pub const fn ilog10(self) -> u32 { self.get().ilog10() }
        }
        impl crate::ops::Div<NonZero<$t>> for $t {
            type Output = $t;
            fn div(self, other: NonZero<$t>) -> $t { self / other.get() }
        }
        impl crate::ops::Rem<NonZero<$t>> for $t {
            type Output = $t;
            fn rem(self, other: NonZero<$t>) -> $t { self % other.get() }
        }
        impl crate::ops::DivAssign<NonZero<$t>> for $t {
            fn div_assign(&mut self, other: NonZero<$t>) { *self = *self / other; }
        }
        impl crate::ops::RemAssign<NonZero<$t>> for $t {
            fn rem_assign(&mut self, other: NonZero<$t>) { *self = *self % other; }
        }
    )* };
}
unsigned_only! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize }
macro_rules! signed_only {
    ($($t:ident $u:ident)*) => { $(
        impl NonZero<$t> {
            pub const MIN: NonZero<$t> = unsafe { NonZero::new_unchecked($t::MIN) };
            pub const MAX: NonZero<$t> = unsafe { NonZero::new_unchecked($t::MAX) };
            #[track_caller]
            pub const fn abs(self) -> NonZero<$t> { unsafe { NonZero::new_unchecked(self.get().abs()) } }
            pub const fn unsigned_abs(self) -> NonZero<$u> { unsafe { NonZero::new_unchecked(self.get().unsigned_abs()) } }
            pub const fn checked_abs(self) -> Option<NonZero<$t>> {
                match self.get().checked_abs() {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
            pub const fn overflowing_abs(self) -> (NonZero<$t>, bool) {
                let (n, overflowed) = self.get().overflowing_abs();
                (unsafe { NonZero::new_unchecked(n) }, overflowed)
            }
            pub const fn saturating_abs(self) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().saturating_abs()) }
            }
            pub const fn wrapping_abs(self) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().wrapping_abs()) }
            }
            pub const fn checked_neg(self) -> Option<NonZero<$t>> {
                match self.get().checked_neg() {
                    Some(n) => NonZero::<$t>::new(n),
                    None => None,
                }
            }
            pub const fn overflowing_neg(self) -> (NonZero<$t>, bool) {
                let (n, overflowed) = self.get().overflowing_neg();
                (unsafe { NonZero::new_unchecked(n) }, overflowed)
            }
            pub const fn saturating_neg(self) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().saturating_neg()) }
            }
            pub const fn wrapping_neg(self) -> NonZero<$t> {
                unsafe { NonZero::new_unchecked(self.get().wrapping_neg()) }
            }
            pub const fn cast_unsigned(self) -> NonZero<$u> {
                unsafe { NonZero::new_unchecked(self.get().cast_unsigned()) }
            }
            pub const fn is_positive(self) -> bool { self.get() > 0 }
            pub const fn is_negative(self) -> bool { self.get() < 0 }
        }
        impl crate::ops::Neg for NonZero<$t> {
            type Output = NonZero<$t>;
            #[track_caller]
            fn neg(self) -> NonZero<$t> { unsafe { NonZero::new_unchecked(-self.get()) } }
        }
    )* };
}
signed_only! { i8 u8 i16 u16 i32 u32 i64 u64 i128 u128 isize usize }

// A wider type holds every value of a narrower one, and the narrower one some of the wider.
macro_rules! widened {
    ($($from:ident => $($to:ident)*;)*) => { $($(
        impl From<NonZero<$from>> for NonZero<$to> {
            fn from(small: NonZero<$from>) -> NonZero<$to> { unsafe { NonZero::new_unchecked(small.get() as $to) } }
        }
    )*)* };
}
widened! {
    u8 => u16 u32 u64 u128 usize i16 i32 i64 i128 isize;
    u16 => u32 u64 u128 usize i32 i64 i128;
    u32 => u64 u128 i64 i128;
    u64 => u128 i128;
    i8 => i16 i32 i64 i128 isize;
    i16 => i32 i64 i128 isize;
    i32 => i64 i128;
    i64 => i128;
}
macro_rules! narrowed {
    ($($from:ident => $($to:ident)*;)*) => { $($(
        impl TryFrom<NonZero<$from>> for NonZero<$to> {
            type Error = TryFromIntError;
            fn try_from(value: NonZero<$from>) -> Result<NonZero<$to>, TryFromIntError> {
                match <$to as TryFrom<$from>>::try_from(value.get()) {
                    Ok(n) => Ok(unsafe { NonZero::new_unchecked(n) }),
                    Err(error) => Err(error),
                }
            }
        }
    )*)* };
}
narrowed! {
    u8 => i8;
    u16 => u8 i8 i16 isize;
    u32 => u8 u16 usize i8 i16 i32 isize;
    u64 => u8 u16 u32 usize i8 i16 i32 i64 isize;
    u128 => u8 u16 u32 u64 usize i8 i16 i32 i64 i128 isize;
    usize => u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
    i8 => u8 u16 u32 u64 u128 usize;
    i16 => u8 u16 u32 u64 u128 usize i8;
    i32 => u8 u16 u32 u64 u128 usize i8 i16 isize;
    i64 => u8 u16 u32 u64 u128 usize i8 i16 i32 isize;
    i128 => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 isize;
    isize => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128;
}
