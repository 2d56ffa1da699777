//! The command line: what is asked for, and which part answers?
//!
//! Exit codes: the program's own; 101 after a panic or a failed test; 134 after an abort; 1 rejected before running, or a red report; 2
//! usage or unsupported feature. Tools read `--outcome FILE`, never the exit code.
#![forbid(unsafe_code)]

mod arguments;
mod conform;
mod load;
mod render;
mod run;
mod test;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// Runs the command of these arguments. `prefix` are the arguments that this executable needs in front of them when
/// it is to be started again.
pub fn main(arguments: Vec<String>, prefix: Vec<String>) -> ExitCode {
    treebeard_oracle::sandbox::enter_if_asked(&arguments);
    let name = std::iter::once("treebeard".to_owned());
    match Arguments::try_parse_from(name.chain(arguments)) {
        Ok(Arguments { command: Command::Run(arguments) }) => run::run(&arguments),
        Ok(Arguments { command: Command::Check(arguments) }) => run::check(&arguments),
        Ok(Arguments { command: Command::Test(arguments) }) => test::test(&arguments),
        Ok(Arguments { command: Command::Conform(arguments) }) => conform::conform(arguments, prefix),
        Err(error) => {
            // `--help` and `--version` arrive here too and exit with 0.
            let code = if error.use_stderr() { 2 } else { 0 };
            match error.print() {
                Ok(()) => ExitCode::from(code),
                Err(_) => ExitCode::from(2),
            }
        }
    }
}
