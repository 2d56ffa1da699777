//! Sources, spans, diagnostics, the Rust frontend and macro expansion.
//!
//! Source text goes in; our own tree ([`ast`]) comes out, fully expanded, with every position as a [`SpanId`].
//! Nothing of `syn` or `proc_macro2` leaves a frontend call: their values are not `Send` and their spans are
//! thread-local. Everything that leaves here is `Send + Sync` plain data.
//!
//! Invariant: this crate knows names only as text; what a path means is decided in `treebeard-sema`.
//!
//! Reading order: [`frontend`] (the entry), [`ast`] (the result), then `lex`, `rust`, `macros`, `derive`.

#![forbid(unsafe_code)]

pub mod frontend;

pub mod ast;
pub mod diagnostic;
pub mod source;
pub mod span;
pub mod store;
pub mod symbol;
pub mod table;

mod derive;
mod lex;
mod macros;
mod rust;

pub use diagnostic::{Diagnostic, Label, Level, Unsupported};
pub use frontend::{Failure, LanguageFrontend, Options, ReplInput, RustFrontend};
pub use macros::library::LibraryMacros;
pub use macros::scope::CrateMacros;
pub use rust::attr::{Cfg, attribute_string};
pub use rust::stack::on_large_stack;
pub use span::{FileId, SpanData, SpanId};
pub use symbol::Symbol;
