//! Does this interpreter do what rustc does, program by program?
//!
//! ```text
//! suites ─ cases ─┬─ oracle: rustc's verdict, native runs ─┐
//!                 └─ subject: outcome record, output ──────┴─ comparison ─ one class per case ─ report, baseline
//! ```
//!
//! Invariant: subjects are seen only through the `Subject` trait and the plain data of `outcome`; nothing here knows
//! how an interpreter works. Agreement is never the default: whatever is not shown to agree has a class that says why.
//!
//! Reading order: `outcome` (what a subject says), `subject`, `case` and `suite` (what is run), `compare` (the classes
//! and who gets which), `engine` (running it all), `canary`, `baseline` and `floors` (why to believe it), `report`,
//! `conform` (the command).
#![forbid(unsafe_code)]

pub mod outcome;
pub mod subject;
pub mod subjects;

pub mod case;
pub mod suite;

pub mod class;
pub mod compare;

pub mod engine;
pub mod variant;

pub mod baseline;
pub mod canary;
pub mod floors;

pub mod report;

pub mod bless;
pub mod conform;
mod progress;
pub mod setup;
