//! The command `conform`: which suites, with which subject, reported where, and is it red?

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use treebeard_oracle::rustc::{Program, difference};

use crate::baseline::{self, Baseline, Change};
use crate::bless::{self, Blessed};
use crate::canary;
use crate::case::{Case, Kind};
use crate::class::Meaning;
use crate::engine::{self, Memory, SuiteResult};
use crate::floors;
use crate::report::{self, Report};
use crate::setup::{SetupError, Workbench, Worker};
use crate::subjects::Interpreter;
use crate::suite::{self, CORPUS, Suite, SuiteError};

/// What is asked on the command line.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files and folders instead of suites.
    pub paths: Vec<PathBuf>,
    /// Suites by name; none means `corpus`.
    pub suites: Vec<String>,
    /// Every suite.
    pub all: bool,
    /// A suite that cannot be loaded makes the run red.
    pub require_suites: bool,
    /// Only cases whose name, or suite and name, contains this.
    pub filter: Option<String>,
    /// How much is done at once.
    pub jobs: Option<usize>,
    /// Where the JSON goes.
    pub json: Option<PathBuf>,
    /// Where the JUnit XML goes.
    pub junit: Option<PathBuf>,
    /// Where the traced variants go.
    pub variants: Option<PathBuf>,
    /// Where the page goes; `reports/latest` otherwise.
    pub report: Option<PathBuf>,
    /// Where the baselines are; `reports/baseline` otherwise.
    pub baseline: Option<PathBuf>,
    /// Write the baselines, shrinking only.
    pub update_baseline: bool,
    /// Write the baselines, growing for this reason.
    pub accept_regression: Option<String>,
    /// Write the corpus's expectations from rustc, and run nothing else.
    pub bless: bool,
    /// Compare this many programs of each suite batched and alone, and run nothing else.
    pub check_batching: Option<usize>,
}

/// What keeps `conform` from working at all.
#[derive(Debug)]
pub enum ConformError {
    /// The machine.
    Setup(SetupError),
    /// A suite.
    Suite(SuiteError),
    /// The question.
    Usage(String),
}

impl std::fmt::Display for ConformError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Setup(error) => error.fmt(formatter),
            Self::Suite(error) => error.fmt(formatter),
            Self::Usage(text) => formatter.write_str(text),
        }
    }
}

impl std::error::Error for ConformError {}

impl<E: Into<SetupError>> From<E> for ConformError {
    fn from(error: E) -> Self {
        Self::Setup(error.into())
    }
}

/// Runs `conform`; true when everything is as expected. `worker` is the interpreter and the sandbox's runner.
pub fn run(options: &Options, worker: &Worker) -> Result<bool, ConformError> {
    let bench = Workbench::new(worker, options.jobs)?;
    let (suites, missing) = load(options, &bench)?;
    if options.bless {
        return bless_all(&bench, &suites);
    }
    if let Some(count) = options.check_batching {
        return check_batching(&bench, &suites, count);
    }
    let subject = Interpreter::new(&bench.pool, worker.executable.clone(), worker.prefix.clone());
    let mut memory = Memory::default();
    let mut results = Vec::new();
    for suite in suites {
        results.push(engine::run_suite(&bench, &subject, suite, &mut memory, options.variants.as_deref())?);
    }
    let report = judge(options, &bench, results, missing)?;
    write(options, &bench, &report)?;
    print(&report::summary(&report))?;
    Ok(report.problems.is_empty())
}

fn load(options: &Options, bench: &Workbench) -> Result<(Vec<Suite>, Vec<String>), ConformError> {
    let names: Vec<String> = match (options.all, options.suites.is_empty()) {
        (true, _) => suite::all_names().into_iter().map(str::to_owned).collect(),
        (false, false) => options.suites.clone(),
        (false, true) if options.paths.is_empty() => vec![CORPUS.to_owned()],
        (false, true) => Vec::new(),
    };
    let (mut suites, mut missing) = (Vec::new(), Vec::new());
    if !options.paths.is_empty() {
        suites.push(suite::load_paths(&options.paths).map_err(ConformError::Suite)?);
    }
    for name in names {
        match suite::load(&name, &bench.layout, bench.service.toolchain()) {
            Ok(suite) => suites.push(suite),
            Err(error @ SuiteError::NoDocumentation(_)) => missing.push(error.to_string()),
            Err(error) => return Err(ConformError::Suite(error)),
        }
    }
    if let Some(filter) = &options.filter {
        for suite in &mut suites {
            let prefix = suite.name.clone();
            suite.cases.retain(|case| format!("{prefix}::{}", case.name).contains(filter.as_str()));
        }
        suites.retain(|suite| !suite.cases.is_empty());
        if suites.is_empty() {
            return Err(ConformError::Usage(format!("no case's name contains `{filter}`")));
        }
    }
    Ok((suites, missing))
}

