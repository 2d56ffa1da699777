//! What a type is.
//!
//! Types, regions, constants and argument lists are interned in one process-wide, append-only table, so they are
//! `Copy`, compare by id and live for ever; the table is bounded by the number of distinct types ever seen.
//! The model is rustc's (`rustc_middle::ty`), with one simplification: **regions are carried in every slot where
//! rustc has one, but inference and trait selection never look at them**; the borrow check gives each erased slot
//! of a body a fresh variable of its own ("renumbering") and solves them there.

mod fold;
mod intern;
mod kind;
mod print;
mod walk;

pub use fold::{TypeFoldable, TypeFolder, erase_regions, fold_const, fold_ty, subst_args, subst_ty};
pub use intern::TypeFlags;
pub use intern::{Const, GenericArgs, Ty, TyList};
pub use kind::*;
pub use print::DefNames;
pub use walk::{Part, any_part, any_part_of_args, any_part_of_const};
