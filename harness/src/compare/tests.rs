//! Every class, from data: one row per way to fall into it.

use treebeard_oracle::rustc::{Diagnostic, Edition, How, Native, Program, Verdict};
use treebeard_oracle::sandbox::Output;

use super::*;
use crate::outcome;

fn output(stdout: &str, exit: i32) -> Output {
    Output { stdout: stdout.as_bytes().to_vec(), exit: Some(exit), ..Output::default() }
}

fn native(verdict: Verdict, runs: &[Output]) -> Native {
    Native { verdict, how: How::Solo, runs: runs.to_vec(), not_run: None }
}

fn ran(output: &Output) -> Native {
    native(Verdict::Accept, &[output.clone(), output.clone()])
}

fn case(kind: Kind) -> Case {
    let program = Program::new("main.rs", "fn main() {}", Edition::E2024);
    Case { name: "case".to_owned(), program, kind, expectation: None }
}

fn rejection(code: &str, line: u32) -> Verdict {
    let (code, message) = (Some(code.to_owned()), "m".to_owned());
    Verdict::reject(vec![Diagnostic { code, line, line_end: line, message }])
}

struct Fixed(Observation);

impl Subject for Fixed {
    fn name(&self) -> &str {
        "fixed"
    }

    fn observe(&self, _: Job<'_>) -> Observation {
        self.0.clone()
    }
}

fn did(dynamic: Dynamic, output: &Output) -> Observation {
    let exit = output.exit.unwrap_or_default();
    Observation { output: output.clone(), record: Ok(Record::accepted(dynamic, exit)) }
}

fn refused(code: &str, line: u32) -> Observation {
    let (code, message) = (Some(code.to_owned()), "m".to_owned());
    let record = Record::rejected(vec![outcome::Diagnostic { code, line, message }]);
    Observation { output: output("", 1), record: Ok(record) }
}

fn class(kind: Kind, native: &Native, seen: Observation) -> Class {
    judge(&Evidence { case: &case(kind), native, traced: None }, &Fixed(seen)).class
}

#[test]
fn runs() {
    let (printed, silent) = (output("a\n", 0), output("", 0));
    let panicked = Output { stderr: b"thread 'main' (1) panicked at x\n".to_vec(), ..output("", 101) };
    let other_thread = Output { stderr: b"thread 'main' (22) panicked at x\n".to_vec(), ..output("", 101) };
    let panic = || Dynamic::Panic { message: String::new(), location: String::new() };
    let feature = || Unsupported { feature: "f".to_owned(), line: 1, column: 1 };
    let violation =
        || Dynamic::Violation { family: "Move".to_owned(), line: 1, column: 1, message: String::new() };
    let bug = || Dynamic::Bug { message: String::new() };
    let broken = Observation { output: printed.clone(), record: Err("none".to_owned()) };
    let late =
        Observation { output: Output { timed_out: true, ..silent.clone() }, record: Err("none".to_owned()) };
    let mut uncalled = did(Dynamic::Clean {}, &printed);
    if let Ok(record) = &mut uncalled.record {
        record.unsupported_in_uncalled.push(feature());
    }
    let rows = [
        (&printed, did(Dynamic::Clean {}, &printed), Class::AgreeClean),
        (&silent, did(Dynamic::Clean {}, &silent), Class::AgreeSilent),
        (&output("", 3), did(Dynamic::Clean {}, &output("", 3)), Class::AgreeClean),
        (&panicked, did(panic(), &other_thread), Class::AgreePanic),
        (&printed, did(Dynamic::Clean {}, &output("b\n", 0)), Class::OutputDiff),
        (&printed, did(Dynamic::Clean {}, &output("a\n", 1)), Class::OutputDiff),
        (&printed, did(Dynamic::Unsupported(feature()), &silent), Class::Unsupported),
        (&printed, uncalled, Class::Unsupported),
        (&printed, did(Dynamic::OutOfFuel {}, &silent), Class::Poisoned),
        (&printed, late, Class::Poisoned),
        (&printed, did(violation(), &silent), Class::InterpStricter),
        (&printed, did(bug(), &printed), Class::Bug),
        (&printed, did(Dynamic::NotRun {}, &printed), Class::Bug),
        (&printed, broken, Class::Bug),
        (&printed, refused("E0308", 1), Class::FalseReject),
    ];
    for (expected, seen, class_expected) in rows {
        assert_eq!(class(Kind::Run, &ran(expected), seen), class_expected);
    }
}

#[test]
fn an_abort_is_the_same_by_signal_and_by_code() {
    let signal = Output { signal: Some(6), ..Output::default() };
    assert_eq!(class(Kind::Run, &ran(&signal), did(Dynamic::Clean {}, &output("", 134))), Class::AgreeClean);
}

