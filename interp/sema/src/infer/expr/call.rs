//! `f(a, b)`. Follows `rustc_hir_typeck::callee`.

use treebeard_syntax::ast::{Expr, ExprKind, ItemKind, Mutability};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::infer::args::ArgumentForm;
use crate::infer::body::InferCtx;
use crate::infer::callee::MethodCallee;
use crate::infer::expectation::Expectation;
use crate::infer::{Adjustment, CallKind};
use crate::method::AutoderefSteps;
use crate::names::PathSource;
use crate::ty::{FnSig, GenericArg, Ty, TyKind};

/// How a callee is called, after some dereferences.
enum Callee {
    /// By its own signature.
    Builtin(CallKind, FnSig),
    /// Through a Fn trait.
    Overloaded(MethodCallee),
    /// Its type is wrong already.
    Error,
}

impl InferCtx<'_> {
    pub(super) fn check_call(
        &mut self,
        expr: &Expr,
        callee: &Expr,
        args: &[Expr],
        expected: Expectation,
    ) -> Ty {
        let callee_ty = self.check_callee(callee);
        let callee_ty = self.structurally_resolve(callee_ty);
        if matches!(callee_ty.kind(), TyKind::Error) {
            self.check_args_of_error(args);
            return Ty::error();
        }
        if self.is_ty_var(callee_ty) {
            self.must_resolve(callee.span, callee_ty);
            self.check_args_of_error(args);
            return Ty::error();
        }
        let steps = self.autoderef(callee_ty);
        for count in 0..steps.steps.len() {
            if let Some(found) = self.try_call_step(expr, callee, &steps, count, args.len()) {
                return self.confirm_call(expr, callee, args, expected, found);
            }
        }
        let callee_ty = self.resolve(callee_ty);
        // A parameter with a bound that is not understood may be callable by it.
        let unknown = matches!(callee_ty.kind(), TyKind::Param(_)) && self.signature_is_unknown();
        if !callee_ty.has_error() && !unknown {
            let shown = self.show(callee_ty);
            self.report(
                Diagnostic::error(Some("E0618"), callee.span, format!("expected function, found `{shown}`"))
                    .secondary(expr.span, "call expression requires function"),
            );
        }
        self.check_args_of_error(args);
        Ty::error()
    }

    /// The callee is an expression like any other, but a wrong path is reported as that of a function.
    fn check_callee(&mut self, callee: &Expr) -> Ty {
        match &callee.kind {
            ExprKind::Path(path) => {
                self.span = callee.span;
                let ty = self.check_path_expr(callee, path, PathSource::Call);
                self.write_ty(callee.id, ty);
                ty
            }
            _ => self.check_expr(callee),
        }
    }

    /// Arguments of a call that is wrong: checked for themselves.
    pub(super) fn check_args_of_error(&mut self, args: &[Expr]) {
        for arg in args {
            self.check_expr(arg);
        }
    }

    fn try_call_step(
        &mut self,
        expr: &Expr,
        callee: &Expr,
        steps: &AutoderefSteps,
        count: usize,
        arg_count: usize,
    ) -> Option<Callee> {
        let ty = self.structurally_resolve(steps.steps[count].ty);
        match ty.kind() {
            // `&F` and `&mut F` implement the Fn traits too, but what is called is what they point to: otherwise a
            // `&mut dyn FnMut` would have to be declared `mut`.
            TyKind::Ref(..) if count == 0 => None,
            TyKind::FnDef(def, args) => {
                let adjustments = self.autoderef_adjustments(steps, count);
                self.apply_adjustments(callee.id, adjustments);
                let (sig, obligations) = self.fn_def_sig(*def, *args);
                for obligation in obligations {
                    self.register_obligation(obligation);
                }
                Some(Callee::Builtin(CallKind::Fn, sig))
            }
            TyKind::FnPtr(sig) => {
                let adjustments = self.autoderef_adjustments(steps, count);
                self.apply_adjustments(callee.id, adjustments);
                Some(Callee::Builtin(CallKind::Pointer, sig.clone()))
            }
            TyKind::Closure(id, _) if id.owner == self.owner => {
                let sig = self.closures.sig(*id)?;
                let adjustments = self.autoderef_adjustments(steps, count);
                self.apply_adjustments(callee.id, adjustments);
                Some(Callee::Builtin(CallKind::Closure, sig))
            }
            TyKind::Error => Some(Callee::Error),
            _ => {
                let method = self.try_call_traits(expr.span, callee, steps, count, ty, arg_count)?;
                Some(Callee::Overloaded(method))
            }
        }
    }

    /// Whether something in the signature of the function that is checked is not understood.
    fn signature_is_unknown(&self) -> bool {
        let Some(item) = self.sema.item(self.owner) else { return false };
        match &item.kind {
            ItemKind::Fn(f) => self.sema.has_unsupported_in(f.sig.span),
            _ => false,
        }
    }

    /// `Fn`, `FnMut`, `FnOnce`, in this order; then the same for what is awaited.
    fn try_call_traits(
        &mut self,
        span: SpanId,
        callee: &Expr,
        steps: &AutoderefSteps,
        count: usize,
        ty: Ty,
        arg_count: usize,
    ) -> Option<MethodCallee> {
        let choices = [
            ("fn", "call", Some(Mutability::Not)),
            ("fn_mut", "call_mut", Some(Mutability::Mut)),
            ("fn_once", "call_once", None),
            ("async_fn", "async_call", Some(Mutability::Not)),
            ("async_fn_mut", "async_call_mut", Some(Mutability::Mut)),
            ("async_fn_once", "async_call_once", None),
        ];
        for (lang, name, borrow) in choices {
            let Some(trait_) = self.lang(lang) else { continue };
            // The number of arguments is known, their types are not.
            let inputs: Vec<Ty> = (0..arg_count).map(|_| self.new_var_at(span)).collect();
            let args = [GenericArg::Ty(ty), GenericArg::Ty(Ty::tuple(&inputs))];
            let Some(method) = self.construct_trait_method(span, trait_, name, &args) else {
                if let Some(method) = self.try_with_open_arity(span, trait_, name, ty) {
                    return Some(self.adjust_callee(callee, steps, count, borrow, method));
                }
                continue;
            };
            return Some(self.adjust_callee(callee, steps, count, borrow, method));
        }
        None
    }

    /// With a wrong number of arguments the trait holds only for another one: found out for a better message.
    fn try_with_open_arity(
        &mut self,
        span: SpanId,
        trait_: crate::DefId,
        name: &str,
        ty: Ty,
    ) -> Option<MethodCallee> {
        let inputs = self.new_var_at(span);
        let args = [GenericArg::Ty(ty), GenericArg::Ty(inputs)];
        self.construct_trait_method(span, trait_, name, &args)
    }

    fn adjust_callee(
        &mut self,
        callee: &Expr,
        steps: &AutoderefSteps,
        count: usize,
        borrow: Option<Mutability>,
        method: MethodCallee,
    ) -> MethodCallee {
        let mut adjustments = self.autoderef_adjustments(steps, count);
        if let Some(mutability) = borrow
            && let Some(&receiver) = method.sig.inputs.first()
        {
            // Not two-phase: the callee is borrowed before the arguments are evaluated, as rustc does for calls.
            adjustments.push(Adjustment::borrow(mutability, true, receiver));
        }
        self.apply_adjustments(callee.id, adjustments);
        if borrow == Some(Mutability::Mut) {
            self.convert_place_derefs_to_mutable(callee);
        }
        method
    }

    fn confirm_call(
        &mut self,
        expr: &Expr,
        callee: &Expr,
        args: &[Expr],
        expected: Expectation,
        found: Callee,
    ) -> Ty {
        match found {
            Callee::Builtin(kind, sig) => {
                let form = match self.shallow(self.node_ty(callee.id)).kind() {
                    _ if kind == CallKind::Closure => ArgumentForm::Closure,
                    TyKind::FnDef(def, _) => ArgumentForm::Function(Some(*def)),
                    _ => ArgumentForm::Function(None),
                };
                self.results.call_kinds.insert(expr.id, kind);
                if let ArgumentForm::Function(Some(def)) = form {
                    self.remember_call(callee.span, def, false, args);
                    // What is looked up in a type is reported at its name.
                    if let ExprKind::Path(path) = &callee.kind
                        && let [_, .., last] = path.segments.as_slice()
                    {
                        self.remember_call(last.ident.span, def, false, args);
                    }
                }
                self.check_arguments(
                    callee.span,
                    expr.span,
                    &sig.inputs,
                    sig.output,
                    expected,
                    args,
                    sig.c_variadic,
                    form,
                );
                sig.output
            }
            Callee::Overloaded(method) => {
                self.results.call_kinds.insert(expr.id, CallKind::Overloaded(method.def, method.args));
                let tuple = method.sig.inputs.get(1).copied().unwrap_or_else(Ty::error);
                let tuple = self.structurally_resolve(tuple);
                let inputs: Vec<Ty> = match tuple.kind() {
                    TyKind::Tuple(inputs) => inputs.to_vec(),
                    _ => args.iter().map(|_| Ty::error()).collect(),
                };
                let form = ArgumentForm::Closure;
                self.check_arguments(
                    callee.span,
                    expr.span,
                    &inputs,
                    method.sig.output,
                    expected,
                    args,
                    false,
                    form,
                );
                method.sig.output
            }
            Callee::Error => {
                self.check_args_of_error(args);
                Ty::error()
            }
        }
    }
}
