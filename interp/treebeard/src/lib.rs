//! The embedding API: a program in, its verdict and its behaviour out.
//!
//! [`Program::load`] reads and declares a program, [`Program::check`] says what is wrong with it,
//! [`Program::run`] runs it, [`Program::tests`] finds its tests. A [`Project`] is a `Cargo.toml` with its crates.
//!
//! ```
//! use treebeard::{End, LoadOptions, Options, Program, Source};
//!
//! let text = r#"fn main() { println!("{:?}", "a b".split(' ').collect::<Vec<_>>()) }"#.to_owned();
//! let source = Source::Text { name: "words.rs".to_owned(), text };
//! let options = LoadOptions::new(treebeard_library::library(), treebeard_library::macros());
//! let program = Program::load(&source, &options).unwrap();
//! assert!(!program.check().rejects());
//! let finished = program.run(Options::default(), vec!["words".to_owned()], true).unwrap();
//! assert!(matches!(finished.end, End::Exit(0)));
//! assert_eq!(finished.stdout, b"[\"a\", \"b\"]\n");
//! ```
//!
//! What recurses as deep as a program nests does so on a large stack of its own, whatever thread asks.
//!
//! Invariant: this crate ties the parts together and decides nothing about the language.
#![forbid(unsafe_code)]

mod check;
mod constants;
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
