//! `return` in tail position: the body as one expression without it.
//!
//! `if n < 2 { return n; } rest` computes what `if n < 2 { n } else { rest }` computes; the second form needs no
//! control value. Rewriting is exact: a scope's drops run after its value either way, and nothing follows.

use treebeard_sema::tree::{Arm, CastKind, Expr, ExprKind, Scope, Stmt};

/// The body's value with all its `return`s in tail position replaced; `None` if one stands elsewhere.
pub(crate) fn without_returns(e: &Expr) -> Option<Expr> {
    if !e.diverts {
        return Some(e.clone());
    }
    let kind = match &e.kind {
        ExprKind::Return(value) => return without_returns(value),
        ExprKind::Cast(CastKind::NeverToAny, inner) => return without_returns(inner),
        ExprKind::Scope(scope) => {
            let value = without_returns(&scope.value)?;
            let (locals, end) = (scope.locals.clone(), scope.end);
            return Some(Expr {
                ty: value.ty,
                diverts: false,
                kind: ExprKind::Scope(Box::new(Scope { locals, value, end })),
                span: e.span,
            });
        }
        ExprKind::If { cond, then, els } if !cond.diverts => {
            let (then, els) = (without_returns(then)?, without_returns(els)?);
            return Some(joined(e, cond, then, els));
        }
        ExprKind::Match(place, arms) if !place_diverts(place) => {
            let arms: Option<Vec<Arm>> = arms
                .iter()
                .map(|arm| {
                    if arm.guard.as_ref().is_some_and(|guard| guard.diverts) {
                        return None;
                    }
                    Some(Arm { body: without_returns(&arm.body)?, ..arm.clone() })
                })
                .collect();
            ExprKind::Match(place.clone(), arms?)
        }
        ExprKind::Block(stmts, value) => return block(e, stmts, value),
        _ => return None,
    };
    let ty = match &kind {
        ExprKind::Match(_, arms) => {
            arms.iter().map(|arm| arm.body.ty).find(|ty| !is_never(*ty)).unwrap_or(e.ty)
        }
        _ => e.ty,
    };
    Some(Expr { kind, ty, span: e.span, diverts: false })
}

fn is_never(ty: treebeard_sema::Ty) -> bool {
    matches!(ty.kind(), treebeard_sema::ty::TyKind::Never)
}

fn joined(e: &Expr, cond: &Expr, then: Expr, els: Expr) -> Expr {
    let ty = if is_never(then.ty) { els.ty } else { then.ty };
    let kind = ExprKind::If { cond: Box::new(cond.clone()), then: Box::new(then), els: Box::new(els) };
    Expr { kind, ty, span: e.span, diverts: false }
}

fn block(e: &Expr, stmts: &[Stmt], value: &Expr) -> Option<Expr> {
    let with = |stmts: &[Stmt], value: Expr| Expr {
        ty: value.ty,
        kind: ExprKind::Block(stmts.to_vec(), Box::new(value)),
        span: e.span,
        diverts: false,
    };
    let Some(first) = stmts.iter().position(stmt_diverts) else {
        return Some(with(stmts, without_returns(value)?));
    };
    let Stmt::Expr(leaving) = &stmts[first] else { return None };
    if is_never(leaving.ty) {
        // Nothing behind it is reached.
        return Some(with(&stmts[..first], without_returns(leaving)?));
    }
    let ExprKind::If { cond, then, els } = &leaving.kind else { return None };
    if cond.diverts || !super::control::is_empty_unit(els) || !always_returns(then) {
        return None;
    }
    let then = without_returns(then)?;
    let rest = Expr {
        kind: ExprKind::Block(stmts[first + 1..].to_vec(), Box::new(value.clone())),
        ty: value.ty,
        span: e.span,
        diverts: value.diverts || stmts[first + 1..].iter().any(stmt_diverts),
    };
    let rest = without_returns(&rest)?;
    Some(with(&stmts[..first], joined(leaving, cond, then, rest)))
}

fn stmt_diverts(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(e) | Stmt::Init(_, e) => e.diverts,
        Stmt::Bind { place, els, .. } => els.as_ref().is_some_and(|els| els.diverts) || place_diverts(place),
    }
}

fn place_diverts(place: &treebeard_sema::tree::Place) -> bool {
    use treebeard_sema::tree::{PlaceBase, ProjectionKind};
    matches!(&place.base, PlaceBase::Deref(e) if e.diverts)
        || place.projections.iter().any(|p| matches!(&p.kind, ProjectionKind::Index(i) if i.diverts))
}

/// Does it end in a `return` on every way through?
fn always_returns(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Return(_) => true,
        ExprKind::Cast(CastKind::NeverToAny, inner) => always_returns(inner),
        ExprKind::Scope(scope) => always_returns(&scope.value),
        ExprKind::If { then, els, .. } => always_returns(then) && always_returns(els),
        ExprKind::Match(_, arms) => !arms.is_empty() && arms.iter().all(|arm| always_returns(&arm.body)),
        ExprKind::Block(stmts, value) => {
            always_returns(value)
                || stmts
                    .iter()
                    .any(|stmt| matches!(stmt, Stmt::Expr(e) if is_never(e.ty) && always_returns(e)))
        }
        _ => false,
    }
}
