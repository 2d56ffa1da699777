//! Calls.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast;

use super::Builder;
use crate::def::{CtorKind, DefKind};
use crate::infer::{CallKind, Resolution};
use crate::tree::{Aggregate, BorrowKind, Call, Callee, ClosureKind, Expr, ExprKind};
use crate::ty::{GenericArg, GenericArgs, Ty, TyKind};

impl Builder<'_, '_> {
    /// `callee(args)`.
    pub(super) fn call_expr(&mut self, expr: &ast::Expr, callee: &ast::Expr, args: &[ast::Expr]) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        match self.call_kind(expr, callee) {
            CallKind::Fn => {
                if let Some(value) = self.constructor_call(expr, callee, args) {
                    return value;
                }
                let TyKind::FnDef(def, generic_args) = *self.adjusted_ty(callee.id).kind() else {
                    return self.unresolved("callee", expr);
                };
                let operands = args.iter().map(|arg| self.value(arg)).collect();
                self.call(def, generic_args, operands, ty, span)
            }
            CallKind::Pointer => {
                let pointer = Box::new(self.value(callee));
                let args = args.iter().map(|arg| self.value(arg)).collect();
                let call = Call { callee: Callee::Pointer(pointer), args, rust_call: false, span };
                Expr::new(ExprKind::Call(Box::new(call)), ty, span)
            }
            CallKind::Closure => self.closure_call(expr, callee, args),
            CallKind::Overloaded(def, generic_args) => {
                let callee = self.value(callee);
                self.rust_call(def, generic_args, callee, args, ty, span)
            }
        }
    }

    /// `Variant(a, b)` as a value instead of a call.
    fn constructor_call(&mut self, expr: &ast::Expr, callee: &ast::Expr, args: &[ast::Expr]) -> Option<Expr> {
        let ty = self.node_ty(expr.id);
        let Some(Resolution::Def(def, _)) = self.shared.results.resolutions.get(&callee.id) else {
            return None;
        };
        let DefKind::Ctor(_, CtorKind::Fn) = self.shared.sema.def_kind(*def) else { return None };
        let TyKind::Adt(adt, adt_args) = *ty.kind() else { return None };
        let variant = self.shared.sema.ctor_variant(*def)?;
        let fields = args.iter().enumerate().map(|(i, arg)| (i as u32, self.value(arg))).collect();
        let aggregate = Aggregate::Adt { adt, args: adt_args, variant, fields, base: Vec::new() };
        Some(Expr::new(ExprKind::Aggregate(Box::new(aggregate)), ty, expr.span))
    }

    /// A call of a closure value, by what the closure does with its captures.
    fn closure_call(&mut self, expr: &ast::Expr, callee: &ast::Expr, args: &[ast::Expr]) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let closure_ty = self.adjusted_ty(callee.id);
        let TyKind::Closure(id, _) = *closure_ty.kind() else { return self.unresolved("closure", expr) };
        let mut stmts = Vec::new();
        // A closure that is called where it stands is known once it was built.
        let is_here = id.owner == self.shared.owner && !self.shared.closures.contains_key(&id.node);
        let built = is_here.then(|| self.place(callee, &mut stmts));
        let kind = if id.owner == self.shared.owner {
            self.shared.closures.get(&id.node).map(|closure| closure.kind)
        } else {
            self.shared.sema.typed_body(id.owner).closures.get(&id.node).map(|closure| closure.kind)
        };
        let Some(kind) = kind else { return self.unresolved("closure", expr) };
        let (name, method, receiver) = match kind {
            ClosureKind::FnOnce => {
                let value = match built {
                    Some(place) => self.read(place),
                    None => self.value(callee),
                };
                ("fn_once", "call_once", value)
            }
            ClosureKind::FnMut => {
                let place = built.unwrap_or_else(|| self.place(callee, &mut stmts));
                ("fn_mut", "call_mut", self.borrow(BorrowKind::TwoPhase, place, callee.span))
            }
            ClosureKind::Fn => {
                let place = built.unwrap_or_else(|| self.place(callee, &mut stmts));
                ("fn", "call", self.borrow(BorrowKind::Shared, place, callee.span))
            }
        };
        // The future is the one that the body makes, whatever the closure's kind.
        let (name, method) = match kind {
            _ if !self.shared.sema.is_async_closure(id) => (name, method),
            ClosureKind::FnOnce => ("async_closure", "call_body_once"),
            ClosureKind::FnMut => ("async_closure", "call_body_mut"),
            ClosureKind::Fn => ("async_fn", "async_call"),
        };
        let Some(def) = self.shared.sema.lang_trait_method(name, method) else {
            return self.unsupported(format!("library trait `{name}`"), ty, span);
        };
        let inputs: Vec<Ty> = args.iter().map(|arg| self.adjusted_ty(arg.id)).collect();
        let generic_args =
            GenericArgs::new(&[GenericArg::Ty(closure_ty), GenericArg::Ty(Ty::tuple(&inputs))]);
        let call = self.rust_call(def, generic_args, receiver, args, ty, span);
        self.with_stmts(stmts, call)
    }

    fn rust_call(
        &mut self,
        def: crate::def::DefId,
        generic_args: GenericArgs,
        callee: Expr,
        args: &[ast::Expr],
        ty: Ty,
        span: SpanId,
    ) -> Expr {
        let mut operands = vec![callee];
        operands.extend(args.iter().map(|arg| self.value(arg)));
        let call = Call { callee: Callee::Def(def, generic_args), args: operands, rust_call: true, span };
        Expr::new(ExprKind::Call(Box::new(call)), ty, span)
    }

    /// `receiver.method(args)`.
    pub(super) fn method_call(
        &mut self,
        expr: &ast::Expr,
        receiver: &ast::Expr,
        args: &[ast::Expr],
        method_span: SpanId,
    ) -> Expr {
        let ty = self.node_ty(expr.id);
        let Some((method, generic_args)) = self.shared.results.callees.get(&expr.id).copied() else {
            return self.unresolved("method", expr);
        };
        let mut operands = vec![self.value(receiver)];
        operands.extend(args.iter().map(|arg| self.value(arg)));
        // Panic locations of method calls start at the method's name.
        let call = Call {
            callee: Callee::Def(method, generic_args),
            args: operands,
            rust_call: false,
            span: method_span.until_end_of(expr.span),
        };
        Expr::new(ExprKind::Call(Box::new(call)), ty, expr.span)
    }
}
