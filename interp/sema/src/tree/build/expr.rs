//! Expressions as values.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, BinaryOp, LogicalOp, Mutability, UnaryOp};

use super::Builder;
use crate::infer::{CallKind, Resolution};
use crate::tree::{Aggregate, BorrowKind, CastKind, Const, Expr, ExprKind, Place, Stmt};
use crate::ty::{FloatTy, IntTy, Ty, TyKind};

impl Builder<'_, '_> {
    /// The value of an expression that is not a place, before adjustments.
    pub(super) fn rvalue(&mut self, expr: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let kind = match &expr.kind {
            ast::ExprKind::Lit(lit) => return self.literal(lit, false, ty, span),
            ast::ExprKind::Unary(op, operand) => return self.unary(expr, *op, operand),
            ast::ExprKind::Binary(op, left, right) => return self.binary(expr, *op, left, right),
            ast::ExprKind::Logical(op, left, right) => return self.logical(*op, left, right, span),
            ast::ExprKind::Assign(place, value) => return self.assign(place, value, span),
            ast::ExprKind::AssignOp(op, place, value) => return self.assign_op(expr, *op, place, value),
            ast::ExprKind::Ref(mutability, operand) => {
                let kind = if *mutability == Mutability::Mut { BorrowKind::Mut } else { BorrowKind::Shared };
                return self.borrow_expr(kind, operand, span);
            }
            ast::ExprKind::RawRef(mutability, operand) => {
                let mut stmts = Vec::new();
                let place = self.place(operand, &mut stmts);
                let value = Expr::new(ExprKind::RawRef(*mutability, place), ty, span);
                return self.with_stmts(stmts, value);
            }
            ast::ExprKind::Cast(operand, _) => return self.cast_expr(expr, operand),
            ast::ExprKind::Call(callee, args) => return self.call_expr(expr, callee, args),
            ast::ExprKind::MethodCall { receiver, args, method, .. } => {
                return self.method_call(expr, receiver, args, method.span);
            }
            ast::ExprKind::Range { start, end, inclusive } => {
                return self.range(expr, start.as_deref(), end.as_deref(), *inclusive);
            }
            ast::ExprKind::Tuple(elements) if elements.is_empty() => ExprKind::Const(Const::Unit),
            ast::ExprKind::Tuple(elements) => {
                let values = elements.iter().map(|element| self.value(element)).collect();
                ExprKind::Aggregate(Box::new(Aggregate::Tuple(values)))
            }
            ast::ExprKind::Array(elements) => {
                let values = elements.iter().map(|element| self.value(element)).collect();
                ExprKind::Aggregate(Box::new(Aggregate::Array(values)))
            }
            ast::ExprKind::Repeat(value, _) => {
                let TyKind::Array(_, len) = ty.kind() else { return self.unresolved("array", expr) };
                ExprKind::Repeat(Box::new(self.value(value)), *len)
            }
            ast::ExprKind::Struct { fields, base, .. } => {
                return self.struct_expr(expr, fields, base.as_deref());
            }
            ast::ExprKind::Block(block, label) => return self.block_expr(expr, block, label.is_some()),
            ast::ExprKind::Unsafe(block) => return self.block(block),
            ast::ExprKind::InlineConst(block) => {
                if let Some(tail) = &block.tail {
                    self.extend_temporaries(tail, super::Extent::Static);
                }
                // A constant of its own, evaluated once for each instance.
                let value = self.block(block);
                let place = self.promoted_place(value);
                return Expr::new(ExprKind::Copy(place), ty, span);
            }
            ast::ExprKind::If { cond, then, els } => return self.if_expr(expr, cond, then, els.as_deref()),
            ast::ExprKind::While { cond, body, .. } => return self.while_expr(expr, cond, body),
            ast::ExprKind::Loop(body, _) => return self.loop_expr(expr, body),
            ast::ExprKind::For { pat, iter, body, .. } => return self.for_expr(expr, pat, iter, body),
            ast::ExprKind::Match(scrutinee, arms) => return self.match_expr(expr, scrutinee, arms),
            ast::ExprKind::Let(pat, scrutinee) => return self.let_condition(pat, scrutinee, span),
            ast::ExprKind::Closure(closure) => return self.closure_expr(expr, closure),
            ast::ExprKind::Try(operand) => return self.try_expr(expr, operand),
            ast::ExprKind::Break(_, value) => return self.break_expr(expr, value.as_deref()),
            ast::ExprKind::Continue(_) => return self.continue_expr(expr),
            ast::ExprKind::Return(value) => {
                let value = match value {
                    Some(value) => self.value(value),
                    None => Expr::unit(span),
                };
                ExprKind::Return(Box::new(value))
            }
            ast::ExprKind::Builtin(name, _) if name.as_str() == "native" => ExprKind::Native,
            ast::ExprKind::Builtin(name, operands) => {
                let operands = operands.iter().map(|operand| self.value(operand)).collect();
                ExprKind::Builtin(*name, operands)
            }
            ast::ExprKind::Async { value, .. } => return self.async_block(expr, value),
            ast::ExprKind::Await(operand) => return self.await_expr(expr, operand),
            ast::ExprKind::Unsupported(feature) => return self.unsupported(feature.as_str(), ty, span),
            ast::ExprKind::Underscore => return self.unresolved("`_`", expr),
            // Places are handled by `unadjusted`.
            ast::ExprKind::Path(_) | ast::ExprKind::Field(..) | ast::ExprKind::Index(..) => {
                return self.unresolved("place", expr);
            }
        };
        Expr::new(kind, ty, span)
    }

