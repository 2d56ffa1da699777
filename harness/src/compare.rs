//! Which class does a case belong to?
//!
//! Agreement needs three things: the subject's check of *all* bodies accepts; stdout, exit and stderr are equal once
//! thread ids are normalised; and something was observed, be it by the traced variant. Without the last, an
//! interpreter that does nothing would pass nine documentation programs in ten.

mod reject;

use treebeard_oracle::rustc::lex::{code_text, has_word};
use treebeard_oracle::rustc::screen::is_concurrent;
use treebeard_oracle::rustc::{Native, Program, Verdict, normalise};
use treebeard_oracle::sandbox::Output;

use crate::case::{Case, Expectation, Kind};
use crate::class::Class;
use crate::outcome::{Dynamic, Record, Static, Unsupported};
use crate::subject::{Job, Mode, Observation, Subject};

/// What the reference says about one case.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The case.
    pub case: &'a Case,
    /// rustc's answer.
    pub native: &'a Native,
    /// The traced variant with rustc's answer, when that is of use.
    pub traced: Option<(&'a Program, &'a Native)>,
}

/// One case, judged.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Its class.
    pub class: Class,
    /// Why: the unsupported feature, the first difference, the diagnostics.
    pub detail: String,
    /// The line of the first unsupported feature, when there is one.
    pub line: Option<u32>,
    /// Both reject, for the same reason at the same line.
    pub at_line: bool,
    /// What differs, when something does.
    pub difference: Option<Box<Difference>>,
}

/// Two outputs that should be equal.
#[derive(Clone, Debug)]
pub struct Difference {
    /// rustc's.
    pub native: Output,
    /// The subject's.
    pub subject: Output,
    /// They are outputs of the traced variant.
    pub traced: bool,
}

impl Judgement {
    fn unsupported(found: &Unsupported) -> Self {
        Self { line: Some(found.line), ..Self::new(Class::Unsupported, found.feature.clone()) }
    }

    /// Of a program whose runs may differ, although rustc's happened not to.
    pub fn race() -> Self {
        Self::new(Class::NativeUnstable, "another schedule does the same")
    }

    fn new(class: Class, detail: impl Into<String>) -> Self {
        Self { class, detail: detail.into(), line: None, at_line: false, difference: None }
    }
}

/// What a case can be compared in, as the reference decides (not the case's own flags); otherwise why not.
pub fn standing(case: &Case, native: &Native) -> Result<Kind, Judgement> {
    if let Some(expectation) = &case.expectation
        && let Some(detail) = contradiction(case.kind, expectation, native)
    {
        return Err(Judgement::new(Class::WrongExpectation, detail));
    }
    let apart = |class, detail: String| Err(Judgement::new(class, detail));
    match (&native.verdict, case.kind) {
        (Verdict::Ice { message }, _) => apart(Class::NativeReject, format!("rustc crashed: {message}")),
        (Verdict::PostMono { diagnostics }, _) => apart(Class::PostMono, reject::list(diagnostics)),
        (Verdict::Reject { diagnostics, .. }, Kind::Reject) if reject::needs_nightly(diagnostics) => {
            apart(Class::NativeReject, reject::list(diagnostics))
        }
        (Verdict::Reject { .. }, Kind::Reject) => Ok(Kind::Reject),
        (Verdict::Reject { diagnostics, .. }, Kind::Run | Kind::Check) => {
            apart(Class::NativeReject, reject::list(diagnostics))
        }
        (Verdict::Accept, Kind::Reject) => apart(Class::NativeAccept, String::new()),
        (Verdict::Accept, Kind::Check) => Ok(Kind::Check),
        (Verdict::Accept, Kind::Run) => match &native.not_run {
            Some(reason) => apart(Class::NativeNotRun, reason.clone()),
            None if !native.ended() => {
                apart(Class::NativeUnstable, "does not end within its limits".to_owned())
            }
            None if !native.is_stable() => apart(Class::NativeUnstable, String::new()),
            None => Ok(Kind::Run),
        },
    }
}

