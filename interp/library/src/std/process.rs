//! `std::process`: ending the program. Describing others is in `process::command`, what runs in `process::child`.

mod child;
mod command;

pub use self::child::{Child, ChildStderr, ChildStdin, ChildStdout, ExitStatus, Output};
pub use self::command::{Command, CommandArgs, CommandEnvs, Stdio};

use crate::convert::Infallible;
use crate::fmt::{self, Debug};
use crate::intrinsics;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitCode(u8);

impl ExitCode {
    pub const SUCCESS: ExitCode = ExitCode(0);
    pub const FAILURE: ExitCode = ExitCode(1);
    pub(crate) fn to_i32(self) -> i32 { self.0 as i32 }
    pub fn exit_process(self) -> ! { exit(self.to_i32()) }
}

impl From<u8> for ExitCode {
    fn from(code: u8) -> Self { ExitCode(code) }
}

#[lang = "termination"]
pub trait Termination {
    fn report(self) -> ExitCode;
}

impl Termination for () {
    fn report(self) -> ExitCode { ExitCode::SUCCESS }
}

impl Termination for ! {
    fn report(self) -> ExitCode { self }
}

impl Termination for Infallible {
    fn report(self) -> ExitCode { match self {} }
}

impl Termination for ExitCode {
    fn report(self) -> ExitCode { self }
}

impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode {
        match self {
            Ok(val) => val.report(),
            Err(err) => {
                crate::io::_eprint(format_args!("Error: {err:?}\n"));
                ExitCode::FAILURE
            }
        }
    }
}

pub fn exit(code: i32) -> ! { intrinsics::exit(code) }
pub fn abort() -> ! { intrinsics::abort() }
pub fn id() -> u32 { intrinsics::process_id() }