    /// A literal of type `ty`, negated if asked for.
    pub(super) fn literal(&mut self, lit: &ast::Lit, negate: bool, ty: Ty, span: SpanId) -> Expr {
        let c = match lit {
            ast::Lit::Bool(value) => Const::Scalar(u128::from(*value)),
            ast::Lit::Char(value) => Const::Scalar(u128::from(u32::from(*value))),
            ast::Lit::Byte(value) => Const::Scalar(u128::from(*value)),
            ast::Lit::Int(value, _) => match ty.kind() {
                TyKind::Float(float) => float_bits(&value.to_string(), *float, negate),
                TyKind::Int(int) => Const::Scalar(wrap_int(*value, *int, negate)),
                _ => Const::Scalar(*value),
            },
            ast::Lit::Float(text, _) => {
                let float = if let TyKind::Float(float) = ty.kind() { *float } else { FloatTy::F64 };
                float_bits(text.as_str(), float, negate)
            }
            ast::Lit::Str(text) => Const::Str(*text),
            ast::Lit::ByteStr(bytes) => Const::ByteStr(bytes.as_slice().into()),
            ast::Lit::CStr(bytes) => Const::CStr(bytes.as_slice().into()),
        };
        Expr::new(ExprKind::Const(c), ty, span)
    }

    fn unary(&mut self, expr: &ast::Expr, op: UnaryOp, operand: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        if let Some((method, args)) = self.shared.results.callees.get(&expr.id).copied() {
            let operand = self.value(operand);
            return self.call(method, args, vec![operand], ty, span);
        }
        // `-128i8` is a constant: the literal alone would overflow.
        if let (UnaryOp::Neg, ast::ExprKind::Lit(lit @ (ast::Lit::Int(..) | ast::Lit::Float(..)))) =
            (op, &operand.kind)
        {
            return self.literal(lit, true, ty, span);
        }
        let operand = self.value(operand);
        Expr::new(ExprKind::Unary(op, Box::new(operand)), ty, span)
    }