/// Holds the results against baselines, floors and canaries.
fn judge(
    options: &Options,
    bench: &Workbench,
    results: Vec<SuiteResult>,
    missing_suites: Vec<String>,
) -> Result<Report, ConformError> {
    let toolchain = bench.service.toolchain();
    let release = toolchain.release.clone();
    let whole = options.filter.is_none();
    let floors = floors::read(&bench.layout.reports_dir().join("floors.tsv")).map_err(ConformError::Usage)?;
    let dir = baseline_dir(options, bench);
    let mut problems = Vec::new();
    let mut regressions_accepted = Vec::new();
    let mut suites = Vec::new();
    for result in results {
        let old = Baseline::read(&dir, &result.name).map_err(ConformError::Usage)?;
        let listed = if result.name == suite::PATHS { None } else { old.as_ref() };
        let change = baseline::compare(listed, &result, &release, whole);
        let changes = update(options, &dir, &result, old.as_ref(), &change, &release)?;
        regressions_accepted.extend(changes.accepted);
        problems.extend(changes.problems);
        problems.extend(defects(&result));
        if whole && result.name != suite::PATHS {
            problems.extend(floors::problems(&floors, &result, &release));
        }
        problems.extend(canary_problems(&result, whole));
        suites.push((result, change));
    }
    let traps = canary::traps(bench)?;
    problems.extend(traps.iter().filter_map(canary::Trap::problem));
    let mismatches = bench.service.mismatches();
    problems.extend(mismatches.iter().map(|mismatch| format!("batch and solo differ: {}", mismatch.detail)));
    if options.require_suites {
        problems.extend(missing_suites.iter().cloned());
    }
    let version = toolchain.version.lines().next().unwrap_or_default().to_owned();
    let tier = bench.pool.tier().to_string();
    Ok(Report {
        toolchain: version,
        tier,
        suites,
        traps,
        mismatches,
        missing_suites,
        regressions_accepted,
        problems,
    })
}

/// Every defect is red: no baseline lists one.
fn defects(result: &SuiteResult) -> impl Iterator<Item = String> + '_ {
    let red = result.results.iter().filter(|case| case.judgement.class.meaning() == Meaning::Defect);
    red.map(|case| {
        format!("{}::{}: {} {}", result.name, case.case.name, case.judgement.class, case.judgement.detail)
    })
}

/// A suite without its three false subjects is as bad as one where they pass.
fn canary_problems(result: &SuiteResult, whole: bool) -> Vec<String> {
    let mut problems: Vec<String> = Vec::new();
    for subject in ["null", "constant", "flip"] {
        match result.canaries.iter().find(|row| row.subject == subject) {
            None => problems.push(format!("suite {} has no canary row for {subject}", result.name)),
            // A few chosen cases prove nothing about shares.
            Some(row) if whole || subject != "null" => {
                problems.extend(row.problem().map(|problem| format!("suite {}: {problem}", result.name)));
            }
            Some(_) => {}
        }
    }
    problems
}

struct Changes {
    accepted: Option<String>,
    problems: Vec<String>,
}

