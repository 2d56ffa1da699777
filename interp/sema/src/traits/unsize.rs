//! `T: Unsize<U>`, and the coercions of pointers that it allows.
//!
//! `rustc_trait_selection::traits::select` (unsize candidates) and `rustc_hir_typeck::coercion::coerce_unsized`.

use std::collections::VecDeque;

use treebeard_syntax::SpanId;

use super::builtin::BuiltinTrait;
use super::candidates::Candidate;
use super::select::Selected;
use super::{Obligation, ParamEnv, SelectionContext};
use crate::collect::AdtKind;
use crate::def::DefId;
use crate::ty::{
    DynTy, GenericArg, GenericArgs, InferTy, Part, Predicate, TraitRef, Ty, TyKind, any_part, subst_ty,
};

/// One built-in step from a sized type to an unsized one.
#[derive(Clone, Debug)]
pub(super) enum UnsizeStep {
    /// `[T; N]` to `[U]`: the elements are equal.
    Array(Ty, Ty),
    /// `T` to `dyn Trait`.
    ToDyn(Ty, Ty),
    /// `dyn Sub` to `dyn Super`, or to fewer auto traits: the supertrait as the source has it, and the target.
    Upcast(Ty, Option<TraitRef>, Ty),
    /// `S<…, T>` to `S<…, U>` where only the last field mentions the parameter.
    Struct(Ty, Ty),
}

