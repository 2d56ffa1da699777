//! Errors of parsing and converting numbers.

use crate::convert::Infallible;
use crate::error::Error;
use crate::fmt;

#[derive(Debug, Copy, Clone, PartialEq, Eq)]
pub struct TryFromIntError(pub(crate) ());
impl fmt::Display for TryFromIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("out of range integral type conversion attempted")
    }
}
impl Error for TryFromIntError {}
impl From<Infallible> for TryFromIntError {
    fn from(x: Infallible) -> TryFromIntError { match x {} }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseIntError {
    pub(crate) kind: IntErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash)]
pub enum IntErrorKind {
    Empty,
    InvalidDigit,
    PosOverflow,
    NegOverflow,
    Zero,
}
impl ParseIntError {
    pub const fn kind(&self) -> &IntErrorKind { &self.kind }
}
impl fmt::Display for ParseIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            IntErrorKind::Empty => "cannot parse integer from empty string",
            IntErrorKind::InvalidDigit => "invalid digit found in string",
            IntErrorKind::PosOverflow => "number too large to fit in target type",
            IntErrorKind::NegOverflow => "number too small to fit in target type",
            IntErrorKind::Zero => "number would be zero for non-zero type",
        })
    }
}
impl Error for ParseIntError {}

/// The kind behind a code of `intrinsics::int_parse`.
pub(crate) const fn kind_of(code: u8) -> IntErrorKind {
    match code {
        1 => IntErrorKind::Empty,
        2 => IntErrorKind::InvalidDigit,
        3 => IntErrorKind::PosOverflow,
        _ => IntErrorKind::NegOverflow,
    }
}
#[track_caller]
pub(crate) const fn radix_panic(radix: u32) -> ! {
    crate::panicking::panic_fmt(format_args!(
        "from_ascii_radix: radix must lie in the range `[2, 36]` - found {radix}"
    ))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFloatError {
    kind: FloatErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq)]
enum FloatErrorKind {
    Empty,
    Invalid,
}
impl ParseFloatError {
    pub(crate) fn of(src: &str) -> ParseFloatError {
        ParseFloatError { kind: if src.is_empty() { FloatErrorKind::Empty } else { FloatErrorKind::Invalid } }
    }
}
impl fmt::Display for ParseFloatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            FloatErrorKind::Empty => "cannot parse float from empty string",
            FloatErrorKind::Invalid => "invalid float literal",
        })
    }
}
impl Error for ParseFloatError {}
