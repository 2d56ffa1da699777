//! `Duration`.

use crate::error::Error;
use crate::fmt;
use crate::iter::Sum;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

const NANOS_PER_SEC: u32 = 1_000_000_000;
const NANOS_PER_MILLI: u32 = 1_000_000;
const NANOS_PER_MICRO: u32 = 1_000;

/// The part below a second, with the real one's niche.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustc_layout_scalar_valid_range_start(0)]
#[rustc_layout_scalar_valid_range_end(999_999_999)]
#[repr(transparent)]
struct Nanoseconds(u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    secs: u64,
    nanos: Nanoseconds,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryFromFloatSecsError {
    negative: bool,
}

impl fmt::Display for TryFromFloatSecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negative {
            "cannot convert float seconds to Duration: value is negative"
        } else {
            "cannot convert float seconds to Duration: value is either too big or NaN"
        })
    }
}

impl Error for TryFromFloatSecsError {}

impl Duration {
    pub const SECOND: Duration = Duration::from_secs(1);
    pub const MILLISECOND: Duration = Duration::from_millis(1);
    pub const MICROSECOND: Duration = Duration::from_micros(1);
    pub const NANOSECOND: Duration = Duration::from_nanos(1);
    pub const ZERO: Duration = Duration::from_nanos(0);
    pub const MAX: Duration = Duration::new(u64::MAX, NANOS_PER_SEC - 1);

