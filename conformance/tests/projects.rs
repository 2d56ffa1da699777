//! Packages: does `treebeard` print of them what Cargo prints, line by line?
//!
//! Tests are run by `cargo test` with one thread, which runs them in the order of their names. What two runs of one
//! program may differ in is masked: times, ids of threads, ids of types.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Failed, Trial};
use treebeard_conformance::WORKER_ARGUMENT;

/// Packages whose tests are compared, with the arguments of each comparison.
const TESTS: &[(&str, &[&str])] = &[
    ("forest", &[]),
    ("forest", &["--ignored"]),
    ("forest", &["--include-ignored", "arith", "words"]),
    ("forest", &["drops", "lists", "--skip", "order"]),
    ("forest", &["--exact", "arith::tests::adds_1", "arith"]),
    ("forest", &["--nocapture"]),
    ("forest", &["--list"]),
    ("forest", &["nothing has this name"]),
    ("parcel/app", &[]),
    ("parcel/app", &["--list"]),
];

/// Choices of features of `features/root`.
const FEATURES: &[&[&str]] = &[
    &[],
    &["--features", "c"],
    &["--features", "e"],
    &["--no-default-features"],
    &["--all-features"],
    &["--no-default-features", "--features", "c,o3"],
    &["--no-default-features", "--features", "o1"],
];

/// Manifests that are refused: exit code, and what is said and where.
const BROKEN: &[(&str, i32, &[&str])] = &[
    ("registry", 2, &["unsupported: dependency `serde` that is not a path", "Cargo.toml:7:1"]),
    ("script", 2, &["unsupported: build scripts", "Cargo.toml:5:1"]),
    ("cycle_a", 1, &["package `cycle_a` depends on itself", "cycle_b/Cargo.toml:7:1"]),
];

fn main() -> ExitCode {
    treebeard_conformance::main(|_, _| {
        let mut trials = vec![
            Trial::test("forest_has_200_tests_in_10_modules", size_of_forest),
            Trial::test("parcel_runs", || runs("parcel/app", "app", &[])),
            Trial::test("tests_are_isolated", isolated),
        ];
        for (package, arguments) in TESTS {
            let name = format!("tests_of_{package}{}", arguments.concat().replace([' ', ':'], "_"));
            trials.push(Trial::test(name, || compare_tests(package, arguments)));
        }
        for choice in FEATURES {
            let name = format!("features{}", choice.concat());
            trials.push(Trial::test(name, || runs("features/root", "root", choice)));
        }
        for (package, code, said) in BROKEN {
            trials.push(Trial::test(format!("{package}_is_refused"), || refused(package, *code, said)));
        }
        Ok(trials)
    })
}

fn folder(package: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../projects").join(package)
}

fn output(command: &mut Command) -> Result<Output, Failed> {
    command.env("RUST_BACKTRACE", "0").env_remove("RUST_TEST_THREADS");
    command.output().map_err(|error| format!("{command:?}: {error}").into())
}

fn cargo(package: &str, arguments: &[&str]) -> Result<Output, Failed> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(folder(package));
    output(command.env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR")))
}

fn treebeard(arguments: &[&str]) -> Result<Output, Failed> {
    let executable = std::env::current_exe().map_err(|error| error.to_string())?;
    output(Command::new(executable).arg(WORKER_ARGUMENT).args(arguments))
}

/// The lines of an output, with what may differ masked.
fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .map(|line| masked(masked(masked(line, "finished in ", 's'), "' (", ')'), "TypeId(", ')'))
        .collect()
}

/// A line with what stands between `before` and `after` left out.
fn masked(line: impl AsRef<str>, before: &str, after: char) -> String {
    let line = line.as_ref();
    let parts = line.split_once(before).and_then(|(start, rest)| Some((start, rest.split_once(after)?.1)));
    parts.map_or_else(|| line.to_owned(), |(start, rest)| format!("{start}{before}…{after}{rest}"))
}

