//! `treebeard test`: the tests of a file or package, reported as libtest reports them.
//!
//! Standard output is what the test program of each crate would print with one thread; what Cargo says around it goes
//! to standard error. A test that needs what we cannot do is neither passed nor failed: `unsupported`, exit code 2.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use treebeard::{Options, Ownership, Program, Source, Target, TargetKind, Test, TestEnd, TestRun};
use treebeard_syntax::{Failure, Unsupported, on_large_stack};

use crate::arguments::TestArguments;
use crate::run::{EXIT_BUG, EXIT_UNSUPPORTED, fresh_seed};
use crate::{load, render};

const EXIT_FAILED: i32 = 101;

/// Runs tests.
pub(crate) fn test(arguments: &TestArguments) -> ExitCode {
    let work = || run(arguments).unwrap_or_else(|failure| refuse(&failure, arguments));
    let code = std::panic::catch_unwind(|| on_large_stack(work)).unwrap_or(EXIT_BUG);
    ExitCode::from(code as u8)
}

/// Says why there is nothing to run.
fn refuse(failure: &Failure, arguments: &TestArguments) -> i32 {
    render::diagnostics(&failure.diagnostics, &arguments.format);
    match failure.unsupported.first() {
        Some(first) if failure.diagnostics.is_empty() => {
            render::unsupported(first, &arguments.format);
            EXIT_UNSUPPORTED
        }
        _ => EXIT_FAILED,
    }
}

fn run(arguments: &TestArguments) -> Result<i32, Failure> {
    let (path, filters) = match arguments.positional.split_first() {
        Some((first, rest)) if Path::new(first).exists() => (Path::new(first), rest),
        _ => (Path::new("."), arguments.positional.as_slice()),
    };
    let options = load::options(load::edition(&arguments.edition), true, None);
    let Some(project) = load::project(path, &arguments.features, true) else {
        let program = Program::load(&Source::File(path.to_owned()), &options)?;
        return Ok(Session { arguments, filters }.run(program));
    };
    let project = project?;
    let is_wanted = |target: &Target| target.is_tested && (!arguments.lib || target.kind == TargetKind::Lib);
    // As natively: paths in tests are relative to the package.
    let _ = std::env::set_current_dir(project.folder());
    let mut worst = 0;
    for target in project.targets().iter().filter(|target| is_wanted(target)) {
        let program = Program::load_target(&project, target, &options)?;
        let unit = if target.kind == TargetKind::Test { "" } else { "unittests " };
        eprintln!("     Running {unit}{} ({})", target.shown_path, target.name);
        let code = Session { arguments, filters }.run(program);
        worst = worst.max(code);
        if code != 0 {
            let which = match target.kind {
                TargetKind::Lib => "--lib".to_owned(),
                TargetKind::Bin => format!("--bin {}", target.name),
                TargetKind::Test => format!("--test {}", target.name),
            };
            eprintln!("error: test failed, to rerun pass `{which}`");
            if !arguments.no_fail_fast {
                break;
            }
        }
    }
    Ok(worst)
}

/// The tests of one crate.
struct Session<'a> {
    arguments: &'a TestArguments,
    filters: &'a [String],
}

/// What has happened so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    ignored: usize,
    filtered: usize,
    failed: Vec<(String, Vec<u8>)>,
    unsupported: Vec<(String, Unsupported)>,
}

