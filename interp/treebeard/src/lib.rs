//! The embedding API: a program in, its verdict and its behaviour out.
//!
//! [`Program::load`] reads and declares a program, [`Program::check`] says what is wrong with it,
//! [`Program::run`] runs it.
//!
//! Invariant: this crate ties the parts together and decides nothing about the language.
#![forbid(unsafe_code)]

mod check;
mod front;
mod load;
mod run;

pub use check::Verdict;
pub use load::{LoadOptions, Program, Source};
pub use treebeard_eval::{End, Finished, Options, Ownership};
