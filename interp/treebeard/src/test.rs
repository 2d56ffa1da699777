//! The tests of a crate: which there are, and what becomes of each.
//!
//! As libtest: the functions with `#[test]` in modules (not those inside functions), by name; `#[should_panic]` and
//! `#[ignore]`. Each runs in an isolate of its own, so that neither statics nor an abort of one reach another.

use std::sync::Arc;

use treebeard_eval::run::{TestEntry, TestPanic, TestReturn, run_test};
use treebeard_eval::{End, Engine, Options};
use treebeard_sema::def::{DefId, DefKind};
use treebeard_syntax::{Diagnostic, SpanId, Unsupported, attribute_string, on_large_stack};

use crate::Program;
use crate::front::Front;

/// The hint that the panic hook prints once per process.
const NOTE: &str = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace";

/// A test.
#[derive(Clone, Debug)]
pub struct Test {
    def: DefId,
    /// Its path in the crate.
    pub name: String,
    /// `#[should_panic]`: with the text that the message has to hold, if any.
    pub should_panic: Option<Option<String>>,
    /// `#[ignore]`: with the reason, which may be empty.
    pub ignored: Option<String>,
}

/// What became of a test.
#[derive(Clone, Debug)]
pub enum TestEnd {
    /// It passed.
    Passed,
    /// It failed; what there is to say beyond its output.
    Failed(Option<String>),
    /// It needs what we cannot do.
    Unsupported(Unsupported),
}

/// A test that was run.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// What became of it.
    pub end: TestEnd,
    /// What it printed, if that was kept.
    pub output: Vec<u8>,
}

/// What runs the tests of one crate.
pub struct TestRunner {
    engine: Arc<Engine>,
    /// Keep what tests print.
    capture: bool,
    /// A test has printed the hint about backtraces.
    note_shown: bool,
}

impl Program {
    /// The tests of the crate, by name.
    pub fn tests(&self) -> Vec<Test> {
        let sema = &self.sema;
        let mut tests: Vec<Test> = self
            .test_functions()
            .into_iter()
            .map(|def| {
                let path = sema.def_path(def);
                let name = path.split_once("::").map_or(path.as_str(), |(_, name)| name).to_owned();
                let should_panic = sema.attr_value(def, "should_panic").map(|args| {
                    let args = args.as_str();
                    let is_plain = !args.is_empty() && !args.trim_start().starts_with("expected");
                    if is_plain { Some(args.to_owned()) } else { attribute_string(args, "expected") }
                });
                let ignored = sema.attr_value(def, "ignore").map(|reason| reason.as_str().to_owned());
                Test { def, name, should_panic, ignored }
            })
            .collect();
        tests.sort_by(|a, b| a.name.cmp(&b.name));
        tests
    }

    /// The functions with `#[test]` that stand in modules of the crate.
    fn test_functions(&self) -> Vec<DefId> {
        let sema = &self.sema;
        let is_in_modules = |def: DefId| {
            let mut parent = sema.parent(def);
            while let Some(above) = parent {
                if sema.def_kind(above) != DefKind::Mod || sema.is_block(above) {
                    return false;
                }
                parent = sema.parent(above);
            }
            true
        };
        let is_test = |def: &DefId| {
            sema.def_kind(*def) == DefKind::Fn
                && sema.same_crate(*def, self.root)
                && sema.has_attr(*def, "test")
                && is_in_modules(*def)
        };
        sema.local_bodies().into_iter().filter(is_test).collect()
    }

    /// Functions that cannot be tests.
    pub(crate) fn test_errors(&self) -> Vec<Diagnostic> {
        let sema = &self.sema;
        let mut errors = Vec::new();
        for def in self.test_functions() {
            let signature = sema.fn_sig(def);
            let span = sema.def_span(def);
            if !signature.inputs.is_empty() {
                let message = "functions used as tests can not have any arguments";
                errors.push(Diagnostic::error(None, span, message));
            } else if !sema.generics_of(def).params.is_empty() {
                let message = "functions used as tests can not have any non-lifetime generic parameters";
                errors.push(Diagnostic::error(None, span, message));
            } else if sema.has_attr(def, "should_panic") && signature.output != treebeard_sema::Ty::unit() {
                let message = "functions using `#[should_panic]` must return `()`";
                errors.push(Diagnostic::error(None, span, message));
            }
        }
        errors
    }

