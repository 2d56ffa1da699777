//! The one binary. Everything is in the library, because the conformance tests start themselves as workers and then
//! have to be this program.

use std::process::ExitCode;

fn main() -> ExitCode {
    treebeard_cli::main(std::env::args().skip(1).collect(), Vec::new())
}
