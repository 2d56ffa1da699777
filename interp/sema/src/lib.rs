//! Names, types, traits, layout, the typed tree and its flow graph.
//!
//! Reads `treebeard_syntax::ast`, decides what every name and expression means, and produces for each body a
//! fully desugared [`tree::TypedBody`] which the evaluator lowers. One folder per layer; each uses only those
//! above it:
//!
//! - [`def`]: what a definition is; ids.
//! - [`ty`]: what a type is; interning, substitution, folding, printing. Nothing is solved here.
//! - [`names`]: definitions, scopes, imports, paths.
//! - [`collect`]: what items say: generics, predicates, signatures, data types, impls.
//! - [`table`]: inference variables and unification. Knows no traits.
//! - [`infer`]: what inference found out about a body.
//! - [`tree`]: the typed tree.
//! - [`flow`]: the control-flow graph of a body, and what is decided on it: initialisation, moves, mutability.
//! - [`usefulness`]: exhaustiveness of patterns.
//! - [`layout`]: where the bytes of a type lie.
//!
//! Invariant: `sema` reads no files and runs no code; constants are evaluated through an injected evaluator.

pub mod cache;
pub mod collect;
pub mod context;
pub mod def;
pub mod flow;
pub mod infer;
pub mod layout;
pub mod method;
pub mod names;
pub mod table;
pub mod traits;
pub mod tree;
pub mod ty;
pub mod usefulness;

pub use context::Sema;
pub use def::{CtorKind, DefId, DefKind, LangItem};
pub use ty::Ty;
