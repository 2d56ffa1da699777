//! Did a suite shrink without anybody noticing?
//!
//! `reports/floors.tsv` holds, per toolchain and suite, the least number of cases and of traced cases:
//! `toolchain<TAB>suite<TAB>cases<TAB>traced`. A suite with no cases at all fails, floor or not.

use std::fs;
use std::path::Path;

use crate::engine::SuiteResult;

/// Going alone is a fallback that nobody sees, so it is bounded; a few programs have no share worth the name.
const ALONE_PER_CENT_MAX: usize = 20;
const BOUNDED_FROM: usize = 50;

/// The least numbers of one suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floor {
    toolchain: String,
    suite: String,
    cases: usize,
    traced: usize,
}

/// Reads the floors; a line that is no floor is an error.
pub fn read(file: &Path) -> Result<Vec<Floor>, String> {
    match fs::read_to_string(file) {
        Ok(text) => parse(&text).map_err(|error| format!("{}: {error}", file.display())),
        Err(error) => Err(format!("{}: {error}", file.display())),
    }
}

fn parse(text: &str) -> Result<Vec<Floor>, String> {
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    rows.map(|(index, line)| row(line).ok_or_else(|| format!("line {} is no floor", index + 1))).collect()
}

fn row(line: &str) -> Option<Floor> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [toolchain, suite, cases, traced] = fields.as_slice() else { return None };
    let (toolchain, suite) = ((*toolchain).to_owned(), (*suite).to_owned());
    Some(Floor { toolchain, suite, cases: cases.parse().ok()?, traced: traced.parse().ok()? })
}

/// What is wrong with the size of a suite that was run whole, under the toolchain `release` (`1.95.0`).
pub fn problems(floors: &[Floor], suite: &SuiteResult, release: &str) -> Vec<String> {
    let counts = suite.counts();
    let name = &suite.name;
    let mut problems = Vec::new();
    if counts.cases + counts.rejects[0] + counts.checks[0] == 0 {
        problems.push(format!("suite {name} has no cases"));
    }
    let [accepted, alone] = suite.accepted;
    if accepted >= BOUNDED_FROM && alone * 100 > accepted * ALONE_PER_CENT_MAX {
        problems.push(format!("suite {name}: {alone} of {accepted} accepted programs were compiled alone"));
    }
    let applies =
        |floor: &&Floor| floor.suite == *name && release.starts_with(&format!("{}.", floor.toolchain));
    for floor in floors.iter().filter(applies) {
        if counts.cases < floor.cases {
            problems.push(format!("suite {name} has {} cases, the floor is {}", counts.cases, floor.cases));
        }
        if counts.traced < floor.traced {
            problems.push(format!(
                "suite {name} has {} traced cases, the floor is {}",
                counts.traced, floor.traced
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(name: &str) -> SuiteResult {
        SuiteResult {
            name: name.to_owned(),
            blocks: 0,
            skipped: Default::default(),
            results: Vec::new(),
            origins: Default::default(),
            canaries: Vec::new(),
            untraced: 0,
            accepted: [0, 0],
            seconds: 0.0,
        }
    }

    #[test]
    fn a_floor_holds_for_its_toolchain_and_suite() {
        let floors = parse("# comment\n1.95\ta\t1\t0\n").expect("valid floors");
        assert_eq!(problems(&floors, &empty("a"), "1.95.0").len(), 2);
        assert_eq!(problems(&floors, &empty("a"), "1.96.0").len(), 1);
        assert_eq!(problems(&floors, &empty("b"), "1.95.0").len(), 1);
        assert!(parse("1.95 a 1 0").is_err());
    }
}
