//! Floats. The digits are a leaf's, sign and padding ours.

use crate::fmt::{self, Debug, Display, Formatter, LowerExp, UpperExp};
use crate::intrinsics;
use crate::vec::Vec;

const DISPLAY: u8 = 0;
const DEBUG: u8 = 1;
const LOWER_EXP: u8 = 2;
const UPPER_EXP: u8 = 3;

/// Writes the magnitude in a kind, with its sign.
fn write_magnitude<T: Copy>(f: &mut Formatter<'_>, magnitude: T, sign: &str, kind: u8) -> fmt::Result {
    let precision = match f.precision() {
        Some(precision) => precision,
        None => usize::MAX,
    };
    let mut buffer = intrinsics::uninit::<[u8; 64]>();
    let data = &mut buffer as *mut [u8; 64] as *mut u8;
    let len = intrinsics::float_format(magnitude, kind, precision, data, 64);
    if len <= 64 {
        return f.pad_number(sign, intrinsics::str_ref(data as *const u8, len));
    }
    let mut long: Vec<u8> = Vec::with_capacity(len);
    intrinsics::float_format(magnitude, kind, precision, long.as_mut_ptr(), len);
    f.pad_number(sign, intrinsics::str_ref(long.as_ptr(), len))
}

macro_rules! floats {
    ($($t:ident)*) => { $(
        impl $t {
            fn format(self, f: &mut Formatter<'_>, kind: u8) -> fmt::Result {
                if self.is_nan() {
                    return f.pad_number("", "NaN");
                }
                let sign = if self.is_sign_negative() {
                    "-"
                } else if f.sign_plus() {
                    "+"
                } else {
                    ""
                };
                if self.is_infinite() {
                    return f.pad_number(sign, "inf");
                }
                write_magnitude(f, self.abs(), sign, kind)
            }
        }
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (*self).format(f, DISPLAY) }
        }
        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (*self).format(f, DEBUG) }
        }
        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (*self).format(f, LOWER_EXP) }
        }
        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { (*self).format(f, UPPER_EXP) }
        }
    )* };
}
floats! { f32 f64 }
