//! Sources, spans, diagnostics, the Rust frontend and macro expansion.
//!
//! Source text goes in; our own tree ([`ast`]) comes out, fully expanded, with every position as a [`SpanId`].
//! Nothing of `syn` or `proc_macro2` leaves a frontend call: their values are not `Send` and their spans are
//! thread-local. Everything that leaves here is `Send + Sync` plain data.
//!
//! Invariant: this crate knows names only as text; what a path means is decided in `treebeard-sema`.

pub mod ast;
pub mod diagnostic;
pub mod span;
pub mod symbol;

pub use diagnostic::{Diagnostic, Label, Level, Unsupported};
pub use span::{FileId, SpanData, SpanId};
pub use symbol::Symbol;
