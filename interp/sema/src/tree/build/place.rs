//! Expressions as places, adjustments, and reading places as values.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, Mutability, UnaryOp};

use super::{Builder, Extent};
use crate::def::{DefId, DefKind};
use crate::infer::{Adjustment, AdjustmentKind, Resolution};
use crate::tree::{
    BorrowKind, Call, Callee, CastKind, Expr, ExprKind, Place, PlaceBase, Projection, ProjectionKind, Stmt,
};
use crate::ty::{GenericArgs, Ty, TyKind};

/// What an expression is while its adjustments are applied.
enum Current {
    Place(Place),
    Value(Expr),
}

/// What is being adjusted: an expression, or the block of a branch.
#[derive(Clone, Copy)]
struct Node {
    id: ast::NodeId,
    span: SpanId,
}

impl Builder<'_, '_> {
    /// The value of an expression, adjustments included. A place is copied or moved out of.
    pub(super) fn value(&mut self, expr: &ast::Expr) -> Expr {
        let mut stmts = Vec::new();
        let value = match self.adjusted(expr, &mut stmts) {
            Current::Place(place) => self.read(place),
            Current::Value(value) => value,
        };
        self.with_stmts(stmts, value)
    }

    /// The place of an expression, adjustments included; a value gets a temporary, initialised in `stmts`.
    pub(super) fn place(&mut self, expr: &ast::Expr, stmts: &mut Vec<Stmt>) -> Place {
        match self.adjusted(expr, stmts) {
            Current::Place(place) => place,
            Current::Value(value) => self.materialize(value, Some(expr.id), stmts),
        }
    }

    /// The place of an expression if it is one by itself (after its adjustments), otherwise its value.
    pub(super) fn place_or_value(&mut self, expr: &ast::Expr, stmts: &mut Vec<Stmt>) -> Result<Place, Expr> {
        match self.adjusted(expr, stmts) {
            Current::Place(place) => Ok(place),
            Current::Value(value) => Err(value),
        }
    }

    /// The value with one more borrow, unless inference already recorded one as the last adjustment.
    pub(super) fn autoref(&mut self, expr: &ast::Expr, mutability: Mutability) -> Expr {
        let recorded = self.shared.results.adjustments.get(&expr.id).and_then(|list| list.last());
        if recorded.is_some_and(|adjustment| matches!(adjustment.kind, AdjustmentKind::Borrow { .. })) {
            return self.value(expr);
        }
        let mut stmts = Vec::new();
        let place = self.place(expr, &mut stmts);
        let kind = if mutability == Mutability::Mut { BorrowKind::TwoPhase } else { BorrowKind::Shared };
        let value = self.borrow(kind, place, expr.span);
        self.with_stmts(stmts, value)
    }

    /// Copies or moves out of a place.
    pub(super) fn read(&mut self, place: Place) -> Expr {
        let (ty, span) = (place.ty, place.span);
        let kind = if self.is_copy(ty) { ExprKind::Copy(place) } else { ExprKind::Move(place) };
        Expr::new(kind, ty, span)
    }

    /// Borrows a place.
    pub(super) fn borrow(&mut self, kind: BorrowKind, place: Place, span: SpanId) -> Expr {
        let mutability = if kind == BorrowKind::Shared { Mutability::Not } else { Mutability::Mut };
        let ty = Ty::new_ref(place.ty, mutability);
        Expr::new(ExprKind::Ref(kind, place), ty, span)
    }

    /// Gives a value a place: a temporary; in the initialiser of a constant or static, an extended one is a static
    /// of its own.
    pub(super) fn materialize(
        &mut self,
        value: Expr,
        node: Option<ast::NodeId>,
        stmts: &mut Vec<Stmt>,
    ) -> Place {
        if node.is_some_and(|node| self.extended.get(&node) == Some(&Extent::Static)) {
            return self.promoted_place(value);
        }
        self.store_temp(value, node, stmts)
    }

    fn adjusted(&mut self, expr: &ast::Expr, stmts: &mut Vec<Stmt>) -> Current {
        let current = self.unadjusted(expr, stmts);
        self.adjust_all(current, Node { id: expr.id, span: expr.span }, stmts)
    }

    /// The block of a branch: what coerces it is recorded at the block, since it is no expression by itself.
    pub(super) fn branch(&mut self, block: &ast::Block) -> Expr {
        let mut stmts = Vec::new();
        let value = Current::Value(self.block(block));
        let value = match self.adjust_all(value, Node { id: block.id, span: block.span }, &mut stmts) {
            Current::Place(place) => self.read(place),
            Current::Value(value) => value,
        };
        self.with_stmts(stmts, value)
    }

    fn adjust_all(&mut self, mut current: Current, node: Node, stmts: &mut Vec<Stmt>) -> Current {
        let adjustments: Vec<Adjustment> =
            self.shared.results.adjustments.get(&node.id).cloned().unwrap_or_default();
        for adjustment in adjustments {
            current = self.adjust(current, adjustment, node, stmts);
        }
        current
    }

