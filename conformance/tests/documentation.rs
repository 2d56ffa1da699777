//! Fifty programs of every documentation suite, always the same ones; `conform --all` runs all of them. A toolchain
//! without documentation has none of these cases; `conform --all --require-suites` is what insists on them.

use std::process::ExitCode;

use treebeard_conformance::suite_trials;
use treebeard_harness::suite::{self, DOCS, SuiteError};

const SAMPLE: usize = 50;

fn main() -> ExitCode {
    treebeard_conformance::main(|bench, arguments| {
        let mut trials = Vec::new();
        for book in DOCS {
            match suite::load(book.suite, &bench.layout, bench.service.toolchain()) {
                Ok(suite) => trials.extend(suite_trials(bench, arguments, suite, Some(SAMPLE))?),
                Err(error @ SuiteError::NoDocumentation(_)) => eprintln!("{error}"),
                Err(error) => return Err(error.to_string()),
            }
        }
        Ok(trials)
    })
}