    pub const fn new(secs: u64, nanos: u32) -> Duration {
        if nanos < NANOS_PER_SEC {
            Duration { secs, nanos: Nanoseconds(nanos) }
        } else {
            let secs = match secs.checked_add((nanos / NANOS_PER_SEC) as u64) {
                Some(secs) => secs,
                None => panic!("overflow in Duration::new"),
            };
            Duration { secs, nanos: Nanoseconds(nanos % NANOS_PER_SEC) }
        }
    }
    pub const fn from_secs(secs: u64) -> Duration { Duration { secs, nanos: Nanoseconds(0) } }
    pub const fn from_millis(millis: u64) -> Duration {
        Duration { secs: millis / 1000, nanos: Nanoseconds((millis % 1000) as u32 * NANOS_PER_MILLI) }
    }
    pub const fn from_micros(micros: u64) -> Duration {
        Duration { secs: micros / 1_000_000, nanos: Nanoseconds((micros % 1_000_000) as u32 * NANOS_PER_MICRO) }
    }
    pub const fn from_nanos(nanos: u64) -> Duration {
        let per_sec = NANOS_PER_SEC as u64;
        Duration { secs: nanos / per_sec, nanos: Nanoseconds((nanos % per_sec) as u32) }
    }
    pub const fn from_mins(mins: u64) -> Duration { Duration::from_secs(mins * 60) }
    pub const fn from_hours(hours: u64) -> Duration { Duration::from_secs(hours * 3600) }
    pub const fn is_zero(&self) -> bool { self.secs == 0 && self.nanos.0 == 0 }
    pub const fn as_secs(&self) -> u64 { self.secs }
    pub const fn subsec_millis(&self) -> u32 { self.nanos.0 / NANOS_PER_MILLI }
    pub const fn subsec_micros(&self) -> u32 { self.nanos.0 / NANOS_PER_MICRO }
    pub const fn subsec_nanos(&self) -> u32 { self.nanos.0 }
    pub const fn as_millis(&self) -> u128 { self.secs as u128 * 1000 + (self.nanos.0 / NANOS_PER_MILLI) as u128 }
    pub const fn as_micros(&self) -> u128 { self.secs as u128 * 1_000_000 + (self.nanos.0 / NANOS_PER_MICRO) as u128 }
    pub const fn as_nanos(&self) -> u128 { self.secs as u128 * NANOS_PER_SEC as u128 + self.nanos.0 as u128 }
    pub const fn abs_diff(self, other: Duration) -> Duration {
        match self.checked_sub(other) {
            Some(res) => res,
            None => match other.checked_sub(self) {
                Some(res) => res,
                None => Duration::ZERO,
            },
        }
    }
    pub const fn checked_add(self, rhs: Duration) -> Option<Duration> {
        let nanos = self.nanos.0 + rhs.nanos.0;
        let (carry, nanos) = if nanos >= NANOS_PER_SEC { (1, nanos - NANOS_PER_SEC) } else { (0, nanos) };
        match self.secs.checked_add(rhs.secs) {
            Some(secs) => match secs.checked_add(carry) {
                Some(secs) => Some(Duration { secs, nanos: Nanoseconds(nanos) }),
                None => None,
            },
            None => None,
        }
    }
    pub const fn saturating_add(self, rhs: Duration) -> Duration {
        match self.checked_add(rhs) {
            Some(res) => res,
            None => Duration::MAX,
        }
    }
    pub const fn checked_sub(self, rhs: Duration) -> Option<Duration> {
        let (borrow, nanos) = if self.nanos.0 >= rhs.nanos.0 {
            (0, self.nanos.0 - rhs.nanos.0)
        } else {
            (1, self.nanos.0 + NANOS_PER_SEC - rhs.nanos.0)
        };
        match self.secs.checked_sub(rhs.secs) {
            Some(secs) => match secs.checked_sub(borrow) {
                Some(secs) => Some(Duration { secs, nanos: Nanoseconds(nanos) }),
                None => None,
            },
            None => None,
        }
    }
    pub const fn saturating_sub(self, rhs: Duration) -> Duration {
        match self.checked_sub(rhs) {
            Some(res) => res,
            None => Duration::ZERO,
        }
    }
    pub const fn checked_mul(self, rhs: u32) -> Option<Duration> {
        let total = self.nanos.0 as u64 * rhs as u64;
        let extra = total / (NANOS_PER_SEC as u64);
        let nanos = (total % (NANOS_PER_SEC as u64)) as u32;
        match self.secs.checked_mul(rhs as u64) {
            Some(secs) => match secs.checked_add(extra) {
                Some(secs) => Some(Duration { secs, nanos: Nanoseconds(nanos) }),
                None => None,
            },
            None => None,
        }
    }
    pub const fn saturating_mul(self, rhs: u32) -> Duration {
        match self.checked_mul(rhs) {
            Some(res) => res,
            None => Duration::MAX,
        }
    }
    pub const fn checked_div(self, rhs: u32) -> Option<Duration> {
        if rhs == 0 {
            return None;
        }
        let rest = self.secs % (rhs as u64);
        let nanos = self.nanos.0 / rhs;
        let extra = (rest * (NANOS_PER_SEC as u64) + (self.nanos.0 % rhs) as u64) / (rhs as u64);
        Some(Duration { secs: self.secs / (rhs as u64), nanos: Nanoseconds(nanos + extra as u32) })
    }
    pub const fn as_secs_f64(&self) -> f64 { self.secs as f64 + self.nanos.0 as f64 / NANOS_PER_SEC as f64 }
    pub const fn as_secs_f32(&self) -> f32 { self.secs as f32 + self.nanos.0 as f32 / NANOS_PER_SEC as f32 }
    pub fn from_secs_f64(secs: f64) -> Duration {
        match Duration::try_from_secs_f64(secs) {
            Ok(v) => v,
            Err(e) => panic!("{}", e),
        }
    }
    pub fn from_secs_f32(secs: f32) -> Duration {
        match Duration::try_from_secs_f32(secs) {
            Ok(v) => v,
            Err(e) => panic!("{}", e),
        }
    }
    /// Nothing is lost on the way to `f64`.
    pub fn try_from_secs_f32(secs: f32) -> Result<Duration, TryFromFloatSecsError> {
        Duration::try_from_secs_f64(secs as f64)
    }
    pub const fn from_nanos_u128(nanos: u128) -> Duration {
        let secs = nanos / NANOS_PER_SEC as u128;
        if secs > u64::MAX as u128 {
            panic!("overflow in `Duration::from_nanos_u128`");
        }
        Duration { secs: secs as u64, nanos: Nanoseconds((nanos % NANOS_PER_SEC as u128) as u32) }
    }
    pub fn try_from_secs_f64(secs: f64) -> Result<Duration, TryFromFloatSecsError> {
        if secs < 0.0 {
            return Err(TryFromFloatSecsError { negative: true });
        }
        if !(secs < 18446744073709551616.0) {
            return Err(TryFromFloatSecsError { negative: false });
        }
        let whole = secs as u64;
        let nanos = ((secs - whole as f64) * 1e9).round_ties_even() as u32;
        Ok(Duration::new(whole, nanos))
    }
    pub fn mul_f64(self, rhs: f64) -> Duration { Duration::from_secs_f64(rhs * self.as_secs_f64()) }
    pub fn mul_f32(self, rhs: f32) -> Duration { Duration::from_secs_f32(rhs * self.as_secs_f32()) }
    pub fn div_f64(self, rhs: f64) -> Duration { Duration::from_secs_f64(self.as_secs_f64() / rhs) }
    pub fn div_f32(self, rhs: f32) -> Duration { Duration::from_secs_f32(self.as_secs_f32() / rhs) }
    pub fn div_duration_f64(self, rhs: Duration) -> f64 { self.as_nanos() as f64 / rhs.as_nanos() as f64 }
    pub fn div_duration_f32(self, rhs: Duration) -> f32 { self.as_nanos() as f32 / rhs.as_nanos() as f32 }
}

impl Default for Duration {
    fn default() -> Duration { Duration::ZERO }
}

impl Add for Duration {
    type Output = Duration;
    fn add(self, rhs: Duration) -> Duration { self.checked_add(rhs).expect("overflow when adding durations") }
}

impl AddAssign for Duration {
    fn add_assign(&mut self, rhs: Duration) { *self = *self + rhs }
}

impl Sub for Duration {
    type Output = Duration;
    fn sub(self, rhs: Duration) -> Duration { self.checked_sub(rhs).expect("overflow when subtracting durations") }
}

