//! The one entry point: programs in, rustc's answers out.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::batch::{Batch, MEMBERS_MAX};
use super::cache::Cache;
use super::features;
use super::native::{self, Native, RUNS_MAX};
use super::peel;
use super::program::{Edition, Program, Purpose};
use super::screen::{goes_alone, may_vary, may_wait};
use super::solo;
use super::toolchain::Toolchain;
use super::verdict::{How, Verdict};
use crate::sandbox::{Pool, PoolError};

/// How the service is set up.
#[derive(Clone, Debug)]
pub struct ServiceConfig {
    /// Where answers are kept.
    pub cache_dir: PathBuf,
    /// How many compilations and runs go on at once.
    pub jobs: usize,
    /// Compile everything alone, and neither read nor write the cache.
    pub solo_only: bool,
}

/// rustc, asked in batches and remembered.
#[derive(Debug)]
pub struct Service {
    toolchain: Toolchain,
    cache: Cache,
    scratch: PathBuf,
    folders: AtomicUsize,
    config: ServiceConfig,
    mismatches: Mutex<Vec<Mismatch>>,
    /// Whether this rustc is of the stable channel, once it was asked.
    refuses_features: OnceLock<bool>,
}

/// Where an answer came from this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled now, in a batch.
    Batched,
    /// Compiled now, alone.
    Solo,
    /// Remembered.
    Cached,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// rustc's answer.
    pub native: Native,
    /// Where it came from.
    pub origin: Origin,
}

/// A batch result that a lone rustc did not confirm: a defect of this crate.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// The program's text.
    pub source: String,
    /// What differs.
    pub detail: String,
}

/// Why the oracle could not answer.
#[derive(Debug)]
pub enum ServiceError {
    /// Files or rustc itself.
    Io(io::Error),
    /// The sandbox.
    Pool(PoolError),
}

