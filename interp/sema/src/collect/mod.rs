//! Collection: what items say about types, without looking into bodies.
//!
//! Generics, predicates, signatures, types of items, data types, associated items, impls by simplified self type, and
//! the lowering of types as written. rustc's `rustc_hir_analysis::collect` and `rustc_middle::ty::{adt, generics}`.
//! Nothing is solved here: projections stay `Alias` and are normalised by the trait solver.

pub mod data;
pub mod lower;
mod queries;

pub use data::*;
pub use lower::{ItemLowering, MissingArgs};
