//! `for` and `?`: calls of library traits. Typed as their desugarings in `rustc_ast_lowering::expr`.

use treebeard_syntax::ast::{Block, Expr, Label, Pat};
use treebeard_syntax::{Diagnostic, SpanData, SpanId};

use crate::infer::body::{BreakableKind, Diverges, InferCtx};
use crate::infer::expectation::Expectation;
use crate::infer::{ForLoop, TryOp};
use crate::ty::{AliasKind, GenericArg, GenericArgs, Predicate, TraitRef, Ty, TyKind};

impl InferCtx<'_> {
    /// `match IntoIterator::into_iter(iter) { mut it => loop { match it.next() { None => break, Some(pat) => body } } }`.
    pub(super) fn check_for(
        &mut self,
        expr: &Expr,
        pat: &Pat,
        iter: &Expr,
        body: &Block,
        label: Option<Label>,
    ) -> Ty {
        let iterable = self.check_trait_argument(iter);
        let head_diverges = self.diverges;
        let item = self.for_item(expr, iter, iterable);
        self.push_loop(expr, label, BreakableKind::For, None);
        let ribs = self.rib_depth();
        let bindings = self.check_pat_top(pat, item);
        self.push_bindings(bindings);
        self.diverges = Diverges::Maybe;
        let ty = self.check_block(body, None, Expectation::HasType(Ty::unit()));
        self.demand_unit_body(body, ty);
        self.truncate_ribs(ribs);
        self.breakables.pop();
        self.diverges = head_diverges;
        Ty::unit()
    }

    /// The argument of a trait's method whose `Self` it is: checked against an unknown type.
    pub(super) fn check_trait_argument(&mut self, arg: &Expr) -> Ty {
        let var = self.new_var_at(arg.span);
        let ty = self.check_expr_with(arg, Expectation::HasType(var));
        let ty = self.demand_coerce(arg, ty, var);
        self.resolve_with_obligations(ty)
    }

    fn for_item(&mut self, expr: &Expr, iter: &Expr, iterable: Ty) -> Ty {
        if iterable.has_error() && matches!(iterable.kind(), TyKind::Error) {
            return Ty::error();
        }
        let (Some(into_iterator), Some(iterator)) = (self.lang("into_iterator"), self.lang("iterator"))
        else {
            return self.unsupported("`for` without the library's iterator traits", expr.span);
        };
        let args = [GenericArg::Ty(iterable)];
        let Some(into_iter) = self.construct_trait_method(iter.span, into_iterator, "into_iter", &args)
        else {
            self.report_unimplemented(iter.span, into_iterator, &args);
            return Ty::error();
        };
        let iterator_ty = self.resolve_with_obligations(into_iter.sig.output);
        let args = [GenericArg::Ty(iterator_ty)];
        let Some(next) = self.construct_trait_method(iter.span, iterator, "next", &args) else {
            self.report_unimplemented(iter.span, iterator, &args);
            return Ty::error();
        };
        let item = self.assoc_projection(iter.span, iterator, "Item", &args);
        self.results.for_loops.insert(
            expr.id,
            ForLoop {
                into_iter: (into_iter.def, into_iter.args),
                iterator: iterator_ty,
                next: (next.def, next.args),
                item,
            },
        );
        item
    }

    /// `<T as Trait>::name`, normalised.
    pub(super) fn assoc_projection(
        &mut self,
        span: SpanId,
        trait_: crate::DefId,
        name: &str,
        args: &[GenericArg],
    ) -> Ty {
        match self.trait_method(trait_, name) {
            Some(assoc) => {
                let ty = Ty::new(TyKind::Alias(AliasKind::Projection, assoc, GenericArgs::new(args)));
                let ty = self.normalize(span, &ty);
                self.resolve_with_obligations(ty)
            }
            None => Ty::error(),
        }
    }

    /// Says that a trait is not implemented, in trait selection's words (E0277).
    pub(super) fn report_unimplemented(&mut self, span: SpanId, trait_: crate::DefId, args: &[GenericArg]) {
        let args = self.cx().fresh_args(trait_, args, span);
        self.register(Predicate::Trait(TraitRef { trait_, args }), span);
        self.select_where_possible();
    }

    /// `match Try::branch(operand) { Continue(v) => v, Break(r) => return FromResidual::from_residual(r) }`.
    pub(super) fn check_try(&mut self, expr: &Expr, operand: &Expr) -> Ty {
        let ty = self.check_trait_argument(operand);
        if matches!(ty.kind(), TyKind::Error) {
            return Ty::error();
        }
        let (Some(try_), Some(from_residual)) = (self.lang("Try"), self.lang("FromResidual")) else {
            return self.unsupported("`?` without the library's `Try`", expr.span);
        };
        let args = [GenericArg::Ty(ty)];
        let Some(branch) = self.construct_trait_method(expr.span, try_, "branch", &args) else {
            self.report_unimplemented(expr.span, try_, &args);
            return Ty::error();
        };
        let residual = self.assoc_projection(expr.span, try_, "Residual", &args);
        let output = self.assoc_projection(expr.span, try_, "Output", &args);
        let question = question_mark(expr.span);
        let Some(coercion) = self.ret_coercion.as_mut() else {
            self.report(Diagnostic::error(
                Some("E0277"),
                question,
                "the `?` operator can only be used in a function that returns `Result` or `Option`",
            ));
            return output;
        };
        let returned = coercion.push_expected();
        let returned = self.resolve_with_obligations(returned);
        let args = [GenericArg::Ty(returned), GenericArg::Ty(residual)];
        match self.construct_trait_method(question, from_residual, "from_residual", &args) {
            Some(method) => {
                self.results.tries.insert(
                    expr.id,
                    TryOp {
                        branch: (branch.def, branch.args),
                        residual,
                        from_residual: (method.def, method.args),
                    },
                );
            }
            None => self.report_unimplemented(question, from_residual, &args),
        }
        output
    }
}

/// The position of the `?` itself: the last byte of the expression.
fn question_mark(span: SpanId) -> SpanId {
    match span.data() {
        Some(data) if data.hi > data.lo => SpanId::new(SpanData { lo: data.hi - 1, ..data }),
        _ => span,
    }
}
