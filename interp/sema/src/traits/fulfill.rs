//! The list of obligations of a body: what can be decided is, the rest waits for variables.
//!
//! `rustc_trait_selection::traits::fulfill`. An obligation that waits remembers the variables it waits for and is not
//! looked at again before one of them is known.

use treebeard_syntax::SpanId;

use super::context::{Projected, SelectionContext};
use super::select::Selected;
use super::{FulfillmentError, FulfillmentErrorCode, Obligation, ObligationCause, ParamEnv};
use crate::table::{Var, VarValue};
use crate::ty::{Predicate, Ty, TyKind, TypeFoldable};

/// Obligations that are not yet proved.
#[derive(Default)]
pub struct FulfillCtx {
    pending: Vec<Pending>,
    /// Taken as proved, but depending on the kind of a closure of this body, which its captures decide.
    closure_kinds: Vec<Obligation>,
}

struct Pending {
    obligation: Obligation,
    /// What it waits for, as it was seen; empty: not yet looked at.
    stalled_on: Vec<(Var, VarValue)>,
}

/// What became of one obligation.
enum Step {
    Done(Vec<Obligation>),
    Stalled,
    Failed(FulfillmentErrorCode),
}

impl FulfillCtx {
    /// Nothing to prove.
    pub fn new() -> FulfillCtx {
        FulfillCtx::default()
    }

    /// Adds an obligation.
    pub fn register(&mut self, obligation: Obligation) {
        match obligation.predicate {
            Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..) => {}
            Predicate::Trait(_) | Predicate::Projection(..) | Predicate::ConstArgHasType(..) => {
                self.pending.push(Pending { obligation, stalled_on: Vec::new() });
            }
        }
    }

    /// Adds several.
    pub fn register_all(&mut self, obligations: impl IntoIterator<Item = Obligation>) {
        for obligation in obligations {
            self.register(obligation);
        }
    }

    /// Replaces the projections in `value`, which the program has at `span`; what remains to be proved is registered.
    pub fn normalize<T: TypeFoldable>(
        &mut self,
        cx: &mut SelectionContext<'_>,
        param_env: &ParamEnv,
        span: SpanId,
        value: &T,
    ) -> T {
        let (value, obligations) = cx.normalize(param_env, &ObligationCause::misc(span), 0, value);
        self.register_all(obligations);
        value
    }

    /// What still waits.
    pub fn pending(&self) -> impl Iterator<Item = &Obligation> {
        self.pending.iter().map(|pending| &pending.obligation)
    }

    /// Pending obligations whose self type is this variable: what is expected of a closure or of `{unknown}` receivers.
    pub fn pending_for_var(&self, cx: &mut SelectionContext<'_>, var: Ty) -> Vec<Obligation> {
        let wanted = cx.table.shallow_resolve(var);
        let is_wanted = |cx: &mut SelectionContext<'_>, ty: Ty| cx.table.shallow_resolve(ty) == wanted;
        self.pending()
            .filter(|obligation| match &obligation.predicate {
                Predicate::Trait(trait_ref) => is_wanted(cx, trait_ref.self_ty()),
                Predicate::Projection(_, args, _) => is_wanted(cx, args.ty_at(0)),
                Predicate::TypeOutlives(..)
                | Predicate::RegionOutlives(..)
                | Predicate::ConstArgHasType(..) => false,
            })
            .cloned()
            .collect()
    }

    /// Proves what can be proved now; gives what turned out to be false.
    pub fn select_where_possible(&mut self, cx: &mut SelectionContext<'_>) -> Vec<FulfillmentError> {
        let mut errors = Vec::new();
        loop {
            let mut progress = false;
            let mut index = 0;
            let mut waiting = std::mem::take(&mut self.pending);
            while index < waiting.len() {
                let pending = &mut waiting[index];
                if !pending.is_ready(cx) {
                    index += 1;
                    continue;
                }
                let waits_for_kind = cx.waits_for_closure_kind(&pending.obligation);
                match cx.step(&pending.obligation) {
                    Step::Stalled => {
                        pending.stall(cx);
                        index += 1;
                    }
                    Step::Done(nested) => {
                        progress = true;
                        let done = waiting.remove(index);
                        if waits_for_kind {
                            self.closure_kinds.push(done.obligation);
                        }
                        let nested =
                            nested.into_iter().map(|obligation| Pending { obligation, stalled_on: vec![] });
                        waiting.splice(index..index, nested);
                    }
                    Step::Failed(code) => {
                        progress = true;
                        let failed = waiting.remove(index);
                        if code == FulfillmentErrorCode::Overflow {
                            // Endless requirements have endless consequences: nothing else is worth saying.
                            self.pending.clear();
                            return vec![FulfillmentError { obligation: failed.obligation, code }];
                        }
                        errors.push(FulfillmentError { obligation: failed.obligation, code });
                    }
                }
            }
            self.pending.append(&mut waiting);
            if !progress {
                return errors;
            }
        }
    }

    /// Proves everything; what still depends on unknown variables is an error.
    pub fn select_all_or_error(&mut self, cx: &mut SelectionContext<'_>) -> Vec<FulfillmentError> {
        let errors = self.select_where_possible(cx);
        if !errors.is_empty() {
            return errors;
        }
        let left = std::mem::take(&mut self.pending);
        left.into_iter()
            .filter(|pending| !cx.waits_for_captures(&pending.obligation))
            .map(|pending| FulfillmentError {
                obligation: pending.obligation,
                code: FulfillmentErrorCode::Ambiguity,
            })
            .collect()
    }

    /// Takes out the obligations that only the captures of a closure of this body can decide (its kind; `Copy`,
    /// `Clone` and auto traits): captures are found when the typed tree is built, after inference. To be asked again
    /// then ([`crate::Sema::check_deferred`]).
    pub fn take_deferred(&mut self, cx: &mut SelectionContext<'_>) -> Vec<Obligation> {
        let mut deferred = std::mem::take(&mut self.closure_kinds);
        self.pending.retain(|pending| {
            let waits = cx.waits_for_captures(&pending.obligation);
            if waits {
                deferred.push(pending.obligation.clone());
            }
            !waits
        });
        deferred
    }
}

