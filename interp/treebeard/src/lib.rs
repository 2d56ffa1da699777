//! The embedding API: a program in, its verdict and its behaviour out.
//!
//! [`Program::load`] reads and declares a program, [`Program::check`] says what is wrong with it,
//! [`Program::run`] runs it, [`Program::tests`] finds its tests. A [`Project`] is a `Cargo.toml` with its crates.
//!
//! Invariant: this crate ties the parts together and decides nothing about the language.
#![forbid(unsafe_code)]

mod check;
mod front;
mod load;
mod project;
mod run;
mod test;

pub use check::Verdict;
pub use load::{LoadOptions, Program, Source};
pub use project::{Features, Project, Target, TargetKind, folder_of};
pub use test::{Test, TestEnd, TestRun, TestRunner};
pub use treebeard_eval::{End, Finished, Options, Ownership, Violation};