fn same(expected: &Output, found: &Output) -> Result<(), Failed> {
    let (theirs, ours) = (lines(expected), lines(found));
    let count = theirs.len().max(ours.len());
    let differs = (0..count).find(|&index| theirs.get(index) != ours.get(index));
    if let Some(index) = differs {
        let said = String::from_utf8_lossy(&found.stderr);
        return Err(format!(
            "line {}:\nnatively    {:?}\ninterpreted {:?}\n{said}",
            index + 1,
            theirs.get(index),
            ours.get(index)
        )
        .into());
    }
    if expected.status.code() != found.status.code() {
        return Err(format!("natively {:?}, interpreted {:?}", expected.status, found.status).into());
    }
    Ok(())
}

fn compare_tests(package: &str, arguments: &[&str]) -> Result<(), Failed> {
    let mut native =
        vec!["test", "--offline", "--no-fail-fast", "--lib", "--bins", "--tests", "--", "--test-threads=1"];
    native.extend(arguments);
    let folder = folder(package).display().to_string();
    let mut interpreted = vec!["test", folder.as_str(), "--no-fail-fast"];
    interpreted.extend(arguments);
    let expected = cargo(package, &native)?;
    if !String::from_utf8_lossy(&expected.stderr).contains("Running unittests") {
        return Err(format!("cargo ran no tests:\n{}", String::from_utf8_lossy(&expected.stderr)).into());
    }
    same(&expected, &treebeard(&interpreted)?)
}

fn size_of_forest() -> Result<(), Failed> {
    let folder = folder("forest").display().to_string();
    let output = treebeard(&["test", &folder, "--list"])?;
    let names = lines(&output);
    let tests: Vec<&str> = names.iter().filter_map(|line| line.strip_suffix(": test")).collect();
    let modules: std::collections::BTreeSet<&str> =
        tests.iter().filter_map(|name| Some(name.split_once("::")?.0)).collect();
    match (tests.len(), modules.len()) {
        (200, 10) => Ok(()),
        found => Err(format!("{found:?} tests and modules").into()),
    }
}

/// A program of a package, run with these arguments of Cargo.
fn runs(package: &str, program: &str, arguments: &[&str]) -> Result<(), Failed> {
    let mut native = vec!["run", "--quiet", "--offline", "--bin", program];
    native.extend(arguments);
    let folder = folder(package).display().to_string();
    let mut interpreted = vec!["run", folder.as_str()];
    interpreted.extend(arguments);
    let expected = cargo(package, &native)?;
    if expected.stdout.is_empty() {
        return Err(format!("cargo ran nothing:\n{}", String::from_utf8_lossy(&expected.stderr)).into());
    }
    same(&expected, &treebeard(&interpreted)?)
}

/// What ends a compiled test program ends one test.
fn isolated() -> Result<(), Failed> {
    let folder = folder("isolated").display().to_string();
    let output = treebeard(&["test", &folder, "--fuel", "300000"])?;
    let lines = lines(&output);
    let expected = [
        ("test tests::a_first_count ... ok", ""),
        ("test tests::b_aborts ... FAILED", "note: the test aborted"),
        ("test tests::c_second_count ... ok", ""),
        ("test tests::d_exits ... FAILED", "note: the test ended the process with status 0"),
        (
            "test tests::e_exits_instead_of_panicking - should panic ... FAILED",
            "note: the test ended the process with status 0",
        ),
        ("test tests::f_never_ends ... FAILED", "note: the test ran out of fuel"),
        ("test tests::g_overflows_the_stack ... FAILED", ""),
        ("test tests::h_panics_twice ... FAILED", "note: the test aborted"),
        ("test tests::i_last_count ... ok", ""),
    ];
    for (line, note) in expected {
        for wanted in [line, note].into_iter().filter(|wanted| !wanted.is_empty()) {
            if !lines.iter().any(|found| found == wanted) {
                return Err(format!("`{wanted}` is missing in\n{}", lines.join("\n")).into());
            }
        }
    }
    match output.status.code() {
        Some(101) => Ok(()),
        code => Err(format!("exit {code:?}").into()),
    }
}

fn refused(package: &str, code: i32, said: &[&str]) -> Result<(), Failed> {
    let output = treebeard(&["check", &folder("broken").join(package).display().to_string()])?;
    let text = String::from_utf8_lossy(&output.stderr);
    let missing = said.iter().find(|part| !text.contains(**part));
    match (missing, output.status.code()) {
        (None, Some(found)) if found == code => Ok(()),
        (missing, found) => Err(format!("exit {found:?}, without {missing:?}:\n{text}").into()),
    }
}
