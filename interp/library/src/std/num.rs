//! `std::num`. Methods of the integers are in `num::{integer, signed, unsigned, ascii}`, of the floats in `num::float`;
//! conversions in `num::convert`; the wrappers in `num::{nonzero, wrapping}`.

mod ascii;
mod convert;
mod error;
mod float;
pub(crate) mod float_consts;
mod integer;
mod nonzero;
mod signed;
mod unsigned;
mod wrapping;

pub(crate) use self::error::{kind_of, radix_panic};
pub use self::error::{IntErrorKind, ParseFloatError, ParseIntError, TryFromIntError};
pub(crate) use self::float::FloatToInt;
pub use self::nonzero::{
    NonZero, NonZeroI128, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI8, NonZeroIsize, NonZeroU128, NonZeroU16, NonZeroU32,
    NonZeroU64, NonZeroU8, NonZeroUsize, ZeroablePrimitive,
};
pub use self::wrapping::{Saturating, Wrapping};

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}
