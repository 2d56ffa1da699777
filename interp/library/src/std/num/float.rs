//! Methods and constants of `f32` and `f64`.

use crate::cmp::Ordering;
use crate::intrinsics;
use crate::num::FpCategory;

macro_rules! floats {
    ($($t:ident $bits:ident $sbits:ident $int:ident $width:literal $bytes:literal $mantissa:literal $digits:literal
        $min_exp:literal $max_exp:literal $min_10:literal $max_10:literal
        $epsilon:literal $max:literal $min_positive:literal $exp_mask:literal $man_mask:literal;)*) => { $(
        impl $t {
            pub const RADIX: u32 = 2;
            pub const MANTISSA_DIGITS: u32 = $mantissa;
            pub const DIGITS: u32 = $digits;
            pub const EPSILON: $t = $epsilon;
            pub const MIN: $t = -$max;
            pub const MIN_POSITIVE: $t = $min_positive;
            pub const MAX: $t = $max;
            pub const MIN_EXP: i32 = $min_exp;
            pub const MAX_EXP: i32 = $max_exp;
            pub const MIN_10_EXP: i32 = $min_10;
            pub const MAX_10_EXP: i32 = $max_10;
            pub const NAN: $t = 0.0 / 0.0;
            pub const INFINITY: $t = 1.0 / 0.0;
            pub const NEG_INFINITY: $t = -1.0 / 0.0;

            pub const fn is_nan(self) -> bool { self != self }
            pub const fn is_infinite(self) -> bool { (self == $t::INFINITY) | (self == $t::NEG_INFINITY) }
            pub const fn is_finite(self) -> bool { self.abs() < $t::INFINITY }
            pub const fn is_subnormal(self) -> bool { matches!(self.classify(), FpCategory::Subnormal) }
            pub const fn is_normal(self) -> bool { matches!(self.classify(), FpCategory::Normal) }
            pub const fn classify(self) -> FpCategory {
                let bits = self.to_bits();
                match (bits & $man_mask, bits & $exp_mask) {
                    (0, $exp_mask) => FpCategory::Infinite,
                    (_, $exp_mask) => FpCategory::Nan,
                    (0, 0) => FpCategory::Zero,
                    (_, 0) => FpCategory::Subnormal,
                    _ => FpCategory::Normal,
                }
            }
            pub const fn is_sign_positive(self) -> bool { !self.is_sign_negative() }
            pub const fn is_sign_negative(self) -> bool { (self.to_bits() >> ($width - 1)) != 0 }
            pub const fn to_bits(self) -> $bits { intrinsics::transmute(self) }
            pub const fn from_bits(v: $bits) -> $t { intrinsics::transmute(v) }
            pub const fn to_be_bytes(self) -> [u8; $bytes] { self.to_bits().to_be_bytes() }
            pub const fn to_le_bytes(self) -> [u8; $bytes] { self.to_bits().to_le_bytes() }
            pub const fn to_ne_bytes(self) -> [u8; $bytes] { self.to_bits().to_ne_bytes() }
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $t { $t::from_bits($bits::from_be_bytes(bytes)) }
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $t { $t::from_bits($bits::from_le_bytes(bytes)) }
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> $t { $t::from_bits($bits::from_ne_bytes(bytes)) }
            pub fn sqrt(self) -> $t { intrinsics::float_sqrt(self) }
            pub fn cbrt(self) -> $t { intrinsics::float_cbrt(self) }
            pub const fn floor(self) -> $t { intrinsics::float_floor(self) }
            pub const fn ceil(self) -> $t { intrinsics::float_ceil(self) }
            pub const fn round(self) -> $t { intrinsics::float_round(self) }
            pub const fn round_ties_even(self) -> $t { intrinsics::float_round_ties_even(self) }
            pub const fn trunc(self) -> $t { intrinsics::float_trunc(self) }
            pub const fn abs(self) -> $t { intrinsics::float_abs(self) }
            pub fn exp(self) -> $t { intrinsics::float_exp(self) }
            pub fn exp2(self) -> $t { intrinsics::float_exp2(self) }
            pub fn exp_m1(self) -> $t { intrinsics::float_exp_m1(self) }
            pub fn ln(self) -> $t { intrinsics::float_ln(self) }
            pub fn ln_1p(self) -> $t { intrinsics::float_ln_1p(self) }
            pub fn log2(self) -> $t { intrinsics::float_log2(self) }
            pub fn log10(self) -> $t { intrinsics::float_log10(self) }
            pub fn sin(self) -> $t { intrinsics::float_sin(self) }
            pub fn cos(self) -> $t { intrinsics::float_cos(self) }
            pub fn tan(self) -> $t { intrinsics::float_tan(self) }
            pub fn asin(self) -> $t { intrinsics::float_asin(self) }
            pub fn acos(self) -> $t { intrinsics::float_acos(self) }
            pub fn atan(self) -> $t { intrinsics::float_atan(self) }
            pub fn sinh(self) -> $t { intrinsics::float_sinh(self) }
            pub fn cosh(self) -> $t { intrinsics::float_cosh(self) }
            pub fn tanh(self) -> $t { intrinsics::float_tanh(self) }
            pub fn asinh(self) -> $t { intrinsics::float_asinh(self) }
            pub fn acosh(self) -> $t { intrinsics::float_acosh(self) }
            pub fn atanh(self) -> $t { intrinsics::float_atanh(self) }
            pub const fn fract(self) -> $t { self - self.trunc() }
            pub const fn signum(self) -> $t { if self.is_nan() { $t::NAN } else { (1.0 as $t).copysign(self) } }
            pub const fn copysign(self, sign: $t) -> $t { intrinsics::float_copysign(self, sign) }
            pub const fn mul_add(self, a: $t, b: $t) -> $t { intrinsics::float_mul_add(self, a, b) }
            pub fn powi(self, n: i32) -> $t { intrinsics::float_powi(self, n) }
            pub fn powf(self, n: $t) -> $t { intrinsics::float_powf(self, n) }
            pub fn hypot(self, other: $t) -> $t { intrinsics::float_hypot(self, other) }
            pub fn atan2(self, other: $t) -> $t { intrinsics::float_atan2(self, other) }
            pub fn sin_cos(self) -> ($t, $t) { (self.sin(), self.cos()) }
            pub fn log(self, base: $t) -> $t { self.ln() / base.ln() }
            pub fn abs_sub(self, other: $t) -> $t { if self <= other { 0.0 } else { self - other } }
            pub fn div_euclid(self, rhs: $t) -> $t {
                let q = (self / rhs).trunc();
                if self % rhs < 0.0 {
                    return if rhs > 0.0 { q - 1.0 } else { q + 1.0 };
                }
                q
            }
            pub fn rem_euclid(self, rhs: $t) -> $t {
                let r = self % rhs;
                if r < 0.0 { r + rhs.abs() } else { r }
            }
            pub const fn recip(self) -> $t { 1.0 / self }
            pub const fn to_degrees(self) -> $t { self * (180.0 / crate::num::float_consts::$t::consts::PI) }
            pub const fn to_radians(self) -> $t { self * (crate::num::float_consts::$t::consts::PI / 180.0) }
            pub const fn max(self, other: $t) -> $t {
                if self.is_nan() || self < other { other } else { self }
            }
            pub const fn min(self, other: $t) -> $t {
                if self.is_nan() || other < self { other } else { self }
            }
            pub const fn midpoint(self, other: $t) -> $t { (self + other) / 2.0 }
            pub const fn clamp(mut self, min: $t, max: $t) -> $t {
                if !(min <= max) {
                    clamp_failed(min as f64, max as f64);
                }
                if self < min {
                    self = min;
                }
                if self > max {
                    self = max;
                }
                self
            }
            pub fn total_cmp(&self, other: &$t) -> Ordering {
                let mut left = self.to_bits() as $sbits;
                let mut right = other.to_bits() as $sbits;
                left ^= (((left >> ($width - 1)) as $bits) >> 1) as $sbits;
                right ^= (((right >> ($width - 1)) as $bits) >> 1) as $sbits;
                left.cmp(&right)
            }
            pub const fn next_up(self) -> $t {
                let bits = self.to_bits();
                if self.is_nan() || bits == $t::INFINITY.to_bits() {
                    return self;
                }
                let abs = bits & !(1 << ($width - 1));
                let next_bits = if abs == 0 {
                    1
                } else if bits == abs {
                    bits + 1
                } else {
                    bits - 1
                };
                $t::from_bits(next_bits)
            }
            pub const fn next_down(self) -> $t { -(-self).next_up() }
            pub unsafe fn to_int_unchecked<Int>(self) -> Int
            where
                $t: crate::num::FloatToInt<Int>,
            {
                <$t as crate::num::FloatToInt<Int>>::to_int_unchecked(self)
            }
        }
        impl crate::str::FromStr for $t {
            type Err = crate::num::ParseFloatError;
            fn from_str(src: &str) -> Result<$t, crate::num::ParseFloatError> {
                let mut value: $t = 0.0;
                if intrinsics::float_parse(src.as_ptr(), src.len(), &mut value as *mut $t) {
                    Ok(value)
                } else {
                    Err(crate::num::ParseFloatError::of(src))
                }
            }
        }
    )* };
}
floats! {
    f32 u32 i32 i32 32 4 24 6 -125 128 -37 38
        1.19209290e-07 3.40282347e+38 1.17549435e-38 0x7f80_0000 0x007f_ffff;
    f64 u64 i64 i64 64 8 53 15 -1021 1024 -307 308
        2.2204460492503131e-16 1.7976931348623157e+308 2.2250738585072014e-308
        0x7ff0_0000_0000_0000 0x000f_ffff_ffff_ffff;
}

#[track_caller]
const fn clamp_failed(min: f64, max: f64) -> ! {
    crate::panicking::panic_fmt(format_args!("min > max, or either was NaN. min = {min:?}, max = {max:?}"))
}

pub trait FloatToInt<Int> {
    #[doc(hidden)]
    fn to_int_unchecked(self) -> Int;
}
macro_rules! to_int {
    ($($f:ident: $($t:ident)*;)*) => { $($(
        impl FloatToInt<$t> for $f {
            fn to_int_unchecked(self) -> $t { self as $t }
        }
    )*)* };
}
to_int! {
    f32: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    f64: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
}
