//! Conversions between numbers.

use crate::num::{ParseIntError, TryFromIntError};
use crate::str::FromStr;

macro_rules! lossless {
    ($($from:ident => $($to:ident)*;)*) => { $($(
        impl From<$from> for $to {
            fn from(small: $from) -> $to { small as $to }
        }
    )*)* };
}
lossless! {
    bool => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    u8 => u16 u32 u64 u128 usize i16 i32 i64 i128 isize f32 f64 char;
    u16 => u32 u64 u128 usize i32 i64 i128 f32 f64;
    u32 => u64 u128 i64 i128 f64;
    u64 => u128 i128;
    i8 => i16 i32 i64 i128 isize f32 f64;
    i16 => i32 i64 i128 isize f32 f64;
    i32 => i64 i128 f64;
    i64 => i128;
    f32 => f64;
    char => u32 u64 u128;
}
impl From<bool> for f32 {
    fn from(x: bool) -> f32 { x as u8 as f32 }
}
impl From<bool> for f64 {
    fn from(x: bool) -> f64 { x as u8 as f64 }
}

// The target holds the value exactly when it survives the way there and back with the same sign.
macro_rules! checked {
    ($($from:ident => $($to:ident)*;)*) => { $($(
        impl TryFrom<$from> for $to {
            type Error = TryFromIntError;
            fn try_from(value: $from) -> Result<$to, TryFromIntError> {
                let narrow = value as $to;
                #[allow(unused_comparisons)]
                if narrow as $from == value && (narrow < (0 as $to)) == (value < (0 as $from)) {
                    Ok(narrow)
                } else {
                    Err(TryFromIntError(()))
                }
            }
        }
    )*)* };
}
checked! {
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

macro_rules! from_str {
    ($($t:ident)*) => { $(
        impl FromStr for $t {
            type Err = ParseIntError;
            fn from_str(src: &str) -> Result<$t, ParseIntError> { $t::from_str_radix(src, 10) }
        }
    )* };
}
from_str! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

macro_rules! truth {
    ($($from:ident)*) => { $(
        impl TryFrom<$from> for bool {
            type Error = TryFromIntError;
            fn try_from(value: $from) -> Result<bool, TryFromIntError> {
                match value {
                    0 => Ok(false),
                    1 => Ok(true),
                    _ => Err(TryFromIntError(())),
                }
            }
        }
    )* };
}
truth! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 }

impl TryFrom<char> for usize {
    type Error = crate::char::TryFromCharError;
    fn try_from(c: char) -> Result<usize, crate::char::TryFromCharError> { Ok(c as u32 as usize) }
}