/// Judges one case with one subject.
pub fn judge(evidence: &Evidence<'_>, subject: &dyn Subject) -> Judgement {
    let case = evidence.case;
    match standing(case, evidence.native) {
        Ok(Kind::Run) => judge_run(evidence, subject),
        Ok(Kind::Check) => judge_check(subject.observe(Job { program: &case.program, mode: Mode::Check })),
        Ok(Kind::Reject) => {
            let observation = subject.observe(Job { program: &case.program, mode: Mode::Check });
            reject::judge(&case.name, &evidence.native.verdict, observation)
        }
        Err(mut judgement) if judgement.class == Class::NativeUnstable && evidence.native.ended() => {
            let observation = subject.observe(Job { program: &case.program, mode: Mode::Run });
            judgement.detail = unstable_detail(evidence.native, &observation).to_owned();
            judgement
        }
        Err(judgement) => judgement,
    }
}

fn judge_run(evidence: &Evidence<'_>, subject: &dyn Subject) -> Judgement {
    let plain = Job { program: &evidence.case.program, mode: Mode::Run };
    let agreed = match judge_pair(plain.program, evidence.native, subject.observe(plain), false) {
        Ok(agreed) => agreed,
        Err(judgement) => return judgement,
    };
    let mut observed = agreed.observed;
    if let Some((program, native)) = evidence.traced {
        let observation = subject.observe(Job { program, mode: Mode::Run });
        match judge_pair(program, native, observation, true) {
            Ok(traced) => observed |= traced.observed,
            Err(judgement) => return judgement,
        }
    }
    if observed {
        Judgement::new(agreed.class, "")
    } else {
        Judgement::new(Class::AgreeSilent, "nothing observable")
    }
}

struct Agreed {
    class: Class,
    observed: bool,
}

/// Compares one run of the subject with one native answer.
fn judge_pair(
    program: &Program,
    native: &Native,
    seen: Observation,
    traced: bool,
) -> Result<Agreed, Judgement> {
    let record = usable_record(&seen)?;
    let which = if traced { " (traced)" } else { "" };
    let class = match &record.dynamic {
        Dynamic::Clean {} => Class::AgreeClean,
        Dynamic::Panic { .. } => Class::AgreePanic,
        Dynamic::Unsupported(found) => return Err(Judgement::unsupported(found)),
        Dynamic::OutOfFuel {} => return Err(Judgement::new(Class::Poisoned, "out of fuel")),
        Dynamic::Bug { message } => return Err(Judgement::new(Class::Bug, message.clone())),
        Dynamic::NotRun {} => return Err(Judgement::new(Class::Bug, "accepted, but not run")),
        Dynamic::Violation { family, line, message, .. } => {
            let is_unsafe = has_word(&code_text(&program.source).text, "unsafe");
            let class = if is_unsafe { Class::UnsafeViolation } else { Class::InterpStricter };
            return Err(Judgement::new(class, format!("{family}, line {line}: {message}{which}")));
        }
    };
    let Some(expected) = native.first() else {
        return Err(Judgement::new(Class::NativeNotRun, "no native run"));
    };
    if let Some(what) = first_difference(expected, &seen.output) {
        let difference = Difference { native: expected.clone(), subject: seen.output, traced };
        let detail = format!("{what} differs{which}");
        return Err(Judgement {
            class: Class::OutputDiff,
            detail,
            line: None,
            at_line: false,
            difference: Some(Box::new(difference)),
        });
    }
    if let Some(unsupported) = record.unsupported_in_uncalled.first() {
        return Err(Judgement::unsupported(unsupported));
    }
    let observed = !expected.stdout.is_empty() || !expected.stderr.is_empty() || exit_code(expected) != 0;
    Ok(Agreed { class, observed })
}

fn judge_check(seen: Observation) -> Judgement {
    let record = match usable_record(&seen) {
        Ok(record) => record,
        Err(judgement) => return judgement,
    };
    match (record.first_unsupported(), &record.dynamic) {
        (Some(found), _) => Judgement::unsupported(found),
        (None, Dynamic::Bug { message }) => Judgement::new(Class::Bug, message.clone()),
        (None, Dynamic::OutOfFuel {}) => Judgement::new(Class::Poisoned, "out of fuel"),
        (None, Dynamic::NotRun {}) => Judgement::new(Class::CheckOnly, ""),
        (
            None,
            Dynamic::Clean {} | Dynamic::Panic { .. } | Dynamic::Violation { .. } | Dynamic::Unsupported(_),
        ) => Judgement::new(Class::Bug, "a check ran the program"),
    }
}

