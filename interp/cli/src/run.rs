//! `treebeard run` and `treebeard check`.
//!
//! Load, check all bodies, run; whatever happens, the outcome record says so. A panic of our own is a bug of ours
//! and is recorded as one.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use treebeard::{End, Finished, Options, Ownership, Program, Project, Target, Verdict};
use treebeard_harness::outcome::{self, Dynamic, Record, Static};
use treebeard_syntax::{Diagnostic, Label, Level, SpanId, Unsupported, on_large_stack};

use crate::arguments::RunArguments;
use crate::{load, render};

/// The program needs something that we cannot do.
pub(crate) const EXIT_UNSUPPORTED: i32 = 2;
/// We are broken.
pub(crate) const EXIT_BUG: i32 = 70;

/// Runs a program.
pub(crate) fn run(arguments: &RunArguments) -> ExitCode {
    guarded(arguments, run_record)
}

/// Checks a program.
pub(crate) fn check(arguments: &RunArguments) -> ExitCode {
    guarded(arguments, check_record)
}

fn guarded(arguments: &RunArguments, what: fn(&RunArguments) -> Record) -> ExitCode {
    let record = std::panic::catch_unwind(|| on_large_stack(|| what(arguments))).unwrap_or_else(|payload| {
        let message = payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "a panic without message".to_owned());
        bug(message)
    });
    if let Some(file) = &arguments.outcome
        && let Err(error) = write(file, &record)
    {
        eprintln!("treebeard: {}: {error}", file.display());
    }
    ExitCode::from(record.exit as u8)
}

fn bug(message: String) -> Record {
    eprintln!("treebeard: internal error: {message}");
    Record::accepted(Dynamic::Bug { message }, EXIT_BUG)
}

fn load(arguments: &RunArguments) -> Result<Program, Record> {
    programs(arguments, load::the_bin).map(|mut programs| programs.swap_remove(0))
}

/// The programs, or what is wrong with one, which has been said.
fn programs(
    arguments: &RunArguments,
    choose: fn(&Project, &RunArguments) -> Result<Vec<Target>, String>,
) -> Result<Vec<Program>, Record> {
    load::programs(arguments, choose).map_err(|failure| {
        let format = &arguments.format;
        render::diagnostics(&failure.diagnostics, format);
        match failure.unsupported.first() {
            Some(first) if failure.diagnostics.is_empty() => {
                render::unsupported(first, format);
                Record::accepted(Dynamic::Unsupported(feature(first)), EXIT_UNSUPPORTED)
            }
            _ => Record::rejected(errors(&failure.diagnostics)),
        }
    })
}

fn check_record(arguments: &RunArguments) -> Record {
    let programs = match programs(arguments, load::crates_to_check) {
        // The process ends soon: what the programs were made of is not taken apart.
        Ok(programs) => std::mem::ManuallyDrop::new(programs),
        Err(record) => return record,
    };
    let mut verdict = Verdict::default();
    for program in programs.iter() {
        let found = program.check();
        // A library is checked again with each program that names it.
        let is_new = |diagnostic: &Diagnostic| {
            let place = |d: &Diagnostic| d.primary.span.call_site().location();
            let is_same = |d: &Diagnostic| d.message == diagnostic.message && place(d) == place(diagnostic);
            programs.len() == 1 || !verdict.diagnostics.iter().any(is_same)
        };
        let new: Vec<Diagnostic> = found.diagnostics.into_iter().filter(is_new).collect();
        verdict.diagnostics.extend(new);
        verdict.unsupported.extend(found.unsupported);
        if verdict.rejects() {
            break;
        }
    }
    render::diagnostics(&verdict.diagnostics, &arguments.format);
    if verdict.rejects() {
        return Record::rejected(errors(&verdict.diagnostics));
    }
    for unsupported in &verdict.unsupported {
        render::unsupported(unsupported, &arguments.format);
    }
    let exit = if verdict.unsupported.is_empty() { 0 } else { EXIT_UNSUPPORTED };
    Record {
        unsupported_in_uncalled: verdict.unsupported.iter().map(feature).collect(),
        ..Record::accepted(Dynamic::NotRun {}, exit)
    }
}

fn run_record(arguments: &RunArguments) -> Record {
    let program = match load(arguments) {
        // The process ends soon: what the program was made of is not taken apart.
        Ok(program) => std::mem::ManuallyDrop::new(program),
        Err(record) => return record,
    };
    let verdict = program.check();
    let rejected = verdict.rejects();
    if rejected {
        render::diagnostics(&verdict.diagnostics, &arguments.format);
        if arguments.on_reject == "stop" || !verdict.is_about_ownership() {
            return Record::rejected(errors(&verdict.diagnostics));
        }
    }
    let name = arguments.source_name.clone().unwrap_or_else(|| arguments.file.display().to_string());
    // A compiled program would not end in `.rs`.
    let name = name.strip_suffix(".rs").map_or(name.clone(), str::to_owned);
    let args = std::iter::once(name).chain(arguments.program_arguments.iter().cloned()).collect();
    let finished = match arguments.many_seeds {
        None => program.run(options(arguments, rejected, arguments.seed), args, false),
        Some(count) => explore(&program, arguments, rejected, &args, count),
    };
    let Some(finished) = finished else {
        return Record::rejected(errors(&verdict.diagnostics));
    };
    finish(&verdict, rejected, &finished, arguments)
}

