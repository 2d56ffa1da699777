//! `base[index]`. Follows `FnCtxt::lookup_indexing`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Expr, Mutability};

use super::place::PlaceOp;
use crate::infer::Adjustment;
use crate::infer::body::InferCtx;
use crate::method::AutoderefSteps;
use crate::tree::CastKind;
use crate::ty::{InferTy, IntTy, Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_index(&mut self, expr: &Expr, base: &Expr, index: &Expr) -> Ty {
        let base_ty = self.check_expr(base);
        let index_ty = self.check_expr(index);
        if base_ty.has_error() && matches!(self.shallow(base_ty).kind(), TyKind::Error) {
            return Ty::error();
        }
        let base_ty = self.must_resolve(base.span, base_ty);
        if matches!(base_ty.kind(), TyKind::Error) {
            return Ty::error();
        }
        let index_ty = self.structurally_resolve(index_ty);
        match self.lookup_indexing(expr, base, base_ty, index_ty) {
            Some((wanted, element)) => {
                self.demand_coerce(index, index_ty, wanted);
                self.select_where_possible();
                self.resolve(element)
            }
            None => {
                let base_ty = self.resolve(base_ty);
                if !base_ty.has_error() && !index_ty.has_error() {
                    let shown = self.show(base_ty);
                    let message = format!("cannot index into a value of type `{shown}`");
                    self.report(Diagnostic::error(Some("E0608"), expr.span, message));
                }
                Ty::error()
            }
        }
    }

    fn lookup_indexing(&mut self, expr: &Expr, base: &Expr, base_ty: Ty, index_ty: Ty) -> Option<(Ty, Ty)> {
        let steps = self.autoderef(base_ty);
        for count in 0..steps.steps.len() {
            if let Some(found) = self.try_index_step(expr, base, &steps, count, index_ty) {
                return Some(found);
            }
        }
        None
    }

    fn try_index_step(
        &mut self,
        expr: &Expr,
        base: &Expr,
        steps: &AutoderefSteps,
        count: usize,
        index_ty: Ty,
    ) -> Option<(Ty, Ty)> {
        let ty = self.shallow(steps.steps[count].ty);
        let element = match ty.kind() {
            TyKind::Array(element, _) | TyKind::Slice(element) => Some(*element),
            _ => None,
        };
        let usize_like =
            matches!(index_ty.kind(), TyKind::Int(IntTy::Usize) | TyKind::Infer(InferTy::Int(_)));
        if let Some(element) = element
            && usize_like
        {
            let adjustments = self.autoderef_adjustments(steps, count);
            self.apply_adjustments(base.id, adjustments);
            return Some((Ty::usize(), element));
        }
        for unsize in [false, true] {
            let self_ty = match (unsize, ty.kind()) {
                (false, _) => ty,
                (true, TyKind::Array(element, _)) => Ty::new(TyKind::Slice(*element)),
                (true, _) => continue,
            };
            // The index may not be known to be of the type the impl wants: a fresh variable lets impls be tried.
            let input = self.new_var_at(expr.span);
            let Some(method) =
                self.try_overloaded_place_op(expr.span, self_ty, &[input], PlaceOp::Index, Mutability::Not)
            else {
                continue;
            };
            let mut adjustments = self.autoderef_adjustments(steps, count);
            let borrowed = Ty::new_ref(ty, Mutability::Not);
            adjustments.push(Adjustment::borrow(Mutability::Not, false, borrowed));
            if unsize && let Some(&receiver) = method.sig.inputs.first() {
                adjustments.push(Adjustment::cast(CastKind::Unsize, receiver));
            }
            self.apply_adjustments(base.id, adjustments);
            self.write_callee(expr.id, &method);
            let element = self.overloaded_place_ty(&method);
            return Some((input, element));
        }
        None
    }
}
