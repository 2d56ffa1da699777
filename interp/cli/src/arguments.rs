//! Every command and every flag, in the words that `--help` prints.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Runs Rust source the moment it is parsed.
#[derive(Debug, Parser)]
#[command(name = "treebeard", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a program.
    Run(RunArguments),
    /// Check a program without running it.
    Check(RunArguments),
    /// Run the tests of a program or package, each in an isolate of its own.
    Test(TestArguments),
    /// Run programs interpreted and compiled by rustc, and report every difference.
    Conform(ConformArguments),
}

#[derive(Args, Debug)]
pub(crate) struct RunArguments {
    /// The program's file, its `Cargo.toml`, or the folder that has one.
    pub(crate) file: PathBuf,
    /// The edition of a program without `Cargo.toml`.
    #[arg(long, default_value = "2024", value_parser = ["2015", "2018", "2021", "2024"])]
    pub(crate) edition: String,
    /// The name that the program and its messages see instead of FILE.
    #[arg(long, value_name = "NAME")]
    pub(crate) source_name: Option<String>,
    /// Write what became of the program to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) outcome: Option<PathBuf>,
    /// What happens to a program that rustc rejects: `stop` says why and ends, `run` runs it all the same if only its
    /// ownership is wrong (names and types must be right).
    #[arg(long, default_value = "stop", value_parser = ["stop", "run"])]
    pub(crate) on_reject: String,
    /// What is tracked of ownership while running.
    #[arg(long, default_value = "off", value_parser = ["track", "off"])]
    pub(crate) ownership: String,
    /// Most steps (calls and turns of loops) the program may take.
    #[arg(long, value_name = "N")]
    pub(crate) fuel: Option<u64>,
    /// Most bytes of heap the program may hold.
    #[arg(long, value_name = "BYTES")]
    pub(crate) memory: Option<u64>,
    /// Seed of everything random (hash seeds); without it every run has its own. It also decides which thread runs
    /// when; without it threads take turns.
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Run N times, with the seeds from `--seed` (or 1) on, each with another schedule of the threads; the first run that
    /// ends otherwise than the first one is shown, with its seed.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub(crate) many_seeds: Option<u64>,
    /// A variable that `env!` sees besides those of the environment (repeatable).
    #[arg(long, value_name = "NAME=VALUE", value_parser = variable)]
    pub(crate) compile_env: Vec<(String, String)>,
    /// How diagnostics are printed.
    #[arg(long, default_value = "human", value_parser = ["human", "json", "short"])]
    pub(crate) format: String,
    /// The program of a package that has several.
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Option<String>,
    #[command(flatten)]
    pub(crate) features: FeatureArguments,
    /// The program's own arguments.
    #[arg(last = true)]
    pub(crate) program_arguments: Vec<String>,
}

fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Features of a package.
#[derive(Args, Debug)]
pub(crate) struct FeatureArguments {
    /// Features of the package to turn on (commas or spaces between them).
    #[arg(long, value_name = "NAMES")]
    pub(crate) features: Vec<String>,
    /// All features of the package.
    #[arg(long)]
    pub(crate) all_features: bool,
    /// Leave out the feature `default`.
    #[arg(long)]
    pub(crate) no_default_features: bool,
}

#[derive(Args, Debug)]
pub(crate) struct TestArguments {
    /// A file, a `Cargo.toml` or the folder that has one (if the first is none of these, the current folder), then
    /// filters: only tests whose names contain one of them are run.
    #[arg(value_name = "PATH|FILTER")]
    pub(crate) positional: Vec<String>,
    /// Filters are whole names.
    #[arg(long)]
    pub(crate) exact: bool,
    /// Let tests print, instead of keeping it for those that fail.
    #[arg(long, visible_alias = "no-capture")]
    pub(crate) nocapture: bool,
    /// Run only ignored tests.
    #[arg(long)]
    pub(crate) ignored: bool,
    /// Run ignored tests too.
    #[arg(long)]
    pub(crate) include_ignored: bool,
    /// Leave out tests whose names contain this (repeatable).
    #[arg(long, value_name = "TEXT")]
    pub(crate) skip: Vec<String>,
    /// List the tests instead of running them.
    #[arg(long)]
    pub(crate) list: bool,
    /// Only the library's tests.
    #[arg(long)]
    pub(crate) lib: bool,
    /// Go on with the other crates of the package after a failure.
    #[arg(long)]
    pub(crate) no_fail_fast: bool,
    /// The edition of a file without `Cargo.toml`.
    #[arg(long, default_value = "2024", value_parser = ["2015", "2018", "2021", "2024"])]
    pub(crate) edition: String,
    /// Most steps (calls and turns of loops) each test may take.
    #[arg(long, value_name = "N")]
    pub(crate) fuel: Option<u64>,
    /// Most bytes of heap each test may hold.
    #[arg(long, value_name = "BYTES")]
    pub(crate) memory: Option<u64>,
    /// Seed of everything random (hash seeds); without it every run has its own.
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// How diagnostics are printed.
    #[arg(long, default_value = "human", value_parser = ["human", "json", "short"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) features: FeatureArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ConformArguments {
    /// Programs or folders of programs, instead of suites.
    pub(crate) paths: Vec<PathBuf>,
    /// A suite: `corpus`, `docs:book`, … (repeatable).
    #[arg(long = "suite", value_name = "NAME")]
    pub(crate) suites: Vec<String>,
    /// Every suite.
    #[arg(long)]
    pub(crate) all: bool,
    /// Fail when a suite is not installed.
    #[arg(long)]
    pub(crate) require_suites: bool,
    /// Only cases whose `suite::name` contains this.
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// How many programs are compiled or run at once.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Write the report as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the report as JUnit XML.
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Write the traced variants, and what they print natively.
    #[arg(long, value_name = "DIR")]
    pub(crate) variants: Option<PathBuf>,
    /// Where the report goes (reports/latest).
    #[arg(long, value_name = "DIR")]
    pub(crate) report: Option<PathBuf>,
    /// Where the baselines are (reports/baseline).
    #[arg(long, value_name = "DIR")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the baselines, unless a case got worse.
    #[arg(long)]
    pub(crate) update_baseline: bool,
    /// Write the baselines although cases got worse, and say why.
    #[arg(long, value_name = "REASON")]
    pub(crate) accept_regression: Option<String>,
    /// Write the expectations of the corpus from rustc's runs.
    #[arg(long)]
    pub(crate) bless: bool,
    /// Compile N programs of each suite batched and alone, and compare.
    #[arg(long, value_name = "N")]
    pub(crate) check_batching: Option<usize>,
}
