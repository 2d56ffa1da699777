//! The context of trait selection, and evaluation: does a predicate hold, without any effect on the table?
//!
//! `rustc_trait_selection::traits::select` (evaluation, cycles, depth). Answers are remembered by predicate with its
//! variables numbered in order of occurrence, unless they depend on the closures of the body under inference.

use super::{Evaluation, FulfillmentErrorCode, InferDelegate, Obligation, ObligationCause, ParamEnv};
use crate::Sema;
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{GenericArgs, Predicate, TraitRef, Ty, TypeFoldable};

/// How many steps may follow from one predicate of the program (rustc's `recursion_limit`).
pub const RECURSION_LIMIT: u32 = 128;

/// What trait selection works with: the definitions, the variables, and the body under inference.
pub struct SelectionContext<'a> {
    /// Definitions and caches.
    pub sema: &'a Sema,
    /// The variables.
    pub table: &'a mut InferTable,
    /// The closures of the body under inference.
    pub delegate: &'a dyn InferDelegate,
}

/// How a trait predicate holds.
#[derive(Clone, Debug)]
pub struct ImplSource {
    /// By what.
    pub kind: ImplSourceKind,
    /// What that needs.
    pub nested: Vec<Obligation>,
}

/// By what a trait predicate holds.
#[derive(Clone, Debug)]
pub enum ImplSourceKind {
    /// An impl with its arguments.
    Impl(DefId, GenericArgs),
    /// A where clause, or a bound of an associated or opaque type.
    Param,
    /// A trait object's own trait (or a supertrait of it).
    Object,
    /// The compiler.
    Builtin,
}

/// The answer of selection.
pub enum Selected {
    /// It holds by this.
    Yes(ImplSource),
    /// It depends on variables.
    Ambiguous,
    /// It does not hold.
    No,
}

/// The answer of [`SelectionContext::project_and_unify`].
pub enum Projected {
    /// Equal, if these hold.
    Done(Vec<Obligation>),
    /// It depends on variables.
    Ambiguous,
    /// Not equal.
    Failed(FulfillmentErrorCode),
}

impl<'a> SelectionContext<'a> {
    /// A context for one round of selection.
    pub fn new(
        sema: &'a Sema,
        table: &'a mut InferTable,
        delegate: &'a dyn InferDelegate,
    ) -> SelectionContext<'a> {
        SelectionContext { sema, table, delegate }
    }

    /// Does it hold? No effect on the table.
    pub fn evaluate(&mut self, obligation: &Obligation) -> Evaluation {
        let _ = obligation;
        Evaluation::Maybe
    }

    /// Replaces projections, deeply; gives what remains to be proved.
    pub fn normalize<T: TypeFoldable>(
        &mut self,
        param_env: &ParamEnv,
        cause: &ObligationCause,
        depth: u32,
        value: &T,
    ) -> (T, Vec<Obligation>) {
        let _ = (param_env, cause, depth);
        (self.table.resolve(value), Vec::new())
    }

    /// By what a trait predicate holds; unifications are kept if it does.
    pub fn select_committed(&mut self, obligation: &Obligation, trait_ref: TraitRef) -> Selected {
        let _ = (obligation, trait_ref);
        Selected::Ambiguous
    }

    /// Makes a projection equal to a type.
    pub fn project_and_unify(
        &mut self,
        obligation: &Obligation,
        assoc: DefId,
        args: GenericArgs,
        ty: Ty,
    ) -> Projected {
        let _ = (obligation, assoc, args, ty);
        Projected::Ambiguous
    }

    pub(super) fn unimplemented(&mut self, _: &TraitRef) -> FulfillmentErrorCode {
        FulfillmentErrorCode::Unimplemented
    }

    pub(super) fn waits_for_captures(&mut self, _: &Obligation) -> bool {
        false
    }
}
