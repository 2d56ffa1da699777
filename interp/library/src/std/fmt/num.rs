//! Integers.

use crate::fmt::{self, Binary, Debug, Display, Formatter, LowerExp, LowerHex, Octal, UpperExp, UpperHex};
use crate::intrinsics;

/// Room for 128 binary digits.
type Digits = [u8; 128];

/// The digits of an integer as text in `buffer`.
fn digits<'a, T: Copy>(value: T, radix: u32, upper: bool, buffer: &'a mut Digits) -> &'a str {
    let data = buffer as *mut Digits as *mut u8;
    let len = intrinsics::int_format(value, radix, upper, data);
    intrinsics::str_ref(data as *const u8, len)
}

macro_rules! integers {
    ($($t:ident $signed:literal)*) => { $(
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                let text = digits(*self, 10, false, &mut buffer);
                if f.is_plain() {
                    if $signed && *self < (0 as $t) {
                        f.buf.write_str("-")?;
                    }
                    return f.buf.write_str(text);
                }
                f.pad_integral(!$signed || *self >= (0 as $t), "", text)
            }
        }
        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                if f.debug_lower_hex() {
                    LowerHex::fmt(self, f)
                } else if f.debug_upper_hex() {
                    UpperHex::fmt(self, f)
                } else {
                    Display::fmt(self, f)
                }
            }
        }
        impl LowerHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                f.pad_integral(true, "0x", digits(*self, 16, false, &mut buffer))
            }
        }
        impl UpperHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                f.pad_integral(true, "0x", digits(*self, 16, true, &mut buffer))
            }
        }
        impl Octal for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                f.pad_integral(true, "0o", digits(*self, 8, false, &mut buffer))
            }
        }
        impl Binary for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                f.pad_integral(true, "0b", digits(*self, 2, false, &mut buffer))
            }
        }
        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                let text = digits(*self, 10, false, &mut buffer);
                exponent(f, !$signed || *self >= (0 as $t), text, 'e')
            }
        }
        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let mut buffer = intrinsics::uninit::<Digits>();
                let text = digits(*self, 10, false, &mut buffer);
                exponent(f, !$signed || *self >= (0 as $t), text, 'E')
            }
        }
    )* };
}
integers! {
    u8 false u16 false u32 false u64 false u128 false usize false
    i8 true i16 true i32 true i64 true i128 true isize true
}

/// Scientific notation of decimal digits: trailing zeros go, a precision rounds half to even.
fn exponent(f: &mut Formatter<'_>, is_nonnegative: bool, digits: &str, letter: char) -> fmt::Result {
    let mut mantissa = crate::string::String::from(digits);
    let mut power = mantissa.len() - 1;
    while mantissa.len() > 1 && mantissa.ends_with('0') {
        mantissa.pop();
    }
    let mut zeros = 0;
    if let Some(precision) = f.precision() {
        let wanted = precision + 1;
        if mantissa.len() > wanted {
            power += round(&mut mantissa, wanted);
        } else {
            zeros = wanted - mantissa.len();
        }
    }
    if mantissa.len() > 1 || zeros > 0 {
        mantissa.insert(1, '.');
    }
    while zeros > 0 {
        mantissa.push('0');
        zeros -= 1;
    }
    mantissa.push(letter);
    mantissa.push_str(&power.to_string());
    let sign = if !is_nonnegative {
        "-"
    } else if f.sign_plus() {
        "+"
    } else {
        ""
    };
    f.pad_number(sign, &mantissa)
}

/// Cuts the digits to `wanted`, rounding half to even; 1 if that carried into a new digit.
fn round(mantissa: &mut crate::string::String, wanted: usize) -> usize {
    let bytes = mantissa.as_bytes();
    let next = bytes[wanted];
    let rest_zero = bytes.len() == wanted + 1;
    let odd = (bytes[wanted - 1] - b'0') % 2 == 1;
    let up = next > b'5' || (next == b'5' && (!rest_zero || odd));
    mantissa.truncate(wanted);
    if !up {
        return 0;
    }
    let mut kept = mantissa.len();
    while kept > 0 && mantissa.as_bytes()[kept - 1] == b'9' {
        kept -= 1;
    }
    let nines = mantissa.len() - kept;
    mantissa.truncate(kept);
    let carried = match mantissa.pop() {
        Some(last) => {
            mantissa.push((last as u8 + 1) as char);
            0
        }
        None => {
            mantissa.push('1');
            1
        }
    };
    let mut i = 0;
    while i < nines && mantissa.len() < wanted {
        mantissa.push('0');
        i += 1;
    }
    carried
}
