//! Every program of `corpus/`, interpreted and compared with rustc; names are paths: `run::control::let_else_diverges`.

use std::process::ExitCode;

use treebeard_conformance::suite_trials;
use treebeard_harness::suite::{self, CORPUS};

fn main() -> ExitCode {
    treebeard_conformance::main(|bench, arguments| {
        let suite = suite::load(CORPUS, &bench.layout, bench.service.toolchain())
            .map_err(|error| error.to_string())?;
        suite_trials(bench, arguments, suite, None)
    })
}