#[test]
fn rejections() {
    let early = native(rejection("E0308", 2), &[]);
    let borrow = native(rejection("E0499", 2), &[]);
    let listed = native(rejection("E0658", 2), &[]);
    let nightly = native(rejection("E0554", 2), &[]);
    let accepted = || did(Dynamic::NotRun {}, &output("", 0));
    assert_eq!(class(Kind::Reject, &early, refused("E0308", 2)), Class::AgreeReject);
    assert_eq!(class(Kind::Reject, &early, refused("E0282", 2)), Class::RejectOther);
    assert_eq!(class(Kind::Reject, &early, accepted()), Class::StaticLaxer);
    assert_eq!(class(Kind::Reject, &borrow, accepted()), Class::RustcStricter);
    assert_eq!(class(Kind::Reject, &listed, accepted()), Class::NotAnalysed);
    assert_eq!(class(Kind::Reject, &nightly, refused("E0658", 4)), Class::NativeReject);
    assert_eq!(class(Kind::Run, &early, accepted()), Class::NativeReject);
    assert_eq!(class(Kind::Reject, &ran(&output("", 0)), accepted()), Class::NativeAccept);
}

#[test]
fn checks() {
    let accepted = native(Verdict::Accept, &[]);
    assert_eq!(class(Kind::Check, &accepted, did(Dynamic::NotRun {}, &output("", 0))), Class::CheckOnly);
    assert_eq!(class(Kind::Check, &accepted, did(Dynamic::Clean {}, &output("", 0))), Class::Bug);
    assert_eq!(class(Kind::Check, &accepted, refused("E0308", 1)), Class::FalseReject);
}

#[test]
fn a_difference_in_the_traced_variant_counts() {
    let (plain, expected) = (ran(&output("", 0)), ran(&output("assert 1\n", 0)));
    let case = case(Kind::Run);
    let traced = Program::new("main.rs", "fn main() { traced }", Edition::E2024);
    let evidence = Evidence { case: &case, native: &plain, traced: Some((&traced, &expected)) };
    let judgement = judge(&evidence, &Fixed(did(Dynamic::Clean {}, &output("", 0))));
    assert_eq!((judgement.class, judgement.detail.as_str()), (Class::OutputDiff, "stdout differs (traced)"));
}

#[test]
fn unstable_programs_are_no_cases() {
    let unstable = native(Verdict::Accept, &[output("a\nb\n", 0), output("b\na\n", 0)]);
    let evidence = Evidence { case: &case(Kind::Run), native: &unstable, traced: None };
    let details = [
        ("a\nb\n", "matches a native run"),
        ("b\na\n", "matches a native run"),
        ("a\n", "look: like no native run"),
    ];
    for (stdout, detail) in details {
        let judgement = judge(&evidence, &Fixed(did(Dynamic::Clean {}, &output(stdout, 0))));
        assert_eq!((judgement.class, judgement.detail.as_str()), (Class::NativeUnstable, detail));
    }
}

/// Prints the one line, unless the seed is the third.
struct Racing;

impl Subject for Racing {
    fn name(&self) -> &str {
        "racing"
    }

    fn observe(&self, job: Job<'_>) -> Observation {
        let line = if job.mode == Mode::Explore(3) { "b\n" } else { "a\n" };
        did(Dynamic::Clean {}, &output(line, 0))
    }
}

#[test]
fn a_race_may_end_as_another_schedule_does() {
    let threads = Program::new("main.rs", "fn main() { std::thread::spawn(f); }", Edition::E2024);
    let none = Program::new("main.rs", "fn main() {}", Edition::E2024);
    for (program, stdout, agrees) in
        [(&threads, "b\n", true), (&threads, "c\n", false), (&none, "b\n", false)]
    {
        assert_eq!(other_schedule_agrees(program, &ran(&output(stdout, 0)), &Racing), agrees, "{stdout}");
    }
}

#[test]
fn an_expectation_must_be_confirmed() {
    let right = Expectation { stdout: "a\n".to_owned(), ..Expectation::default() };
    let wrong = Expectation { stdout: "b\n".to_owned(), ..Expectation::default() };
    let printed = ran(&output("a\n", 0));
    for (expectation, expected) in [(right, Class::AgreeClean), (wrong, Class::WrongExpectation)] {
        let case = Case { expectation: Some(expectation), ..case(Kind::Run) };
        let evidence = Evidence { case: &case, native: &printed, traced: None };
        assert_eq!(judge(&evidence, &Fixed(did(Dynamic::Clean {}, &output("a\n", 0)))).class, expected);
    }
}
