//! Every generated type of the suite `layout`: sizes, alignments and offsets as rustc has them.

use std::process::ExitCode;

use treebeard_conformance::suite_trials;
use treebeard_harness::suite::{self, LAYOUT};

fn main() -> ExitCode {
    treebeard_conformance::main(|bench, arguments| {
        let suite = suite::load(LAYOUT, &bench.layout, bench.service.toolchain())
            .map_err(|error| error.to_string())?;
        suite_trials(bench, arguments, suite, None)
    })
}
