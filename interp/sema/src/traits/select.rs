//! Choosing among candidates, and confirming the chosen one.
//!
//! `rustc_trait_selection::traits::select` (winnowing) and `select::confirmation`. A single candidate is taken
//! without looking at what it needs: that is what lets a lone impl determine variables.

use super::builtin::BuiltinTrait;
use super::candidates::{Assembled, Candidate};
use super::{Evaluation, FulfillmentErrorCode, Obligation, SelectionContext};
use crate::def::DefId;
use crate::ty::{FnSig, GenericArg, GenericArgs, Predicate, TraitRef, Ty, TyKind};

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
    /// A closure, function item or function pointer, called with this signature.
    Callable(FnSig),
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

impl SelectionContext<'_> {
    /// By what a trait predicate holds; unifications are kept if it does.
    pub fn select(&mut self, obligation: &Obligation) -> Selected {
        let Predicate::Trait(trait_ref) = &obligation.predicate else { return Selected::No };
        let trait_ref = self.table.resolve(trait_ref);
        if trait_ref.args.has_error() {
            return Selected::Yes(ImplSource { kind: ImplSourceKind::Param, nested: Vec::new() });
        }
        self.in_frame(obligation, trait_ref, |cx| match cx.candidate(obligation, trait_ref) {
            Ok(None) => Selected::Ambiguous,
            Err(()) => Selected::No,
            Ok(Some(candidate)) => {
                match cx.commit_if_some(|cx| cx.confirm(obligation, trait_ref, &candidate)) {
                    Some(source) => Selected::Yes(source),
                    None => Selected::No,
                }
            }
        })
    }

    /// The one candidate; `None`: it depends on variables which; `Err`: there is none.
    pub(super) fn candidate(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
    ) -> Result<Option<Candidate>, ()> {
        let mut candidates = match self.assemble(obligation, trait_ref) {
            Assembled::Ambiguous => return Ok(None),
            Assembled::Candidates(candidates) => candidates,
        };
        if candidates.len() > 1 {
            candidates
                .retain(|candidate| self.evaluate_candidate(obligation, trait_ref, candidate).may_apply());
        }
        let chosen = match candidates.len() {
            0 => return Err(()),
            1 => candidates.pop(),
            _ => self.winnow(candidates),
        };
        match chosen {
            Some(candidate) if self.is_negative(&candidate) => Err(()),
            chosen => Ok(chosen),
        }
    }

    /// Does the candidate hold with all that it needs?
    pub(super) fn evaluate_candidate(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        candidate: &Candidate,
    ) -> Evaluation {
        if self.is_negative(candidate) {
            // It is still a candidate: it makes its predicate false.
            return Evaluation::No;
        }
        self.probe(|cx| match cx.confirm(obligation, trait_ref, candidate) {
            Some(source) => cx.evaluate_all(&source.nested),
            None => Evaluation::No,
        })
    }

    /// Which of several candidates that may all apply is meant; `None`: not decided.
    fn winnow(&mut self, mut candidates: Vec<Candidate>) -> Option<Candidate> {
        if let Some(i) = candidates.iter().position(|c| matches!(c, Candidate::Builtin(_))) {
            return Some(candidates.swap_remove(i));
        }
        // Where clauses come first, whatever impls there are.
        let clauses = candidates.iter().filter_map(|c| match c {
            Candidate::Param(trait_ref) => Some(*trait_ref),
            _ => None,
        });
        if let Some(decided) = self.single(clauses.collect()) {
            return decided.map(Candidate::Param);
        }
        let bounds = candidates.iter().filter_map(|c| match c {
            Candidate::Alias(trait_ref) => Some(*trait_ref),
            _ => None,
        });
        if let Some(decided) = self.single(bounds.collect()) {
            return decided.map(Candidate::Alias);
        }
        let objects = candidates.iter().filter_map(|c| match c {
            Candidate::Object(trait_ref) => Some(*trait_ref),
            _ => None,
        });
        if let Some(decided) = self.single(objects.collect()) {
            return decided.map(Candidate::Object);
        }
        if candidates.iter().any(|c| matches!(c, Candidate::Impl(_))) {
            candidates.retain(|c| !matches!(c, Candidate::Auto(_)));
        }
        if candidates.len() == 1 { candidates.pop() } else { None }
    }

    /// `None`: there are none; `Some(None)`: several that differ.
    fn single(&mut self, trait_refs: Vec<TraitRef>) -> Option<Option<TraitRef>> {
        let erased: Vec<TraitRef> = trait_refs
            .iter()
            .map(|trait_ref| crate::ty::erase_regions(&self.table.resolve(trait_ref)))
            .collect();
        let first = *erased.first()?;
        Some(erased.iter().all(|other| *other == first).then_some(trait_refs[0]))
    }

    /// Makes the candidate and the predicate equal; what the candidate needs.
    pub(super) fn confirm(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        candidate: &Candidate,
    ) -> Option<ImplSource> {
        Some(match candidate {
            Candidate::Param(clause) | Candidate::Alias(clause) => {
                self.table.unify_args(clause.args, trait_ref.args).ok()?;
                ImplSource { kind: ImplSourceKind::Param, nested: Vec::new() }
            }
            Candidate::Object(object) => {
                self.table.unify_args(object.args, trait_ref.args).ok()?;
                ImplSource { kind: ImplSourceKind::Object, nested: Vec::new() }
            }
            Candidate::Impl(impl_) => {
                let (args, mut nested) = self.match_impl(*impl_, obligation, trait_ref)?;
                nested.extend(
                    self.instantiate_predicates(*impl_, args, &|predicate, _| obligation.derive(predicate)),
                );
                ImplSource { kind: ImplSourceKind::Impl(*impl_, args), nested }
            }
            Candidate::Builtin(types) | Candidate::Auto(types) => {
                let nested = self.same_trait_for(obligation, trait_ref, types);
                ImplSource { kind: ImplSourceKind::Builtin, nested }
            }
            Candidate::Callable(sig) => {
                let (sig, nested) =
                    self.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, sig);
                self.table.unify(Ty::tuple(&sig.inputs), trait_ref.args.ty_at(1)).ok()?;
                let mut nested = nested;
                if matches!(self.sema.builtin_trait(trait_ref.trait_), BuiltinTrait::AsyncFn(_)) {
                    let future = self.sema.lang_item("future_trait")?;
                    let args = GenericArgs::new(&[GenericArg::Ty(sig.output)]);
                    nested.push(obligation.derive(Predicate::Trait(TraitRef { trait_: future, args })));
                }
                ImplSource { kind: ImplSourceKind::Callable(sig), nested }
            }
            Candidate::Unsize(step) => {
                let nested = self.confirm_unsize(obligation, step)?;
                ImplSource { kind: ImplSourceKind::Builtin, nested }
            }
        })
    }

    fn same_trait_for(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        types: &[Ty],
    ) -> Vec<Obligation> {
        let mut nested = Vec::with_capacity(types.len());
        for ty in types {
            let (ty, more) =
                self.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, ty);
            nested.extend(more);
            let mut args = trait_ref.args.to_vec();
            args[0] = GenericArg::Ty(ty);
            let predicate = TraitRef { trait_: trait_ref.trait_, args: GenericArgs::new(&args) };
            nested.push(obligation.derive(Predicate::Trait(predicate)));
        }
        nested
    }

    /// Why a trait predicate does not hold.
    pub(super) fn unimplemented(&mut self, trait_ref: &TraitRef) -> FulfillmentErrorCode {
        let self_ty = self.table.shallow_resolve(trait_ref.self_ty());
        match (self.sema.builtin_trait(trait_ref.trait_), self_ty.kind()) {
            (BuiltinTrait::Fn(wanted) | BuiltinTrait::AsyncFn(wanted), TyKind::Closure(id, args)) => {
                let info = self.closure_info(*id, *args);
                if info.lends || info.kind.is_some_and(|own| own > wanted) {
                    return FulfillmentErrorCode::ClosureKind;
                }
                FulfillmentErrorCode::Unimplemented
            }
            _ => FulfillmentErrorCode::Unimplemented,
        }
    }
}
