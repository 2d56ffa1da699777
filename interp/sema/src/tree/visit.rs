//! Walking and changing a typed tree in place.

use super::{
    Aggregate, Callee, Expr, ExprKind, Pattern, PatternKind, Place, PlaceBase, ProjectionKind, Stmt,
};

/// Visits a tree; each method's default walks into the parts.
pub trait VisitMut: Sized {
    /// An expression.
    fn expr(&mut self, expr: &mut Expr) {
        walk_expr(self, expr);
    }

    /// A place, in whatever role.
    fn place(&mut self, place: &mut Place) {
        walk_place(self, place);
    }

    /// A pattern.
    fn pattern(&mut self, pattern: &mut Pattern) {
        walk_pattern(self, pattern);
    }

    /// A statement.
    fn stmt(&mut self, stmt: &mut Stmt) {
        walk_stmt(self, stmt);
    }
}

/// Visits the parts of an expression in order of evaluation.
pub fn walk_expr<V: VisitMut>(v: &mut V, expr: &mut Expr) {
    match &mut expr.kind {
        ExprKind::Const(_)
        | ExprKind::ConstItem(..)
        | ExprKind::Closure(_)
        | ExprKind::Continue(_)
        | ExprKind::Native
        | ExprKind::Unsupported(_) => {}
        ExprKind::Copy(place)
        | ExprKind::Move(place)
        | ExprKind::Ref(_, place)
        | ExprKind::RawRef(_, place) => v.place(place),
        ExprKind::Unary(_, operand) | ExprKind::Cast(_, operand) | ExprKind::Repeat(operand, _) => {
            v.expr(operand);
        }
        ExprKind::Binary(_, left, right) | ExprKind::Logical(_, left, right) => {
            v.expr(left);
            v.expr(right);
        }
        ExprKind::AssignOp(_, place, value) | ExprKind::Assign(place, value) => {
            v.expr(value);
            v.place(place);
        }
        ExprKind::Call(call) => {
            if let Callee::Pointer(pointer) = &mut call.callee {
                v.expr(pointer);
            }
            call.args.iter_mut().for_each(|arg| v.expr(arg));
        }
        ExprKind::Aggregate(aggregate) => walk_aggregate(v, aggregate),
        ExprKind::Scope(scope) => v.expr(&mut scope.value),
        ExprKind::Block(stmts, value) => {
            stmts.iter_mut().for_each(|stmt| v.stmt(stmt));
            v.expr(value);
        }
        ExprKind::If { cond, then, els } => {
            v.expr(cond);
            v.expr(then);
            v.expr(els);
        }
        ExprKind::Let(pattern, place) => {
            v.place(place);
            v.pattern(pattern);
        }
        ExprKind::Match(place, arms) => {
            v.place(place);
            for arm in arms {
                v.pattern(&mut arm.pattern);
                if let Some(guard) = &mut arm.guard {
                    v.expr(guard);
                }
                v.expr(&mut arm.body);
            }
        }
        ExprKind::Loop(_, value)
        | ExprKind::Labeled(_, value)
        | ExprKind::Break(_, value)
        | ExprKind::Return(value) => v.expr(value),
        ExprKind::Builtin(_, operands) => operands.iter_mut().for_each(|operand| v.expr(operand)),
    }
}

fn walk_aggregate<V: VisitMut>(v: &mut V, aggregate: &mut Aggregate) {
    match aggregate {
        Aggregate::Tuple(values) | Aggregate::Array(values) => {
            values.iter_mut().for_each(|value| v.expr(value));
        }
        Aggregate::Adt { fields, base, .. } => {
            fields.iter_mut().chain(base).for_each(|(_, value)| v.expr(value));
        }
    }
}

/// Visits the expressions inside a place: its base, then its indices.
pub fn walk_place<V: VisitMut>(v: &mut V, place: &mut Place) {
    if let PlaceBase::Deref(value) = &mut place.base {
        v.expr(value);
    }
    for projection in &mut place.projections {
        if let ProjectionKind::Index(index) = &mut projection.kind {
            v.expr(index);
        }
    }
}

/// Visits the parts of a pattern.
pub fn walk_pattern<V: VisitMut>(v: &mut V, pattern: &mut Pattern) {
    match &mut pattern.kind {
        PatternKind::Wild
        | PatternKind::Constant(_)
        | PatternKind::Range { .. }
        | PatternKind::Never
        | PatternKind::Binding { sub: None, .. } => {}
        PatternKind::Binding { sub: Some(sub), .. } | PatternKind::Deref(sub) => v.pattern(sub),
        PatternKind::Variant { fields, .. } | PatternKind::Leaf(fields) => {
            fields.iter_mut().for_each(|(_, field)| v.pattern(field));
        }
        PatternKind::Slice { prefix, middle, suffix } => {
            prefix.iter_mut().for_each(|p| v.pattern(p));
            if let Some(middle) = middle {
                v.pattern(middle);
            }
            suffix.iter_mut().for_each(|p| v.pattern(p));
        }
        PatternKind::Or(alternatives) => alternatives.iter_mut().for_each(|p| v.pattern(p)),
    }
}

/// Visits the parts of a statement.
pub fn walk_stmt<V: VisitMut>(v: &mut V, stmt: &mut Stmt) {
    match stmt {
        Stmt::Expr(expr) | Stmt::Init(_, expr) => v.expr(expr),
        Stmt::Bind { pattern, place, els } => {
            v.place(place);
            v.pattern(pattern);
            if let Some(els) = els {
                v.expr(els);
            }
        }
    }
}
