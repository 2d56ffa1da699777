//! The one binary. Everything is in the library, because the conformance tests start themselves as workers and then
//! have to be this program.

use std::process::ExitCode;

/// Trees and types are many small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    treebeard_cli::main(std::env::args().skip(1).collect(), Vec::new())
}
