//! E0133: what needs `unsafe` and has none around it. Follows `rustc_mir_build::check_unsafety`.

use treebeard_syntax::ast::{Body, Expr, ExprKind, ItemKind, Pat, PatKind, UnaryOp};
use treebeard_syntax::{Diagnostic, SpanId};

use super::{adjusted_ty, called_fn, explicit_drop, unsafe_static};
use crate::Sema;
use crate::collect::AdtKind;
use crate::def::DefId;
use crate::infer::walk::{Visitor, walk_block, walk_expr, walk_pat};
use crate::infer::{Resolution, TypeckResults};
use crate::ty::TyKind;

/// Checks a body.
pub(super) fn check(sema: &Sema, body: &Body, results: &TypeckResults) -> Vec<Diagnostic> {
    let in_unsafe = match sema.item(results.owner).as_deref() {
        Some(treebeard_syntax::ast::Item { kind: ItemKind::Fn(f), .. }) => f.sig.is_unsafe,
        _ => false,
    };
    let mut checker = Checker { sema, results, in_unsafe, found: Vec::new() };
    body.params.iter().for_each(|param| checker.pat(&param.pat));
    checker.expr(&body.value);
    checker.found
}

struct Checker<'a> {
    sema: &'a Sema,
    results: &'a TypeckResults,
    in_unsafe: bool,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn require(&mut self, span: SpanId, what: &str, label: &str) {
        if self.in_unsafe {
            return;
        }
        let message = format!("{what} is unsafe and requires unsafe function or block");
        self.found.push(Diagnostic::error(Some("E0133"), span, message).label(label));
    }

    fn call(&mut self, def: DefId, span: SpanId) {
        if self.sema.fn_sig(def).is_unsafe {
            let what = format!("call to unsafe function `{}`", self.sema.def_path(def));
            self.require(span, &what, "call to unsafe function");
        }
    }

    /// The operand of `&raw`: naming a static takes no value, dereferencing a pointer at its end reads nothing.
    fn raw_operand(&mut self, operand: &Expr) {
        match &operand.kind {
            ExprKind::Path(_) => {}
            ExprKind::Field(base, _) => self.raw_operand(base),
            ExprKind::Unary(UnaryOp::Deref, pointer)
                if matches!(adjusted_ty(self.results, pointer.id).kind(), TyKind::RawPtr(..)) =>
            {
                self.expr(pointer);
            }
            _ => self.expr(operand),
        }
    }

    fn is_union_field(&self, base: &Expr) -> bool {
        match adjusted_ty(self.results, base.id).kind() {
            TyKind::Adt(def, _) => self.sema.adt_def(*def).kind == AdtKind::Union,
            _ => false,
        }
    }

    /// Writing a whole field of a union is safe.
    fn assignee(&mut self, left: &Expr) {
        match &left.kind {
            ExprKind::Field(base, _) if self.is_union_field(base) => self.assignee(base),
            _ => self.expr(left),
        }
    }
}

impl Visitor for Checker<'_> {
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Unsafe(block) => {
                let outer = std::mem::replace(&mut self.in_unsafe, true);
                walk_block(self, block);
                self.in_unsafe = outer;
                return;
            }
            ExprKind::RawRef(_, operand) => {
                self.raw_operand(operand);
                return;
            }
            ExprKind::Assign(left, right) => {
                self.assignee(left);
                self.expr(right);
                return;
            }
            ExprKind::Call(callee, _) => {
                if let Some((def, _)) = called_fn(self.results, expr.id, callee.id) {
                    self.call(def, expr.span);
                    self.found.extend(explicit_drop(self.sema, def, callee.span));
                } else if let TyKind::FnPtr(sig) = adjusted_ty(self.results, callee.id).kind()
                    && sig.is_unsafe
                {
                    self.require(expr.span, "call to unsafe function", "call to unsafe function");
                }
            }
            ExprKind::MethodCall { method, .. } => {
                if let Some((def, _)) = self.results.callees.get(&expr.id) {
                    self.call(*def, expr.span);
                    self.found.extend(explicit_drop(self.sema, *def, method.span));
                }
            }
            ExprKind::Unary(UnaryOp::Deref, pointer)
                if matches!(adjusted_ty(self.results, pointer.id).kind(), TyKind::RawPtr(..)) =>
            {
                self.require(expr.span, "dereference of raw pointer", "dereference of raw pointer");
            }
            ExprKind::Path(_) if unsafe_static(self.sema, self.results, expr.id) => {
                self.require(expr.span, "use of mutable static", "use of mutable static");
            }
            ExprKind::Field(base, _) if self.is_union_field(base) => {
                self.require(expr.span, "access to union field", "access to union field");
            }
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn pat(&mut self, pat: &Pat) {
        if let PatKind::Struct { fields, .. } = &pat.kind
            && let Some(Resolution::Variant(def, ..)) = self.results.resolutions.get(&pat.id)
            && self.sema.adt_def(*def).kind == AdtKind::Union
            && fields.iter().any(|field| !matches!(field.pat.kind, PatKind::Wild))
        {
            self.require(pat.span, "access to union field", "access to union field");
        }
        walk_pat(self, pat);
    }
}