/// What the baseline's change means, and the new baseline when one is asked for.
fn update(
    options: &Options,
    dir: &Path,
    result: &SuiteResult,
    old: Option<&Baseline>,
    change: &Change,
    release: &str,
) -> Result<Changes, ConformError> {
    let name = &result.name;
    let none = Changes { accepted: None, problems: Vec::new() };
    let writes = options.update_baseline || options.accept_regression.is_some();
    if name == suite::PATHS {
        return Ok(none);
    }
    if writes && options.filter.is_some() {
        return Err(ConformError::Usage(
            "a baseline is written from whole suites, not with --filter".to_owned(),
        ));
    }
    let broken: Vec<String> = match change.missing && !change.broken.is_empty() {
        true => vec![format!("{name}: there is no baseline, and {} cases do not agree", change.broken.len())],
        false => change.broken.iter().map(|case| format!("{name}: newly broken: {case}")).collect(),
    };
    let stale = change.fixed.iter().map(|case| format!("{name}: listed in the baseline, but agrees: {case}"));
    let vanished =
        change.vanished.iter().map(|case| format!("{name}: listed in the baseline, but gone: {case}"));
    let other = change.other_toolchain.iter();
    let other = other.map(|old| format!("{name}: the baseline is for toolchain {old}, this is {release}"));
    match &options.accept_regression {
        Some(reason) => {
            let grew = (!change.broken.is_empty()).then(|| format!("{name}: {reason}"));
            let reason = grew.is_some().then(|| reason.clone());
            let new = Baseline::of(result, release, reason).with_reason_of(old);
            new.write(dir, name).map_err(SetupError::from)?;
            Ok(Changes { accepted: grew, problems: Vec::new() })
        }
        None if options.update_baseline && change.broken.is_empty() => {
            let new = Baseline::of(result, release, None).with_reason_of(old);
            new.write(dir, name).map_err(SetupError::from)?;
            Ok(none)
        }
        None => Ok(Changes {
            accepted: None,
            problems: broken.into_iter().chain(stale).chain(vanished).chain(other).collect(),
        }),
    }
}

fn baseline_dir(options: &Options, bench: &Workbench) -> PathBuf {
    options.baseline.clone().unwrap_or_else(|| bench.layout.reports_dir().join("baseline"))
}

fn write(options: &Options, bench: &Workbench, report: &Report) -> io::Result<()> {
    let dir = options.report.clone().unwrap_or_else(|| bench.layout.reports_dir().join("latest"));
    fs::create_dir_all(&dir)?;
    let document = serde_json::to_string_pretty(&report::document(report))?;
    fs::write(dir.join("conform.json"), &document)?;
    fs::write(dir.join("conform.html"), report::page(report))?;
    if let Some(file) = &options.junit {
        fs::write(file, report::junit(report)?)?;
    }
    match &options.json {
        Some(file) => fs::write(file, document),
        None => Ok(()),
    }
}

fn bless_all(bench: &Workbench, suites: &[Suite]) -> Result<bool, ConformError> {
    let mut refused = 0;
    for suite in suites {
        if suite.name != CORPUS {
            return Err(ConformError::Usage(format!(
                "only `{CORPUS}` has expectations to bless, not `{}`",
                suite.name
            )));
        }
        for (name, blessed) in bless::bless(bench, &bench.layout.corpus_dir(), suite)? {
            match blessed {
                Blessed::Unchanged => {}
                Blessed::Written => print(&format!("written   {name}\n"))?,
                Blessed::Refused(why) => {
                    refused += 1;
                    print(&format!("refused   {name}: {why}\n"))?;
                }
            }
        }
    }
    Ok(refused == 0)
}

/// Compiles a sample of each suite both ways and compares verdicts and runs.
fn check_batching(bench: &Workbench, suites: &[Suite], count: usize) -> Result<bool, ConformError> {
    let solo = bench.solo_service()?;
    let mut differing = 0;
    for suite in suites {
        let sample: Vec<&Program> = sample(&suite.cases, &[Kind::Run, Kind::Reject], count)
            .into_iter()
            .map(|case| &case.program)
            .collect();
        let batched = bench.service.resolve(&bench.pool, &sample, &|_| ())?;
        let alone = solo.resolve(&bench.pool, &sample, &|_| ())?;
        let mut found = 0;
        for ((program, batched), alone) in sample.iter().zip(&batched).zip(&alone) {
            if let Some(detail) = difference(program, &batched.native, &alone.native) {
                found += 1;
                print(&format!("{}: {detail}\n{}\n", suite.name, program.source))?;
            }
        }
        print(&format!("{}: {} programs batched and alone, {found} differ\n", suite.name, sample.len()))?;
        differing += found;
    }
    Ok(differing == 0)
}

/// A fixed sample of cases: those with the smallest digests.
pub fn sample<'c>(cases: &'c [Case], kinds: &[Kind], count: usize) -> Vec<&'c Case> {
    let mut cases: Vec<&Case> = cases.iter().filter(|case| kinds.contains(&case.kind)).collect();
    cases.sort_by_cached_key(|case| case.program.content_digest().hex());
    cases.truncate(count);
    cases
}

fn print(text: &str) -> io::Result<()> {
    use io::Write as _;
    match io::stdout().write_all(text.as_bytes()) {
        // Nobody reads any more: the report is written all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
