//! `treebeard conform`: the harness with this binary as its subject.

use std::process::ExitCode;

use treebeard_harness::conform::{self, Options};
use treebeard_harness::setup::Worker;

use crate::arguments::ConformArguments;

pub(crate) fn conform(arguments: ConformArguments, prefix: Vec<String>) -> ExitCode {
    let executable = match std::env::current_exe() {
        Ok(executable) => executable,
        Err(error) => {
            eprintln!("conform: this executable is not to be found: {error}");
            return ExitCode::from(2);
        }
    };
    let options = Options {
        paths: arguments.paths,
        suites: arguments.suites,
        all: arguments.all,
        require_suites: arguments.require_suites,
        filter: arguments.filter,
        jobs: arguments.jobs,
        json: arguments.json,
        junit: arguments.junit,
        variants: arguments.variants,
        report: arguments.report,
        baseline: arguments.baseline,
        update_baseline: arguments.update_baseline,
        accept_regression: arguments.accept_regression,
        bless: arguments.bless,
        check_batching: arguments.check_batching,
    };
    match conform::run(&options, &Worker { executable, prefix }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("conform: {error}");
            ExitCode::from(2)
        }
    }
}