    fn adjust(
        &mut self,
        current: Current,
        adjustment: Adjustment,
        node: Node,
        stmts: &mut Vec<Stmt>,
    ) -> Current {
        let (span, target) = (node.span, adjustment.target);
        match adjustment.kind {
            AdjustmentKind::NeverToAny => self.cast(current, CastKind::NeverToAny, target, span),
            AdjustmentKind::Cast(kind) => self.cast(current, kind, target, span),
            AdjustmentKind::Deref => Current::Place(self.deref(current, target, span)),
            AdjustmentKind::OverloadedDeref(mutability, method, args) => {
                let place = self.current_place(current, node, stmts);
                let kind = if mutability == Mutability::Mut { BorrowKind::Mut } else { BorrowKind::Shared };
                let reference = self.borrow(kind, place, span);
                let call = self.call(method, args, vec![reference], Ty::new_ref(target, mutability), span);
                Current::Place(self.deref(Current::Value(call), target, span))
            }
            AdjustmentKind::Borrow { mutability, two_phase } => {
                let kind = match (mutability, two_phase) {
                    (Mutability::Not, _) => BorrowKind::Shared,
                    (Mutability::Mut, true) => BorrowKind::TwoPhase,
                    (Mutability::Mut, false) => BorrowKind::Mut,
                };
                Current::Value(self.borrow_current(current, kind, node, stmts))
            }
            AdjustmentKind::RawBorrow(mutability) => {
                let place = self.current_place(current, node, stmts);
                Current::Value(Expr::new(ExprKind::RawRef(mutability, place), target, span))
            }
        }
    }

    /// Borrows what an expression stands for; constant values are promoted where allowed.
    fn borrow_current(
        &mut self,
        current: Current,
        kind: BorrowKind,
        node: Node,
        stmts: &mut Vec<Stmt>,
    ) -> Expr {
        let place = match current {
            Current::Place(place) => place,
            Current::Value(value) => match self.promote(kind, value) {
                Ok(place) => place,
                Err(value) => self.materialize(value, Some(node.id), stmts),
            },
        };
        self.borrow(kind, place, node.span)
    }

    /// `&expr`, `&mut expr` as written.
    pub(super) fn borrow_expr(&mut self, kind: BorrowKind, operand: &ast::Expr, span: SpanId) -> Expr {
        let mut stmts = Vec::new();
        let current = self.adjusted(operand, &mut stmts);
        let node = Node { id: operand.id, span: operand.span };
        let mut value = self.borrow_current(current, kind, node, &mut stmts);
        value.span = span;
        self.with_stmts(stmts, value)
    }

    fn current_place(&mut self, current: Current, node: Node, stmts: &mut Vec<Stmt>) -> Place {
        match current {
            Current::Place(place) => place,
            Current::Value(value) => self.materialize(value, Some(node.id), stmts),
        }
    }

    fn cast(&mut self, current: Current, kind: CastKind, target: Ty, span: SpanId) -> Current {
        let value = match current {
            Current::Place(place) => self.read(place),
            Current::Value(value) => value,
        };
        Current::Value(Expr::new(ExprKind::Cast(kind, Box::new(value)), target, span))
    }

    fn deref(&mut self, current: Current, target: Ty, span: SpanId) -> Place {
        match current {
            Current::Place(mut place) => {
                place.projections.push(Projection { kind: ProjectionKind::Deref, ty: target });
                Place { ty: target, span, ..place }
            }
            Current::Value(value) => Place {
                base: PlaceBase::Deref(Box::new(value)),
                projections: Vec::new(),
                ty: target,
                move_path: None,
                span,
            },
        }
    }

    fn unadjusted(&mut self, expr: &ast::Expr, stmts: &mut Vec<Stmt>) -> Current {
        match &expr.kind {
            ast::ExprKind::Path(_) => self.path(expr),
            ast::ExprKind::Field(base, _) => {
                let Some(&index) = self.shared.results.field_indices.get(&expr.id) else {
                    return Current::Value(self.unresolved("field", expr));
                };
                let place = self.place(base, stmts);
                Current::Place(self.field(place, index, self.node_ty(expr.id), expr.span))
            }
            ast::ExprKind::Unary(UnaryOp::Deref, operand) => {
                let target = self.node_ty(expr.id);
                match self.shared.results.callees.get(&expr.id).copied() {
                    None => {
                        let current = self.adjusted(operand, stmts);
                        Current::Place(self.deref(current, target, expr.span))
                    }
                    Some((method, args)) => {
                        let mutability = self.place_op_mutability(method);
                        let reference = self.autoref(operand, mutability);
                        let ty = Ty::new_ref(target, mutability);
                        let call = self.call(method, args, vec![reference], ty, expr.span);
                        Current::Place(self.deref(Current::Value(call), target, expr.span))
                    }
                }
            }
            ast::ExprKind::Index(base, index) => self.index(expr, base, index, stmts),
            _ => Current::Value(self.rvalue(expr)),
        }
    }

