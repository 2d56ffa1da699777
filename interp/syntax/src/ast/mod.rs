//! Our own tree of a program: what the frontends produce and `treebeard-sema` reads.
//!
//! Fully expanded (no macro invocation is left; derives are ordinary impls; `format_args!` is ordinary calls),
//! otherwise close to the source: `for`, `while`, `?`, `if let` chains and closures are still themselves, because
//! inference and diagnostics want them. Plain data, `Send + Sync`, serialisable: the standard library is stored
//! in this form, item by item.
//!
//! Reading order: [`item`], [`body`] (expressions, statements), [`pat`], [`ty`], [`path`].

pub mod body;
pub mod hygiene;
pub mod item;
pub mod pat;
pub mod path;
pub mod ty;

pub use body::*;
pub use hygiene::*;
pub use item::*;
pub use pat::*;
pub use path::*;
pub use ty::*;

use serde::{Deserialize, Serialize};

use crate::span::SpanId;
use crate::symbol::Symbol;

/// A name as written, with the hygiene marks of the expansions it came from.
///
/// Items are found by `name` alone; local variables, labels and local macros by `name` and `marks`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ident {
    /// The text.
    pub name: Symbol,
    /// Expansions that introduced it.
    pub marks: Marks,
    /// Where it stands.
    pub span: SpanId,
}

/// An edition of Rust.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Edition {
    /// 2015.
    E2015,
    /// 2018.
    E2018,
    /// 2021.
    E2021,
    /// 2024, the default.
    #[default]
    E2024,
}

/// `mut` or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Mutability {
    /// Shared, immutable.
    Not,
    /// `mut`.
    Mut,
}

/// A node of a body: expression, pattern, block or closure. Dense from 0 within one [`Body`], so that side tables
/// are plain vectors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct NodeId(pub u32);
