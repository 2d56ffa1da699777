//! Expressions: one method per form, dispatched here. Follows `rustc_hir_typeck::expr`.

mod assign;
mod block;
mod call;
mod closure;
mod compound;
mod control;
mod field;
mod future;
mod index;
mod iterate;
mod literal;
mod matching;
mod method;
mod operator;
mod place;
mod strukt;

pub(super) use operator::{is_float, is_integral, is_scalar};

use treebeard_syntax::ast::{Expr, ExprKind, Mutability};

use super::Adjustment;
use super::body::{Diverges, InferCtx};
use super::coerce::Mismatch;
use super::expectation::Expectation;
use crate::names::PathSource;
use crate::ty::{Ty, TyKind};

impl InferCtx<'_> {
    /// The type of an expression of which nothing is expected.
    pub(super) fn check_expr(&mut self, expr: &Expr) -> Ty {
        self.check_expr_with(expr, Expectation::None)
    }

    /// The type of an expression; `expected` is a hint.
    pub(super) fn check_expr_with(&mut self, expr: &Expr, expected: Expectation) -> Ty {
        if !self.enter_nesting(expr.span) {
            return Ty::error();
        }
        let outer = std::mem::replace(&mut self.diverges, Diverges::Maybe);
        let ty = self.check_expr_kind(expr, expected);
        if matches!(self.shallow(ty).kind(), TyKind::Never) && self.is_read_for_never(expr) {
            self.diverges = Diverges::Always;
        }
        self.write_ty(expr.id, ty);
        self.diverges = self.diverges.or(outer);
        self.leave_nesting();
        ty
    }

    /// A place of type `!` that is merely named (`_ = *p`) is not read and does not diverge.
    fn is_read_for_never(&self, expr: &Expr) -> bool {
        !matches!(expr.kind, ExprKind::Underscore)
    }

    /// Checks an expression that must have exactly this type (up to `!`).
    pub(super) fn check_has_type(&mut self, expr: &Expr, expected: Ty) -> Ty {
        let mut ty = self.check_expr_with(expr, Expectation::HasType(expected));
        if matches!(self.shallow(ty).kind(), TyKind::Never) {
            let target = self.new_diverging_var(expr.span);
            self.apply_adjustments(expr.id, vec![Adjustment::never_to_any(target)]);
            ty = target;
        }
        if self.commit_if_ok(|ctx| ctx.unify(expected, ty)).is_err() {
            let expected = self.resolve_with_obligations(expected);
            let found = self.resolve_with_obligations(ty);
            self.report_mismatch(super::coerce::Site::from(expr).blame, expected, found);
        }
        ty
    }

    /// Checks an expression that is coerced to this type; the type it has then.
    pub(super) fn check_coercible(&mut self, expr: &Expr, expected: Ty) -> Ty {
        let ty = self.check_expr_with(expr, Expectation::HasType(expected));
        self.demand_coerce(expr, ty, expected)
    }

    /// The same for the right operand of an operator, whose mismatch is reported as `mismatched types` too.
    pub(super) fn check_coercible_raw(&mut self, expr: &Expr, expected: Ty) -> Ty {
        self.check_coercible(expr, expected)
    }

    /// The type of an expression that will be written to or borrowed mutably, if `mutability` says so.
    pub(super) fn check_expr_needing(
        &mut self,
        expr: &Expr,
        expected: Expectation,
        mutability: Mutability,
    ) -> Ty {
        let ty = self.check_expr_with(expr, expected);
        if mutability == Mutability::Mut {
            self.convert_place_derefs_to_mutable(expr);
        }
        ty
    }

    /// Unifies and reports `mismatched types` at a position.
    pub(super) fn demand_eq(&mut self, span: treebeard_syntax::SpanId, expected: Ty, found: Ty) {
        if let Err(Mismatch) = self.commit_if_ok(|ctx| ctx.unify(expected, found)) {
            let expected = self.resolve_with_obligations(expected);
            let found = self.resolve_with_obligations(found);
            self.report_mismatch(span, expected, found);
        }
    }

    fn check_expr_kind(&mut self, expr: &Expr, expected: Expectation) -> Ty {
        match &expr.kind {
            ExprKind::Lit(lit) => self.check_lit(lit, expr.span, expected),
            ExprKind::Path(path) => self.check_path_expr(expr, path, PathSource::Expr),
            ExprKind::Unary(op, operand) => self.check_unary(expr, *op, operand, expected),
            ExprKind::Binary(op, left, right) => self.check_binary(expr, *op, left, right),
            ExprKind::Logical(op, left, right) => self.check_logical(*op, left, right),
            ExprKind::Assign(left, right) => self.check_assign(expr, left, right),
            ExprKind::AssignOp(op, left, right) => self.check_assign_op(expr, *op, left, right),
            ExprKind::Underscore => {
                self.error(
                    None,
                    expr.span,
                    "in expressions, `_` can only be used on the left-hand side of an assignment",
                );
                Ty::error()
            }
            ExprKind::Ref(mutability, operand) => self.check_ref(expr, *mutability, operand, expected, false),
            ExprKind::RawRef(mutability, operand) => {
                self.check_ref(expr, *mutability, operand, expected, true)
            }
            ExprKind::Cast(operand, ty) => self.check_cast(expr, operand, ty),
            ExprKind::Call(callee, args) => self.check_call(expr, callee, args, expected),
            ExprKind::MethodCall { receiver, method, generic_args, args } => {
                self.check_method_call(expr, receiver, *method, generic_args.as_deref(), args, expected)
            }
            ExprKind::Field(base, name) => self.check_field(expr, base, *name),
            ExprKind::Index(base, index) => self.check_index(expr, base, index),
            ExprKind::Range { start, end, inclusive } => {
                self.check_range(expr, start.as_deref(), end.as_deref(), *inclusive, expected)
            }
            ExprKind::Tuple(elements) => self.check_tuple(elements, expected),
            ExprKind::Array(elements) => self.check_array(elements, expected),
            ExprKind::Repeat(element, count) => self.check_repeat(expr, element, count, expected),
            ExprKind::Struct { path, fields, base } => {
                self.check_struct(expr, path, fields, base.as_deref(), expected)
            }
            ExprKind::Block(block, label) => self.check_block(block, *label, expected),
            ExprKind::Unsafe(block) => self.check_block(block, None, expected),
            ExprKind::InlineConst(block) => self.check_inline_const(block, expected),
            ExprKind::If { cond, then, els } => self.check_if(expr, cond, then, els.as_deref(), expected),
            ExprKind::Let(pat, scrutinee) => self.check_let_expr(pat, scrutinee),
            ExprKind::While { cond, body, label } => self.check_while(expr, cond, body, *label),
            ExprKind::Loop(body, label) => self.check_loop(expr, body, *label, expected),
            ExprKind::For { pat, iter, body, label } => self.check_for(expr, pat, iter, body, *label),
            ExprKind::Match(scrutinee, arms) => self.check_match(expr, scrutinee, arms, expected),
            ExprKind::Closure(closure) => self.check_closure(expr, closure, expected),
            ExprKind::Async { is_move, value } => self.check_async(expr, *is_move, value, expected),
            ExprKind::Await(operand) => self.check_await(expr, operand),
            ExprKind::Try(operand) => self.check_try(expr, operand),
            ExprKind::Break(label, value) => self.check_break(expr, *label, value.as_deref()),
            ExprKind::Continue(label) => self.check_continue(expr, *label),
            ExprKind::Return(value) => self.check_return(expr, value.as_deref()),
            ExprKind::Builtin(name, operands) => self.check_builtin(expr, *name, operands, expected),
            ExprKind::Unsupported(feature) => {
                // Whether it returns is not known either.
                self.diverges = Diverges::Always;
                self.unsupported(feature.as_str(), expr.span)
            }
        }
    }

    /// `builtin!(name, …)`: only library code has it; its type is what the context wants, as for an intrinsic whose
    /// signature is generic in its result.
    fn check_builtin(
        &mut self,
        expr: &Expr,
        name: treebeard_syntax::Symbol,
        operands: &[Expr],
        expected: Expectation,
    ) -> Ty {
        for operand in operands {
            self.check_expr(operand);
        }
        match name.as_str() {
            // The body of a native leaf: it has whatever type its signature says.
            "native" => Ty::never(),
            "size_of" | "align_of" => Ty::usize(),
            _ => match expected {
                Expectation::HasType(ty) => ty,
                Expectation::None | Expectation::CastableTo(_) | Expectation::RvalueLikeUnsized(_) => {
                    self.new_var_at(expr.span)
                }
            },
        }
    }
}
