//! Nodes of the typed tree, briefly.

use std::sync::Arc;

use treebeard_sema::def::DefId;
use treebeard_sema::tree::*;
use treebeard_sema::ty::{GenericArgs, IntTy, Ty};
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{BinaryOp, Mutability};

pub(crate) fn i64_ty() -> Ty {
    Ty::int(IntTy::I64)
}

pub(crate) fn ex(kind: ExprKind, ty: Ty) -> Expr {
    Expr { kind, ty, span: SpanId::NONE, diverts: false }
}

pub(crate) fn diverting(kind: ExprKind, ty: Ty) -> Expr {
    Expr { diverts: true, ..ex(kind, ty) }
}

pub(crate) fn k(value: i64) -> Expr {
    ex(ExprKind::Const(Const::Scalar(value as i128 as u128)), i64_ty())
}

pub(crate) fn unit() -> Expr {
    ex(ExprKind::Const(Const::Unit), Ty::unit())
}

pub(crate) fn place(local: u32, ty: Ty) -> Place {
    Place {
        base: PlaceBase::Local(LocalId(local)),
        projections: vec![],
        ty,
        move_path: None,
        span: SpanId::NONE,
    }
}

pub(crate) fn l(local: u32) -> Expr {
    ex(ExprKind::Copy(place(local, i64_ty())), i64_ty())
}

pub(crate) fn bin(op: BinaryOp, a: Expr, b: Expr) -> Expr {
    let ty = match op {
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => Ty::bool(),
        _ => a.ty,
    };
    ex(ExprKind::Binary(op, Box::new(a), Box::new(b)), ty)
}

pub(crate) fn iff(cond: Expr, then: Expr, els: Expr) -> Expr {
    let (ty, diverts) = (els.ty, then.diverts || els.diverts);
    Expr {
        diverts,
        ..ex(ExprKind::If { cond: Box::new(cond), then: Box::new(then), els: Box::new(els) }, ty)
    }
}

pub(crate) fn call(def: u32, args: Vec<Expr>, ty: Ty) -> Expr {
    let call = Call {
        callee: Callee::Def(DefId(def), GenericArgs::empty()),
        args,
        rust_call: false,
        span: SpanId::NONE,
    };
    ex(ExprKind::Call(Box::new(call)), ty)
}

pub(crate) fn init(local: u32, value: Expr) -> Stmt {
    Stmt::Init(LocalId(local), value)
}

pub(crate) fn do_(value: Expr) -> Stmt {
    Stmt::Expr(value)
}

pub(crate) fn block(stmts: Vec<Stmt>, value: Expr) -> Expr {
    let ty = value.ty;
    ex(ExprKind::Block(stmts, Box::new(value)), ty)
}

pub(crate) fn op_assign(op: BinaryOp, target: Place, value: Expr) -> Expr {
    ex(ExprKind::AssignOp(op, Box::new(target), Box::new(value)), Ty::unit())
}

/// `while cond { body }`, as the tree builder makes it.
pub(crate) fn while_(label: u32, cond: Expr, body: Expr) -> Expr {
    let leave = diverting(ExprKind::Break(LabelId(label), Box::new(unit())), Ty::never());
    let leave = diverting(ExprKind::Cast(CastKind::NeverToAny, Box::new(leave)), Ty::unit());
    ex(ExprKind::Loop(LabelId(label), Box::new(iff(cond, body, leave))), Ty::unit())
}

pub(crate) fn ret(value: Expr) -> Expr {
    let leave = diverting(ExprKind::Return(Box::new(value)), Ty::never());
    diverting(ExprKind::Cast(CastKind::NeverToAny, Box::new(leave)), Ty::unit())
}

pub(crate) fn deref(mut place: Place, ty: Ty) -> Place {
    place.projections.push(Projection { kind: ProjectionKind::Deref, ty });
    place.ty = ty;
    place
}

pub(crate) fn index(mut place: Place, at: Expr, ty: Ty) -> Place {
    place.projections.push(Projection { kind: ProjectionKind::Index(Box::new(at)), ty });
    place.ty = ty;
    place
}

pub(crate) fn refer(target: Place) -> Expr {
    let ty = Ty::new_ref(target.ty, Mutability::Mut);
    ex(ExprKind::Ref(BorrowKind::Mut, target), ty)
}

pub(crate) fn body(params: u32, locals: Vec<Ty>, value: Expr) -> TypedBody {
    TypedBody {
        owner: DefId(0),
        closure: None,
        params: (0..params).map(LocalId).collect(),
        locals: locals
            .into_iter()
            .map(|ty| Local { ty, kind: LocalKind::Var, name: None, mutable: true, span: SpanId::NONE })
            .collect(),
        move_paths: MovePaths::default(),
        output: value.ty,
        value,
        label_count: 4,
        promoteds: vec![],
        closures: Arc::default(),
        unsupported: vec![],
        span: SpanId::NONE,
    }
}
