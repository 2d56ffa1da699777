//! Why should a green report be believed? Because these subjects and cases were red in the same run.
//!
//! Null, Constant and Flip run over every suite and must not agree; a case with a wrong expectation, a subject that
//! skips, an empty suite must be red; a program that connects or writes outside must fail. A report without these
//! rows is a failure.

use std::net::TcpListener;
use std::path::Path;

use treebeard_oracle::rustc::{Edition, Program, ServiceError};
use treebeard_oracle::sandbox::{PROBE_CONNECT, PROBE_WRITE, Request, Tier};

use crate::case::{Case, Expectation, Kind};
use crate::class::{Class, Meaning};
use crate::compare::{self, Evidence, Judgement};
use crate::engine::{self, SuiteResult};
use crate::floors;
use crate::setup::Workbench;
use crate::subject::Subject;
use crate::subjects::{Constant, Echo, Flip, Null, Skip};

/// One false subject over one suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanaryRow {
    /// The subject.
    pub subject: String,
    /// Cases it was judged on.
    pub cases: usize,
    /// Of these with a traced variant.
    pub traced: usize,
    /// Cases where it counted as agreeing.
    pub agreed: usize,
    /// Traced cases where it agreed, silently or not.
    pub traced_passed: usize,
}

/// One planted trap and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// What was planted.
    pub name: String,
    /// What must be observed.
    pub wanted: String,
    /// What was observed.
    pub found: String,
}

impl CanaryRow {
    /// Why this row shows that agreement proves nothing.
    pub fn problem(&self) -> Option<String> {
        let Self { subject, cases, traced, agreed, traced_passed } = self;
        // Null may pass where an assert is never reached; two in a hundred.
        if subject == "null" {
            return (traced_passed * 50 > *traced)
                .then(|| format!("canary {subject} passes {traced_passed} of {traced} traced cases"));
        }
        (*agreed > 0).then(|| format!("canary {subject} agrees on {agreed} of {cases} cases"))
    }
}

impl Trap {
    /// Why this trap did not close.
    pub fn problem(&self) -> Option<String> {
        (self.found != self.wanted)
            .then(|| format!("canary `{}` was {}, not {}", self.name, self.found, self.wanted))
    }
}

/// Runs the false subjects over the evidence of one suite.
pub(crate) fn run(bench: &Workbench, _suite: &str, evidence: &[Evidence<'_>]) -> Vec<CanaryRow> {
    let is_case = |evidence: &&Evidence<'_>| {
        compare::standing(evidence.case, evidence.native).is_ok_and(|kind| kind == Kind::Run)
    };
    let cases: Vec<&Evidence<'_>> = evidence.iter().filter(is_case).collect();
    let plain = cases.iter().map(|evidence| (&evidence.case.program, evidence.native));
    let natives = plain.chain(cases.iter().filter_map(|evidence| evidence.traced));
    let flip = Flip(Echo::new(natives));
    let subjects: [&dyn Subject; 3] = [&Null, &Constant, &flip];
    subjects.into_iter().map(|subject| row(bench, subject, &cases)).collect()
}

