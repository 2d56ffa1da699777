//! Conditions, loops, `match`, `?`, `break`, and closures as expressions.

use std::sync::Arc;

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, Edition, LogicalOp};

use super::{Builder, capture::Captures, scope::wrap};
use crate::infer::ClosureTypeck;
use crate::tree::{
    Arm, BorrowKind, ClosureBody, Expr, ExprKind, LabelId, LocalId, LocalKind, Pattern, PatternKind, Place,
    Stmt, TypedBody,
};
use crate::ty::{ClosureId, GenericArg, GenericArgs, Ty, TyKind};

/// Does a condition hold a `let`?
pub(super) fn has_let(cond: &ast::Expr) -> bool {
    match &cond.kind {
        ast::ExprKind::Let(..) => true,
        ast::ExprKind::Logical(LogicalOp::And, left, right) => has_let(left) || has_let(right),
        _ => false,
    }
}

impl Builder<'_, '_> {
    pub(super) fn block_expr(&mut self, expr: &ast::Expr, block: &ast::Block, labeled: bool) -> Expr {
        if !labeled {
            return self.block(block);
        }
        let label = self.label_of(block.id);
        let value = self.block(block);
        Expr::new(ExprKind::Labeled(label, Box::new(value)), self.node_ty(expr.id), expr.span)
    }

    fn label_of(&mut self, node: ast::NodeId) -> LabelId {
        let label = self.new_label();
        self.labels.insert(node, label);
        label
    }

