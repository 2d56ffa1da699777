//! The context of trait selection, and evaluation: does a predicate hold, without any effect on the table?
//!
//! `rustc_trait_selection::traits::select` (evaluation, cycles, depth). Answers are remembered by predicate with its
//! variables numbered in order of occurrence, unless they depend on the closures of the body under inference.

use std::cell::Cell;
use std::sync::Arc;

use super::{Evaluation, InferDelegate, Instance, Obligation, ParamEnv};
use crate::Sema;
use crate::cache::{DefCache, QueryCache};
use crate::def::DefId;
use crate::table::{InferTable, Var};
use crate::ty::{
    Const, ConstKind, GenericArgs, InferTy, Part, Predicate, Region, TraitRef, Ty, TyKind, TypeFlags,
    TypeFoldable, TypeFolder, any_part_of_args, fold_const, fold_ty,
};

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
    stack: Vec<Frame>,
    /// Projections without variables that are being normalised, outermost first.
    pub(super) normalizing: Vec<Ty>,
    /// An evaluation went too deep.
    pub(super) overflowed: bool,
    /// Something was asked of a body that is just being inferred: the answers so far are not for ever.
    pub(super) unstable: Cell<bool>,
}

/// A predicate that is being evaluated.
struct Frame {
    key: (u32, Predicate),
    /// A cycle through it is no objection.
    coinductive: bool,
    /// The lowest frame that the evaluation ran into again.
    reached: usize,
}

/// What trait selection remembers in `Sema`.
#[derive(Default)]
pub struct TraitCaches {
    pub(super) param_envs: DefCache<ParamEnv>,
    pub(super) evaluations: QueryCache<(u32, Predicate), Evaluation>,
    pub(super) normalized: QueryCache<(u32, Ty), Ty>,
    pub(super) erased: QueryCache<Ty, Ty>,
    pub(super) needs_drop: QueryCache<(u32, Ty), bool>,
    pub(super) item_bounds: DefCache<Arc<[Predicate]>>,
    pub(super) builtin_traits: DefCache<super::builtin::BuiltinTrait>,
    pub(crate) witnesses: QueryCache<crate::ty::ClosureId, Arc<[Ty]>>,
    pub(super) instances: QueryCache<(DefId, GenericArgs), Instance>,
}

