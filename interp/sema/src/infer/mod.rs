//! Inference of bodies: from the tree of names to a type for every node.
//!
//! The order is rustc's: expectations go down, non-closure arguments first, then pending obligations, then closures;
//! fallback by edition at the end. The result, [`TypeckResults`], says everything about the nodes of a body that the
//! syntax does not; the builder of the typed tree reads both and decides nothing about types itself.
//!
//! Reading order: `body` (the state and the phases), `expectation`, `expr`, `pattern`, `path`, `local`, `coerce`,
//! `args`, `cast`, `finish` (fallback and writeback). `env` is what they all ask of the table and of trait selection.

mod adjust;
mod args;
mod blame;
mod body;
mod builtin_ops;
mod callee;
mod cast;
mod coerce;
mod env;
mod expectation;
mod expr;
mod finish;
mod fudge;
mod hints;
mod late_bound;
mod local;
mod lowering;
mod names;
mod opaque;
mod path;
mod pattern;
mod results;
mod verify;
pub mod walk;

pub use results::*;
