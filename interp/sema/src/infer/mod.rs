//! Inference of bodies: from the tree of names to a type for every node.
//!
//! The order is rustc's: expectations go down, non-closure arguments first, then pending obligations, then closures;
//! fallback by edition at the end. The result, [`TypeckResults`], says everything about the nodes of a body that the
//! syntax does not; the builder of the typed tree reads both and decides nothing about types itself.

mod results;

pub use results::*;
