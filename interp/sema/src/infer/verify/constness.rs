//! E0015: calls in constants, statics and `const fn` that cannot be evaluated at compile time.
//!
//! Functions of the user's program and methods of traits are known not to be `const`; a function of the library that
//! ours has not marked may still be `const` in the real one, so nothing is said of those.

use treebeard_syntax::ast::{Body, Expr, ExprKind};
use treebeard_syntax::{Diagnostic, SpanId};

use super::called_fn;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::infer::walk::{Visitor, walk_expr};
use crate::infer::{AdjustmentKind, TypeckResults};

/// Checks a body that is evaluated at compile time; others have nothing to check.
pub(super) fn check(sema: &Sema, body: &Body, results: &TypeckResults) -> Vec<Diagnostic> {
    let context = match sema.def_kind(results.owner) {
        DefKind::Fn | DefKind::AssocFn if sema.is_const_fn(results.owner) => "constant functions",
        DefKind::Const | DefKind::AssocConst | DefKind::AnonConst => "constants",
        DefKind::Static => "statics",
        _ => return Vec::new(),
    };
    let mut checker = Checker { sema, results, context, found: Vec::new() };
    checker.expr(&body.value);
    checker.found
}

struct Checker<'a> {
    sema: &'a Sema,
    results: &'a TypeckResults,
    context: &'static str,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn call(&mut self, def: DefId, span: SpanId, what: &str) {
        let sema = self.sema;
        let known_not_const = match sema.def_kind(def) {
            DefKind::AssocFn | DefKind::Fn => {
                let in_trait = sema
                    .assoc_container(def)
                    .is_some_and(|container| sema.def_kind(container) == DefKind::Trait);
                in_trait || (sema.is_local(def) && !sema.is_const_fn(def))
            }
            _ => false,
        };
        if known_not_const {
            let message =
                format!("cannot call non-const {what} `{}` in {}", sema.def_path(def), self.context);
            self.found.push(Diagnostic::error(Some("E0015"), span, message));
        }
    }
}

impl Visitor for Checker<'_> {
    fn expr(&mut self, expr: &Expr) {
        if let Some(adjustments) = self.results.adjustments.get(&expr.id) {
            for adjustment in adjustments {
                if let AdjustmentKind::OverloadedDeref(_, def, _) = &adjustment.kind {
                    self.call(*def, expr.span, "method");
                }
            }
        }
        match &expr.kind {
            // The body of a closure runs when it is called.
            ExprKind::Closure(_) => return,
            ExprKind::Call(callee, _) => {
                if let Some((def, _)) = called_fn(self.results, expr.id, callee.id) {
                    self.call(def, expr.span, "function");
                }
            }
            ExprKind::For { iter, .. } => {
                if let Some(for_loop) = self.results.for_loops.get(&expr.id) {
                    self.call(for_loop.into_iter.0, iter.span, "method");
                }
            }
            ExprKind::Try(_) => {
                if let Some(try_op) = self.results.tries.get(&expr.id) {
                    self.call(try_op.branch.0, expr.span, "method");
                }
            }
            _ => {
                if let Some((def, _)) = self.results.callees.get(&expr.id) {
                    let what =
                        if matches!(expr.kind, ExprKind::MethodCall { .. }) { "method" } else { "operator" };
                    self.call(*def, expr.span, what);
                }
            }
        }
        walk_expr(self, expr);
    }
}
