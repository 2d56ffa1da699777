//! How do many programs become one crate?
//!
//! Program N is copied byte for byte to `pN.rs` (a traced one without its support, which the crate has once), with one
//! line appended that calls its private `main`; `main.rs` includes every `pN.rs` by `#[path]` and runs the one that the
//! environment names. The check pass compiles with real file names (verdicts are attributed by them); only the build
//! pass maps `pN.rs` to the program's own name, with `--remap-path-scope=macro`: without the scope rustc silently loads
//! one file's text for every module.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;

use super::diagnostic::Report;
use super::program::{Edition, Program};
use super::toolchain::Toolchain;
use super::trace::shared;

/// At most this many programs share a crate.
pub(super) const MEMBERS_MAX: usize = 400;

/// The environment variable that selects the program; removed before the program starts.
pub(super) const CASE_VARIABLE: &str = "TREEBEARD_CASE";

/// The module whose borrow error must be reported before a batch's rejections count.
pub(super) const CANARY_FILE: &str = "canary.rs";
const CANARY: &str =
    "pub fn planted() { let moved = ::std::string::String::new(); drop(moved); drop(moved); }\n";

/// The line that calls a program's `main`, after what has to come first.
fn entry(start: &str) -> String {
    format!(
        "\npub fn __treebeard_entry() -> ::std::process::ExitCode {{ {start}::std::process::Termination::report(main()) }}\n"
    )
}

/// Programs of one edition, laid out in a folder of their own; a program's number is its index.
#[derive(Debug)]
pub(super) struct Batch<'p> {
    dir: PathBuf,
    edition: Edition,
    programs: Vec<&'p Program>,
    /// Whether members need the module of traced programs.
    shares_support: bool,
}

/// What one rustc run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// Verdicts.
    Check,
    /// Verdicts, with the planted borrow error.
    CheckWithCanary,
    /// An executable.
    Build,
}

impl<'p> Batch<'p> {
    /// Writes the programs into `dir`, which must be fresh.
    pub(super) fn write(dir: PathBuf, edition: Edition, programs: Vec<&'p Program>) -> io::Result<Self> {
        fs::create_dir_all(&dir)?;
        let mut shares_support = false;
        for (number, program) in programs.iter().enumerate() {
            let traced = shared::member(&program.source);
            let start = if traced.is_some() { shared::START } else { "" };
            shares_support |= traced.is_some();
            let mut text = traced.unwrap_or_else(|| program.source.clone());
            if program.purpose.runs() {
                text.push_str(&entry(start));
            }
            fs::write(dir.join(file_name(number)), text)?;
        }
        fs::write(dir.join(CANARY_FILE), CANARY)?;
        Ok(Self { dir, edition, programs, shares_support })
    }

    /// The number of programs.
    pub(super) fn len(&self) -> usize {
        self.programs.len()
    }

    /// The program of that number.
    pub(super) fn program(&self, number: usize) -> &'p Program {
        self.programs[number]
    }

    /// The program that a file name stands for.
    pub(super) fn number_of(&self, file: &str) -> Option<usize> {
        let number = file.strip_prefix('p')?.strip_suffix(".rs")?.parse().ok()?;
        (number < self.programs.len()).then_some(number)
    }

    /// Compiles the given members together.
    pub(super) fn compile(&self, toolchain: &Toolchain, members: &[usize], pass: Pass) -> io::Result<Report> {
        fs::write(self.dir.join("main.rs"), self.main_text(members, pass))?;
        let mut arguments = common_arguments(self.edition);
        match pass {
            Pass::Check | Pass::CheckWithCanary => arguments.push("--emit=metadata".to_owned()),
            Pass::Build => {
                arguments.push("--remap-path-scope=macro".to_owned());
                arguments.extend(members.iter().map(|number| {
                    format!("--remap-path-prefix={}={}", file_name(*number), self.programs[*number].name)
                }));
                arguments.extend(["-o".to_owned(), executable_name(members)]);
            }
        }
        arguments.push("main.rs".to_owned());
        Ok(Report::read(&toolchain.run(&self.dir, &arguments)?))
    }

    /// The executable of a build pass over those members.
    pub(super) fn executable(&self, members: &[usize]) -> PathBuf {
        self.dir.join(executable_name(members))
    }

    fn main_text(&self, members: &[usize], pass: Pass) -> String {
        let mut modules = String::from("#![allow(warnings)]\n");
        if self.shares_support {
            modules.push_str(shared::module());
            modules.push('\n');
        }
        let mut arms = String::new();
        for number in members {
            if writeln!(modules, "#[path = \"p{number}.rs\"] mod p{number};").is_err() {
                unreachable!("writing into a string does not fail");
            }
            if self.programs[*number].purpose.runs()
                && writeln!(arms, "        Some({number}) => p{number}::__treebeard_entry(),").is_err()
            {
                unreachable!("writing into a string does not fail");
            }
        }
        if pass == Pass::CheckWithCanary {
            modules.push_str("#[path = \"canary.rs\"] mod canary;\n");
        }
        format!(
            "{modules}fn main() -> ::std::process::ExitCode {{\n    \
             let case = ::std::env::var(\"{CASE_VARIABLE}\").ok().and_then(|case| case.parse::<usize>().ok());\n    \
             unsafe {{ ::std::env::remove_var(\"{CASE_VARIABLE}\") }};\n    \
             match case {{\n{arms}        _ => ::std::process::ExitCode::from(99),\n    }}\n}}\n"
        )
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if fs::remove_dir_all(&self.dir).is_err() {
            // The scratch folder as a whole is removed with the service; a leftover does no harm.
        }
    }
}

/// What every rustc run here has in common: a debug build without debug information, lints capped.
pub(super) fn common_arguments(edition: Edition) -> Vec<String> {
    let flags = "--error-format=json --cap-lints=allow -Cdebuginfo=0 -Copt-level=0 -Cstrip=debuginfo --crate-name=main";
    let mut arguments: Vec<String> = flags.split(' ').map(str::to_owned).collect();
    arguments.push(format!("--edition={edition}"));
    arguments
}

fn file_name(number: usize) -> String {
    format!("p{number}.rs")
}

fn executable_name(members: &[usize]) -> String {
    let first = members.first().copied().unwrap_or_default();
    format!("batch-{first}-{}", members.len())
}
