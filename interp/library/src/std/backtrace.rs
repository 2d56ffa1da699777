//! `std::backtrace`. Calls are not recorded here: a backtrace is disabled, as it is natively unless asked for.

use crate::fmt;

pub struct Backtrace {
    _private: (),
}

#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BacktraceStatus {
    Unsupported,
    Disabled,
    Captured,
}

impl Backtrace {
    pub fn capture() -> Backtrace { Backtrace::disabled() }
    pub const fn disabled() -> Backtrace { Backtrace { _private: () } }
    pub fn status(&self) -> BacktraceStatus { BacktraceStatus::Disabled }
}
impl fmt::Debug for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("<disabled>") }
}
impl fmt::Display for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("disabled backtrace") }
}
