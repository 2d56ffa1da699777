//! Ownership while running: the probes, and that no program of the corpus that rustc accepts is stopped by it.
//!
//! A probe's expectation stands beside it in `conformance/data/ownership-probes.md`. A program of the corpus must do with
//! `--ownership track` exactly what rustc's does: anything else would be stricter.
#![forbid(unsafe_code)]

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use treebeard_conformance::WORKER_ARGUMENT;
use treebeard_harness::case::{Case, Kind};
use treebeard_harness::suite::load_paths;
use treebeard_oracle::rustc::normalise;

const PROBES: &str = include_str!("../data/ownership-probes.md");

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().is_some_and(|first| first == WORKER_ARGUMENT) {
        return treebeard_cli::main(arguments.collect(), vec![WORKER_ARGUMENT.to_owned()]);
    }
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = probes().into_iter().map(Probe::trial).collect();
    trials.extend(programs().into_iter().map(program_trial));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// How a run ended and what it printed.
#[derive(PartialEq, Debug)]
struct Ran {
    /// As a shell tells it.
    status: i32,
    stdout: String,
    stderr: String,
}

fn treebeard(arguments: &[&str], folder: &Path) -> Result<Ran, Failed> {
    let executable = std::env::current_exe()?;
    let output = Command::new(executable)
        .arg(WORKER_ARGUMENT)
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .current_dir(folder)
        .stdin(std::process::Stdio::null())
        .output()?;
    Ok(Ran {
        status: output.status.code().or(output.status.signal().map(|signal| 128 + signal)).unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&normalise(&output.stderr)).into_owned(),
    })
}

struct Probe {
    name: String,
    source: String,
    expected: String,
}

/// The sections of the list of probes.
fn probes() -> Vec<Probe> {
    let section = |text: &str| -> Probe {
        let (name, rest) = text.split_once('\n').expect("a section has a heading");
        let source = rest.split_once("```rust\n").and_then(|(_, rest)| rest.split_once("```"));
        let expected = rest.lines().find_map(|line| line.strip_prefix("run: "));
        Probe {
            name: name.trim().to_owned(),
            source: source.expect("a probe has a program").0.to_owned(),
            expected: expected.expect("a probe has an expectation").to_owned(),
        }
    };
    PROBES.split("\n## ").skip(1).map(section).collect()
}

impl Probe {
    fn trial(self) -> Trial {
        Trial::test(format!("probe::{}", self.name), move || self.check())
    }

    fn check(&self) -> Result<(), Failed> {
        let folder =
            std::env::temp_dir().join(format!("ownership-probe-{}-{}", std::process::id(), self.name));
        std::fs::create_dir_all(&folder)?;
        let (program, outcome) = (folder.join("probe.rs"), folder.join("outcome.json"));
        std::fs::write(&program, &self.source)?;
        let (file, record) = (program.to_string_lossy(), outcome.to_string_lossy());
        let options = ["run", "--ownership", "track", "--on-reject", "run", "--outcome", &*record, &*file];
        let ran = treebeard(&options, &folder)?;
        let record = std::fs::read_to_string(&outcome)?;
        std::fs::remove_dir_all(&folder)?;
        let mut words = self.expected.split_whitespace();
        let agrees = match words.next() {
            Some("clean") => ran.status == 0,
            Some("panic") => ran.status == 101,
            Some("violation") => {
                let family = words.next().unwrap_or_default();
                ran.status == 3 && record.contains(&format!("\"{family}\""))
            }
            _ => false,
        };
        if agrees {
            return Ok(());
        }
        Err(format!("expected {}, got {}\n{record}\n{}", self.expected, ran.status, ran.stderr).into())
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// The programs of the corpus that run and always print the same.
fn programs() -> Vec<Case> {
    let suite = load_paths(&[corpus()]).unwrap_or_else(|error| panic!("{error}"));
    let is_stable = |case: &Case| case.expectation.as_ref().is_some_and(|found| found.unstable.is_none());
    suite.cases.into_iter().filter(|case| case.kind == Kind::Run && is_stable(case)).collect()
}

fn program_trial(case: Case) -> Trial {
    Trial::test(format!("corpus::{}", case.name), move || {
        let expected = case.expectation.clone().unwrap_or_default();
        let expected = Ran { status: expected.exit, stdout: expected.stdout, stderr: expected.stderr };
        let edition = case.program.edition.to_string();
        let options =
            ["run", "--seed", "1", "--edition", &edition, "--ownership", "track", &case.program.name];
        let ran = treebeard(&options, &corpus())?;
        if ran == expected {
            return Ok(());
        }
        Err(format!("rustc: {expected:#?}\nwith ownership tracked: {ran:#?}").into())
    })
}
