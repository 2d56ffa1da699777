//! Places: built-in and overloaded dereferences, and making them mutable after the fact.
//!
//! Follows `rustc_hir_typeck::place_op`.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{Expr, ExprKind, Mutability, UnaryOp};

use crate::def::DefKind;
use crate::infer::body::InferCtx;
use crate::infer::callee::MethodCallee;
use crate::infer::{Adjustment, AdjustmentKind, Resolution};
use crate::ty::{GenericArg, Ty, TyKind};

/// `*x` or `x[i]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::infer) enum PlaceOp {
    Deref,
    Index,
}

impl PlaceOp {
    fn names(self, mutability: Mutability) -> (&'static str, &'static str) {
        match (self, mutability) {
            (PlaceOp::Deref, Mutability::Not) => ("deref", "deref"),
            (PlaceOp::Deref, Mutability::Mut) => ("deref_mut", "deref_mut"),
            (PlaceOp::Index, Mutability::Not) => ("index", "index"),
            (PlaceOp::Index, Mutability::Mut) => ("index_mut", "index_mut"),
        }
    }
}

impl InferCtx<'_> {
    /// `*operand`: the type of the place, if it can be dereferenced.
    pub(super) fn lookup_derefing(&mut self, expr: &Expr, operand: &Expr, ty: Ty) -> Option<Ty> {
        if let Some(target) = self.builtin_deref(ty) {
            return Some(self.structurally_resolve_quietly(target));
        }
        if self.is_ty_var(ty) {
            return None;
        }
        let method = self.try_overloaded_place_op(expr.span, ty, &[], PlaceOp::Deref, Mutability::Not)?;
        if let Some(&input) = method.sig.inputs.first() {
            self.apply_adjustments(operand.id, vec![Adjustment::borrow(Mutability::Not, false, input)]);
        }
        let place = self.overloaded_place_ty(&method);
        self.write_callee(expr.id, &method);
        Some(place)
    }

    fn structurally_resolve_quietly(&mut self, ty: Ty) -> Ty {
        self.shallow(ty)
    }

    /// `Deref::deref` and its kin on a type, if it is implemented.
    pub(super) fn try_overloaded_place_op(
        &mut self,
        span: SpanId,
        ty: Ty,
        args: &[Ty],
        op: PlaceOp,
        mutability: Mutability,
    ) -> Option<MethodCallee> {
        let (lang, method) = op.names(mutability);
        let trait_ = self.lang(lang)?;
        let args: Vec<GenericArg> =
            std::iter::once(ty).chain(args.iter().copied()).map(GenericArg::Ty).collect();
        self.construct_trait_method(span, trait_, method, &args)
    }

    /// The place behind the reference that a place operator's method gives.
    pub(super) fn overloaded_place_ty(&mut self, method: &MethodCallee) -> Ty {
        let output = self.shallow(method.sig.output);
        match output.kind() {
            TyKind::Ref(_, inner, _) => *inner,
            _ => Ty::error(),
        }
    }

    /// An expression turned out to be written to or borrowed mutably: the overloaded dereferences and indexings on
    /// the way to it become `deref_mut` and `index_mut`.
    pub(in crate::infer) fn convert_place_derefs_to_mutable(&mut self, expr: &Expr) {
        // From the innermost place outwards.
        let mut places = vec![expr];
        while let Some(last) = places.last() {
            match &last.kind {
                ExprKind::Field(base, _)
                | ExprKind::Index(base, _)
                | ExprKind::Unary(UnaryOp::Deref, base) => {
                    places.push(base);
                }
                _ => break,
            }
        }
        for place in places.into_iter().rev() {
            self.make_adjustments_mutable(place);
            match &place.kind {
                ExprKind::Index(base, _) => self.convert_place_op(PlaceOp::Index, place, base),
                ExprKind::Unary(UnaryOp::Deref, base) => self.convert_place_op(PlaceOp::Deref, place, base),
                _ => {}
            }
        }
    }

    fn make_adjustments_mutable(&mut self, expr: &Expr) {
        let Some(mut adjustments) = self.results.adjustments.remove(&expr.id) else { return };
        let source = self.node_ty(expr.id);
        self.make_derefs_mutable(source, &mut adjustments);
        self.results.adjustments.insert(expr.id, adjustments);
    }

    fn convert_place_op(&mut self, op: PlaceOp, expr: &Expr, base: &Expr) {
        let Some(&(_, args)) = self.results.callees.get(&expr.id) else { return };
        let adjusted = self.adjusted_ty(base.id);
        let TyKind::Ref(_, place, _) = adjusted.kind() else { return };
        let others: Vec<Ty> = match op {
            PlaceOp::Deref => Vec::new(),
            PlaceOp::Index => vec![self.resolve(args.ty_at(1))],
        };
        // Without the mutable variant the shared one stays, and the borrow check says what is wrong.
        let Some(method) = self.try_overloaded_place_op(expr.span, *place, &others, op, Mutability::Mut)
        else {
            return;
        };
        self.write_callee(expr.id, &method);
        let mut source = self.node_ty(base.id);
        let Some(mut adjustments) = self.results.adjustments.remove(&base.id) else { return };
        let len = adjustments.len();
        for (index, adjustment) in adjustments.iter_mut().enumerate() {
            if let AdjustmentKind::Borrow { mutability, two_phase } = &mut adjustment.kind {
                *mutability = Mutability::Mut;
                *two_phase = false;
                adjustment.target = Ty::new_ref(source, Mutability::Mut);
            }
            source = adjustment.target;
            // An array unsized after its borrow.
            let is_last = index + 1 == len;
            if is_last
                && matches!(adjustment.kind, AdjustmentKind::Cast(crate::tree::CastKind::Unsize))
                && let Some(&input) = method.sig.inputs.first()
            {
                adjustment.target = input;
            }
        }
        self.results.adjustments.insert(base.id, adjustments);
    }

    /// Is this syntactically a place?
    pub(in crate::infer) fn is_place_expr(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Path(_) => match self.results.resolutions.get(&expr.id) {
                Some(Resolution::Local(_)) | None => true,
                Some(Resolution::Def(def, _)) => self.sema.def_kind(*def) == DefKind::Static,
                Some(Resolution::ConstParam(_) | Resolution::Variant(..)) => false,
            },
            ExprKind::Unary(UnaryOp::Deref, _) | ExprKind::Index(..) | ExprKind::Underscore => true,
            ExprKind::Field(base, _) => {
                // A field of a value is the field of a temporary, which is a place.
                let _ = base;
                true
            }
            ExprKind::Unsupported(_) => true,
            _ => false,
        }
    }
}
