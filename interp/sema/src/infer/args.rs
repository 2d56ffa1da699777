//! Arguments against parameters. Follows `FnCtxt::check_argument_types`.
//!
//! Two passes: first all arguments that are not closures, then pending obligations, then closures, whose signatures
//! the obligations tell.

use treebeard_syntax::ast::{Expr, ExprKind};
use treebeard_syntax::{Diagnostic, SpanId};

use super::body::InferCtx;
use super::coerce::{Mismatch, TwoPhase};
use super::expectation::Expectation;
use crate::def::DefId;
use crate::traits::{Obligation, SelectionContext};
use crate::ty::{FloatTy, IntTy, Ty, TyKind};

/// What is called, for the message about a wrong number of arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ArgumentForm {
    /// A function (E0061), and which if that is known.
    Function(Option<DefId>),
    /// A method (E0061).
    Method(DefId),
    /// A closure or another implementor of a Fn trait (E0057).
    Closure,
}

impl InferCtx<'_> {
    /// Checks the arguments of a call with these parameter types and this result type.
    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(super) fn check_arguments(
        &mut self,
        callee_span: SpanId,
        call_span: SpanId,
        formal: &[Ty],
        output: Ty,
        expected: Expectation,
        args: &[Expr],
        c_variadic: bool,
        form: ArgumentForm,
    ) {
        let counts_agree = if c_variadic { args.len() >= formal.len() } else { args.len() == formal.len() };
        if !counts_agree {
            if c_variadic {
                let message = format!(
                    "this function takes at least {} arguments but {} were supplied",
                    formal.len(),
                    args.len()
                );
                self.error(Some("E0060"), callee_span, &message);
            } else {
                self.report_count(callee_span, formal.len(), args.len(), form);
            }
            // What fits by position still tells types; nothing more is reported about it.
            for arg in args {
                self.check_expr(arg);
            }
            return;
        }
        let expected_inputs = self.expected_inputs(expected, output, formal);
        for closures in [false, true] {
            if closures {
                self.select_where_possible();
            }
            for (index, arg) in args.iter().enumerate() {
                if matches!(arg.kind, ExprKind::Closure(_)) != closures {
                    continue;
                }
                match formal.get(index) {
                    Some(&formal_ty) => {
                        let hint = expected_inputs.get(index).copied().unwrap_or(formal_ty);
                        self.check_argument(arg, formal_ty, hint);
                    }
                    None => self.check_variadic(arg),
                }
            }
        }
        let _ = call_span;
    }

    fn check_argument(&mut self, arg: &Expr, formal: Ty, hint: Ty) {
        let expectation = Expectation::rvalue_hint(self, hint);
        let ty = self.check_expr_with(arg, expectation);
        let wanted = expectation.only_has_type(self).unwrap_or(formal);
        // A single impl may tell the parameter's type (`<*const _>::from(&x)`): the argument is coerced to it.
        let wanted = self.resolve_with_obligations(wanted);
        let result = match self.coerce(arg, ty, wanted, TwoPhase::Yes) {
            Ok(coerced) => self.commit_if_ok(|ctx| ctx.unify(formal, coerced)),
            Err(Mismatch) => Err(Mismatch),
        };
        if result.is_err() {
            let wanted = self.resolve_with_obligations(formal);
            let ty = self.resolve_with_obligations(ty);
            self.report_mismatch(super::coerce::Site::from(arg).blame, wanted, ty);
        }
    }

    /// What the expected result of a call tells of its arguments: a hint, forgotten again.
    pub(super) fn expected_inputs(&mut self, expected: Expectation, output: Ty, formal: &[Ty]) -> Vec<Ty> {
        let Some(expected) = expected.only_has_type(self) else { return Vec::new() };
        if self.is_ty_var(expected) || formal.is_empty() {
            return Vec::new();
        }
        // Pending projections in the result must be known to be related at all.
        let output = self.resolve_with_obligations(output);
        self.fudge(|ctx| {
            ctx.unify(expected, output)?;
            Ok(formal.to_vec())
        })
        .unwrap_or_default()
    }

    /// Arguments after the declared parameters of a C-variadic function.
    fn check_variadic(&mut self, arg: &Expr) {
        let ty = self.check_expr(arg);
        let ty = self.structurally_resolve(ty);
        let wanted = match ty.kind() {
            TyKind::Float(FloatTy::F32) => "c_double",
            TyKind::Int(IntTy::I8 | IntTy::I16) | TyKind::Bool => "c_int",
            TyKind::Int(IntTy::U8 | IntTy::U16) => "c_uint",
            _ => return,
        };
        let shown = self.show(ty);
        let message = format!("can't pass `{shown}` to variadic function, cast to `{wanted}`");
        self.error(Some("E0617"), arg.span, &message);
    }

    fn report_count(&mut self, span: SpanId, wanted: usize, given: usize, form: ArgumentForm) {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let were = if given == 1 { "was" } else { "were" };
        let (code, what, callee) = match form {
            ArgumentForm::Function(callee) => ("E0061", "function", callee),
            ArgumentForm::Method(callee) => ("E0061", "method", Some(callee)),
            ArgumentForm::Closure => ("E0057", "function", None),
        };
        let message = format!(
            "this {what} takes {wanted} argument{} but {given} argument{} {were} supplied",
            plural(wanted),
            plural(given)
        );
        let error = self.with_callee(Diagnostic::error(Some(code), span, message), callee);
        self.report(error);
    }

    /// The pending obligations about an unknown type.
    pub(super) fn pending_for(&mut self, var: Ty) -> Vec<Obligation> {
        let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
        self.fulfill.pending_for_var(&mut cx, var)
    }
}
