//! Bit operators and their impls.

#[lang = "bitand"]
pub trait BitAnd<Rhs = Self> {
    type Output;
    fn bitand(self, rhs: Rhs) -> Self::Output;
}

#[lang = "bitand_assign"]
pub trait BitAndAssign<Rhs = Self> {
    fn bitand_assign(&mut self, rhs: Rhs);
}

#[lang = "bitor"]
pub trait BitOr<Rhs = Self> {
    type Output;
    fn bitor(self, rhs: Rhs) -> Self::Output;
}

#[lang = "bitor_assign"]
pub trait BitOrAssign<Rhs = Self> {
    fn bitor_assign(&mut self, rhs: Rhs);
}

#[lang = "bitxor"]
pub trait BitXor<Rhs = Self> {
    type Output;
    fn bitxor(self, rhs: Rhs) -> Self::Output;
}

#[lang = "bitxor_assign"]
pub trait BitXorAssign<Rhs = Self> {
    fn bitxor_assign(&mut self, rhs: Rhs);
}

#[lang = "shl"]
pub trait Shl<Rhs = Self> {
    type Output;
    fn shl(self, rhs: Rhs) -> Self::Output;
}

#[lang = "shl_assign"]
pub trait ShlAssign<Rhs = Self> {
    fn shl_assign(&mut self, rhs: Rhs);
}

#[lang = "shr"]
pub trait Shr<Rhs = Self> {
    type Output;
    fn shr(self, rhs: Rhs) -> Self::Output;
}

#[lang = "shr_assign"]
pub trait ShrAssign<Rhs = Self> {
    fn shr_assign(&mut self, rhs: Rhs);
}

#[lang = "not"]
pub trait Not {
    type Output;
    fn not(self) -> Self::Output;
}

macro_rules! binary_one {
    ($trait_:ident $method:ident $assign:ident $assign_method:ident $op:tt $t:ty, $rhs:ty) => {
        impl $trait_<$rhs> for $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: $rhs) -> $t { self $op other }
        }
        impl<'a> $trait_<$rhs> for &'a $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: $rhs) -> $t { *self $op other }
        }
        impl $trait_<&$rhs> for $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: &$rhs) -> $t { self $op *other }
        }
        impl $trait_<&$rhs> for &$t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: &$rhs) -> $t { *self $op *other }
        }
        impl $assign<$rhs> for $t {
            #[track_caller]
            fn $assign_method(&mut self, other: $rhs) { *self = *self $op other }
        }
        impl $assign<&$rhs> for $t {
            #[track_caller]
            fn $assign_method(&mut self, other: &$rhs) { *self = *self $op *other }
        }
    };
}
macro_rules! bits {
    ($($t:ty)*) => { $(
        binary_one! { BitAnd bitand BitAndAssign bitand_assign & $t, $t }
        binary_one! { BitOr bitor BitOrAssign bitor_assign | $t, $t }
        binary_one! { BitXor bitxor BitXorAssign bitxor_assign ^ $t, $t }
        impl Not for $t {
            type Output = $t;
            fn not(self) -> $t { !self }
        }
        impl Not for &$t {
            type Output = $t;
            fn not(self) -> $t { !*self }
        }
    )* };
}
bits! { bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

macro_rules! shifts {
    ($($t:ty)*) => { $(
        shifts_by! { $t, u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
    )* };
}
macro_rules! shifts_by {
    ($t:ty, $($rhs:ty)*) => { $(
        binary_one! { Shl shl ShlAssign shl_assign << $t, $rhs }
        binary_one! { Shr shr ShrAssign shr_assign >> $t, $rhs }
    )* };
}
shifts! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
