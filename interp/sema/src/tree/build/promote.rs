//! Constant promotion: `&5` borrows a static, not a temporary.
//!
//! Follows the Reference, "Constant promotion": the operand is a constant expression that cannot fail at run time,
//! holds no `UnsafeCell` and needs no drop. `&mut []` is the only mutable one.

use treebeard_syntax::ast::BinaryOp;

use super::Builder;
use crate::tree::{Aggregate, BorrowKind, CastKind, Const, Expr, ExprKind, Place, PlaceBase};
use crate::ty::{ConstKind, TyKind};

impl Builder<'_, '_> {
    /// The promoted place of a value that is about to be borrowed, or the value back.
    pub(super) fn promote(&mut self, kind: BorrowKind, value: Expr) -> Result<Place, Expr> {
        let allowed = match kind {
            BorrowKind::Shared => self.promotable(&value),
            _ => is_empty_array(&value),
        };
        if allowed { Ok(self.promoted_place(value)) } else { Err(value) }
    }

    /// Makes a value a static of this body.
    pub(super) fn promoted_place(&mut self, value: Expr) -> Place {
        let (ty, span) = (value.ty, value.span);
        let index = self.promoteds.len() as u32;
        self.promoteds.push(value);
        Place { base: PlaceBase::Promoted(index, ty), projections: Vec::new(), ty, move_path: None, span }
    }

    fn promotable(&self, value: &Expr) -> bool {
        let sema = self.shared.sema;
        match &value.kind {
            ExprKind::Const(_) => true,
            // An inline constant.
            ExprKind::Copy(Place { base: PlaceBase::Promoted(..), projections, .. })
                if !projections.is_empty() =>
            {
                false
            }
            ExprKind::ConstItem(..) | ExprKind::Copy(Place { base: PlaceBase::Promoted(..), .. }) => {
                !self.may_need_drop(value.ty) && sema.is_freeze_in(value.ty, self.shared.owner)
            }
            ExprKind::Unary(_, operand) => self.promotable(operand),
            ExprKind::Binary(op, left, right) => {
                let safe = match op {
                    BinaryOp::Div | BinaryOp::Rem => {
                        matches!(right.kind, ExprKind::Const(Const::Scalar(n)) if n != 0 && n != u128::MAX)
                            || matches!(value.ty.kind(), TyKind::Float(_))
                    }
                    _ => true,
                };
                safe && self.promotable(left) && self.promotable(right)
            }
            ExprKind::Logical(_, left, right) => self.promotable(left) && self.promotable(right),
            ExprKind::Cast(kind, operand) => {
                !matches!(kind, CastKind::PtrToInt | CastKind::IntToPtr | CastKind::NeverToAny)
                    && self.promotable(operand)
            }
            ExprKind::Ref(BorrowKind::Shared, place) => {
                matches!(place.base, PlaceBase::Promoted(..)) && place.projections.is_empty()
            }
            ExprKind::Repeat(operand, _) => self.promotable(operand),
            ExprKind::Aggregate(aggregate) => {
                let parts = match aggregate.as_ref() {
                    Aggregate::Tuple(values) | Aggregate::Array(values) => {
                        values.iter().all(|value| self.promotable(value))
                    }
                    Aggregate::Adt { fields, base, .. } => {
                        base.is_empty() && fields.iter().all(|(_, value)| self.promotable(value))
                    }
                };
                parts && !self.may_need_drop(value.ty) && sema.is_freeze_in(value.ty, self.shared.owner)
            }
            _ => false,
        }
    }
}

fn is_empty_array(value: &Expr) -> bool {
    match value.ty.kind() {
        TyKind::Array(_, len) => matches!(len.kind(), ConstKind::Value(_, 0)),
        _ => false,
    }
}