impl Session<'_> {
    fn run(&self, program: Program) -> i32 {
        // The process ends soon: what the program was made of is not taken apart.
        let program = std::mem::ManuallyDrop::new(program);
        let verdict = program.check();
        if verdict.rejects() {
            render::diagnostics(&verdict.diagnostics, &self.arguments.format);
            return EXIT_FAILED;
        }
        let all = program.tests();
        let count = all.len();
        let tests: Vec<Test> = all.into_iter().filter(|test| self.takes(test)).collect();
        if self.arguments.list {
            return list(&tests);
        }
        let mut tally = Tally { filtered: count - tests.len(), ..Tally::default() };
        let started = Instant::now();
        say(&format!("\nrunning {} test{}\n", tests.len(), if tests.len() == 1 { "" } else { "s" }));
        let arguments = self.arguments;
        let options = Options {
            ownership: Ownership::Off,
            unproved: false,
            fuel: arguments.fuel,
            memory: arguments.memory,
            seed: arguments.seed.unwrap_or_else(fresh_seed),
            explore_schedules: false,
            trace: None,
        };
        let mut runner = program.test_runner(options, !arguments.nocapture);
        for test in &tests {
            let kind = if test.should_panic.is_some() { " - should panic" } else { "" };
            say(&format!("test {}{kind} ... ", test.name));
            match &test.ignored {
                Some(reason) if !arguments.ignored && !arguments.include_ignored => {
                    tally.ignored += 1;
                    let reason = if reason.is_empty() { String::new() } else { format!(", {reason}") };
                    say(&format!("ignored{reason}\n"));
                }
                _ => tally.count(test, runner.run(&program, test), &verdict),
            }
        }
        tally.finish(started, &arguments.format)
    }

    /// Is it among those asked for?
    fn takes(&self, test: &Test) -> bool {
        let arguments = self.arguments;
        let matches = |filter: &String| {
            if arguments.exact { test.name == *filter } else { test.name.contains(filter.as_str()) }
        };
        (self.filters.is_empty() || self.filters.iter().any(matches))
            && !arguments.skip.iter().any(matches)
            && (!arguments.ignored || test.ignored.is_some())
    }
}

impl Tally {
    fn count(&mut self, test: &Test, run: TestRun, verdict: &treebeard::Verdict) {
        match run.end {
            TestEnd::Passed => {
                self.passed += 1;
                say("ok\n");
            }
            TestEnd::Failed(message) => {
                say("FAILED\n");
                let mut output = run.output;
                if let Some(message) = message {
                    output.extend_from_slice(format!("note: {message}").as_bytes());
                }
                self.failed.push((test.name.clone(), output));
            }
            TestEnd::Unsupported(reached) => {
                say("unsupported\n");
                self.unsupported.push((test.name.clone(), *verdict.cause_of(&reached)));
            }
        }
    }

    /// The sections after the last test, as libtest prints them.
    fn finish(self, started: Instant, format: &str) -> i32 {
        let mut out: Vec<u8> = Vec::new();
        if !self.failed.is_empty() {
            out.extend_from_slice(b"\nfailures:\n");
            let with_output = self.failed.iter().filter(|(_, output)| !output.is_empty());
            for (index, (name, output)) in with_output.enumerate() {
                let first = if index == 0 { "\n" } else { "" };
                out.extend_from_slice(format!("{first}---- {name} stdout ----\n").as_bytes());
                out.extend_from_slice(output);
                out.push(b'\n');
            }
            out.extend_from_slice(b"\nfailures:\n");
            for (name, _) in &self.failed {
                out.extend_from_slice(format!("    {name}\n").as_bytes());
            }
        }
        let passed = self.failed.is_empty() && self.unsupported.is_empty();
        let unsupported = match self.unsupported.len() {
            0 => String::new(),
            count => format!("{count} unsupported; "),
        };
        let summary = format!(
            "\ntest result: {}. {} passed; {} failed; {unsupported}{} ignored; 0 measured; {} filtered out; finished in {:.2}s\n\n",
            if passed { "ok" } else { "FAILED" },
            self.passed,
            self.failed.len(),
            self.ignored,
            self.filtered,
            started.elapsed().as_secs_f64(),
        );
        out.extend_from_slice(summary.as_bytes());
        write(&out);
        for (name, unsupported) in &self.unsupported {
            eprintln!("test {name}:");
            render::unsupported(unsupported, format);
        }
        match (self.failed.is_empty(), passed) {
            (_, true) => 0,
            (true, false) => EXIT_UNSUPPORTED,
            (false, _) => EXIT_FAILED,
        }
    }
}

fn list(tests: &[Test]) -> i32 {
    for test in tests {
        say(&format!("{}: test\n", test.name));
    }
    say(&format!("\n{} test{}, 0 benchmarks\n", tests.len(), if tests.len() == 1 { "" } else { "s" }));
    0
}

fn say(text: &str) {
    write(text.as_bytes());
}

/// Writes to standard output; whoever closed it wants no more.
fn write(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}
