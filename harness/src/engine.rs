//! How is a suite run? Natives first (batched, cached), then the subject, then the canaries over the same evidence.
//!
//! A program that stands in several suites is judged once; the later suites copy its judgement.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use treebeard_oracle::rustc::{How, Native, Origin, Program, Resolved, ServiceError, Verdict};

use crate::canary::{self, CanaryRow};
use crate::case::{Case, Kind};
use crate::class::{Class, Meaning};
use crate::compare::{self, Evidence, Judgement};
use crate::progress::Progress;
use crate::setup::Workbench;
use crate::subject::Subject;
use crate::suite::Suite;
use crate::variant::{self, Choice, Trace};

/// One case with everything known about it.
#[derive(Debug)]
pub struct CaseResult {
    /// The case.
    pub case: Case,
    /// Its judgement.
    pub judgement: Judgement,
    /// What it was compared in; nothing when it stands apart.
    pub standing: Option<Kind>,
    /// What its traced variant traces, when it has one of use.
    pub traced: Option<Trace>,
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
    /// Programs whose traced variants do not compile, vary or show nothing: the plain run stands.
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
    /// Of these: by what the variant traces.
    pub traces: BTreeMap<&'static str, usize>,
    /// Refused honestly.
    pub unsupported: usize,
    /// Native runs differ (not among the cases).
    pub unstable: usize,
    /// Red.
    pub defects: usize,
    /// Programs meant to be rejected that rustc rejects, and of these: rejected by both.
    pub rejects: [usize; 2],
    /// Of these: for the same reason at the same line.
    pub rejects_at_line: usize,
    /// Programs meant to be rejected, whatever rustc says.
    pub rejects_meant: usize,
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
    choice: Choice,
}

/// Runs one suite.
pub fn run_suite(
    bench: &Workbench,
    subject: &dyn Subject,
    suite: Suite,
    memory: &mut Memory,
    variants_dir: Option<&Path>,
) -> Result<SuiteResult, ServiceError> {
    let started = Instant::now();
    let cases: Vec<&Case> = suite.cases.iter().collect();
    let (prepared, origins) = prepare(bench, &suite.name, &cases)?;
    if let Some(dir) = variants_dir {
        keep_variants(&dir.join(suite.name.replace(':', "-")), &prepared)?;
    }
    let evidence: Vec<Evidence<'_>> = prepared.iter().map(Prepared::evidence).collect();
    let judgements = judge_all(bench, subject, &suite.name, &evidence, memory)?;
    let canaries = canary::run(bench, &suite.name, &evidence);
    let untraced = prepared.iter().filter(|prepared| prepared.choice.in_vain).count();
    let accepted = prepared.iter().filter(|prepared| prepared.native.verdict == Verdict::Accept);
    let accepted = accepted.fold([0, 0], |[all, alone], prepared| {
        [all + 1, alone + usize::from(prepared.native.how == How::Solo)]
    });
    let mut skipped = suite.skipped.clone();
    let traces: Vec<Option<Trace>> =
        prepared.iter().map(|prepared| prepared.choice.variant.as_ref().map(|found| found.trace)).collect();
    let mut standings = Vec::with_capacity(evidence.len());
    for ((evidence, judgement), trace) in evidence.iter().zip(&judgements).zip(traces) {
        if judgement.class.meaning() == Meaning::Apart {
            *skipped.entry(judgement.class.word().to_lowercase()).or_default() += 1;
        }
        let apart = judgement.class.meaning() == Meaning::Apart;
        let standing = compare::standing(evidence.case, evidence.native).ok().filter(|_| !apart);
        standings.push((standing, trace));
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

/// Writes every variant, and what it prints when rustc has compiled it.
fn keep_variants(dir: &Path, prepared: &[Prepared<'_>]) -> io::Result<()> {
    for (case, variant) in
        prepared.iter().filter_map(|found| Some((found.case, found.choice.variant.as_ref()?)))
    {
        let file = dir.join(format!("{}.rs", case.name));
        fs::create_dir_all(file.parent().unwrap_or(dir))?;
        fs::write(&file, &variant.program.source)?;
        let stdout = variant.native.first().map_or(&[][..], |run| &run.stdout);
        fs::write(file.with_extension("stdout"), stdout)?;
    }
    Ok(())
}

impl Prepared<'_> {
    /// As what a subject is judged by.
    pub fn evidence(&self) -> Evidence<'_> {
        let traced = self.choice.variant.as_ref().map(|found| (&found.program, &found.native));
        Evidence { case: self.case, native: &self.native, traced }
    }
}

/// Asks rustc about every case, and then about variants of those that it runs.
pub fn prepare<'s>(
    bench: &Workbench,
    label: &str,
    cases: &[&'s Case],
) -> Result<(Vec<Prepared<'s>>, Origins), ServiceError> {
    let mut origins = Origins::default();
    let programs: Vec<&Program> = cases.iter().map(|case| &case.program).collect();
    let natives = resolve(bench, &format!("{label}: rustc"), &programs, &mut origins)?;
    let ask = &mut |what: &str, programs: &[&Program], origins: &mut Origins| {
        resolve(bench, &format!("{label}: rustc, {what}"), programs, origins)
    };
    let choices = variant::choose(cases, &natives, &mut origins, ask)?;
    let prepared = cases.iter().zip(natives).zip(choices);
    let prepared = prepared.map(|((case, native), choice)| Prepared { case, native, choice }).collect();
    Ok((prepared, origins))
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
    let is_stable = native.is_stable();
    // A case with an expectation claims that it has but one end.
    let races = is_stable
        && evidence.case.expectation.is_none()
        && compare::other_schedule_agrees(program, &native, subject);
    Ok(match difference.traced {
        _ if is_stable && !races => judgement,
        true => compare::judge(&Evidence { traced: None, ..*evidence }, subject),
        false if races => Judgement::race(),
        false => compare::judge(&Evidence { native: &native, ..*evidence }, subject),
    })
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
            counts.rejects_meant += usize::from(result.case.kind == Kind::Reject);
            match result.standing {
                Some(Kind::Run) => {
                    counts.cases += 1;
                    counts.agree += agrees;
                    counts.silent += usize::from(class == Class::AgreeSilent);
                    counts.unsupported += usize::from(class == Class::Unsupported);
                    counts.traced += usize::from(result.traced.is_some());
                    if let Some(trace) = result.traced {
                        *counts.traces.entry(trace.label()).or_default() += 1;
                    }
                }
                Some(Kind::Reject) => {
                    counts.rejects[0] += 1;
                    counts.rejects[1] += agrees;
                    counts.rejects_at_line += usize::from(result.judgement.at_line);
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