impl Pending {
    fn is_ready(&self, cx: &mut SelectionContext<'_>) -> bool {
        self.stalled_on.is_empty()
            || self.stalled_on.iter().any(|&(var, seen)| cx.table.has_changed(var, seen))
    }

    fn stall(&mut self, cx: &mut SelectionContext<'_>) {
        let mut vars = Vec::new();
        let args = match &self.obligation.predicate {
            Predicate::Trait(trait_ref) => trait_ref.args,
            Predicate::Projection(_, args, _) => *args,
            Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..) | Predicate::ConstArgHasType(..) => {
                return;
            }
        };
        for arg in args.iter() {
            match *arg {
                crate::ty::GenericArg::Ty(ty) => cx.table.vars_in(ty, &mut vars),
                crate::ty::GenericArg::Const(c) => {
                    let c = cx.table.shallow_resolve_const(c);
                    if let crate::ty::ConstKind::Infer(var) = c.kind() {
                        vars.push(Var(*var));
                    }
                }
                crate::ty::GenericArg::Region(_) => {}
            }
        }
        // A closure's signature or kind becomes known without any variable changing.
        let waits_for_closure = args.iter().filter_map(|arg| arg.as_ty()).any(|ty| {
            let ty = cx.table.shallow_resolve(ty);
            matches!(ty.kind(), TyKind::Closure(..) | TyKind::Coroutine(..))
        });
        self.stalled_on.clear();
        if !waits_for_closure {
            self.stalled_on.extend(vars.into_iter().map(|var| (var, cx.table.value(var))));
        }
    }
}

impl SelectionContext<'_> {
    /// One obligation, as far as it goes.
    fn step(&mut self, obligation: &Obligation) -> Step {
        if obligation.depth > self.sema.recursion_limit() {
            return Step::Failed(FulfillmentErrorCode::Overflow);
        }
        let predicate = self.table.resolve(&obligation.predicate);
        let obligation = &Obligation { predicate, ..obligation.clone() };
        match &obligation.predicate {
            Predicate::Trait(trait_ref) => {
                // A closure of this body hides variables in its signature: proving must reach them.
                if !obligation.predicate.has_infer()
                    && !self.mentions_local_closure(trait_ref.args)
                    && self.evaluate(obligation) == super::Evaluation::Yes
                {
                    return Step::Done(Vec::new());
                }
                match self.select(obligation) {
                    Selected::Yes(source) => Step::Done(source.nested),
                    Selected::Ambiguous => Step::Stalled,
                    Selected::No => Step::Failed(self.unimplemented(trait_ref)),
                }
            }
            Predicate::Projection(def, args, ty) => {
                match self.project_and_unify(obligation, *def, *args, *ty) {
                    Projected::Done(nested) => Step::Done(nested),
                    Projected::Ambiguous => Step::Stalled,
                    Projected::Failed(code) => Step::Failed(code),
                }
            }
            Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..) => Step::Done(Vec::new()),
            Predicate::ConstArgHasType(c, ty) => self.const_has_type(*c, *ty),
        }
    }

    fn const_has_type(&mut self, c: crate::ty::Const, ty: Ty) -> Step {
        match self.table.shallow_resolve_const(c).kind() {
            crate::ty::ConstKind::Infer(_) => Step::Done(Vec::new()),
            crate::ty::ConstKind::Value(found, _) => match self.table.unify(*found, ty) {
                Ok(()) => Step::Done(Vec::new()),
                Err(_) => Step::Failed(FulfillmentErrorCode::Unimplemented),
            },
            _ => Step::Done(Vec::new()),
        }
    }
}
