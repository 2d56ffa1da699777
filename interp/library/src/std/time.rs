//! `std::time`.

mod duration;

pub use self::duration::{Duration, TryFromFloatSecsError};

use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::ops::{Add, AddAssign, Sub, SubAssign};

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    since_start: Duration,
}

impl Instant {
    pub fn now() -> Instant { Instant { since_start: Duration::from_nanos(intrinsics::monotonic_nanos()) } }
    pub fn duration_since(&self, earlier: Instant) -> Duration { self.since_start.saturating_sub(earlier.since_start) }
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.since_start.checked_sub(earlier.since_start)
    }
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration { self.duration_since(earlier) }
    pub fn elapsed(&self) -> Duration { Instant::now().duration_since(*self) }
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        match self.since_start.checked_add(duration) {
            Some(since_start) => Some(Instant { since_start }),
            None => None,
        }
    }
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        match self.since_start.checked_sub(duration) {
            Some(since_start) => Some(Instant { since_start }),
            None => None,
        }
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;
    fn add(self, other: Duration) -> Instant { self.checked_add(other).expect("overflow when adding duration to instant") }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, other: Duration) { *self = *self + other }
}

impl Sub<Duration> for Instant {
    type Output = Instant;
    fn sub(self, other: Duration) -> Instant {
        self.checked_sub(other).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, other: Duration) { *self = *self - other }
}

impl Sub<Instant> for Instant {
    type Output = Duration;
    fn sub(self, other: Instant) -> Duration { self.duration_since(other) }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instant")
            .field("tv_sec", &self.since_start.as_secs())
            .field("tv_nsec", &self.since_start.subsec_nanos())
            .finish()
    }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime {
    since_epoch: Duration,
}

pub const UNIX_EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

impl SystemTime {
    pub const UNIX_EPOCH: SystemTime = SystemTime { since_epoch: Duration::ZERO };
    pub fn now() -> SystemTime { SystemTime { since_epoch: Duration::from_nanos(intrinsics::system_nanos()) } }
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        match self.since_epoch.checked_sub(earlier.since_epoch) {
            Some(duration) => Ok(duration),
            None => Err(SystemTimeError(earlier.since_epoch.saturating_sub(self.since_epoch))),
        }
    }
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> { SystemTime::now().duration_since(*self) }
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        match self.since_epoch.checked_add(duration) {
            Some(since_epoch) => Some(SystemTime { since_epoch }),
            None => None,
        }
    }
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        match self.since_epoch.checked_sub(duration) {
            Some(since_epoch) => Some(SystemTime { since_epoch }),
            None => None,
        }
    }
}

impl Add<Duration> for SystemTime {
    type Output = SystemTime;
    fn add(self, dur: Duration) -> SystemTime { self.checked_add(dur).expect("overflow when adding duration to instant") }
}

impl Sub<Duration> for SystemTime {
    type Output = SystemTime;
    fn sub(self, dur: Duration) -> SystemTime {
        self.checked_sub(dur).expect("overflow when subtracting duration from instant")
    }
}

impl fmt::Debug for SystemTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemTime")
            .field("tv_sec", &self.since_epoch.as_secs())
            .field("tv_nsec", &self.since_epoch.subsec_nanos())
            .finish()
    }
}

#[derive(Clone, Debug)]
pub struct SystemTimeError(Duration);

impl SystemTimeError {
    pub fn duration(&self) -> Duration { self.0 }
}

impl fmt::Display for SystemTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("second time provided was later than self") }
}

impl Error for SystemTimeError {}
