//! Arithmetic operators and their impls on numbers.

#[lang = "add"]
pub trait Add<Rhs = Self> {
    type Output;
    fn add(self, rhs: Rhs) -> Self::Output;
}

#[lang = "add_assign"]
pub trait AddAssign<Rhs = Self> {
    fn add_assign(&mut self, rhs: Rhs);
}

#[lang = "sub"]
pub trait Sub<Rhs = Self> {
    type Output;
    fn sub(self, rhs: Rhs) -> Self::Output;
}

#[lang = "sub_assign"]
pub trait SubAssign<Rhs = Self> {
    fn sub_assign(&mut self, rhs: Rhs);
}

#[lang = "mul"]
pub trait Mul<Rhs = Self> {
    type Output;
    fn mul(self, rhs: Rhs) -> Self::Output;
}

#[lang = "mul_assign"]
pub trait MulAssign<Rhs = Self> {
    fn mul_assign(&mut self, rhs: Rhs);
}

#[lang = "div"]
pub trait Div<Rhs = Self> {
    type Output;
    fn div(self, rhs: Rhs) -> Self::Output;
}

#[lang = "div_assign"]
pub trait DivAssign<Rhs = Self> {
    fn div_assign(&mut self, rhs: Rhs);
}

#[lang = "rem"]
pub trait Rem<Rhs = Self> {
    type Output;
    fn rem(self, rhs: Rhs) -> Self::Output;
}

#[lang = "rem_assign"]
pub trait RemAssign<Rhs = Self> {
    fn rem_assign(&mut self, rhs: Rhs);
}

#[lang = "neg"]
pub trait Neg {
    type Output;
    fn neg(self) -> Self::Output;
}

// An operator on primitive values is the language's own; the impls exist for generic code and for references.
macro_rules! binary {
    ($types:tt $($trait_:ident $method:ident $assign:ident $assign_method:ident $op:tt;)*) => {
        $(binary_one! { $trait_ $method $assign $assign_method $op $types })*
    };
}
macro_rules! binary_one {
    ($trait_:ident $method:ident $assign:ident $assign_method:ident $op:tt [$($t:ty)*]) => { $(
        impl $trait_ for $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: $t) -> $t { self $op other }
        }
        impl<'a> $trait_<$t> for &'a $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: $t) -> $t { *self $op other }
        }
        impl $trait_<&$t> for $t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: &$t) -> $t { self $op *other }
        }
        impl $trait_<&$t> for &$t {
            type Output = $t;
            #[track_caller]
            fn $method(self, other: &$t) -> $t { *self $op *other }
        }
        impl $assign for $t {
            #[track_caller]
            fn $assign_method(&mut self, other: $t) { *self = *self $op other }
        }
        impl $assign<&$t> for $t {
            #[track_caller]
            fn $assign_method(&mut self, other: &$t) { *self = *self $op *other }
        }
    )* };
}
binary! {
    [usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64]
    Add add AddAssign add_assign +;
    Sub sub SubAssign sub_assign -;
    Mul mul MulAssign mul_assign *;
    Div div DivAssign div_assign /;
    Rem rem RemAssign rem_assign %;
}

macro_rules! negate {
    ($($t:ty)*) => { $(
        impl Neg for $t {
            type Output = $t;
            #[track_caller]
            fn neg(self) -> $t { -self }
        }
        impl Neg for &$t {
            type Output = $t;
            #[track_caller]
            fn neg(self) -> $t { -*self }
        }
    )* };
}
negate! { isize i8 i16 i32 i64 i128 f32 f64 }