    fn binary(&mut self, expr: &ast::Expr, op: BinaryOp, left: &ast::Expr, right: &ast::Expr) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let Some((method, args)) = self.shared.results.callees.get(&expr.id).copied() else {
            let left = self.value(left);
            let right = self.value(right);
            return Expr::new(ExprKind::Binary(op, Box::new(left), Box::new(right)), ty, span);
        };
        let operands = if is_comparison(op) {
            vec![self.autoref(left, Mutability::Not), self.autoref(right, Mutability::Not)]
        } else {
            vec![self.value(left), self.value(right)]
        };
        self.call(method, args, operands, ty, span)
    }

    /// Both sides are temporary scopes of their own, unless they hold a `let`.
    fn logical(&mut self, op: LogicalOp, left: &ast::Expr, right: &ast::Expr, span: SpanId) -> Expr {
        let mut side = |expr: &ast::Expr| {
            if super::control::has_let(expr) {
                self.value(expr)
            } else {
                self.in_scope(expr.span, |b| b.value(expr))
            }
        };
        let (left, right) = (side(left), side(right));
        Expr::new(ExprKind::Logical(op, Box::new(left), Box::new(right)), Ty::bool(), span)
    }

    fn assign(&mut self, place: &ast::Expr, value: &ast::Expr, span: SpanId) -> Expr {
        if super::pattern::is_destructuring(place) {
            return self.destructure(place, value, span);
        }
        let (value, place, stmts) = self.assigned(value, place);
        let assign = Expr::new(ExprKind::Assign(Box::new(place), Box::new(value)), Ty::unit(), span);
        self.with_stmts(stmts, assign)
    }

    /// The right side is evaluated before anything that the left side needs.
    fn assigned(&mut self, value: &ast::Expr, place: &ast::Expr) -> (Expr, Place, Vec<Stmt>) {
        let mut value = self.value(value);
        let mut stmts = Vec::new();
        let place = self.place(place, &mut stmts);
        if !stmts.is_empty() {
            let (ty, span) = (value.ty, value.span);
            let local = self.new_temp(ty, None, span);
            let first = std::mem::replace(&mut value, self.read(Place::local(local, ty, span)));
            stmts.insert(0, Stmt::Init(local, first));
        }
        (value, place, stmts)
    }

    fn assign_op(&mut self, expr: &ast::Expr, op: BinaryOp, place: &ast::Expr, value: &ast::Expr) -> Expr {
        let span = expr.span;
        if let Some((method, args)) = self.shared.results.callees.get(&expr.id).copied() {
            let place = self.autoref(place, Mutability::Mut);
            let value = self.value(value);
            return self.call(method, args, vec![place, value], Ty::unit(), span);
        }
        let (value, place, stmts) = self.assigned(value, place);
        let assign = Expr::new(ExprKind::AssignOp(op, Box::new(place), Box::new(value)), Ty::unit(), span);
        self.with_stmts(stmts, assign)
    }

    fn cast_expr(&mut self, expr: &ast::Expr, operand: &ast::Expr) -> Expr {
        let ty = self.node_ty(expr.id);
        let value = self.value(operand);
        match self.shared.results.casts.get(&expr.id) {
            Some(&kind) => Expr::new(ExprKind::Cast(kind, Box::new(value)), ty, expr.span),
            None if value.ty == ty => value,
            None => Expr::new(ExprKind::Cast(CastKind::Identity, Box::new(value)), ty, expr.span),
        }
    }

    fn range(
        &mut self,
        expr: &ast::Expr,
        start: Option<&ast::Expr>,
        end: Option<&ast::Expr>,
        inclusive: bool,
    ) -> Expr {
        let ty = self.node_ty(expr.id);
        let TyKind::Adt(adt, args) = *ty.kind() else { return self.unresolved("range", expr) };
        let values: Vec<Expr> = [start, end].into_iter().flatten().map(|bound| self.value(bound)).collect();
        let mut fields: Vec<(u32, Expr)> =
            values.into_iter().enumerate().map(|(i, value)| (i as u32, value)).collect();
        if inclusive && start.is_some() {
            // `RangeInclusive` has a third field: exhausted.
            let done = Expr::new(ExprKind::Const(Const::Scalar(0)), Ty::bool(), expr.span);
            fields.push((2, done));
        }
        let aggregate = Aggregate::Adt { adt, args, variant: 0, fields, base: Vec::new() };
        Expr::new(ExprKind::Aggregate(Box::new(aggregate)), ty, expr.span)
    }

    fn struct_expr(&mut self, expr: &ast::Expr, fields: &[ast::FieldInit], base: Option<&ast::Expr>) -> Expr {
        let (ty, span) = (self.node_ty(expr.id), expr.span);
        let TyKind::Adt(adt, args) = *ty.kind() else { return self.unresolved("struct", expr) };
        let variant = match self.shared.results.resolutions.get(&expr.id) {
            Some(Resolution::Variant(_, _, variant)) => *variant,
            _ => self.shared.results.variants.get(&expr.id).copied().unwrap_or(0),
        };
        let Some(indices) = self.shared.results.struct_fields.get(&expr.id).cloned() else {
            return self.unresolved("struct", expr);
        };
        let values: Vec<(u32, Expr)> =
            indices.iter().zip(fields).map(|(&i, field)| (i, self.value(&field.value))).collect();
        let mut stmts = Vec::new();
        let mut rest = Vec::new();
        if let Some(base) = base {
            let place = self.place(base, &mut stmts);
            let TyKind::Adt(_, base_args) = *place.ty.kind() else {
                return self.unresolved("struct base", expr);
            };
            let count = self.shared.sema.adt_def(adt).variants[variant as usize].fields.len() as u32;
            for i in (0..count).filter(|i| !indices.contains(i)) {
                let field_ty = self.shared.sema.field_ty(adt, variant, i, base_args);
                let field_ty = self.shared.sema.normalize_in(field_ty, self.shared.owner);
                let field = self.field(place.clone(), i, field_ty, base.span);
                rest.push((i, self.read(field)));
            }
        }
        let aggregate = Aggregate::Adt { adt, args, variant, fields: values, base: rest };
        let value = Expr::new(ExprKind::Aggregate(Box::new(aggregate)), ty, span);
        if stmts.is_empty() {
            return value;
        }
        // The base is evaluated after the fields; when it needs a temporary the fields are put aside first.
        self.fields_then_base(value, stmts)
    }

    fn fields_then_base(&mut self, mut value: Expr, base_stmts: Vec<Stmt>) -> Expr {
        let mut stmts = Vec::new();
        if let ExprKind::Aggregate(aggregate) = &mut value.kind
            && let Aggregate::Adt { fields, .. } = aggregate.as_mut()
        {
            for (_, field) in fields {
                let (ty, span) = (field.ty, field.span);
                let given = std::mem::replace(field, Expr::unit(span));
                let place = self.store_temp(given, None, &mut stmts);
                *field = self.read(place);
                debug_assert_eq!(field.ty, ty);
            }
        }
        stmts.extend(base_stmts);
        self.with_stmts(stmts, value)
    }

    /// How the call `expr` calls, as inference found out.
    pub(super) fn call_kind(&self, expr: &ast::Expr, callee: &ast::Expr) -> CallKind {
        if let Some(kind) = self.shared.results.call_kinds.get(&expr.id) {
            return kind.clone();
        }
        match self.adjusted_ty(callee.id).kind() {
            TyKind::FnPtr(_) => CallKind::Pointer,
            TyKind::Closure(..) => CallKind::Closure,
            _ => CallKind::Fn,
        }
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
}

/// The value of an integer literal, sign-extended to 128 bits in two's complement.
pub(super) fn wrap_int(value: u128, int: IntTy, negate: bool) -> u128 {
    let value = if negate { value.wrapping_neg() } else { value };
    let shift = 128 - int.bits();
    if int.is_signed() { (((value << shift) as i128) >> shift) as u128 } else { (value << shift) >> shift }
}

fn float_bits(text: &str, float: FloatTy, negate: bool) -> Const {
    match float {
        FloatTy::F32 => {
            let value: f32 = text.parse().unwrap_or(f32::NAN);
            Const::Float(u64::from((if negate { -value } else { value }).to_bits()))
        }
        FloatTy::F64 => {
            let value: f64 = text.parse().unwrap_or(f64::NAN);
            Const::Float((if negate { -value } else { value }).to_bits())
        }
    }
}