    /// A field of a place.
    pub(super) fn field(&mut self, mut place: Place, index: u32, ty: Ty, span: SpanId) -> Place {
        place.projections.push(Projection { kind: ProjectionKind::Field(index), ty });
        Place { ty, span, ..place }
    }

    fn index(
        &mut self,
        expr: &ast::Expr,
        base: &ast::Expr,
        index: &ast::Expr,
        stmts: &mut Vec<Stmt>,
    ) -> Current {
        let target = self.node_ty(expr.id);
        match self.shared.results.callees.get(&expr.id).copied() {
            None => {
                let mut place = self.place(base, stmts);
                let index = Box::new(self.value(index));
                place.projections.push(Projection { kind: ProjectionKind::Index(index), ty: target });
                Current::Place(Place { ty: target, span: expr.span, ..place })
            }
            Some((method, args)) => {
                let mutability = self.place_op_mutability(method);
                let reference = self.autoref(base, mutability);
                let index = self.value(index);
                let ty = Ty::new_ref(target, mutability);
                // As rustc has it: the call is the brackets.
                let span = base.span.rest_of(expr.span);
                let call = self.call(method, args, vec![reference, index], ty, span);
                Current::Place(self.deref(Current::Value(call), target, expr.span))
            }
        }
    }

    /// `deref` and `index` take `&self`, `deref_mut` and `index_mut` `&mut self`.
    fn place_op_mutability(&self, method: DefId) -> Mutability {
        let sig = self.shared.sema.fn_sig(method);
        match sig.inputs.first().map(|ty| ty.kind()) {
            Some(TyKind::Ref(_, _, mutability)) => *mutability,
            _ => Mutability::Not,
        }
    }

    fn path(&mut self, expr: &ast::Expr) -> Current {
        let ty = self.node_ty(expr.id);
        match self.shared.results.resolutions.get(&expr.id).cloned() {
            Some(Resolution::Local(node)) => match self.var_place(node, expr.span) {
                Some(place) => Current::Place(place),
                None => Current::Value(self.unresolved("variable", expr)),
            },
            Some(Resolution::Def(def, args)) => self.def_path(def, args, ty, expr),
            Some(Resolution::ConstParam(param)) => {
                let c = crate::ty::Const::new(crate::ty::ConstKind::Param(param));
                Current::Value(Expr::new(ExprKind::Const(crate::tree::Const::Ty(c)), ty, expr.span))
            }
            Some(Resolution::Variant(..)) | None => Current::Value(self.unresolved("path", expr)),
        }
    }

    fn def_path(&mut self, def: DefId, args: GenericArgs, ty: Ty, expr: &ast::Expr) -> Current {
        let span = expr.span;
        match self.shared.sema.def_kind(def) {
            DefKind::Static => Current::Place(Place {
                base: PlaceBase::Static(def, ty),
                projections: Vec::new(),
                ty,
                move_path: None,
                span,
            }),
            DefKind::Const | DefKind::AssocConst | DefKind::AnonConst => {
                Current::Value(Expr::new(ExprKind::ConstItem(def, args), ty, span))
            }
            DefKind::Ctor(..) if matches!(ty.kind(), TyKind::Adt(..)) => {
                Current::Value(self.unit_constructor(expr, ty))
            }
            _ => Current::Value(Expr::new(ExprKind::Const(crate::tree::Const::Unit), ty, span)),
        }
    }

    fn unit_constructor(&mut self, expr: &ast::Expr, ty: Ty) -> Expr {
        let TyKind::Adt(adt, args) = *ty.kind() else { return self.unresolved("constructor", expr) };
        let variant = self.shared.results.variants.get(&expr.id).copied().unwrap_or(0);
        let aggregate =
            crate::tree::Aggregate::Adt { adt, args, variant, fields: Vec::new(), base: Vec::new() };
        Expr::new(ExprKind::Aggregate(Box::new(aggregate)), ty, expr.span)
    }

    /// A node that inference could not make sense of; an error was reported, so it is never reached.
    pub(super) fn unresolved(&mut self, what: &str, expr: &ast::Expr) -> Expr {
        let ty = self.node_ty(expr.id);
        self.unsupported(format!("{what} {}", crate::tree::UNRESOLVED), ty, expr.span)
    }

    /// A call of a definition.
    pub(super) fn call(
        &mut self,
        def: DefId,
        args: GenericArgs,
        operands: Vec<Expr>,
        ty: Ty,
        span: SpanId,
    ) -> Expr {
        let call = Call { callee: Callee::Def(def, args), args: operands, rust_call: false, span };
        Expr::new(ExprKind::Call(Box::new(call)), ty, span)
    }
}
