//! How is a suite run? Natives first (batched, cached), then the subject, then the canaries over the same evidence.
//!
//! A program that stands in several suites is judged once; the later suites copy its judgement.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use treebeard_oracle::rustc::{How, Native, Origin, Program, Resolved, ServiceError, Verdict, trace};

use crate::canary::{self, CanaryRow};
use crate::case::{Case, Kind};
use crate::class::{Class, Meaning};
use crate::compare::{self, Evidence, Judgement};
use crate::progress::Progress;
use crate::setup::Workbench;
use crate::subject::Subject;
use crate::suite::Suite;

/// One case with everything known about it.
#[derive(Debug)]
pub struct CaseResult {
    /// The case.
    pub case: Case,
    /// Its judgement.
    pub judgement: Judgement,
    /// What it was compared in; nothing when it stands apart.
    pub standing: Option<Kind>,
    /// It has a traced variant of use.
    pub traced: bool,
}

/// One suite with everything known about it.
#[derive(Debug)]
pub struct SuiteResult {
    /// Its name.
    pub name: String,
    /// Programs found.
    pub blocks: usize,
    /// Programs that are no cases, by reason.
    pub skipped: BTreeMap<String, usize>,
    /// Its cases, and those that stand apart.
    pub results: Vec<CaseResult>,
    /// Where rustc's answers came from.
    pub origins: Origins,
    /// The false subjects.
    pub canaries: Vec<CanaryRow>,
    /// Programs with asserts whose traced variant does not compile, varies or shows nothing: the plain run stands.
    pub untraced: usize,
    /// Programs that rustc accepts, and of these: compiled alone.
    pub accepted: [usize; 2],
    /// Wall clock.
    pub seconds: f64,
}

/// Where rustc's answers came from, counted over programs and their traced variants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origins {
    /// Compiled in a batch.
    pub batched: usize,
    /// Compiled alone.
    pub solo: usize,
    /// Remembered.
    pub cached: usize,
}

/// The numbers of one suite.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Programs that native rustc accepts, runs and finds stable.
    pub cases: usize,
    /// Of these: proved equal.
    pub agree: usize,
    /// Nothing observable.
    pub silent: usize,
    /// With a traced variant.
    pub traced: usize,
    /// Refused honestly.
    pub unsupported: usize,
    /// Native runs differ (not among the cases).
    pub unstable: usize,
    /// Red.
    pub defects: usize,
    /// Programs meant to be rejected, and of these: rejected by both.
    pub rejects: [usize; 2],
    /// Programs that are only checked, and of these: accepted by both.
    pub checks: [usize; 2],
    /// Every class.
    pub classes: BTreeMap<Class, usize>,
}

/// Judgements already made in this run, by program and kind.
#[derive(Debug, Default)]
pub struct Memory {
    judged: HashMap<String, Judgement>,
}

/// One case with the reference's answers.
#[derive(Debug)]
pub struct Prepared<'s> {
    case: &'s Case,
    native: Native,
    traced: Option<(Program, Native)>,
    /// It has asserts, but its traced variant is of no use.
    untraced: bool,
}

/// Runs one suite.
pub fn run_suite(
    bench: &Workbench,
    subject: &dyn Subject,
    suite: Suite,
    memory: &mut Memory,
) -> Result<SuiteResult, ServiceError> {
    let started = Instant::now();
    let cases: Vec<&Case> = suite.cases.iter().collect();
    let (prepared, origins) = prepare(bench, &suite.name, &cases)?;
    let evidence: Vec<Evidence<'_>> = prepared.iter().map(Prepared::evidence).collect();
    let judgements = judge_all(bench, subject, &suite.name, &evidence, memory)?;
    let canaries = canary::run(bench, &suite.name, &evidence);
    let untraced = prepared.iter().filter(|prepared| prepared.untraced).count();
    let accepted = prepared.iter().filter(|prepared| prepared.native.verdict == Verdict::Accept);
    let accepted = accepted.fold([0, 0], |[all, alone], prepared| {
        [all + 1, alone + usize::from(prepared.native.how == How::Solo)]
    });
    let mut skipped = suite.skipped.clone();
    let mut standings = Vec::with_capacity(evidence.len());
    for (evidence, judgement) in evidence.iter().zip(&judgements) {
        if judgement.class.meaning() == Meaning::Apart {
            *skipped.entry(judgement.class.word().to_lowercase()).or_default() += 1;
        }
        let apart = judgement.class.meaning() == Meaning::Apart;
        let standing = compare::standing(evidence.case, evidence.native).ok().filter(|_| !apart);
        standings.push((standing, evidence.traced.is_some()));
    }
    drop(evidence);
    drop(prepared);
    let results = suite.cases.into_iter().zip(judgements).zip(standings);
    let results = results
        .map(|((case, judgement), (standing, traced))| CaseResult { case, judgement, standing, traced })
        .collect();
    let seconds = started.elapsed().as_secs_f64();
    Ok(SuiteResult {
        name: suite.name,
        blocks: suite.blocks,
        skipped,
        results,
        origins,
        canaries,
        untraced,
        accepted,
        seconds,
    })
}

impl Prepared<'_> {
    /// As what a subject is judged by.
    pub fn evidence(&self) -> Evidence<'_> {
        let traced = self.traced.as_ref().map(|(program, native)| (program, native));
        Evidence { case: self.case, native: &self.native, traced }
    }
}

