//! Operators that turned out to be built in lose the trait method they were looked up with.
//!
//! `WritebackCx::fix_scalar_builtin_expr`, `fix_index_builtin_expr`.

use treebeard_syntax::ast::{BinaryOp, Body, Expr, ExprKind, NodeId, UnaryOp};

use super::body::InferCtx;
use super::expr::is_scalar;
use super::walk::{Visitor, walk_expr};

/// Removes the methods of built-in operators from the results.
pub(super) fn remove_builtin_operators(ctx: &mut InferCtx<'_>, body: &Body) {
    Fixer(ctx).expr(&body.value);
}

struct Fixer<'c, 'a>(&'c mut InferCtx<'a>);

impl Visitor for Fixer<'_, '_> {
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Unary(UnaryOp::Neg | UnaryOp::Not, operand) if self.is_scalar(operand) => {
                self.0.results.callees.remove(&expr.id);
            }
            ExprKind::Binary(op, left, right) if self.is_scalar(left) && self.is_scalar(right) => {
                if self.0.results.callees.remove(&expr.id).is_some() && is_comparison(*op) {
                    self.pop_adjustment(left.id);
                    self.pop_adjustment(right.id);
                }
            }
            ExprKind::AssignOp(_, left, right) if self.is_scalar(left) && self.is_scalar(right) => {
                if self.0.results.callees.remove(&expr.id).is_some() {
                    self.pop_adjustment(left.id);
                }
            }
            _ => {}
        }
        walk_expr(self, expr);
    }
}

impl Fixer<'_, '_> {
    fn is_scalar(&mut self, expr: &Expr) -> bool {
        let ty = self.0.node_ty(expr.id);
        let ty = self.0.shallow(ty);
        is_scalar(ty)
    }

    /// Takes the autoref off again.
    fn pop_adjustment(&mut self, node: NodeId) {
        if let Some(list) = self.0.results.adjustments.get_mut(&node) {
            list.pop();
            if list.is_empty() {
                self.0.results.adjustments.remove(&node);
            }
        }
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
}
