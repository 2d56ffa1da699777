//! The traps that every report plants, as tests: what must be red is red, what must be blocked is blocked.

use std::process::ExitCode;

use libtest_mimic::{Failed, Trial};
use treebeard_harness::canary;

fn main() -> ExitCode {
    treebeard_conformance::main(|bench, _| {
        let names = [
            "right expectation",
            "wrong expectation",
            "skipped run",
            "empty suite",
            "network attempt",
            "write to /",
        ];
        let trials = names.map(|name| {
            Trial::test(name.replace(' ', "_"), move || {
                let traps = canary::traps(bench).map_err(|error| error.to_string())?;
                let trap = traps.iter().find(|trap| trap.name == name).ok_or("the trap was not planted")?;
                trap.problem().map_or(Ok(()), |problem| Err(Failed::from(problem)))
            })
        });
        Ok(trials.into())
    })
}
