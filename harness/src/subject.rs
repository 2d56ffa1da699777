//! What is being tested? Anything that takes a program and says what became of it.
//!
//! Another interpreter is tested by implementing this trait.

use treebeard_oracle::rustc::Program;
use treebeard_oracle::sandbox::Output;

use crate::outcome::Record;

/// What a subject is asked to do with a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Check every body, then run.
    Run,
    /// The same, where the seed decides which thread runs when.
    Explore(u64),
    /// Check every body.
    Check,
}

/// One program for a subject.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The program, the traced variant included.
    pub program: &'a Program,
    /// What to do.
    pub mode: Mode,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Observation {
    /// What the process printed and how it ended.
    pub output: Output,
    /// The record it left, or why there is none.
    pub record: Result<Record, String>,
}

/// Something that runs programs.
pub trait Subject: Sync {
    /// Its name in reports.
    fn name(&self) -> &str;

    /// Does one job.
    fn observe(&self, job: Job<'_>) -> Observation;
}