    pub(super) fn if_expr(
        &mut self,
        expr: &ast::Expr,
        cond: &ast::Expr,
        then: &ast::Block,
        els: Option<&ast::Expr>,
    ) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let node = |cond, then, els| {
            let kind = ExprKind::If { cond: Box::new(cond), then: Box::new(then), els: Box::new(els) };
            Expr::new(kind, ty, span)
        };
        if !has_let(cond) {
            let cond = self.in_scope(cond.span, |b| b.value(cond));
            let then = self.branch(then);
            let els = self.else_value(els, span);
            return node(cond, then, els);
        }
        let build = |b: &mut Self| {
            let cond = b.value(cond);
            (cond, b.branch(then))
        };
        if self.shared.edition < Edition::E2024 {
            // Temporaries of the scrutinee live on through `else`, to the end of the statement.
            let ((cond, then), locals) = self.binding_scope(build);
            let els = self.else_value(els, span);
            return wrap(locals, node(cond, then, els), span);
        }
        let ((cond, then), locals) = self.temporary_scope(build);
        let els = self.else_value(els, span);
        if !self.any_temporary_needs_drop(&locals) {
            return wrap(locals, node(cond, then, els), span);
        }
        // Temporaries of the scrutinee go before `else` runs: leave their scope first.
        let label = self.new_label();
        let never = Ty::never();
        let leave = Expr::new(ExprKind::Break(label, Box::new(then)), never, span);
        let unit = Expr::unit(span);
        let kind = ExprKind::If {
            cond: Box::new(cond),
            then: Box::new(Expr::new(
                ExprKind::Cast(crate::tree::CastKind::NeverToAny, Box::new(leave)),
                unit.ty,
                span,
            )),
            els: Box::new(unit.clone()),
        };
        let first = wrap(locals, Expr::new(kind, unit.ty, span), span);
        let both = self.with_stmts(vec![Stmt::Expr(first)], els);
        Expr::new(ExprKind::Labeled(label, Box::new(both)), ty, span)
    }

    fn any_temporary_needs_drop(&self, locals: &[LocalId]) -> bool {
        locals.iter().any(|local| {
            let local = &self.locals[local.0 as usize];
            local.kind == LocalKind::Temp && self.may_need_drop(local.ty)
        })
    }

    fn else_value(&mut self, els: Option<&ast::Expr>, span: SpanId) -> Expr {
        match els {
            Some(els) => self.value(els),
            None => Expr::unit(span),
        }
    }

    /// `let pat = scrutinee` in a condition.
    pub(super) fn let_condition(&mut self, pat: &ast::Pat, scrutinee: &ast::Expr, span: SpanId) -> Expr {
        let mut stmts = Vec::new();
        let place = self.place(scrutinee, &mut stmts);
        let mut declared = Vec::new();
        let pattern = self.pattern(pat, &mut declared);
        declared.into_iter().for_each(|local| self.declare_here(local));
        let value = Expr::new(ExprKind::Let(Box::new(pattern), Box::new(place)), Ty::bool(), span);
        self.with_stmts(stmts, value)
    }

    pub(super) fn while_expr(&mut self, expr: &ast::Expr, cond: &ast::Expr, body: &ast::Block) -> Expr {
        let span = expr.span;
        let label = self.label_of(expr.id);
        let iteration = self.in_scope(span, |b| {
            let cond = if has_let(cond) { b.value(cond) } else { b.in_scope(cond.span, |b| b.value(cond)) };
            let then = b.block(body);
            let leave = Expr::new(ExprKind::Break(label, Box::new(Expr::unit(span))), Ty::never(), span);
            let kind = ExprKind::If { cond: Box::new(cond), then: Box::new(then), els: Box::new(leave) };
            Expr::new(kind, Ty::unit(), span)
        });
        Expr::new(ExprKind::Loop(label, Box::new(iteration)), Ty::unit(), span)
    }

    pub(super) fn loop_expr(&mut self, expr: &ast::Expr, body: &ast::Block) -> Expr {
        let label = self.label_of(expr.id);
        let body = self.in_scope(expr.span, |b| b.block(body));
        Expr::new(ExprKind::Loop(label, Box::new(body)), self.node_ty(expr.id), expr.span)
    }

    /// See "Shapes the evaluator may recognise" in [`crate::tree`].
    pub(super) fn for_expr(
        &mut self,
        expr: &ast::Expr,
        pat: &ast::Pat,
        iter: &ast::Expr,
        body: &ast::Block,
    ) -> Expr {
        let span = expr.span;
        let Some(parts) = self.shared.results.for_loops.get(&expr.id).cloned() else {
            return self.unresolved("`for` loop", expr);
        };
        let source = self.value(iter);
        let (into_iter, args) = parts.into_iter;
        let iterator = self.call(into_iter, args, vec![source], parts.iterator, iter.span);
        let (value, locals) = self.binding_scope(|b| {
            let local = b.new_local(parts.iterator, LocalKind::Temp, None, true, iter.span);
            b.declare_here(local);
            let place = Place::local(local, parts.iterator, iter.span);
            let label = b.label_of(expr.id);
            let iteration = b.for_iteration(&parts, place, label, pat, body, iter.span);
            let stmts = vec![Stmt::Init(local, iterator)];
            let node = Expr::new(ExprKind::Loop(label, Box::new(iteration)), Ty::unit(), span);
            b.with_stmts(stmts, node)
        });
        wrap(locals, value, span)
    }

    fn for_iteration(
        &mut self,
        parts: &crate::infer::ForLoop,
        iterator: Place,
        label: LabelId,
        pat: &ast::Pat,
        body: &ast::Block,
        span: SpanId,
    ) -> Expr {
        self.in_scope(body.span, |b| {
            let Some(option) = b.shared.sema.lang_item("Option") else {
                return b.unsupported("library enum `Option`", Ty::unit(), span);
            };
            let option_args = GenericArgs::new(&[GenericArg::Ty(parts.item)]);
            let option_ty = Ty::new(TyKind::Adt(option, option_args));
            let (next, next_args) = parts.next;
            let reference = b.borrow(BorrowKind::Mut, iterator, span);
            let call = b.call(next, next_args, vec![reference], option_ty, span);
            let mut stmts = Vec::new();
            let place = b.store_temp(call, None, &mut stmts);
            let mut locals = Vec::new();
            let item = b.pattern(pat, &mut locals);
            let variant = |variant, fields| Pattern {
                kind: PatternKind::Variant { adt: option, args: option_args, variant, fields },
                ty: option_ty,
                span: pat.span,
            };
            let leave = Expr::new(ExprKind::Break(label, Box::new(Expr::unit(span))), Ty::never(), span);
            let body_value = b.block(body);
            let arms = vec![
                Arm { pattern: variant(0, Vec::new()), guard: None, locals: Vec::new(), body: leave, span },
                Arm {
                    pattern: variant(1, vec![(0, item)]),
                    guard: None,
                    locals,
                    body: body_value,
                    span: pat.span,
                },
            ];
            let node = Expr::new(ExprKind::Match(Box::new(place), arms), Ty::unit(), span);
            b.with_stmts(stmts, node)
        })
    }

    pub(super) fn match_expr(&mut self, expr: &ast::Expr, scrutinee: &ast::Expr, arms: &[ast::Arm]) -> Expr {
        let mut stmts = Vec::new();
        let place = self.place(scrutinee, &mut stmts);
        let arms = arms
            .iter()
            .map(|arm| {
                let mut locals = Vec::new();
                let pattern = self.pattern(&arm.pat, &mut locals);
                let guard = arm.guard.as_ref().map(|guard| {
                    if !has_let(guard) {
                        return self.in_scope(guard.span, |b| b.value(guard));
                    }
                    // What an `if let` guard binds lives as long as the arm.
                    let (value, bound) = self.temporary_scope(|b| b.value(guard));
                    locals.extend(bound);
                    value
                });
                let body = self.in_scope(arm.body.span, |b| b.value(&arm.body));
                Arm { pattern, guard, locals, body, span: arm.span }
            })
            .collect();
        let node = Expr::new(ExprKind::Match(Box::new(place), arms), self.node_ty(expr.id), expr.span);
        self.with_stmts(stmts, node)
    }

    /// `match Try::branch(operand) { Continue(v) => v, Break(r) => return FromResidual::from_residual(r) }`.
    pub(super) fn try_expr(&mut self, expr: &ast::Expr, operand: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let Some(parts) = self.shared.results.tries.get(&expr.id).cloned() else {
            return self.unresolved("`?`", expr);
        };
        let Some(flow) = self.shared.sema.lang_item("ControlFlow") else {
            return self.unsupported("library enum `ControlFlow`", ty, span);
        };
        let args = GenericArgs::new(&[GenericArg::Ty(parts.residual), GenericArg::Ty(ty)]);
        let flow_ty = Ty::new(TyKind::Adt(flow, args));
        let operand = self.value(operand);
        let (branch, branch_args) = parts.branch;
        let call = self.call(branch, branch_args, vec![operand], flow_ty, span);
        let mut stmts = Vec::new();
        let place = self.store_temp(call, None, &mut stmts);
        let arm = |b: &mut Self, variant: u32, ty: Ty| -> (Pattern, LocalId, Expr) {
            let local = b.new_local(ty, LocalKind::Var, None, true, span);
            let moved = b.read(Place::local(local, ty, span));
            let mode = b.by_value_mode(ty);
            let binding = Pattern {
                kind: PatternKind::Binding { local, mode, moved: Vec::new(), sub: None },
                ty,
                span,
            };
            let kind = PatternKind::Variant { adt: flow, args, variant, fields: vec![(0, binding)] };
            (Pattern { kind, ty: flow_ty, span }, local, moved)
        };
        let (continue_pattern, continue_local, value) = arm(self, 0, ty);
        let (break_pattern, break_local, residual) = arm(self, 1, parts.residual);
        let (from_residual, residual_args) = parts.from_residual;
        let output = self.shared.sema.call_output(from_residual, residual_args, self.shared.owner);
        let result = self.call(from_residual, residual_args, vec![residual], output, span);
        let leave = Expr::new(ExprKind::Return(Box::new(result)), Ty::never(), span);
        let arms = vec![
            Arm { pattern: continue_pattern, guard: None, locals: vec![continue_local], body: value, span },
            Arm { pattern: break_pattern, guard: None, locals: vec![break_local], body: leave, span },
        ];
        let node = Expr::new(ExprKind::Match(Box::new(place), arms), ty, span);
        self.with_stmts(stmts, node)
    }

    pub(super) fn break_expr(&mut self, expr: &ast::Expr, value: Option<&ast::Expr>) -> Expr {
        let value = match value {
            Some(value) => self.value(value),
            None => Expr::unit(expr.span),
        };
        match self.break_target(expr) {
            Some(label) => Expr::new(ExprKind::Break(label, Box::new(value)), Ty::never(), expr.span),
            None => self.unresolved("`break`", expr),
        }
    }

    pub(super) fn continue_expr(&mut self, expr: &ast::Expr) -> Expr {
        match self.break_target(expr) {
            Some(label) => Expr::new(ExprKind::Continue(label), Ty::never(), expr.span),
            None => self.unresolved("`continue`", expr),
        }
    }

    fn break_target(&self, expr: &ast::Expr) -> Option<LabelId> {
        let target = self.shared.results.break_targets.get(&expr.id)?;
        self.labels.get(target).copied()
    }

    pub(super) fn closure_expr(&mut self, expr: &ast::Expr, closure: &ast::Closure) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let Some(typeck) = self.shared.results.closures.get(&expr.id).cloned() else {
            return self.unresolved("closure", expr);
        };
        let id = ClosureId { owner: self.shared.owner, node: expr.id };
        let mut inner = Builder::new(self.shared);
        let this = inner.new_local(ty, LocalKind::Param, None, true, span);
        let (params, value) = inner.function(&closure.params, &typeck.sig.inputs, &closure.body);
        let made = inner.made_closure(id, this, params, value, &typeck);
        self.finish_closure(id, made, typeck, span)
    }

    /// An `async` block: a closure that takes itself by value.
    pub(super) fn async_block(&mut self, expr: &ast::Expr, value: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let Some(typeck) = self.shared.results.closures.get(&expr.id).cloned() else {
            return self.unresolved("async block", expr);
        };
        let id = ClosureId { owner: self.shared.owner, node: expr.id };
        let mut inner = Builder::new(self.shared);
        let this = inner.new_local(ty, LocalKind::Param, None, true, span);
        let (_, value) = inner.function(&[], &[], value);
        let made = inner.made_closure(id, this, Vec::new(), value, &typeck);
        self.finish_closure(id, made, typeck, span)
    }

    /// `await_future(operand)`.
    pub(super) fn await_expr(&mut self, expr: &ast::Expr, operand: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let Some((wait, args)) = self.shared.results.callees.get(&expr.id).copied() else {
            return self.unresolved("`.await`", expr);
        };
        let operand = self.value(operand);
        self.call(wait, args, vec![operand], ty, span)
    }

    /// The captures and the body of the closure that this builder built.
    fn made_closure(
        mut self,
        id: ClosureId,
        this: LocalId,
        params: Vec<LocalId>,
        mut value: Expr,
        typeck: &ClosureTypeck,
    ) -> (Captures, TypedBody) {
        let ty = self.node_ty(id.node);
        let captured = self.captures(&mut value, this, ty, typeck);
        let params = std::iter::once(this).chain(params).collect();
        let body = self.finish(Some(id), params, value, typeck.sig.output);
        (captured, body)
    }

    fn finish_closure(
        &mut self,
        id: ClosureId,
        (captured, body): (Captures, TypedBody),
        typeck: ClosureTypeck,
        span: SpanId,
    ) -> Expr {
        let kind = captured.kind;
        let captures = captured.list.into_iter().map(|capture| self.capture_init(capture)).collect();
        let closure = ClosureBody { kind, sig: typeck.sig, captures, body: Arc::new(body) };
        self.shared.closures.insert(id.node, closure);
        Expr::new(ExprKind::Closure(id), self.node_ty(id.node), span)
    }
}
