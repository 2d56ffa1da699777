//! `treebeard run` and `treebeard check`: the interpreter is not connected yet, and says so.

use std::path::Path;
use std::process::ExitCode;

use treebeard_harness::outcome::{Dynamic, Record, Unsupported};

use crate::arguments::RunArguments;

const EXIT_UNSUPPORTED: i32 = 2;

/// Runs a program.
pub(crate) fn run(arguments: &RunArguments) -> ExitCode {
    refuse(arguments, Dynamic::Unsupported)
}

/// Checks a program.
pub(crate) fn check(arguments: &RunArguments) -> ExitCode {
    refuse(arguments, Dynamic::Unsupported)
}

fn refuse(arguments: &RunArguments, dynamic: fn(Unsupported) -> Dynamic) -> ExitCode {
    let feature = "not yet connected".to_owned();
    eprintln!("unsupported: {feature}");
    let record = Record::accepted(dynamic(Unsupported { feature, line: 1, column: 1 }), EXIT_UNSUPPORTED);
    if let Some(file) = &arguments.outcome
        && let Err(error) = write(file, &record)
    {
        eprintln!("treebeard: {}: {error}", file.display());
    }
    ExitCode::from(2)
}

fn write(file: &Path, record: &Record) -> std::io::Result<()> {
    std::fs::write(file, record.to_json())
}