impl SelectionContext<'_> {
    /// `Err`: too little is known of the target.
    pub(super) fn assemble_unsize(
        &mut self,
        _obligation: &Obligation,
        trait_ref: TraitRef,
        found: &mut Vec<Candidate>,
    ) -> Result<(), ()> {
        let source = trait_ref.self_ty();
        let target = self.table.shallow_resolve(trait_ref.args.ty_at(1));
        match (source.kind(), target.kind()) {
            (_, TyKind::Infer(InferTy::Ty(_))) => return Err(()),
            (TyKind::Array(a, _), TyKind::Slice(b)) => {
                found.push(Candidate::Unsize(UnsizeStep::Array(*a, *b)))
            }
            (TyKind::Dynamic(a, _), TyKind::Dynamic(b, _)) => {
                self.assemble_upcasts(source, a, target, b, found)
            }
            (_, TyKind::Dynamic(..)) => found.push(Candidate::Unsize(UnsizeStep::ToDyn(source, target))),
            (TyKind::Adt(a, _), TyKind::Adt(b, _))
                if a == b && self.sema.adt_def(*a).kind == AdtKind::Struct =>
            {
                found.push(Candidate::Unsize(UnsizeStep::Struct(source, target)));
            }
            _ => {}
        }
        Ok(())
    }

    fn assemble_upcasts(&mut self, source: Ty, a: &DynTy, target: Ty, b: &DynTy, found: &mut Vec<Candidate>) {
        let supers = match a.principal {
            Some((principal, args)) => self.object_traits(source, principal, args),
            None => Vec::new(),
        };
        let implied = |auto: &DefId| a.auto_traits.contains(auto) || supers.iter().any(|s| s.trait_ == *auto);
        if !b.auto_traits.iter().all(implied) {
            return;
        }
        match b.principal {
            None => found.push(Candidate::Unsize(UnsizeStep::Upcast(source, None, target))),
            Some((wanted, _)) => {
                for candidate in supers.iter().filter(|s| s.trait_ == wanted) {
                    found.push(Candidate::Unsize(UnsizeStep::Upcast(source, Some(*candidate), target)));
                }
            }
        }
    }

    pub(super) fn confirm_unsize(
        &mut self,
        obligation: &Obligation,
        step: &UnsizeStep,
    ) -> Option<Vec<Obligation>> {
        match step {
            UnsizeStep::Array(a, b) => {
                self.table.unify(*a, *b).ok()?;
                Some(Vec::new())
            }
            UnsizeStep::ToDyn(source, target) => self.confirm_to_dyn(obligation, *source, *target),
            UnsizeStep::Upcast(source, via, target) => {
                let (TyKind::Dynamic(a, _), TyKind::Dynamic(b, _)) = (source.kind(), target.kind()) else {
                    return None;
                };
                if let (Some(via), Some((_, args))) = (via, b.principal) {
                    let without_self = GenericArgs::new(&via.args[1..]);
                    self.table.unify_args(without_self, args).ok()?;
                }
                for (assoc, ty) in &b.projections {
                    let (_, known) = a.projections.iter().find(|(def, _)| def == assoc)?;
                    self.table.unify(*known, *ty).ok()?;
                }
                Some(Vec::new())
            }
            UnsizeStep::Struct(source, target) => self.confirm_struct_tail(obligation, *source, *target),
        }
    }

    fn confirm_to_dyn(&mut self, obligation: &Obligation, source: Ty, target: Ty) -> Option<Vec<Obligation>> {
        let TyKind::Dynamic(dyn_ty, _) = target.kind() else { return None };
        let mut nested = Vec::new();
        let with_self = |args: &[GenericArg]| {
            let mut all = vec![GenericArg::Ty(source)];
            all.extend_from_slice(args);
            GenericArgs::new(&all)
        };
        if let Some(sized) = self.sema.lang_item("sized") {
            nested
                .push(obligation.derive(Predicate::Trait(TraitRef { trait_: sized, args: with_self(&[]) })));
        }
        if let Some((principal, args)) = dyn_ty.principal {
            let args = with_self(&args);
            nested.push(obligation.derive(Predicate::Trait(TraitRef { trait_: principal, args })));
            for (assoc, ty) in &dyn_ty.projections {
                let container = self.sema.assoc_container(*assoc)?;
                let supers = self.sema.all_super_traits(principal);
                let Some(of) = supers.iter().find(|s| s.trait_ == container) else { continue };
                let of = crate::ty::subst_args(of, args);
                nested.push(obligation.derive(Predicate::Projection(*assoc, of.args, *ty)));
            }
        }
        for auto in &dyn_ty.auto_traits {
            nested
                .push(obligation.derive(Predicate::Trait(TraitRef { trait_: *auto, args: with_self(&[]) })));
        }
        Some(nested)
    }

    fn confirm_struct_tail(
        &mut self,
        obligation: &Obligation,
        source: Ty,
        target: Ty,
    ) -> Option<Vec<Obligation>> {
        let (TyKind::Adt(def, a), TyKind::Adt(_, b)) = (source.kind(), target.kind()) else { return None };
        let identity = self.sema.identity_args(*def);
        let tail = self.sema.last_field(*def, identity)?;
        let in_tail = params_of(tail);
        let mut mixed = a.to_vec();
        for &param in &in_tail {
            mixed[param] = *b.get(param)?;
        }
        let mixed = GenericArgs::new(&mixed);
        self.table.unify_args(mixed, *b).ok()?;
        let source_tail = subst_ty(tail, *a);
        let target_tail = subst_ty(tail, mixed);
        let unsize = self.sema.lang_item("unsize")?;
        let args = GenericArgs::new(&[GenericArg::Ty(source_tail), GenericArg::Ty(target_tail)]);
        let (args, mut nested) =
            self.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, &args);
        nested.push(obligation.derive(Predicate::Trait(TraitRef { trait_: unsize, args })));
        Some(nested)
    }

    /// May a value of type `source` (`&[T; N]`, `Box<S>`, `Rc<S>`, …) become one of type `target` by unsizing? The
    /// obligations that remain; `None` if not. References and raw pointers must be reborrowed by the caller: both
    /// sides are pointer types here. Unifications are kept on success.
    pub fn coerce_unsized(
        &mut self,
        param_env: &ParamEnv,
        span: SpanId,
        source: Ty,
        target: Ty,
    ) -> Option<Vec<Obligation>> {
        let source = self.table.shallow_resolve(source);
        let target = self.table.shallow_resolve(target);
        let unsize = self.sema.lang_item("unsize")?;
        let first = match (source.kind(), target.kind()) {
            (TyKind::Ref(_, a, _) | TyKind::RawPtr(a, _), TyKind::Ref(_, b, _) | TyKind::RawPtr(b, _)) => {
                let b = self.table.shallow_resolve(*b);
                if !may_be_unsize_target(b) {
                    return None;
                }
                TraitRef { trait_: unsize, args: GenericArgs::new(&[GenericArg::Ty(*a), GenericArg::Ty(b)]) }
            }
            (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b => {
                let trait_ = self.sema.lang_item("coerce_unsized")?;
                TraitRef { trait_, args: GenericArgs::new(&[GenericArg::Ty(source), GenericArg::Ty(target)]) }
            }
            _ => return None,
        };
        let first = Obligation::of_trait(first, param_env, span);
        self.commit_if_some(|cx| cx.solve_unsizing(first, unsize))
    }

    /// Selects `Unsize` and `CoerceUnsized` predicates until none is left; the others are handed back.
    fn solve_unsizing(&mut self, first: Obligation, unsize: DefId) -> Option<Vec<Obligation>> {
        let coerce = self.sema.lang_item("coerce_unsized");
        let mut queue = VecDeque::from([first]);
        let mut rest = Vec::new();
        while let Some(obligation) = queue.pop_front() {
            let Predicate::Trait(trait_ref) = &obligation.predicate else {
                rest.push(obligation);
                continue;
            };
            if trait_ref.trait_ != unsize && Some(trait_ref.trait_) != coerce {
                rest.push(obligation);
                continue;
            }
            match self.select(&obligation) {
                Selected::Yes(source) => queue.extend(source.nested),
                Selected::No => return None,
                Selected::Ambiguous => {
                    let target = self.table.shallow_resolve(trait_ref.args.ty_at(1));
                    let unknown_to_dyn = trait_ref.trait_ == unsize
                        && self.table.is_ty_var(trait_ref.self_ty())
                        && matches!(target.kind(), TyKind::Dynamic(..));
                    if !unknown_to_dyn {
                        return None;
                    }
                    rest.push(obligation);
                }
            }
        }
        Some(rest)
    }

    /// Is it `Unsize` or another trait whose selection may be left to the end?
    pub fn is_unsize_trait(&self, trait_: DefId) -> bool {
        self.sema.builtin_trait(trait_) == BuiltinTrait::Unsize
    }
}

fn may_be_unsize_target(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Slice(_) | TyKind::Dynamic(..) | TyKind::Adt(..))
}

/// The indices of the type and constant parameters a type mentions.
fn params_of(ty: Ty) -> Vec<usize> {
    let mut params = Vec::new();
    any_part(ty, &mut |part| {
        let index = match part {
            Part::Ty(ty) => match ty.kind() {
                TyKind::Param(param) => param.index as usize,
                _ => return false,
            },
            Part::Const(c) => match c.kind() {
                crate::ty::ConstKind::Param(param) => param.index as usize,
                _ => return false,
            },
        };
        if !params.contains(&index) {
            params.push(index);
        }
        false
    });
    params
}
