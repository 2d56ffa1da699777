//! What all of inference asks of the table and of trait selection, and how it says what is wrong.
//!
//! Invariant: nothing is registered or selected inside `commit_if_ok` and `probe`; what a rolled-back attempt wanted
//! must leave no trace.

use treebeard_syntax::ast::Mutability;
use treebeard_syntax::{Diagnostic, SpanId, Unsupported};

use super::body::InferCtx;
use super::coerce::Mismatch;
use crate::def::DefId;
use crate::method::{AutoderefSteps, DerefKind, ProbeScope};
use crate::traits::{Evaluation, FulfillmentError, Obligation, SelectionContext};
use crate::ty::{FnSig, GenericArg, GenericArgs, Predicate, TraitRef, Ty, TyKind, TypeFoldable, subst_args};

use super::{Adjustment, AdjustmentKind};

/// How deep expressions, patterns and types may nest (the frontend refuses more before).
const NESTING_LIMIT: u32 = 4000;

impl<'a> InferCtx<'a> {
    /// The context of trait selection over this body's variables.
    pub(super) fn cx(&mut self) -> SelectionContext<'_> {
        SelectionContext::new(self.sema, &mut self.table, &self.closures)
    }

    // --- variables

    /// An unknown type at the expression that is being checked.
    pub(super) fn new_var(&mut self) -> Ty {
        self.table.new_ty_var(self.span)
    }

    /// An unknown type.
    pub(super) fn new_var_at(&mut self, span: SpanId) -> Ty {
        self.table.new_ty_var(span)
    }

    /// The type of an expression that never yields.
    pub(super) fn new_diverging_var(&mut self, span: SpanId) -> Ty {
        self.table.new_diverging_var(span)
    }

    pub(super) fn new_int_var(&mut self) -> Ty {
        self.table.new_int_var(self.span)
    }

    pub(super) fn new_float_var(&mut self) -> Ty {
        self.table.new_float_var(self.span)
    }

    /// A variable takes part in the fallback of diverging expressions.
    pub(super) fn mark_diverging(&mut self, var: Ty) {
        let diverging = self.table.new_diverging_var(self.span);
        let _ = self.table.unify(diverging, var);
    }

    /// The outermost form, as far as it is known.
    pub(super) fn shallow(&mut self, ty: Ty) -> Ty {
        self.table.shallow_resolve(ty)
    }

    /// All that is known.
    pub(super) fn resolve(&mut self, ty: Ty) -> Ty {
        if ty.has_infer() { self.table.resolve(&ty) } else { ty }
    }

    /// The outermost form; if it is unknown, pending obligations are tried first.
    pub(super) fn structurally_resolve(&mut self, ty: Ty) -> Ty {
        let ty = self.shallow(ty);
        if matches!(ty.kind(), TyKind::Infer(_)) {
            self.select_where_possible();
            return self.shallow(ty);
        }
        ty
    }

    /// All that is known once pending obligations are tried.
    pub(super) fn resolve_with_obligations(&mut self, ty: Ty) -> Ty {
        let ty = self.resolve(ty);
        if !ty.has_infer() {
            return ty;
        }
        self.select_where_possible();
        self.resolve(ty)
    }

    /// As `structurally_resolve`, and an unknown type is an error (E0282).
    pub(super) fn must_resolve(&mut self, span: SpanId, ty: Ty) -> Ty {
        let ty = self.structurally_resolve(ty);
        if !self.is_ty_var(ty) {
            return ty;
        }
        self.report_unknown_type(span, ty);
        let _ = self.table.unify(ty, Ty::error());
        Ty::error()
    }

    // --- relating

    /// Makes two types equal.
    pub(super) fn unify(&mut self, a: Ty, b: Ty) -> Result<(), Mismatch> {
        self.table.unify(a, b).map_err(|_| Mismatch)
    }

    /// Runs `f`; on failure the table is as before.
    pub(super) fn commit_if_ok<R, E>(&mut self, f: impl FnOnce(&mut Self) -> Result<R, E>) -> Result<R, E> {
        let snapshot = self.table.snapshot();
        let result = f(self);
        match result {
            Ok(_) => self.table.commit(snapshot),
            Err(_) => self.table.rollback_to(snapshot),
        }
        result
    }

    /// Runs `f` for what it learns of `types`, then undoes it. Variables that `f` made become fresh ones.
    pub(super) fn fudge(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<Vec<Ty>, Mismatch>,
    ) -> Result<Vec<Ty>, Mismatch> {
        let before = self.table.var_count();
        let snapshot = self.table.snapshot();
        let result = f(self).map(|types| types.into_iter().map(|ty| self.resolve(ty)).collect::<Vec<Ty>>());
        self.table.rollback_to(snapshot);
        Ok(super::fudge::renew(&mut self.table, before, self.span, result?))
    }

    // --- obligations

    /// To be proved, because of `span`.
    pub(super) fn register(&mut self, predicate: Predicate, span: SpanId) {
        let obligation = Obligation::new(predicate, &self.param_env, span);
        self.fulfill.register(obligation);
    }

    pub(super) fn register_obligation(&mut self, obligation: Obligation) {
        self.fulfill.register(obligation);
    }

    /// `ty: Trait`, for a trait without further parameters.
    pub(super) fn register_bound(&mut self, ty: Ty, lang: &str, span: SpanId) {
        if let Some(trait_) = self.lang(lang) {
            let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
            self.register(Predicate::Trait(TraitRef { trait_, args }), span);
        }
    }

    /// Proves what can be proved; what is false is reported.
    pub(super) fn select_where_possible(&mut self) {
        let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
        let errors = self.fulfill.select_where_possible(&mut cx);
        self.report_fulfillment(&errors);
    }

    /// Reports obligations that failed, except those about types that are wrong already.
    pub(super) fn report_fulfillment(&mut self, errors: &[FulfillmentError]) {
        let mut kept = Vec::new();
        for error in errors {
            let predicate = self.table.resolve(&error.obligation.predicate);
            let root = self.table.resolve(&error.obligation.root_predicate());
            if !predicate.has_error() && !root.has_error() {
                let mut error = error.clone();
                self.blame_argument(&mut error);
                kept.push(error);
            }
        }
        if kept.is_empty() {
            return;
        }
        let diagnostics = self.cx().report(&kept);
        for diagnostic in diagnostics {
            self.report(diagnostic);
        }
    }

    /// Does a predicate hold, as far as is known?
    pub(super) fn evaluate(&mut self, predicate: Predicate) -> Evaluation {
        let obligation = Obligation::new(predicate, &self.param_env, self.span);
        self.cx().evaluate(&obligation)
    }

    /// `ty: Trait` for a trait without further parameters.
    pub(super) fn implements(&mut self, ty: Ty, lang: &str) -> Evaluation {
        let Some(trait_) = self.lang(lang) else { return Evaluation::No };
        let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
        self.evaluate(Predicate::Trait(TraitRef { trait_, args }))
    }

    /// Replaces projections; what that needs is registered.
    pub(super) fn normalize<T: TypeFoldable>(&mut self, span: SpanId, value: &T) -> T {
        let param_env = self.param_env.clone();
        let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
        self.fulfill.normalize(&mut cx, &param_env, span, value)
    }

    /// The same inside an attempt that may be rolled back: the obligations are handed out.
    pub(super) fn normalize_apart<T: TypeFoldable>(&mut self, value: &T) -> (T, Vec<Obligation>) {
        let param_env = self.param_env.clone();
        let cause = crate::traits::ObligationCause::misc(self.span);
        self.cx().normalize(&param_env, &cause, 0, value)
    }

    /// The predicates of a definition with these arguments are to be proved.
    pub(super) fn register_predicates_of(&mut self, def: DefId, args: GenericArgs, span: SpanId) {
        let param_env = self.param_env.clone();
        let obligations = self.cx().predicates_for(def, args, &param_env, span);
        self.fulfill.register_all(obligations);
    }

    /// The signature of a function item, normalised.
    pub(super) fn fn_def_sig(&mut self, def: DefId, args: GenericArgs) -> (FnSig, Vec<Obligation>) {
        let sig = subst_args(&*self.sema.fn_sig(def), args);
        self.normalize_apart(&sig)
    }

    // --- dereferencing

    /// Where names and methods are looked up.
    pub(super) fn probe_scope<'p>(
        &self,
        param_env: &'p crate::traits::ParamEnv,
        span: SpanId,
    ) -> ProbeScope<'p> {
        ProbeScope { scope: self.scope, param_env, span }
    }

    /// A type and what it dereferences to, step by step; an array's unsizing is not among the steps.
    pub(super) fn autoderef(&mut self, ty: Ty) -> AutoderefSteps {
        let ty = self.resolve(ty);
        let (param_env, span) = (self.param_env.clone(), self.span);
        let mut steps = self.cx().autoderef(&param_env, span, ty);
        steps.steps.retain(|step| !step.unsize);
        steps
    }

    /// The adjustments that make the first `count` steps.
    pub(super) fn autoderef_adjustments(&mut self, steps: &AutoderefSteps, count: usize) -> Vec<Adjustment> {
        let mut adjustments = Vec::new();
        for index in 1..=count {
            let source = steps.steps[index - 1].ty;
            let step = &steps.steps[index];
            let kind = match step.deref {
                Some(DerefKind::Overloaded) => match self.deref_method(Mutability::Not) {
                    Some(method) => {
                        let args = GenericArgs::new(&[GenericArg::Ty(source)]);
                        AdjustmentKind::OverloadedDeref(Mutability::Not, method, args)
                    }
                    None => AdjustmentKind::Deref,
                },
                Some(DerefKind::Builtin) | None => AdjustmentKind::Deref,
            };
            adjustments.push(Adjustment { kind, target: step.ty });
        }
        adjustments
    }

    /// `Deref::deref` or `DerefMut::deref_mut`.
    pub(super) fn deref_method(&mut self, mutability: Mutability) -> Option<DefId> {
        let (lang, name) = match mutability {
            Mutability::Not => ("deref", "deref"),
            Mutability::Mut => ("deref_mut", "deref_mut"),
        };
        let trait_ = self.lang(lang)?;
        self.trait_method(trait_, name)
    }

    /// Makes the overloaded dereferences among `adjustments` of a value of type `source` mutable, where `DerefMut`
    /// is implemented.
    pub(super) fn make_derefs_mutable(&mut self, source: Ty, adjustments: &mut [Adjustment]) {
        let mut ty = source;
        for adjustment in adjustments {
            if let AdjustmentKind::OverloadedDeref(mutability, method, _) = &mut adjustment.kind
                && self.implements(ty, "deref_mut").may_apply()
                && let Some(deref_mut) = self.deref_method(Mutability::Mut)
            {
                *mutability = Mutability::Mut;
                *method = deref_mut;
            }
            ty = adjustment.target;
        }
    }

    /// What a reference, raw pointer or box points to.
    pub(super) fn builtin_deref(&mut self, ty: Ty) -> Option<Ty> {
        match ty.kind() {
            TyKind::Ref(_, inner, _) | TyKind::RawPtr(inner, _) => Some(*inner),
            TyKind::Adt(def, args) if self.sema.is_lang_item(*def, "owned_box") => Some(args.ty_at(0)),
            _ => None,
        }
    }

    // --- definitions

    /// A lang item.
    pub(super) fn lang(&self, name: &str) -> Option<DefId> {
        self.sema.lang_item(name)
    }

    /// A trait's method by name.
    pub(super) fn trait_method(&self, trait_: DefId, name: &str) -> Option<DefId> {
        self.sema.assoc_items(trait_).iter().find(|item| item.name.as_str() == name).map(|item| item.def)
    }

    /// The last field of the last field … of a type: what decides whether and how it is sized.
    pub(super) fn struct_tail(&mut self, ty: Ty) -> Ty {
        let mut ty = self.resolve(ty);
        for _ in 0..crate::traits::RECURSION_LIMIT {
            let next = match ty.kind() {
                TyKind::Adt(def, args) => {
                    let adt = self.sema.adt_def(*def);
                    if adt.kind != crate::collect::AdtKind::Struct || adt.variants.is_empty() {
                        return ty;
                    }
                    match adt.struct_variant().fields.len().checked_sub(1) {
                        Some(last) => self.sema.field_ty(*def, 0, last as u32, *args),
                        None => return ty,
                    }
                }
                TyKind::Tuple(elements) => match elements.last() {
                    Some(last) => *last,
                    None => return ty,
                },
                _ => return ty,
            };
            ty = self.resolve(next);
        }
        ty
    }

    // --- messages

    /// Something is wrong with the program.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.results.diagnostics.contains(&diagnostic) {
            self.results.diagnostics.push(diagnostic);
        }
    }

    /// An error without labels.
    pub(super) fn error(&mut self, code: Option<&'static str>, span: SpanId, message: &str) {
        self.report(Diagnostic::error(code, span, message));
    }

    /// We cannot do this: recorded once, and the type is the error type, so that nothing follows from it.
    pub(super) fn unsupported(&mut self, feature: &str, span: SpanId) -> Ty {
        let unsupported = Unsupported::new(feature, span);
        if !self.results.unsupported.contains(&unsupported) {
            self.results.unsupported.push(unsupported);
        }
        Ty::error()
    }

    /// `mismatched types`.
    pub(super) fn report_mismatch(&mut self, span: SpanId, expected: Ty, found: Ty) {
        let (expected, found) = (self.resolve(expected), self.resolve(found));
        if expected.has_error() || found.has_error() {
            return;
        }
        let label = format!("expected `{}`, found `{}`", self.show(expected), self.show(found));
        let error = Diagnostic::error(Some("E0308"), span, "mismatched types").label(label);
        let error = self.with_conversion(error, expected, found);
        self.report(error);
    }

    /// E0282.
    pub(super) fn report_unknown_type(&mut self, span: SpanId, ty: Ty) {
        if !self.is_tainted() && !self.resolve(ty).has_error() {
            self.error(Some("E0282"), span, "type annotations needed");
        }
    }

    /// Is something wrong or unsupported already, so that unknown types are no news?
    pub(super) fn is_tainted(&self) -> bool {
        self.met_error || !self.results.unsupported.is_empty() || !self.results.diagnostics.is_empty()
    }

    /// A type as rustc prints it.
    pub(super) fn show(&mut self, ty: Ty) -> String {
        let ty = self.resolve(ty);
        ty.display(&super::names::Names(self.sema))
    }

    // --- nesting

    pub(super) fn enter_nesting(&mut self, span: SpanId) -> bool {
        self.nesting += 1;
        if self.nesting > NESTING_LIMIT {
            self.unsupported("expression nested too deeply", span);
            self.nesting -= 1;
            return false;
        }
        self.span = span;
        true
    }

    pub(super) fn leave_nesting(&mut self) {
        self.nesting -= 1;
    }
}
