//! `receiver.method(args)`. Probing and confirmation are in [`crate::method`].

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Expr, GenericArgs, Ident, Mutability};

use crate::infer::args::ArgumentForm;
use crate::infer::body::InferCtx;
use crate::infer::expectation::Expectation;
use crate::method::{Autoref, MethodError, NoMatch};
use crate::traits::SelectionContext;
use crate::ty::{FloatTy, InferTy, IntTy, Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_method_call(
        &mut self,
        expr: &Expr,
        receiver: &Expr,
        method: Ident,
        generic_args: Option<&GenericArgs>,
        args: &[Expr],
        expected: Expectation,
    ) -> Ty {
        let receiver_ty = self.check_expr(receiver);
        let receiver_ty = self.resolve_with_obligations(receiver_ty);
        if matches!(receiver_ty.kind(), TyKind::Error) {
            self.check_args_of_error(args);
            return Ty::error();
        }
        let param_env = self.param_env.clone();
        let probe = self.probe_scope(&param_env, method.span);
        let pick = match self.cx().probe_method(&probe, receiver_ty, method.name) {
            Ok(pick) => pick,
            Err(error) => {
                self.report_method_error(method, receiver_ty, error, Some(receiver));
                self.check_args_of_error(args);
                return Ty::error();
            }
        };
        let explicit = self.explicit_args(pick.item.def, generic_args, method.span);
        let probe = self.probe_scope(&param_env, method.span);
        let confirmed = {
            let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
            cx.confirm_method(&mut self.fulfill, &probe, receiver_ty, &pick, &explicit)
        };
        let Some(confirmed) = confirmed else {
            self.unsupported(&format!("receiver of method `{}`", method.name), method.span);
            self.check_args_of_error(args);
            return Ty::error();
        };
        self.apply_adjustments(receiver.id, confirmed.adjustments);
        if matches!(pick.autoref, Some(Autoref::Ref { mutability: Mutability::Mut, .. })) {
            self.convert_place_derefs_to_mutable(receiver);
        }
        self.results.callees.insert(expr.id, (confirmed.def, confirmed.args));
        let sig = confirmed.sig;
        let inputs = sig.inputs.as_slice().get(1..).unwrap_or_default();
        self.remember_call(method.span, confirmed.def, true, args);
        self.check_arguments(
            method.span,
            expr.span,
            inputs,
            sig.output,
            expected,
            args,
            sig.c_variadic,
            ArgumentForm::Method(confirmed.def),
        );
        sig.output
    }

    /// Why there is no such method, function or constant. `receiver` is absent for paths (`Type::name`).
    pub(in crate::infer) fn report_method_error(
        &mut self,
        name: Ident,
        ty: Ty,
        error: MethodError,
        receiver: Option<&Expr>,
    ) {
        let ty = self.resolve(ty);
        if ty.has_error() && matches!(ty.kind(), TyKind::Error) {
            return;
        }
        match error {
            MethodError::UnknownReceiver(_) if self.report_ambiguous_number(name, ty, receiver) => {}
            MethodError::UnknownReceiver(unknown) => {
                let span = receiver.map_or(name.span, |receiver| receiver.span);
                self.report_unknown_type(span, unknown);
            }
            MethodError::Ambiguous(_) => {
                self.report(
                    Diagnostic::error(Some("E0034"), name.span, "multiple applicable items in scope")
                        .label(format!("multiple `{}` found", name.name)),
                );
            }
            MethodError::Private(def) => {
                let what = if receiver.is_some() { "method" } else { "associated function" };
                let message = format!("{what} `{}` is private", self.sema.def_name(def));
                self.report(
                    Diagnostic::error(Some("E0624"), name.span, message).label(format!("private {what}")),
                );
            }
            MethodError::RecursionLimit(at) => {
                let shown = self.show(at);
                let message = format!("reached the recursion limit while auto-dereferencing `{shown}`");
                self.error(Some("E0055"), name.span, &message);
            }
            MethodError::NoMatch(no_match) => self.report_no_match(name, ty, &no_match, receiver),
        }
    }

    /// E0689: a literal's type is not known well enough to have methods of its own.
    fn report_ambiguous_number(&mut self, name: Ident, ty: Ty, receiver: Option<&Expr>) -> bool {
        let concrete = match ty.kind() {
            TyKind::Infer(InferTy::Int(_)) => Ty::int(IntTy::I32),
            TyKind::Infer(InferTy::Float(_)) => Ty::float(FloatTy::F64),
            _ => return false,
        };
        let param_env = self.param_env.clone();
        let probe = self.probe_scope(&param_env, name.span);
        let is_known = self.cx().probe_method(&probe, concrete, name.name).is_ok()
            || self.sema.some_trait_declares(name.name);
        if receiver.is_none() || !is_known {
            return false;
        }
        let shown = self.show(ty);
        let message = format!("can't call method `{}` on ambiguous numeric type `{shown}`", name.name);
        self.error(Some("E0689"), name.span, &message);
        true
    }

    fn report_no_match(&mut self, name: Ident, ty: Ty, no_match: &NoMatch, receiver: Option<&Expr>) {
        if self.report_ambiguous_number(name, ty, receiver) {
            return;
        }
        if self.may_be_library_gap(ty, name, no_match) {
            let shown = self.show(ty);
            self.unsupported(&format!("`{}` of `{shown}`", name.name), name.span);
            return;
        }
        let shown = self.show(ty);
        let text = name.name;
        let message = if !no_match.unsatisfied.is_empty() && receiver.is_some() {
            format!("the method `{text}` exists for type `{shown}`, but its trait bounds were not satisfied")
        } else if receiver.is_some() {
            format!("no method named `{text}` found for type `{shown}` in the current scope")
        } else {
            format!(
                "no function or associated item named `{text}` found for type `{shown}` in the current scope"
            )
        };
        let mut diagnostic = Diagnostic::error(Some("E0599"), name.span, message);
        if let Some(similar) = no_match.similar {
            diagnostic = diagnostic.help(format!("there is a method `{similar}` with a similar name"));
        }
        for trait_ in &no_match.out_of_scope_traits {
            let path = self.sema.def_path(*trait_);
            diagnostic = diagnostic.note(format!("trait `{path}` is implemented but not in scope"));
        }
        self.report(diagnostic);
    }

    /// The type is the library's, and nothing says that the real library has no such item: it may only be missing
    /// from ours. A method that exists with unsatisfied bounds, or only out of scope, is really an error.
    /// Does the real library have this method, on the type or in a trait in scope? Ours lacks it, then.
    fn may_be_library_gap(&mut self, ty: Ty, name: Ident, no_match: &NoMatch) -> bool {
        if !no_match.out_of_scope_traits.is_empty() || !no_match.unsatisfied.is_empty() {
            return false;
        }
        let mut ty = ty;
        while let TyKind::Ref(_, inner, _) = ty.kind() {
            ty = self.resolve(*inner);
        }
        let owner = match ty.kind() {
            TyKind::Adt(def, _) | TyKind::Foreign(def) if self.sema.is_local(*def) => return false,
            TyKind::Adt(def, _) | TyKind::Foreign(def) => self.sema.def_path(*def),
            TyKind::Param(_) | TyKind::FnDef(..) | TyKind::Closure(..) | TyKind::Tuple(_) | TyKind::Error => {
                return false;
            }
            TyKind::Dynamic(dyn_ty, _) => match dyn_ty.principal {
                Some((def, _)) if !self.sema.is_local(def) => self.sema.def_path(def),
                _ => return false,
            },
            TyKind::Alias(_, def, _) => return !self.sema.is_local(*def),
            TyKind::Slice(_) | TyKind::Array(..) => "slice".to_owned(),
            TyKind::RawPtr(..) => "pointer".to_owned(),
            _ => self.show(ty),
        };
        let library = self.sema.source(0);
        let has = |owner: &str| library.source.real_library_has(&format!("{owner}::{}", name.name));
        let param_env = self.param_env.clone();
        let scope = self.probe_scope(&param_env, name.span).scope;
        has(&owner)
            || (matches!(ty.kind(), TyKind::Array(..)) && has("array"))
            || self
                .sema
                .traits_in_scope(scope)
                .iter()
                .any(|&t| !self.sema.is_local(t) && has(&self.sema.def_path(t)))
    }
}
