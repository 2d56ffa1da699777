//! Lowering of the typed tree to a tree of small closures, and what those closures run on.
//!
//! Everything an interpreted program can address lies in [`memory`]: one reserved region per isolate with frames,
//! heap and statics, the loan tags of references in its shadow, and the table of loans that says which of those
//! tags may still be used. Nothing outside [`memory`] touches interpreted bytes.
//!
//! ```text
//!  program (what is asked of sema) ── lower ──▶ code (closure tree) ── runs on ──▶ ctx (memory, counters, output)
//!                     engine: instances, vtables, function pointers, globals
//! ```
//!
//! Reading order: [`code`], [`reg`], [`ctx`], [`engine`], `lower`, `natives`.
//!
//! Invariant: this crate reads no source files and prints nothing but what the program prints.

pub mod access;
pub mod code;
pub(crate) mod coroutine;
pub mod ctx;
pub mod engine;
pub(crate) mod futures;
mod globals;
mod lower;
pub mod memory;
mod natives;
pub mod output;
pub mod panicking;
pub mod program;
pub mod reg;
pub mod run;
pub(crate) mod threads;
mod track;
pub mod trap;

pub use engine::{Engine, Options, Ownership};
pub use program::{AdtKind, Position, Program, Resolved};
pub use run::{End, Finished};
pub use trap::Violation;
