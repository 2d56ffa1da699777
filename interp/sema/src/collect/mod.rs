//! Collection: what items say about types, without looking into bodies.
//!
//! Generics, predicates, signatures, types of items, data types, associated items, impls by simplified self type, and
//! the lowering of types as written. rustc's `rustc_hir_analysis::collect` and `rustc_middle::ty::{adt, generics}`.
//! Nothing is solved here: projections stay `Alias` and are normalised by the trait solver.
//!
//! Reading order: [`data`] (the results), [`generics`], [`lower`] (types as written), [`signature`], [`predicates`],
//! [`adt`], [`assoc`], [`impls`], [`objects`], [`consts`], [`bodies`], [`check`].

mod adt;
mod assoc;
mod bodies;
mod check;
mod consts;
pub mod data;
mod generics;
pub(crate) mod impls;
mod item_ctx;
pub mod lower;
mod objects;
mod predicates;
mod signature;
mod walk;

pub use data::*;
pub use item_ctx::ItemCtx;
pub use lower::{ItemLowering, MissingArgs};
pub(crate) use signature::regions_of;
