//! The types that a load or store moves as one value.
//!
//! Every bit pattern is a value of each of them, so reading interpreted bytes as one is never undefined behaviour.
//! `bool`, `char` and enums have forbidden patterns: they are read as integers and judged by the evaluator.
//!
//! Invariant: sealed; no type with padding or forbidden patterns is ever added.

mod sealed {
    pub trait Sealed {}
}

/// Integers and floats: plain data of at most 16 bytes.
pub trait Scalar: sealed::Sealed + Copy + Default + PartialEq + std::fmt::Debug + 'static {}

macro_rules! scalars {
    ($($ty:ty)*) => { $(
        impl sealed::Sealed for $ty {}
        impl Scalar for $ty {}
    )* };
}

scalars!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64);
