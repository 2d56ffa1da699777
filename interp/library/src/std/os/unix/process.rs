//! What children have here besides.

use crate::ffi::OsStr;
use crate::process::{Command, ExitStatus};

pub trait CommandExt {
    fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
}
impl CommandExt for Command {
    fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {
        self.arg0 = Some(arg.as_ref().to_os_string());
        self
    }
}

pub trait ExitStatusExt {
    fn from_raw(raw: i32) -> Self;
    fn signal(&self) -> Option<i32>;
    fn core_dumped(&self) -> bool;
    fn stopped_signal(&self) -> Option<i32>;
    fn continued(&self) -> bool;
    fn into_raw(self) -> i32;
}
impl ExitStatusExt for ExitStatus {
    fn from_raw(raw: i32) -> ExitStatus { ExitStatus::of_raw(raw) }
    fn signal(&self) -> Option<i32> { self.ended_by() }
    fn core_dumped(&self) -> bool { self.ended_by().is_some() && self.raw() & 0x80 != 0 }
    fn stopped_signal(&self) -> Option<i32> {
        if self.raw() & 0xff == 0x7f { Some(self.raw() >> 8 & 0xff) } else { None }
    }
    fn continued(&self) -> bool { self.raw() == 0xffff }
    fn into_raw(self) -> i32 { self.raw() }
}

pub fn parent_id() -> u32 {
    let status = crate::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("PPid:")).and_then(|id| id.trim().parse().ok()).unwrap_or(0)
}
