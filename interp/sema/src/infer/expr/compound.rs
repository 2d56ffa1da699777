//! References, tuples, arrays, repetitions and ranges.

use treebeard_syntax::ast::{AnonConst, Expr, ExprKind, Mutability, UnaryOp};

use crate::infer::body::{DeferredRepeat, InferCtx};
use crate::infer::coerce::CoerceMany;
use crate::infer::expectation::Expectation;
use crate::ty::{Const, ConstKind, GenericArg, GenericArgs, Ty, TyKind};

impl InferCtx<'_> {
    /// `&a`, `&mut a`, `&raw const a`, `&raw mut a`. Follows `check_expr_addr_of`.
    pub(super) fn check_ref(
        &mut self,
        expr: &Expr,
        mutability: Mutability,
        operand: &Expr,
        expected: Expectation,
        raw: bool,
    ) -> Ty {
        let hint = match expected.only_has_type(self) {
            None => Expectation::None,
            Some(ty) => match self.structurally_resolve(ty).kind() {
                TyKind::Ref(_, inner, _) | TyKind::RawPtr(inner, _) => {
                    if is_syntactic_place(operand) {
                        // A place may well be unsized.
                        Expectation::HasType(*inner)
                    } else {
                        Expectation::rvalue_hint(self, *inner)
                    }
                }
                _ => Expectation::None,
            },
        };
        let ty = self.check_expr_needing(operand, hint, mutability);
        if raw {
            if !self.is_place_expr(operand) {
                self.error(Some("E0745"), operand.span, "cannot take address of a temporary");
            }
            return Ty::new(TyKind::RawPtr(ty, mutability));
        }
        let _ = expr;
        Ty::new_ref(ty, mutability)
    }

    /// `(a, b)`.
    pub(super) fn check_tuple(&mut self, elements: &[Expr], expected: Expectation) -> Ty {
        let wanted: Vec<Ty> = match expected.only_has_type(self) {
            None => Vec::new(),
            Some(ty) => match self.structurally_resolve(ty).kind() {
                TyKind::Tuple(wanted) => wanted.to_vec(),
                _ => Vec::new(),
            },
        };
        let types: Vec<Ty> = elements
            .iter()
            .enumerate()
            .map(|(index, element)| match wanted.get(index) {
                Some(&wanted) => {
                    self.check_coercible(element, wanted);
                    wanted
                }
                None => self.check_expr(element),
            })
            .collect();
        for (ty, element) in types.iter().zip(elements) {
            self.register_bound(*ty, "sized", element.span);
        }
        Ty::tuple(&types)
    }

    fn expected_element(&mut self, expected: Expectation) -> Option<Ty> {
        let ty = expected.to_option(self)?;
        match self.structurally_resolve(ty).kind() {
            TyKind::Array(element, _) | TyKind::Slice(element) => Some(*element),
            _ => None,
        }
    }

    /// `[a, b]`.
    pub(super) fn check_array(&mut self, elements: &[Expr], expected: Expectation) -> Ty {
        let target = match self.expected_element(expected) {
            Some(element) => element,
            None => self.new_var(),
        };
        let element_ty = if elements.is_empty() {
            target
        } else {
            let mut coercion = CoerceMany::new(target);
            for element in elements {
                let ty = self.check_expr_with(element, Expectation::HasType(target));
                coercion.coerce(self, element, ty);
            }
            let merged = coercion.complete();
            // Only diverging elements: the element type stays what was expected.
            if matches!(self.shallow(merged).kind(), TyKind::Never) { target } else { merged }
        };
        self.register_bound(element_ty, "sized", self.span);
        Ty::new(TyKind::Array(element_ty, Const::usize(elements.len() as u64)))
    }

    /// `[a; N]`.
    pub(super) fn check_repeat(
        &mut self,
        expr: &Expr,
        element: &Expr,
        count: &AnonConst,
        expected: Expectation,
    ) -> Ty {
        let len = self.lower_const(count, Ty::usize());
        let element_ty = match self.expected_element(expected) {
            Some(wanted) => {
                self.check_coercible(element, wanted);
                wanted
            }
            None => {
                let fresh = self.new_var_at(element.span);
                self.check_has_type(element, fresh);
                fresh
            }
        };
        let is_constant = matches!(&element.kind, ExprKind::InlineConst(_))
            || matches!(
                self.results.resolutions.get(&element.id),
                Some(crate::infer::Resolution::Def(def, _))
                    if matches!(self.sema.def_kind(*def), crate::DefKind::Const | crate::DefKind::AssocConst)
            );
        if !is_constant {
            self.deferred_repeats.push(DeferredRepeat {
                element: element_ty,
                count: len,
                span: element.span,
            });
        }
        self.register_bound(element_ty, "sized", expr.span);
        Ty::new(TyKind::Array(element_ty, len))
    }

    /// Elements that are repeated more than once must be `Copy`.
    pub(in crate::infer) fn check_deferred_repeats(&mut self) {
        for DeferredRepeat { element, count, span } in std::mem::take(&mut self.deferred_repeats) {
            let count = self.table.shallow_resolve_const(count);
            match count.kind() {
                ConstKind::Value(_, 0 | 1) | ConstKind::Error => {}
                _ => self.register_bound(element, "copy", span),
            }
        }
    }

    /// `a..b` and its kin: struct expressions of the library's range types.
    pub(super) fn check_range(
        &mut self,
        expr: &Expr,
        start: Option<&Expr>,
        end: Option<&Expr>,
        inclusive: bool,
        expected: Expectation,
    ) -> Ty {
        let lang = match (start, end, inclusive) {
            (Some(_), Some(_), false) => "Range",
            (Some(_), Some(_), true) => "RangeInclusiveStruct",
            (Some(_), None, _) => "RangeFrom",
            (None, Some(_), false) => "RangeTo",
            (None, Some(_), true) => "RangeToInclusive",
            (None, None, _) => "RangeFull",
        };
        let Some(def) = self.lang(lang) else {
            for end in [start, end].into_iter().flatten() {
                self.check_expr(end);
            }
            return self.unsupported(&format!("range type `{lang}`"), expr.span);
        };
        if start.is_none() && end.is_none() {
            return Ty::new(TyKind::Adt(def, GenericArgs::empty()));
        }
        let element = self.new_var_at(expr.span);
        let ty = Ty::new(TyKind::Adt(def, GenericArgs::new(&[GenericArg::Ty(element)])));
        if let Some(wanted) = expected.only_has_type(self)
            && let Ok(hint) = self.fudge(|ctx| {
                ctx.unify(wanted, ty)?;
                Ok(vec![ty])
            })
        {
            self.demand_eq(expr.span, hint[0], ty);
        }
        for end in [start, end].into_iter().flatten() {
            let element = self.resolve(element);
            self.check_coercible(end, element);
        }
        ty
    }
}

/// rustc's `Expr::is_syntactic_place_expr`.
fn is_syntactic_place(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::Path(_) | ExprKind::Unary(UnaryOp::Deref, _) | ExprKind::Field(..) | ExprKind::Index(..)
    )
}