fn options(arguments: &RunArguments, rejected: bool, seed: Option<u64>) -> Options {
    Options {
        ownership: if arguments.ownership == "off" { Ownership::Off } else { Ownership::Track },
        unproved: rejected,
        fuel: arguments.fuel,
        memory: arguments.memory,
        seed: seed.unwrap_or_else(fresh_seed),
        explore_schedules: seed.is_some(),
        trace: None,
    }
}

/// Runs the program with `count` seeds. The first run whose output or status differs from the first one's is the result;
/// if none does, the first run is.
fn explore(
    program: &Program,
    arguments: &RunArguments,
    rejected: bool,
    args: &[String],
    count: u64,
) -> Option<Finished> {
    let start = arguments.seed.unwrap_or(1);
    let run = |seed| program.run(options(arguments, rejected, Some(seed)), args.to_vec(), true);
    let first = run(start)?;
    let look = |finished: &Finished| (finished.end.status(), finished.stdout.clone());
    let mut shown = None;
    for seed in (1..count).map(|step| start.wrapping_add(step)) {
        let finished = run(seed)?;
        if look(&finished) != look(&first) {
            eprintln!("treebeard: seed {seed} ends otherwise than seed {start}; its run:");
            shown = Some(finished);
            break;
        }
    }
    if shown.is_none() {
        eprintln!("treebeard: {count} seeds, one outcome");
    }
    let shown = shown.unwrap_or(first);
    let mut stdout = std::io::stdout().lock();
    // A closed pipe loses only what nobody reads.
    let _ = stdout.write_all(&shown.stdout).and_then(|()| stdout.flush());
    let _ = std::io::stderr().lock().write_all(&shown.stderr);
    Some(shown)
}

pub(crate) fn fresh_seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(1, |now| now.as_nanos() as u64) ^ u64::from(std::process::id()) << 32
}

fn finish(verdict: &Verdict, rejected: bool, finished: &Finished, arguments: &RunArguments) -> Record {
    let dynamic = match &finished.end {
        End::Exit(_) | End::Abort | End::OutOfMemory => Dynamic::Clean {},
        End::Panic(panic) => {
            let location = panic.span.location();
            let location = location.map_or(String::new(), |l| format!("{}:{}:{}", l.file, l.line, l.column));
            Dynamic::Panic { message: panic.message.clone(), location }
        }
        End::OutOfFuel => {
            eprintln!("treebeard: out of fuel");
            Dynamic::OutOfFuel {}
        }
        End::Unsupported(unsupported) => {
            let cause = verdict.cause_of(unsupported);
            render::unsupported(cause, &arguments.format);
            Dynamic::Unsupported(feature(cause))
        }
        End::Deadlock(who) => {
            eprintln!("deadlock: every thread waits: {who}");
            let message = format!("every thread waits: {who}");
            Dynamic::Violation { family: "Deadlock".to_owned(), line: 0, column: 0, message }
        }
        End::Violation(violation) => {
            let (line, column) = position(violation.span);
            render::diagnostics(&[story(violation)], &arguments.format);
            Dynamic::Violation {
                family: violation.family.to_owned(),
                line,
                column,
                message: violation.message.clone(),
            }
        }
        End::Bug(message) => {
            eprintln!("treebeard: internal error: {message}");
            Dynamic::Bug { message: message.clone() }
        }
    };
    if let End::OutOfMemory = finished.end {
        eprintln!("memory allocation failed");
    }
    let reached = match &finished.end {
        End::Unsupported(unsupported) => Some(*verdict.cause_of(unsupported)),
        _ => None,
    };
    let uncalled = verdict.unsupported.iter().filter(|&&unsupported| Some(unsupported) != reached);
    let mut record = Record {
        unsupported_in_uncalled: uncalled.map(feature).collect(),
        steps: finished.steps,
        ..Record::accepted(dynamic, finished.end.status() & 0xff)
    };
    if rejected {
        record.verdict = Static::Reject { diagnostics: errors(&verdict.diagnostics) };
    }
    record
}

/// A violation as a diagnostic: rustc's code and position, and what led to it.
fn story(violation: &treebeard::Violation) -> Diagnostic {
    let code = violation.code.map_or(String::new(), |code| format!(" (E{code:04})"));
    let message = format!("ownership violation{code}: {}", violation.message);
    let mut diagnostic = Diagnostic::error(None, violation.span, message);
    for (span, text) in &violation.labels {
        diagnostic.secondary.push(Label { span: *span, text: text.clone() });
    }
    diagnostic.notes.push(format!("found while running; family {}", violation.family));
    diagnostic
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<outcome::Diagnostic> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level == Level::Error)
        .map(|diagnostic| outcome::Diagnostic {
            code: diagnostic.code.map(str::to_owned),
            line: position(diagnostic.primary.span).0,
            message: diagnostic.message.clone(),
        })
        .collect()
}

fn feature(unsupported: &Unsupported) -> outcome::Unsupported {
    let (line, column) = position(unsupported.span);
    outcome::Unsupported { feature: unsupported.feature.as_str().to_owned(), line, column }
}

fn position(span: SpanId) -> (u32, u32) {
    span.call_site().location().map_or((0, 0), |location| (location.line, location.column))
}

fn write(file: &Path, record: &Record) -> std::io::Result<()> {
    std::fs::write(file, record.to_json())
}