/// The record of a program that rustc accepts: there must be one, and it must accept too.
fn usable_record(seen: &Observation) -> Result<&Record, Judgement> {
    if seen.output.timed_out {
        return Err(Judgement::new(Class::Poisoned, "time ran out"));
    }
    let record = match &seen.record {
        Ok(record) => record,
        Err(why) => return Err(Judgement::new(Class::Bug, why.clone())),
    };
    match (&record.verdict, &record.dynamic) {
        (_, Dynamic::Bug { message }) => Err(Judgement::new(Class::Bug, message.clone())),
        (Static::Accept(_), _) => Ok(record),
        (Static::Reject { diagnostics }, _) => {
            Err(Judgement::new(Class::FalseReject, reject::list_subject(diagnostics)))
        }
    }
}

/// The first of exit, stdout and stderr that differs.
pub fn first_difference(native: &Output, subject: &Output) -> Option<&'static str> {
    if subject.truncated {
        return Some("amount of output");
    }
    if native.stdout != subject.stdout {
        return Some("stdout");
    }
    if exit_code(native) != exit_code(subject) {
        return Some("exit");
    }
    (normalise(&native.stderr) != normalise(&subject.stderr)).then_some("stderr")
}

/// The exit code as a shell sees it: 128 and the signal's number after a signal.
pub fn exit_code(output: &Output) -> i32 {
    match (output.exit, output.signal) {
        (Some(exit), _) => exit,
        (None, Some(signal)) => 128 + signal,
        (None, None) => -1,
    }
}

/// Unstable programs must match one observed run, or at least the same lines in another order.
fn unstable_detail(native: &Native, seen: &Observation) -> &'static str {
    match &seen.record {
        Err(_) => return "look: the subject broke",
        Ok(record) if record.first_unsupported().is_some() => return "unsupported",
        Ok(_) => {}
    }
    if native.runs.iter().any(|run| first_difference(run, &seen.output).is_none()) {
        return "matches a native run";
    }
    let lines = |output: &Output| {
        let text = [normalise(&output.stdout), normalise(&output.stderr)].concat();
        let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        lines.sort();
        (exit_code(output), lines)
    };
    let same_lines = native.runs.iter().any(|run| lines(run) == lines(&seen.output));
    if same_lines { "same lines as a native run" } else { "look: like no native run" }
}

/// How many schedules are tried before a difference in the output of threads is declared.
const SCHEDULES_MAX: u64 = 32;

/// Whether the program starts threads, and under some schedule of them the subject does what rustc's program did: five
/// equal runs do not show that a race has but one end.
pub fn other_schedule_agrees(program: &Program, native: &Native, subject: &dyn Subject) -> bool {
    let concurrent = is_concurrent(&code_text(&program.source).text);
    let Some(expected) = native.first().filter(|_| concurrent) else { return false };
    (1..=SCHEDULES_MAX).any(|seed| {
        let seen = subject.observe(Job { program, mode: Mode::Explore(seed) });
        usable_record(&seen)
            .is_ok_and(|record| matches!(record.dynamic, Dynamic::Clean {} | Dynamic::Panic { .. }))
            && first_difference(expected, &seen.output).is_none()
    })
}

/// Where rustc and the author's expectation disagree.
fn contradiction(kind: Kind, expectation: &Expectation, native: &Native) -> Option<String> {
    match &native.verdict {
        Verdict::Reject { diagnostics, .. } => {
            let mut found: Vec<(u32, String)> =
                diagnostics.iter().map(|error| (error.line, error.name().to_owned())).collect();
            found.sort();
            (found != expectation.marks).then(|| {
                format!("rustc reports {}, the file has {:?}", reject::list(diagnostics), expectation.marks)
            })
        }
        Verdict::Accept if kind == Kind::Reject => Some("rustc accepts it".to_owned()),
        Verdict::Accept if kind == Kind::Check || native.not_run.is_some() => None,
        Verdict::Accept => {
            let run = native.first()?;
            if !native.is_stable() {
                let told = expectation.unstable.is_some();
                return (!told).then(|| "native runs differ, and the file has no `unstable`".to_owned());
            }
            let stderr = normalise(&run.stderr);
            if exit_code(run) != expectation.exit {
                Some(format!("it exits with {}, the file says {}", exit_code(run), expectation.exit))
            } else if run.stdout != expectation.stdout.as_bytes() {
                Some("its stdout is not the expected one".to_owned())
            } else {
                (stderr != expectation.stderr.as_bytes())
                    .then(|| "its stderr is not the expected one".to_owned())
            }
        }
        Verdict::PostMono { .. } => Some("rustc rejects it while generating code".to_owned()),
        Verdict::Ice { message } => Some(format!("rustc crashes: {message}")),
    }
}

#[cfg(test)]
mod tests;