    /// What runs the crate's tests.
    pub fn test_runner(&self, options: Options, capture: bool) -> TestRunner {
        let engine = Engine::new(Arc::new(Front::new(self.sema.clone())), options);
        TestRunner { engine, capture, note_shown: false }
    }

    /// Where a test stands.
    pub fn test_span(&self, test: &Test) -> SpanId {
        self.sema.def_span(test.def)
    }
}

impl TestRunner {
    /// Runs one test.
    ///
    /// ```
    /// # use treebeard::{LoadOptions, Program, Source};
    /// use treebeard::{Options, TestEnd};
    ///
    /// # let library = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
    /// let options = LoadOptions { test: true, ..library };
    /// let text = "#[test] fn sums() { assert_eq!(1 + 1, 3) }".to_owned();
    /// let program = Program::load(&Source::Text { name: "sums.rs".to_owned(), text }, &options).unwrap();
    /// let tests = program.tests();
    /// let run = program.test_runner(Options::default(), true).run(&program, &tests[0]);
    /// assert!(matches!(run.end, TestEnd::Failed(_)));
    /// assert!(String::from_utf8_lossy(&run.output).contains("left: 2"));
    /// ```
    pub fn run(&mut self, program: &Program, test: &Test) -> TestRun {
        on_large_stack(|| self.run_here(program, test))
    }

    fn run_here(&mut self, program: &Program, test: &Test) -> TestRun {
        let entry = TestEntry {
            test: test.def,
            name: test.name.clone(),
            is_later: self.note_shown,
            capture: self.capture,
        };
        let (finished, returned) = run_test(&self.engine, entry);
        let panicked = matches!(returned, Some(TestReturn::Panic(_)));
        self.note_shown |= if self.capture {
            finished.stdout.windows(NOTE.len()).any(|text| text == NOTE.as_bytes())
        } else {
            panicked
        };
        let failed = |why: String| TestEnd::Failed(Some(why));
        let end = match (returned, finished.end) {
            (_, End::Unsupported(unsupported)) => TestEnd::Unsupported(unsupported),
            (_, End::Bug(text)) => failed(format!("internal error: {text}")),
            (Some(TestReturn::Status(status)), _) => came_back(program, test, status),
            (Some(TestReturn::Panic(panic)), _) => panicked_with(test, &panic),
            (None, End::Exit(status)) => failed(format!("the test ended the process with status {status}")),
            (None, End::Panic(panic)) => failed(format!("the test panicked: {}", panic.message)),
            (None, End::Abort) => failed("the test aborted".to_owned()),
            (None, End::OutOfFuel) => failed("the test ran out of fuel".to_owned()),
            (None, End::OutOfMemory) => failed("the test ran out of memory".to_owned()),
            (None, End::Deadlock(who)) => failed(format!("deadlock: {who}")),
            (None, End::Violation(violation)) => failed(violation.message),
        };
        TestRun { end, output: finished.stdout }
    }
}

/// A test that returned.
fn came_back(program: &Program, test: &Test, status: i32) -> TestEnd {
    match (&test.should_panic, status) {
        (Some(_), 0) => {
            let place = program.test_span(test).location();
            let place =
                place.map_or(String::new(), |at| format!(" at {}:{}:{}", at.file, at.line, at.column));
            TestEnd::Failed(Some(format!("test did not panic as expected{place}")))
        }
        (None, 0) => TestEnd::Passed,
        (_, _) => TestEnd::Failed(None),
    }
}

fn panicked_with(test: &Test, panic: &TestPanic) -> TestEnd {
    let expected = match &test.should_panic {
        None => return TestEnd::Failed(None),
        Some(None) => return TestEnd::Passed,
        Some(Some(expected)) => expected,
    };
    TestEnd::Failed(Some(match panic {
        TestPanic::Text(message) if message.contains(expected.as_str()) => return TestEnd::Passed,
        TestPanic::Text(message) => format!(
            "panic did not contain expected string\n      panic message: {message:?}\n expected substring: {expected:?}"
        ),
        TestPanic::Value(ty) => format!(
            "expected panic with string value,\n found non-string value: `{ty}`\n     expected substring: {expected:?}"
        ),
    }))
}