fn row(bench: &Workbench, subject: &dyn Subject, cases: &[&Evidence<'_>]) -> CanaryRow {
    let judged = engine::in_parallel(bench.jobs, cases, |evidence| {
        let class = compare::judge(evidence, subject).class;
        let agrees = class.meaning() == Meaning::Agreement;
        (agrees, evidence.traced.is_some(), agrees || class == Class::AgreeSilent)
    });
    CanaryRow {
        subject: subject.name().to_owned(),
        cases: cases.len(),
        traced: judged.iter().filter(|(_, traced, _)| *traced).count(),
        agreed: judged.iter().filter(|(agrees, ..)| *agrees).count(),
        traced_passed: judged.iter().filter(|(_, traced, passed)| *traced && *passed).count(),
    }
}

/// Plants every trap once.
pub fn traps(bench: &Workbench) -> Result<Vec<Trap>, ServiceError> {
    let mut traps = planted_cases(bench)?;
    traps.push(empty_suite());
    traps.extend(sandbox_probes(bench));
    Ok(traps)
}

/// A right expectation must be green, a wrong one and a skipped run red.
fn planted_cases(bench: &Workbench) -> Result<Vec<Trap>, ServiceError> {
    let program = Program::new("main.rs", "fn main() {\n    println!(\"canary\");\n}\n", Edition::E2024);
    let native = bench.service.resolve(&bench.pool, &[&program], &|_| ())?.remove(0).native;
    let echo = Echo::new([(&program, &native)]);
    let judged = |stdout: &str, subject: &dyn Subject| {
        let expectation = Expectation { stdout: stdout.to_owned(), ..Expectation::default() };
        let (name, kind) = ("canary".to_owned(), Kind::Run);
        let case = Case { name, program: program.clone(), kind, expectation: Some(expectation) };
        compare::judge(&Evidence { case: &case, native: &native, traced: None }, subject)
    };
    let trap = |name: &str, wanted: &str, judgement: Judgement| {
        let found = match judgement.class.meaning() {
            Meaning::Agreement => "green",
            Meaning::Defect => "red",
            Meaning::Short | Meaning::Apart => "neither red nor green",
        };
        Trap { name: name.to_owned(), wanted: wanted.to_owned(), found: found.to_owned() }
    };
    Ok(vec![
        trap("right expectation", "green", judged("canary\n", &echo)),
        trap("wrong expectation", "red", judged("not this\n", &echo)),
        trap("skipped run", "red", judged("canary\n", &Skip)),
    ])
}

/// A suite without cases must be a problem, floor or no floor.
fn empty_suite() -> Trap {
    let empty = SuiteResult {
        name: "empty".to_owned(),
        blocks: 0,
        skipped: Default::default(),
        results: Vec::new(),
        origins: Default::default(),
        canaries: Vec::new(),
        untraced: 0,
        accepted: [0, 0],
        seconds: 0.0,
    };
    let red = !floors::problems(&[], &empty, "none").is_empty();
    Trap {
        name: "empty suite".to_owned(),
        wanted: "red".to_owned(),
        found: if red { "red" } else { "green" }.to_owned(),
    }
}

/// Runs the probes inside the sandbox; without one, programs that could escape are not run, which is what is reported.
fn sandbox_probes(bench: &Workbench) -> Vec<Trap> {
    let listener = TcpListener::bind("127.0.0.1:0");
    let address = listener.as_ref().ok().and_then(|listener| listener.local_addr().ok());
    let address = address.map_or_else(|| "127.0.0.1:9".to_owned(), |address| address.to_string());
    let target = Path::new("/treebeard-canary").to_string_lossy().into_owned();
    let probes = [("network attempt", PROBE_CONNECT, address), ("write to /", PROBE_WRITE, target)];
    let (wanted, confined) = match bench.pool.tier() {
        Tier::Root | Tier::User => ("blocked", true),
        Tier::None => ("not run", false),
    };
    let probe = |argument: &str, target: &str| {
        if !confined {
            return "not run".to_owned();
        }
        let mut request = Request::new(bench.pool.executable().clone(), "probe");
        request.arguments = bench.pool.prefix().to_vec();
        request.arguments.extend([argument.to_owned(), target.to_owned()]);
        // The probe is the harness itself, which may reserve address space.
        request.memory_bytes_max = None;
        match bench.pool.run(&request) {
            Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            Err(error) => error.to_string(),
        }
    };
    probes
        .into_iter()
        .map(|(name, argument, target)| Trap {
            name: name.to_owned(),
            wanted: wanted.to_owned(),
            found: probe(argument, &target),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(subject: &str, agreed: usize, traced_passed: usize) -> CanaryRow {
        CanaryRow { subject: subject.to_owned(), cases: 100, traced: 100, agreed, traced_passed }
    }

    #[test]
    fn limits_are_two_per_cent_for_null_and_nothing_for_the_others() {
        assert_eq!(row("null", 0, 2).problem(), None);
        assert!(row("null", 0, 3).problem().is_some());
        assert_eq!(row("flip", 0, 50).problem(), None);
        assert!(row("flip", 1, 1).problem().is_some());
        assert!(row("constant", 1, 0).problem().is_some());
    }
}
