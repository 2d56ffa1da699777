//! Which candidate a receiver gets: the first step, and there the first kind of adjustment, for which one fits.
//!
//! `rustc_hir_typeck::method::probe::ProbeContext::{pick_all_method, consider_candidates, consider_probe}`.

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{Edition, Mutability};

use super::assemble::{Assembly, Candidate, Candidates, Mode};
use super::{AutoderefStep, Autoref, MethodError, NoMatch, Pick, PickKind, ProbeScope};
use crate::def::DefId;
use crate::traits::{Evaluation, Obligation, ObligationCause, Selected, SelectionContext};
use crate::ty::{GenericArg, GenericArgs, InferTy, Predicate, TraitRef, Ty, TyKind, subst_ty};

/// Does a candidate fit?
#[derive(PartialEq)]
enum Fit {
    No,
    /// Its bounds do not hold.
    Unsatisfied(Predicate),
    Yes,
}

struct Picker<'c, 'a, 'p> {
    cx: &'c mut SelectionContext<'a>,
    probe: ProbeScope<'p>,
    mode: Mode,
    unsatisfied: Vec<(Predicate, DefId)>,
}

impl<'a> SelectionContext<'a> {
    /// What `receiver.name(…)` calls.
    pub fn probe_method(
        &mut self,
        probe: &ProbeScope<'_>,
        receiver: Ty,
        name: Symbol,
    ) -> Result<Pick, MethodError> {
        self.probe(|cx| cx.probe_in_place(*probe, receiver, name, Mode::Method))
    }

    /// What `Type::name` names: an associated function or constant (variants are looked up by the caller first).
    pub fn probe_path(
        &mut self,
        probe: &ProbeScope<'_>,
        self_ty: Ty,
        name: Symbol,
    ) -> Result<Pick, MethodError> {
        self.probe(|cx| cx.probe_in_place(*probe, self_ty, name, Mode::Path))
    }

    fn probe_in_place(
        &mut self,
        probe: ProbeScope<'_>,
        ty: Ty,
        name: Symbol,
        mode: Mode,
    ) -> Result<Pick, MethodError> {
        let ty = self.table.resolve(&ty);
        let mut reached_var = false;
        let steps = match mode {
            Mode::Path => vec![AutoderefStep { ty, deref: None, unsize: false }],
            Mode::Method => {
                let found = self.autoderef(probe.param_env, probe.span, ty);
                if found.too_many {
                    return Err(MethodError::RecursionLimit(ty));
                }
                reached_var = found.reached_var;
                if reached_var && found.steps.len() == 1 {
                    return Err(MethodError::UnknownReceiver(ty));
                }
                if let Some(unknown) = self.unknown_pointee(&found.steps)
                    && self.sema.edition(probe.scope.module) >= Edition::E2018
                {
                    return Err(MethodError::UnknownReceiver(unknown));
                }
                found.steps
            }
        };
        let mut assembly = Assembly { probe, name, mode, found: Candidates::default() };
        self.assemble_methods(&mut assembly, &steps);
        let candidates = assembly.found;
        let mut picker = Picker { cx: self, probe, mode, unsatisfied: Vec::new() };
        if let Some(result) = picker.pick_all(&candidates, &steps) {
            return result;
        }
        let unsatisfied = picker.unsatisfied;
        if let Some(private) = candidates.private.first() {
            return Err(MethodError::Private(*private));
        }
        if reached_var || self.is_unknown_number(ty, name) {
            return Err(MethodError::UnknownReceiver(ty));
        }
        let mut no_match = NoMatch {
            unsatisfied,
            static_candidates: candidates.statics,
            on_value: mode == Mode::Method,
            ..NoMatch::default()
        };
        self.complete_no_match(&mut no_match, &probe, &steps, name);
        // A trait out of scope has such a method, perhaps for the number that this will be.
        let is_number = matches!(ty.kind(), TyKind::Infer(InferTy::Int(_) | InferTy::Float(_)));
        if is_number && !no_match.out_of_scope_traits.is_empty() {
            return Err(MethodError::UnknownReceiver(ty));
        }
        Err(MethodError::NoMatch(no_match))
    }

    /// A raw pointer to something unknown might be dereferenced for a method of its own: nobody can say which is meant.
    fn unknown_pointee(&mut self, steps: &[AutoderefStep]) -> Option<Ty> {
        let last = steps.iter().rfind(|step| !step.unsize)?.ty;
        let mut ty = last;
        while let TyKind::RawPtr(inner, _) = ty.kind() {
            ty = self.table.resolve(inner);
        }
        (ty != last && matches!(ty.kind(), TyKind::Infer(InferTy::Ty(_)))).then_some(last)
    }

    /// `{integer}` or `{float}` with a method that the concrete types have (E0689).
    fn is_unknown_number(&mut self, ty: Ty, name: Symbol) -> bool {
        let concrete = match ty.kind() {
            TyKind::Infer(InferTy::Int(_)) => Ty::int(crate::ty::IntTy::I32),
            TyKind::Infer(InferTy::Float(_)) => Ty::float(crate::ty::FloatTy::F64),
            _ => return false,
        };
        crate::collect::SimplifiedType::of(concrete).is_some_and(|head| {
            self.sema.inherent_impls(head).iter().any(|impl_| {
                self.sema.assoc_item_by_name(*impl_, name, crate::names::Namespace::Value).is_some()
            })
        })
    }
}