/// Asks rustc about every case, and then about the traced variants of those that it runs.
pub fn prepare<'s>(
    bench: &Workbench,
    label: &str,
    cases: &[&'s Case],
) -> Result<(Vec<Prepared<'s>>, Origins), ServiceError> {
    let mut origins = Origins::default();
    let programs: Vec<&Program> = cases.iter().map(|case| &case.program).collect();
    let natives = resolve(bench, &format!("{label}: rustc"), &programs, &mut origins)?;
    let of_use =
        |(case, native): (&&'s Case, &Native)| native.is_stable().then(|| traced_variant(case)).flatten();
    let variants: Vec<Option<Program>> = cases.iter().zip(&natives).map(of_use).collect();
    let programs: Vec<&Program> = variants.iter().flatten().collect();
    let mut answers =
        resolve(bench, &format!("{label}: rustc, traced"), &programs, &mut origins)?.into_iter();
    let mut prepared = Vec::with_capacity(natives.len());
    for ((case, native), variant) in cases.iter().zip(natives).zip(variants) {
        let has_variant = variant.is_some();
        let traced = match variant {
            Some(program) => answers.next().map(|answer| (program, answer)),
            None => None,
        };
        let traced = traced.filter(|(_, answer)| is_of_use(&native, answer));
        let untraced = has_variant && traced.is_none();
        prepared.push(Prepared { case, native, traced, untraced });
    }
    Ok((prepared, origins))
}

/// Where the shadow does not compile, its runs differ, or no assert is reached, the plain run stands.
fn is_of_use(plain: &Native, traced: &Native) -> bool {
    let shows_more = match (plain.first(), traced.first()) {
        (Some(plain), Some(traced)) => traced.stdout != plain.stdout,
        (None, _) | (_, None) => false,
    };
    traced.verdict == Verdict::Accept && traced.is_stable() && shows_more
}

fn resolve(
    bench: &Workbench,
    label: &str,
    programs: &[&Program],
    origins: &mut Origins,
) -> Result<Vec<Native>, ServiceError> {
    let progress = Progress::new(label, programs.len());
    let resolved = bench.service.resolve(&bench.pool, programs, &|count| progress.add(count))?;
    for answer in &resolved {
        match answer.origin {
            Origin::Batched => origins.batched += 1,
            Origin::Solo => origins.solo += 1,
            Origin::Cached => origins.cached += 1,
        }
    }
    Ok(resolved.into_iter().map(|Resolved { native, .. }| native).collect())
}

fn traced_variant(case: &Case) -> Option<Program> {
    if case.kind != Kind::Run {
        return None;
    }
    let source = trace::traced(&case.program.source)?;
    Some(Program { source, ..case.program.clone() })
}

fn judge_all(
    bench: &Workbench,
    subject: &dyn Subject,
    name: &str,
    evidence: &[Evidence<'_>],
    memory: &mut Memory,
) -> Result<Vec<Judgement>, ServiceError> {
    let keys: Vec<String> = evidence.iter().map(|evidence| memory_key(evidence.case)).collect();
    let fresh: Vec<usize> =
        (0..evidence.len()).filter(|index| !memory.judged.contains_key(&keys[*index])).collect();
    let progress = Progress::new(&format!("{name}: {}", subject.name()), fresh.len());
    let found = in_parallel(bench.jobs, &fresh, |index| {
        let judgement = confirm(bench, subject, &evidence[*index]);
        progress.add(1);
        judgement
    });
    drop(progress);
    for (index, judgement) in fresh.into_iter().zip(found) {
        memory.judged.insert(keys[index].clone(), judgement?);
    }
    Ok(keys.iter().filter_map(|key| memory.judged.get(key).cloned()).collect())
}

fn memory_key(case: &Case) -> String {
    format!("{}-{:?}-{:?}", case.program.digest().hex(), case.kind, case.expectation)
}

/// Judges, and before it declares a difference in output, looks whether rustc's own runs really agree.
pub fn confirm(
    bench: &Workbench,
    subject: &dyn Subject,
    evidence: &Evidence<'_>,
) -> Result<Judgement, ServiceError> {
    let judgement = compare::judge(evidence, subject);
    let Some(difference) = judgement.difference.as_ref().filter(|_| judgement.class == Class::OutputDiff)
    else {
        return Ok(judgement);
    };
    let program = match evidence.traced.filter(|_| difference.traced) {
        Some((program, _)) => program,
        None => &evidence.case.program,
    };
    let again = bench.service.resolve_alone(&bench.pool, program)?;
    let mut native = evidence.native.clone();
    if let Some((_, traced)) = evidence.traced.filter(|_| difference.traced) {
        native = traced.clone();
    }
    // Another compilation may differ too: what reads uninitialised memory does.
    native.runs.extend(again.runs);
    let retried = match (native.is_stable(), difference.traced) {
        (true, _) => return Ok(judgement),
        (false, true) => Evidence { traced: None, ..*evidence },
        (false, false) => Evidence { native: &native, ..*evidence },
    };
    Ok(compare::judge(&retried, subject))
}

/// Maps in parallel, keeping the order.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    step: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    let result = step(item);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

impl SuiteResult {
    /// The suite's numbers.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for result in &self.results {
            let class = result.judgement.class;
            *counts.classes.entry(class).or_default() += 1;
            let agrees = usize::from(class.meaning() == Meaning::Agreement);
            counts.defects += usize::from(class.meaning() == Meaning::Defect);
            counts.unstable += usize::from(class == Class::NativeUnstable);
            match result.standing {
                Some(Kind::Run) => {
                    counts.cases += 1;
                    counts.agree += agrees;
                    counts.silent += usize::from(class == Class::AgreeSilent);
                    counts.unsupported += usize::from(class == Class::Unsupported);
                    counts.traced += usize::from(result.traced);
                }
                Some(Kind::Reject) => {
                    counts.rejects[0] += 1;
                    counts.rejects[1] += agrees;
                }
                Some(Kind::Check) => {
                    counts.checks[0] += 1;
                    counts.checks[1] += agrees;
                }
                None => {}
            }
        }
        counts
    }
}