impl fmt::Display for ServiceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(formatter, "the oracle fails: {error}"),
            Self::Pool(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for ServiceError {}

impl From<io::Error> for ServiceError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<PoolError> for ServiceError {
    fn from(error: PoolError) -> Self {
        Self::Pool(error)
    }
}

/// How many programs that may wait run beside the others: a pool needs so many runners more than there are jobs.
pub const WAITERS: usize = 4;

const SCRATCH: &str = "scratch-";

/// One piece of work for one thread.
enum Work<'p> {
    /// To be compiled together.
    Batch(Edition, Vec<&'p Program>),
    /// To be run: a member of a batch that was compiled. Runs come after all compilations, since those that wait for
    /// something would hold up what is compiled after them.
    Run(Arc<Batch<'p>>, Arc<Path>, usize, Verdict),
    /// Refused by this rustc whatever is in it.
    Refused(&'p Program, Verdict),
    /// To be compiled alone, and run.
    Solo(&'p Program),
}

impl Work<'_> {
    fn may_wait(&self) -> bool {
        match self {
            Work::Batch(..) | Work::Refused(..) => false,
            Work::Run(batch, _, number, _) => may_wait(&batch.program(*number).source),
            Work::Solo(program) => may_wait(&program.source),
        }
    }
}

type Answers = HashMap<String, Resolved>;

impl Service {
    /// A service over that toolchain; `sandbox` names the sandbox's tier, whose strength programs can observe.
    pub fn new(toolchain: Toolchain, sandbox: &str, config: ServiceConfig) -> io::Result<Self> {
        let cache = Cache::open(&config.cache_dir.join("answers"), &toolchain.version, sandbox)?;
        remove_abandoned(&config.cache_dir)?;
        let scratch = config.cache_dir.join(format!("{SCRATCH}{}-{}", std::process::id(), now_nanos()));
        fs::create_dir_all(&scratch)?;
        let (folders, mismatches) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let refuses_features = OnceLock::new();
        Ok(Self { toolchain, cache, scratch, folders, config, mismatches, refuses_features })
    }

    /// The toolchain that answers.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// Answers for every program, in their order; equal programs are asked about once. `done` is called with
    /// the number of programs just answered.
    pub fn resolve(
        &self,
        pool: &Pool,
        programs: &[&Program],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Resolved>, ServiceError> {
        let keys: Vec<String> = programs.iter().map(|program| program.digest().hex()).collect();
        let mut answers = Answers::new();
        let mut asked: HashMap<&str, &Program> = HashMap::new();
        for (program, key) in programs.iter().zip(&keys) {
            if answers.contains_key(key) || asked.contains_key(key.as_str()) {
                continue;
            }
            match self.cached(program) {
                Some(native) => {
                    answers.insert(key.clone(), Resolved { native, origin: Origin::Cached });
                    done(1);
                }
                None => {
                    asked.insert(key, program);
                }
            }
        }
        let answers = Mutex::new(answers);
        let mut waiting: Vec<&Program> = asked.into_values().collect();
        waiting.sort_by(|a, b| (a.edition, &a.name, &a.source).cmp(&(b.edition, &b.name, &b.source)));
        let later = Mutex::new(Vec::new());
        self.work_off(pool, self.plan(pool, &waiting)?, &answers, &later, done)?;
        let work = std::mem::take(&mut *lock(&later));
        self.work_off(pool, work, &answers, &later, done)?;
        let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
        keys.iter()
            .map(|key| answers.get(key).cloned().ok_or_else(|| io::Error::other("a program was lost").into()))
            .collect()
    }

    /// Compiles a program alone and runs it five times, whatever is remembered.
    pub fn resolve_alone(&self, pool: &Pool, program: &Program) -> Result<Native, ServiceError> {
        self.solo(pool, program, RUNS_MAX)
    }

    /// The batch results found wrong so far.
    pub fn mismatches(&self) -> Vec<Mismatch> {
        lock(&self.mismatches).clone()
    }

    fn cached(&self, program: &Program) -> Option<Native> {
        if self.config.solo_only {
            return None;
        }
        let only_alone = goes_alone(program).is_some() && features::refusal(program).is_none();
        self.cache.get(program, only_alone)
    }

    fn plan<'p>(&self, pool: &Pool, programs: &[&'p Program]) -> Result<Vec<Work<'p>>, ServiceError> {
        let mut work = Vec::new();
        let mut groups: Vec<(Edition, Vec<&'p Program>)> = Vec::new();
        for program in programs {
            if self.config.solo_only {
                work.push(Work::Solo(program));
                continue;
            }
            if let Some(verdict) = features::refusal(program)
                && self.refuses_features(pool)?
            {
                work.push(Work::Refused(program, verdict));
                continue;
            }
            if goes_alone(program).is_some() {
                work.push(Work::Solo(program));
                continue;
            }
            match groups.iter_mut().find(|(edition, _)| *edition == program.edition) {
                Some((_, group)) => group.push(program),
                None => groups.push((program.edition, vec![program])),
            }
        }
        for (edition, group) in groups {
            // Equal shares, and at least one for each thread when there is enough for all.
            let crates = group.len().div_ceil(MEMBERS_MAX).max(self.config.jobs.min(group.len() / 40));
            let share = group.len().div_ceil(crates.max(1));
            work.extend(group.chunks(share.max(1)).map(|chunk| Work::Batch(edition, chunk.to_vec())));
        }
        // Batches first: they are long, and a long piece at the end would leave a thread idle.
        work.sort_by_key(|work| matches!(work, Work::Refused(..) | Work::Solo(_)));
        Ok(work)
    }

    fn work_off<'p>(
        &self,
        pool: &Pool,
        work: Vec<Work<'p>>,
        answers: &Mutex<Answers>,
        later: &Mutex<Vec<Work<'p>>>,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<(), ServiceError> {
        let (waiting, busy): (VecDeque<_>, VecDeque<_>) = work.into_iter().partition(Work::may_wait);
        let waiters = waiting.len().min(WAITERS);
        let (waiting, busy) = (Mutex::new(waiting), Mutex::new(busy));
        let wait = || lock(&waiting).pop_front();
        let any = || {
            let next = lock(&busy).pop_front();
            next.or_else(wait)
        };
        // What is done is dropped: the last run of a batch takes its folder away.
        let step = |next: &dyn Fn() -> Option<Work<'p>>| -> Result<(), ServiceError> {
            while let Some(work) = next() {
                let found = match &work {
                    Work::Batch(edition, programs) => self.batch(pool, *edition, programs, later)?,
                    Work::Run(batch, executable, number, verdict) => {
                        let program = batch.program(*number);
                        let (runs, not_run) = native::run(pool, program, executable, Some(*number), 0)?;
                        let native = Native { verdict: verdict.clone(), how: How::Batched, runs, not_run };
                        self.repeat_sample(pool, program, &native)?;
                        vec![(program, native)]
                    }
                    Work::Refused(program, verdict) => {
                        let native = unrun(verdict.clone());
                        self.repeat_sample(pool, program, &native)?;
                        vec![(*program, native)]
                    }
                    Work::Solo(program) => vec![(*program, self.solo(pool, program, 0)?)],
                };
                done(found.len());
                for (program, native) in found {
                    if !self.config.solo_only {
                        self.cache.put(program, &native)?;
                    }
                    let origin = match native.how {
                        How::Batched => Origin::Batched,
                        How::Solo => Origin::Solo,
                    };
                    lock(answers).insert(program.digest().hex(), Resolved { native, origin });
                }
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let workers = (0..self.config.jobs.max(1)).map(|_| scope.spawn(|| step(&any)));
            let waiters = (0..waiters).map(|_| scope.spawn(|| step(&wait)));
            let threads: Vec<_> = workers.chain(waiters).collect();
            threads.into_iter().try_for_each(|thread| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
    }

    /// Compiles a batch: the answers about members that are not run, and what is to be done later about the others.
    fn batch<'p>(
        &self,
        pool: &Pool,
        edition: Edition,
        programs: &[&'p Program],
        later: &Mutex<Vec<Work<'p>>>,
    ) -> Result<Vec<(&'p Program, Native)>, ServiceError> {
        let batch = Arc::new(Batch::write(self.folder(), edition, programs.to_vec())?);
        let mut peeled = peel::judge(&batch, &self.toolchain)?;
        lock(later).extend(peeled.alone.iter().map(|number| Work::Solo(batch.program(*number))));
        for members in &peeled.built {
            let executable: Arc<Path> = batch.executable(members).into();
            let runs = members.iter().filter_map(|number| {
                let verdict = peeled.verdicts.remove(number)?;
                Some(Work::Run(batch.clone(), executable.clone(), *number, verdict))
            });
            lock(later).extend(runs);
        }
        let mut found = Vec::with_capacity(peeled.verdicts.len());
        for (number, verdict) in peeled.verdicts {
            let native = unrun(verdict);
            self.repeat_sample(pool, batch.program(number), &native)?;
            found.push((batch.program(number), native));
        }
        Ok(found)
    }

    fn refuses_features(&self, pool: &Pool) -> Result<bool, ServiceError> {
        if let Some(known) = self.refuses_features.get() {
            return Ok(*known);
        }
        let probe = Program::new("main.rs", features::PROBE, Edition::E2021);
        let native = match self.cached(&probe) {
            Some(native) => native,
            None => {
                let native = self.solo(pool, &probe, 0)?;
                self.cache.put(&probe, &native)?;
                native
            }
        };
        let refusals = native.verdict.signature().unwrap_or_default();
        Ok(*self.refuses_features.get_or_init(|| refusals == [(features::REFUSAL, 1)]))
    }

    fn solo(&self, pool: &Pool, program: &Program, runs_wanted: usize) -> Result<Native, ServiceError> {
        let dir = self.folder();
        fs::create_dir_all(&dir)?;
        let judged = solo::judge(&self.toolchain, program, &dir)?;
        let (runs, not_run) = match &judged.executable {
            Some(executable) => native::run(pool, program, executable, None, runs_wanted)?,
            None => (Vec::new(), None),
        };
        fs::remove_dir_all(&dir)?;
        Ok(Native { verdict: judged.verdict, how: How::Solo, runs, not_run })
    }

    /// One per cent of batch results, another one every day, are repeated alone.
    fn repeat_sample(&self, pool: &Pool, program: &Program, batched: &Native) -> Result<(), ServiceError> {
        let today = (now_nanos() / 86_400_000_000_000) as u64 % 100;
        if program.content_digest().sample(100) != today {
            return Ok(());
        }
        let alone = self.solo(pool, program, 0)?;
        // What reads uninitialised memory may even differ from one compilation to the next.
        let comparable = !may_vary(&program.source) || verdicts_differ(program, batched, &alone);
        if let Some(detail) = difference(program, batched, &alone).filter(|_| comparable) {
            lock(&self.mismatches).push(Mismatch { source: program.source.clone(), detail });
        }
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        self.scratch.join(self.folders.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// The folder for caches of other parts.
    pub fn cache_dir(&self) -> &Path {
        &self.config.cache_dir
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if fs::remove_dir_all(&self.scratch).is_err() {
            eprintln!("oracle: {} stays behind", self.scratch.display());
        }
    }
}

/// An answer about a program that is not run.
fn unrun(verdict: Verdict) -> Native {
    Native { verdict, how: How::Batched, runs: Vec::new(), not_run: None }
}

fn verdicts_differ(program: &Program, batched: &Native, alone: &Native) -> bool {
    if std::mem::discriminant(&batched.verdict) != std::mem::discriminant(&alone.verdict) {
        return true;
    }
    // Of a variant a batch tells only some errors; of a program that is refused unseen only that is known.
    let is_partial = program.purpose == Purpose::Variant || features::refusal(program).is_some();
    !is_partial && batched.verdict.signature() != alone.verdict.signature()
}

/// What a batched answer and a lone one disagree about; runs count only where both are stable.
pub fn difference(program: &Program, batched: &Native, alone: &Native) -> Option<String> {
    if verdicts_differ(program, batched, alone) {
        return Some(format!("verdicts: {:?} in the batch, {:?} alone", batched.verdict, alone.verdict));
    }
    let (Some(first), Some(second)) = (batched.first(), alone.first()) else { return None };
    let comparable = batched.is_stable() && alone.is_stable();
    (comparable && !native::same(first, second))
        .then(|| format!("runs: {first:?} in the batch, {second:?} alone"))
}

/// Removes the scratch folders of processes that are gone: an interrupted run could not do it itself.
fn remove_abandoned(cache_dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(cache_dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.strip_prefix(SCRATCH).and_then(|rest| rest.split('-').next());
        let is_gone = owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists());
        if is_gone && fs::remove_dir_all(entry.path()).is_err() {
            // Another process that starts now may be removing the same folder.
        }
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn now_nanos() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_nanos())
}
