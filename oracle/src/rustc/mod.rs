//! What does rustc say about a program, and what does the program do when rustc has compiled it?
//!
//! ```text
//! programs ─ cache? ─ screen ─▶ batches ─ check pass, peel ─▶ verdicts ─ build pass ─▶ native runs ─▶ cache
//!                        └────▶ alone ───────────────────────────────────────────────────┘
//! ```
//!
//! Starting rustc costs 80 ms per program and 4 ms in a batch of 400, so most programs are compiled together as
//! modules of one crate. All care here goes into one question: when is a batched answer as good as a lone one?
//! (`peel` states the rules, `screen` who may not take part, `features` who need not be asked about.)
//!
//! Reading order: `program` and `verdict` (the plain data), `service` (the entry point), `batch` and `peel`, `solo`,
//! `native`, `cache`; `lex` gives program text without comments and strings, `trace` makes asserts observable.

mod diagnostic;
pub mod program;
pub mod verdict;

pub mod service;

mod batch;
mod features;
mod peel;
mod solo;

mod cache;
mod native;

pub mod lex;
pub mod screen;
mod toolchain;
pub mod trace;

pub use native::{Native, normalise};
pub use program::{Edition, Program, Purpose};
pub use service::{Mismatch, Origin, Resolved, Service, ServiceConfig, ServiceError, WAITERS, difference};
pub use solo::has_main;
pub use toolchain::Toolchain;
pub use verdict::{Diagnostic, How, Phase, Verdict, is_borrow_code};