impl<'a> SelectionContext<'a> {
    /// A context for one round of selection.
    pub fn new(
        sema: &'a Sema,
        table: &'a mut InferTable,
        delegate: &'a dyn InferDelegate,
    ) -> SelectionContext<'a> {
        SelectionContext {
            sema,
            table,
            delegate,
            stack: Vec::new(),
            normalizing: Vec::new(),
            overflowed: false,
            unstable: Cell::new(false),
        }
    }

    /// Did an evaluation go deeper than the recursion limit (E0275)?
    pub fn has_overflowed(&self) -> bool {
        self.overflowed
    }

    /// Runs `f` and forgets what it did to the table.
    pub fn probe<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        let snapshot = self.table.snapshot();
        let result = f(self);
        self.table.rollback_to(snapshot);
        result
    }

    /// Runs `f` and keeps what it did to the table if it gives something.
    pub fn commit_if_some<R>(&mut self, f: impl FnOnce(&mut Self) -> Option<R>) -> Option<R> {
        let snapshot = self.table.snapshot();
        let result = f(self);
        match result {
            Some(_) => self.table.commit(snapshot),
            None => self.table.rollback_to(snapshot),
        }
        result
    }

    /// Does it hold? No effect on the table.
    pub fn evaluate(&mut self, obligation: &Obligation) -> Evaluation {
        self.probe(|cx| cx.evaluate_in_place(obligation))
    }

    /// Does `ty` implement `trait_` (which takes no other arguments), under `param_env`?
    pub fn type_implements(&mut self, ty: Ty, trait_: DefId, param_env: &ParamEnv) -> Evaluation {
        let args = self.fresh_args(trait_, &[crate::ty::GenericArg::Ty(ty)], treebeard_syntax::SpanId::NONE);
        let obligation =
            Obligation::of_trait(TraitRef { trait_, args }, param_env, treebeard_syntax::SpanId::NONE);
        self.evaluate(&obligation)
    }

    /// Do they all hold, taken in order? Projections may determine variables for those that follow.
    pub(super) fn evaluate_all(&mut self, obligations: &[Obligation]) -> Evaluation {
        let mut result = Evaluation::Yes;
        for obligation in obligations {
            result = result.min(self.evaluate_in_place(obligation));
            if result == Evaluation::No {
                break;
            }
        }
        result
    }

    /// Does it hold? What projections determine is kept in the table.
    pub(crate) fn evaluate_keeping(&mut self, obligation: &Obligation) -> Evaluation {
        self.evaluate_in_place(obligation)
    }

    fn evaluate_in_place(&mut self, obligation: &Obligation) -> Evaluation {
        match &obligation.predicate {
            Predicate::Trait(trait_ref) => {
                let trait_ref = self.table.resolve(trait_ref);
                self.evaluate_trait(obligation, trait_ref)
            }
            Predicate::Projection(assoc, args, ty) => {
                if obligation.depth > self.sema.recursion_limit() {
                    self.overflowed = true;
                    return Evaluation::Maybe;
                }
                match self.project_and_unify(obligation, *assoc, *args, *ty) {
                    Projected::Done(nested) => self.evaluate_all(&nested),
                    Projected::Ambiguous => Evaluation::Maybe,
                    Projected::Failed(_) => Evaluation::No,
                }
            }
            Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..) => Evaluation::Yes,
            Predicate::ConstArgHasType(c, ty) => match self.table.shallow_resolve_const(*c).kind() {
                ConstKind::Value(found, _) if !self.table.can_unify(*found, *ty) => Evaluation::No,
                _ => Evaluation::Yes,
            },
        }
    }

    fn evaluate_trait(&mut self, obligation: &Obligation, trait_ref: TraitRef) -> Evaluation {
        if trait_ref.args.has_error() {
            return Evaluation::Yes;
        }
        let local = self.mentions_local_closure(trait_ref.args);
        let key = self.frame_key(&obligation.param_env, trait_ref);
        if !local && let Some(known) = self.sema.traits.evaluations.get(&key) {
            return known;
        }
        if let Some(cycle) = self.find_cycle(&key, trait_ref.trait_) {
            return cycle;
        }
        if obligation.depth > self.sema.recursion_limit() {
            self.overflowed = true;
            return Evaluation::Maybe;
        }
        let depth = self.stack.len();
        self.push_frame(key.clone(), trait_ref.trait_);
        let result = self.probe(|cx| match cx.candidate(obligation, trait_ref) {
            Ok(Some(candidate)) => cx.evaluate_candidate(obligation, trait_ref, &candidate),
            Ok(None) => Evaluation::Maybe,
            Err(()) => Evaluation::No,
        });
        let reached = self.pop_frame();
        if reached >= depth && !local && !self.overflowed && !self.unstable.get() {
            self.sema.traits.evaluations.put(key, result);
        }
        result
    }

    /// Runs `f` with the predicate on the stack, so that cycles through it are seen.
    pub(super) fn in_frame<R>(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        f: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let key = self.frame_key(&obligation.param_env, trait_ref);
        self.push_frame(key, trait_ref.trait_);
        let result = f(self);
        self.pop_frame();
        result
    }

    fn push_frame(&mut self, key: (u32, Predicate), trait_: DefId) {
        let coinductive = self.is_coinductive(trait_);
        self.stack.push(Frame { key, coinductive, reached: usize::MAX });
    }

    fn pop_frame(&mut self) -> usize {
        let frame = self.stack.pop().expect("frames are pushed and popped in pairs");
        let depth = self.stack.len();
        if frame.reached < depth
            && let Some(parent) = self.stack.last_mut()
        {
            parent.reached = parent.reached.min(frame.reached);
        }
        frame.reached
    }

    fn find_cycle(&mut self, key: &(u32, Predicate), trait_: DefId) -> Option<Evaluation> {
        let position = self.stack.iter().rposition(|frame| frame.key == *key)?;
        let coinductive =
            self.is_coinductive(trait_) && self.stack[position..].iter().all(|frame| frame.coinductive);
        if let Some(top) = self.stack.last_mut() {
            top.reached = top.reached.min(position);
        }
        Some(if coinductive { Evaluation::Yes } else { Evaluation::Maybe })
    }

    fn is_coinductive(&self, trait_: DefId) -> bool {
        self.sema.is_auto_trait(trait_)
            || self.sema.builtin_trait(trait_) == super::builtin::BuiltinTrait::Sized
    }

    fn frame_key(&mut self, param_env: &ParamEnv, trait_ref: TraitRef) -> (u32, Predicate) {
        let predicate = canonical(&Predicate::Trait(trait_ref));
        let closed = !trait_ref.args.flags().intersects(TypeFlags::HAS_INFER.union(TypeFlags::HAS_PARAM));
        (if closed { param_env.closed_id() } else { param_env.id() }, predicate)
    }

    /// Does an answer depend on what inference knows of closures at the moment?
    pub(super) fn mentions_local_closure(&self, args: GenericArgs) -> bool {
        self.delegate.has_closures()
            && any_part_of_args(args, &mut |part| match part {
                Part::Ty(ty) => match ty.kind() {
                    TyKind::Closure(id, _) | TyKind::Coroutine(id, _) => self.delegate.closure(*id).is_some(),
                    _ => false,
                },
                Part::Const(_) => false,
            })
    }
}