impl SubAssign for Duration {
    fn sub_assign(&mut self, rhs: Duration) { *self = *self - rhs }
}

impl Mul<u32> for Duration {
    type Output = Duration;
    fn mul(self, rhs: u32) -> Duration { self.checked_mul(rhs).expect("overflow when multiplying duration by scalar") }
}

impl Mul<Duration> for u32 {
    type Output = Duration;
    fn mul(self, rhs: Duration) -> Duration { rhs * self }
}

impl MulAssign<u32> for Duration {
    fn mul_assign(&mut self, rhs: u32) { *self = *self * rhs }
}

impl Div<u32> for Duration {
    type Output = Duration;
    #[track_caller]
    fn div(self, rhs: u32) -> Duration { self.checked_div(rhs).expect("divide by zero error when dividing duration by scalar") }
}

impl DivAssign<u32> for Duration {
    #[track_caller]
    fn div_assign(&mut self, rhs: u32) { *self = *self / rhs }
}

impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration { iter.fold(Duration::ZERO, |a, b| a + b) }
}

impl<'a> Sum<&'a Duration> for Duration {
    fn sum<I: Iterator<Item = &'a Duration>>(iter: I) -> Duration { iter.fold(Duration::ZERO, |a, b| a + *b) }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if f.sign_plus() { "+" } else { "" };
        if self.secs > 0 {
            fmt_decimal(f, self.secs, self.nanos.0, NANOS_PER_SEC / 10, prefix, "s")
        } else if self.nanos.0 >= NANOS_PER_MILLI {
            let nanos = self.nanos.0;
            fmt_decimal(f, (nanos / NANOS_PER_MILLI) as u64, nanos % NANOS_PER_MILLI, NANOS_PER_MILLI / 10, prefix, "ms")
        } else if self.nanos.0 >= NANOS_PER_MICRO {
            let nanos = self.nanos.0;
            fmt_decimal(f, (nanos / NANOS_PER_MICRO) as u64, nanos % NANOS_PER_MICRO, NANOS_PER_MICRO / 10, prefix, "µs")
        } else {
            fmt_decimal(f, self.nanos.0 as u64, 0, 1, prefix, "ns")
        }
    }
}

/// Writes `integer + fraction / (10 * divisor)` with its unit, padded as the formatter asks.
fn fmt_decimal(
    f: &mut fmt::Formatter<'_>,
    integer: u64,
    mut fraction: u32,
    mut divisor: u32,
    prefix: &str,
    postfix: &str,
) -> fmt::Result {
    let mut digits = [b'0'; 9];
    let mut pos = 0;
    let end = match f.precision() {
        Some(precision) if precision < 9 => precision,
        _ => 9,
    };
    while fraction > 0 && pos < end {
        digits[pos] = b'0' + (fraction / divisor) as u8;
        fraction %= divisor;
        divisor /= 10;
        pos += 1;
    }
    let mut whole = Some(integer);
    if fraction > 0 && fraction >= divisor * 5 {
        // Round half to even, carrying through the digits into the integer part.
        let is_tie = fraction == divisor * 5;
        let last_is_odd = if pos > 0 { (digits[pos - 1] - b'0') % 2 == 1 } else { integer % 2 == 1 };
        if !(is_tie && !last_is_odd) {
            let mut at = pos;
            let mut carry = true;
            while carry && at > 0 {
                at -= 1;
                if digits[at] < b'9' {
                    digits[at] += 1;
                    carry = false;
                } else {
                    digits[at] = b'0';
                }
            }
            if carry {
                whole = integer.checked_add(1);
            }
        }
    }
    let shown = match f.precision() {
        Some(precision) => if precision < 9 { precision } else { 9 },
        None => pos,
    };
    let mut text = String::from(prefix);
    match whole {
        Some(whole) => text.push_str(&whole.to_string()),
        None => text.push_str("18446744073709551616"),
    }
    if shown > 0 {
        text.push('.');
        let mut index = 0;
        while index < shown {
            text.push(digits[index] as char);
            index += 1;
        }
        if let Some(precision) = f.precision() {
            while index < precision {
                text.push('0');
                index += 1;
            }
        }
    }
    text.push_str(postfix);
    let len = text.chars().count();
    match f.width() {
        Some(width) if width > len => {
            let padding = width - len;
            let (before, after) = match f.align() {
                None | Some(fmt::Alignment::Left) => (0, padding),
                Some(fmt::Alignment::Right) => (padding, 0),
                Some(fmt::Alignment::Center) => (padding / 2, (padding + 1) / 2),
            };
            let fill = f.fill();
            let mut index = 0;
            while index < before {
                fmt::Write::write_char(f, fill)?;
                index += 1;
            }
            f.write_str(&text)?;
            index = 0;
            while index < after {
                fmt::Write::write_char(f, fill)?;
                index += 1;
            }
            Ok(())
        }
        _ => f.write_str(&text),
    }
}
