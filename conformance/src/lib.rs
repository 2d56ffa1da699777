//! How do cases become `cargo test` cases?
//!
//! A test target is its own worker: started again with [`WORKER_ARGUMENT`] in front, it is the `treebeard` command, so
//! the interpreter and the sandbox's runner are always the ones that were just built. Before the first case runs, all
//! chosen cases are given to rustc in one batch; a runner that starts one process per case finds the answers cached.
//!
//! A case passes when it agrees with rustc, or when it does not and the baseline says so; a baseline line that is no longer
//! true fails, as it does in `treebeard conform`.
#![forbid(unsafe_code)]

mod cases;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use treebeard_harness::setup::{Workbench, Worker};

pub use cases::suite_trials;

/// The first argument of a test target that is to be the `treebeard` command.
pub const WORKER_ARGUMENT: &str = "__treebeard";

/// The `main` of a test target: `trials` names its cases, given the workbench and what is asked for.
pub fn main(trials: fn(&'static Workbench, &Arguments) -> Result<Vec<Trial>, String>) -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let prefix = vec![WORKER_ARGUMENT.to_owned()];
    if arguments.next().is_some_and(|first| first == WORKER_ARGUMENT) {
        return treebeard_cli::main(arguments.collect(), prefix);
    }
    let arguments = Arguments::from_args();
    let made = workbench(prefix).and_then(|bench| trials(bench, &arguments));
    match made {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(error) => {
            eprintln!("conformance: {error}");
            ExitCode::FAILURE
        }
    }
}

fn workbench(prefix: Vec<String>) -> Result<&'static Workbench, String> {
    let executable = std::env::current_exe().map_err(|error| error.to_string())?;
    let bench = Workbench::new(&Worker { executable, prefix }, None).map_err(|error| error.to_string())?;
    // Trials outlive every scope; the one workbench lives as long as the process.
    Ok(Box::leak(Box::new(bench)))
}

/// Whether the command line chooses the case of that name.
pub(crate) fn is_chosen(arguments: &Arguments, name: &str) -> bool {
    let matches =
        |pattern: &String| if arguments.exact { name == pattern } else { name.contains(pattern.as_str()) };
    arguments.filter.as_ref().is_none_or(matches) && !arguments.skip.iter().any(matches)
}