impl Picker<'_, '_, '_> {
    fn pick_all(
        &mut self,
        candidates: &Candidates,
        steps: &[AutoderefStep],
    ) -> Option<Result<Pick, MethodError>> {
        if self.mode == Mode::Path {
            return self.pick_candidates(candidates, steps[0].ty, 0, None);
        }
        // The unsized array is not one more dereference: it counts as those of the array.
        for (index, step) in steps.iter().enumerate() {
            let (derefs, unsize) = if step.unsize { (index - 1, true) } else { (index, false) };
            if matches!(step.ty.kind(), TyKind::Error) {
                return None;
            }
            if !unsize && let Some(result) = self.pick_by_value(candidates, step.ty, derefs) {
                return Some(result);
            }
            for mutability in [Mutability::Not, Mutability::Mut] {
                let autoref = Autoref::Ref { mutability, unsize };
                let ty = Ty::new_ref(step.ty, mutability);
                if let Some(result) = self.pick_candidates(candidates, ty, derefs, Some(autoref)) {
                    return Some(result);
                }
            }
            if let TyKind::RawPtr(pointee, Mutability::Mut) = step.ty.kind()
                && !unsize
            {
                let ty = Ty::new(TyKind::RawPtr(*pointee, Mutability::Not));
                if let Some(result) = self.pick_candidates(candidates, ty, derefs, Some(Autoref::ConstPtr)) {
                    return Some(result);
                }
            }
        }
        None
    }

    /// A receiver that is a reference is borrowed again instead of moved.
    fn pick_by_value(
        &mut self,
        candidates: &Candidates,
        ty: Ty,
        derefs: usize,
    ) -> Option<Result<Pick, MethodError>> {
        let mut result = self.pick_candidates(candidates, ty, derefs, None)?;
        if let Ok(pick) = &mut result
            && let TyKind::Ref(_, _, mutability) = ty.kind()
        {
            pick.derefs += 1;
            pick.autoref = Some(Autoref::Ref { mutability: *mutability, unsize: false });
        }
        Some(result)
    }

    fn pick_candidates(
        &mut self,
        candidates: &Candidates,
        self_ty: Ty,
        derefs: usize,
        autoref: Option<Autoref>,
    ) -> Option<Result<Pick, MethodError>> {
        for list in [&candidates.inherent, &candidates.extension] {
            let mut fitting: Vec<&Candidate> = Vec::new();
            for candidate in list {
                if autoref.is_none() && self.is_skipped(candidate, self_ty) {
                    continue;
                }
                match self.consider(candidate, self_ty) {
                    Fit::Yes => fitting.push(candidate),
                    Fit::Unsatisfied(predicate) => {
                        if !self.unsatisfied.iter().any(|(known, _)| *known == predicate) {
                            self.unsatisfied.push((predicate, candidate.item.def));
                        }
                    }
                    Fit::No => {}
                }
            }
            let Some(&first) = fitting.first() else { continue };
            if fitting.len() > 1 {
                match self.collapse(&fitting) {
                    Some(kind) => return Some(Ok(Pick { item: first.item, kind, derefs, autoref })),
                    None => match self.most_derived(&fitting) {
                        Some(c) => return Some(Ok(Pick { item: c.item, kind: c.kind, derefs, autoref })),
                        None => {
                            let defs = fitting.iter().map(|c| c.item.def).collect();
                            return Some(Err(MethodError::Ambiguous(defs)));
                        }
                    },
                }
            }
            return Some(Ok(Pick { item: first.item, kind: first.kind, derefs, autoref }));
        }
        None
    }

    /// `array.into_iter()` goes by reference before edition 2021, and `boxed_slice.into_iter()` before 2024, as it
    /// did when there was no such impl.
    fn is_skipped(&self, candidate: &Candidate, self_ty: Ty) -> bool {
        let sema = self.cx.sema;
        if self.mode == Mode::Path || !sema.is_lang_item(candidate.item.container, "into_iterator") {
            return false;
        }
        let since = match self_ty.kind() {
            TyKind::Array(..) => Edition::E2021,
            TyKind::Adt(adt, args)
                if sema.is_lang_item(*adt, "owned_box")
                    && matches!(args.ty_at(0).kind(), TyKind::Slice(_)) =>
            {
                Edition::E2024
            }
            _ => return false,
        };
        sema.edition(self.probe.scope.module) < since
    }

    /// Several candidates that are all the same item of one trait: the trait's, whichever bound gives it.
    fn collapse(&self, fitting: &[&Candidate]) -> Option<PickKind> {
        let first = fitting[0];
        let same = first.item.in_trait && fitting.iter().all(|c| c.item.def == first.item.def);
        same.then_some(PickKind::Trait(first.item.container))
    }

    /// Of a trait's method and those of its supertraits with the same name promised by the same bounds, none is
    /// preferred on stable Rust; of an object's, neither.
    fn most_derived<'c>(&self, _: &[&'c Candidate]) -> Option<&'c Candidate> {
        None
    }

    fn consider(&mut self, candidate: &Candidate, self_ty: Ty) -> Fit {
        let snapshot = self.cx.table.snapshot();
        let fit = self.consider_in_place(candidate, self_ty);
        self.cx.table.rollback_to(snapshot);
        fit
    }

    fn consider_in_place(&mut self, candidate: &Candidate, self_ty: Ty) -> Fit {
        let span = self.probe.span;
        match candidate.kind {
            PickKind::Inherent(impl_) => {
                let args = self.cx.fresh_args(impl_, &[], span);
                let wanted = match self.mode {
                    Mode::Path => subst_ty(self.cx.sema.type_of(impl_), args),
                    Mode::Method => self.receiver_ty(candidate, args),
                };
                let Some(nested) = self.matches(wanted, self_ty) else { return Fit::No };
                let cause = ObligationCause::misc(span);
                let env = self.probe.param_env.clone();
                let bounds = self.cx.instantiate_predicates(impl_, args, &|predicate, _| Obligation {
                    predicate,
                    param_env: env.clone(),
                    cause: cause.clone(),
                    depth: 0,
                });
                self.evaluate(nested, bounds)
            }
            PickKind::Trait(trait_) => {
                let prefix: &[GenericArg] = match self.mode {
                    Mode::Path => &[GenericArg::Ty(self_ty)],
                    Mode::Method => &[],
                };
                let args = self.cx.fresh_args(trait_, prefix, span);
                let mut nested = Vec::new();
                if self.mode == Mode::Method {
                    let wanted = self.receiver_ty(candidate, args);
                    match self.matches(wanted, self_ty) {
                        Some(more) => nested = more,
                        None => return Fit::No,
                    }
                }
                let holds = Obligation::of_trait(TraitRef { trait_, args }, self.probe.param_env, span);
                match self.evaluate(nested, vec![holds.clone()]) {
                    Fit::Unsatisfied(_) => self.why_not_implemented(&holds),
                    fit => fit,
                }
            }
            PickKind::Object(trait_) => {
                let args = self.cx.fresh_args(trait_, &[], span);
                self.consider_trait_of(candidate, args, self_ty, Needs::Proof)
            }
            PickKind::WhereClause(trait_ref) => {
                self.consider_trait_of(candidate, trait_ref.args, self_ty, Needs::Nothing)
            }
        }
    }

    /// A trait that the type does not implement at all does not count as unsatisfied, only bounds of a fitting impl.
    fn why_not_implemented(&mut self, holds: &Obligation) -> Fit {
        let Selected::Yes(source) = self.cx.select(holds) else { return Fit::No };
        match self.evaluate(source.nested, Vec::new()) {
            Fit::Yes => Fit::No,
            fit => fit,
        }
    }

    fn consider_trait_of(
        &mut self,
        candidate: &Candidate,
        args: GenericArgs,
        self_ty: Ty,
        needs: Needs,
    ) -> Fit {
        let wanted = match self.mode {
            Mode::Path => args.ty_at(0),
            Mode::Method => self.receiver_ty(candidate, args),
        };
        let Some(nested) = self.matches(wanted, self_ty) else { return Fit::No };
        if needs == Needs::Proof
            && !matches!(self.cx.table.shallow_resolve(args.ty_at(0)).kind(), TyKind::Dynamic(..))
        {
            return Fit::No;
        }
        self.evaluate(nested, Vec::new())
    }

    /// The type of the method's `self`, for these arguments of its impl or trait; its own parameters fresh.
    fn receiver_ty(&mut self, candidate: &Candidate, args: GenericArgs) -> Ty {
        let sig = self.cx.sema.fn_sig(candidate.item.def);
        let Some(receiver) = sig.inputs.first() else { return Ty::error() };
        let all = self.cx.fresh_args(candidate.item.def, &args, self.probe.span);
        subst_ty(*receiver, all)
    }

    fn matches(&mut self, wanted: Ty, self_ty: Ty) -> Option<Vec<Obligation>> {
        let cause = ObligationCause::misc(self.probe.span);
        let (wanted, nested) = self.cx.normalize(self.probe.param_env, &cause, 0, &wanted);
        self.cx.table.unify(wanted, self_ty).ok()?;
        Some(nested)
    }

    fn evaluate(&mut self, nested: Vec<Obligation>, bounds: Vec<Obligation>) -> Fit {
        for obligation in nested.into_iter().chain(bounds) {
            if self.cx.evaluate_keeping(&obligation) == Evaluation::No {
                let predicate = self.cx.table.resolve(&obligation.predicate);
                return Fit::Unsatisfied(predicate);
            }
        }
        Fit::Yes
    }
}

/// Must it still be seen that the self type is a `dyn` type?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Proof,
    Nothing,
}