/// The answer of [`SelectionContext::project_and_unify`].
pub enum Projected {
    /// Equal, if these hold.
    Done(Vec<Obligation>),
    /// It depends on variables.
    Ambiguous,
    /// Not equal.
    Failed(super::FulfillmentErrorCode),
}

/// The predicate with its variables numbered in order of occurrence and without regions: a key for caches.
pub(super) fn canonical(predicate: &Predicate) -> Predicate {
    let flags = predicate.flags();
    if !flags.intersects(TypeFlags::HAS_INFER.union(TypeFlags::HAS_REGION)) {
        // Regions hide in argument lists whose flags say so; nothing to do.
        return predicate.clone();
    }
    predicate.fold_with(&mut Canonicalizer { vars: Vec::new() })
}

struct Canonicalizer {
    vars: Vec<Var>,
}

impl Canonicalizer {
    fn number(&mut self, var: u32) -> u32 {
        let var = Var(var);
        let index = self.vars.iter().position(|seen| *seen == var).unwrap_or_else(|| {
            self.vars.push(var);
            self.vars.len() - 1
        });
        u32::try_from(index).expect("few variables in a predicate")
    }
}

impl TypeFolder for Canonicalizer {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.flags().intersects(TypeFlags::HAS_INFER.union(TypeFlags::HAS_REGION)) {
            return ty;
        }
        match ty.kind() {
            TyKind::Infer(InferTy::Ty(var)) => Ty::infer(InferTy::Ty(self.number(*var))),
            TyKind::Infer(InferTy::Int(var)) => Ty::infer(InferTy::Int(self.number(*var))),
            TyKind::Infer(InferTy::Float(var)) => Ty::infer(InferTy::Float(self.number(*var))),
            _ => fold_ty(self, ty),
        }
    }

    fn fold_region(&mut self, _: Region) -> Region {
        Region::Erased
    }

    fn fold_const(&mut self, c: Const) -> Const {
        match c.kind() {
            ConstKind::Infer(var) => Const::new(ConstKind::Infer(self.number(*var))),
            _ => fold_const(self, c),
        }
    }
}
