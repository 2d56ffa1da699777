//! `a = b`, also where `a` takes a value apart. Follows `FnCtxt::check_expr_assign`; destructuring follows
//! `rustc_ast_lowering::expr::destructure_assign`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Expr, ExprKind, Mutability};

use crate::def::{CtorKind, DefKind};
use crate::infer::Resolution;
use crate::infer::body::InferCtx;
use crate::infer::coerce::TwoPhase;
use crate::infer::expectation::Expectation;
use crate::infer::path::ValueRes;
use crate::names::{PathSource, Res};
use crate::ty::{Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_assign(&mut self, expr: &Expr, left: &Expr, right: &Expr) -> Ty {
        if is_destructuring(left) {
            // `let pattern = right;`: the right side is checked for itself.
            let ty = self.check_expr(right);
            self.check_assignee(left, ty);
            return Ty::unit();
        }
        let left_ty = self.check_expr_needing(left, Expectation::None, Mutability::Mut);
        self.check_assignable(left, expr);
        self.check_coercible(right, left_ty);
        self.register_bound(left_ty, "sized", left.span);
        Ty::unit()
    }

    fn check_assignable(&mut self, left: &Expr, whole: &Expr) {
        if !self.is_place_expr(left) {
            self.report(
                Diagnostic::error(Some("E0070"), whole.span, "invalid left-hand side of assignment")
                    .secondary(left.span, "cannot assign to this expression"),
            );
        }
    }

    /// The left side, or a part of it, is given a value of type `ty`.
    fn check_assignee(&mut self, left: &Expr, ty: Ty) {
        let ty = self.structurally_resolve(ty);
        match &left.kind {
            ExprKind::Underscore => self.write_ty(left.id, ty),
            ExprKind::Tuple(elements) => {
                let count = match ty.kind() {
                    TyKind::Tuple(types) => types.len(),
                    _ => elements.len(),
                };
                let types: Vec<Ty> = (0..count).map(|_| self.new_var_at(left.span)).collect();
                self.demand_eq(left.span, ty, Ty::tuple(&types));
                self.write_ty(left.id, ty);
                self.check_assignee_list(left, elements, &types);
            }
            ExprKind::Array(elements) => {
                let element = match ty.kind() {
                    TyKind::Array(element, _) | TyKind::Slice(element) => *element,
                    TyKind::Error => Ty::error(),
                    _ => {
                        let shown = self.show(ty);
                        let message = format!("expected an array or slice, found `{shown}`");
                        self.error(Some("E0529"), left.span, &message);
                        Ty::error()
                    }
                };
                self.write_ty(left.id, ty);
                let types = vec![element; elements.len()];
                for (part, ty) in elements.iter().zip(types) {
                    if !is_rest(part) {
                        self.check_assignee(part, ty);
                    }
                }
            }
            ExprKind::Call(callee, elements) if matches!(callee.kind, ExprKind::Path(_)) => {
                self.check_assignee_call(left, callee, elements, ty);
            }
            ExprKind::Struct { path, fields, base } if base.as_deref().is_none_or(is_underscore) => {
                let Some(variant) = self.resolve_variant(path) else { return };
                let resolution = Resolution::Variant(variant.adt, variant.args, variant.variant);
                self.results.resolutions.insert(left.id, resolution);
                self.results.variants.insert(left.id, variant.variant);
                self.demand_eq(left.span, ty, variant.ty);
                self.write_ty(left.id, ty);
                let adt = self.sema.adt_def(variant.adt);
                let mut indices = Vec::new();
                for field in fields {
                    let found = adt.variants[variant.variant as usize].field(field.ident.name);
                    let field_ty = match found {
                        Some((index, _)) => {
                            indices.push(index);
                            let ty = self.sema.field_ty(variant.adt, variant.variant, index, variant.args);
                            self.normalize(field.value.span, &ty)
                        }
                        None => {
                            indices.push(u32::MAX);
                            let message = format!("no such field `{}`", field.ident.name);
                            self.error(Some("E0026"), field.ident.span, &message);
                            Ty::error()
                        }
                    };
                    self.check_assignee(&field.value, field_ty);
                }
                self.results.struct_fields.insert(left.id, indices);
            }
            _ => self.check_assignee_place(left, ty),
        }
    }

    fn check_assignee_call(&mut self, left: &Expr, callee: &Expr, elements: &[Expr], ty: Ty) {
        let ExprKind::Path(path) = &callee.kind else { return };
        // The call of a function is no pattern, and no place either.
        if let Ok(found) = self.sema.resolve_path(self.scope, path, PathSource::Call)
            && let Res::Def(def) = found.res
            && matches!(self.sema.def_kind(def), DefKind::Fn | DefKind::AssocFn)
        {
            return self.check_assignee_place(left, ty);
        }
        let res = self.resolve_value(path, PathSource::TupleStruct);
        self.record_value(left.id, &res);
        self.record_value(callee.id, &res);
        let callee_ty = self.value_ty(&res, path.span);
        self.write_ty(callee.id, callee_ty);
        self.write_ty(left.id, ty);
        let ValueRes::Ctor(ctor) = res else {
            if !callee_ty.has_error() {
                self.error(Some("E0070"), left.span, "invalid left-hand side of assignment");
            }
            return;
        };
        if ctor.kind != CtorKind::Fn {
            return;
        }
        self.demand_eq(left.span, ty, Ty::new(TyKind::Adt(ctor.adt, ctor.args)));
        let count = self.sema.adt_def(ctor.adt).variants[ctor.variant as usize].fields.len();
        let types: Vec<Ty> = (0..count)
            .map(|index| {
                let ty = self.sema.field_ty(ctor.adt, ctor.variant, index as u32, ctor.args);
                self.normalize(left.span, &ty)
            })
            .collect();
        self.check_assignee_list(left, elements, &types);
    }

    /// Elements of a tuple or tuple struct, one of which may be `..`.
    fn check_assignee_list(&mut self, left: &Expr, elements: &[Expr], types: &[Ty]) {
        let rest = elements.iter().position(is_rest);
        let given = elements.len() - usize::from(rest.is_some());
        let fits = if rest.is_some() { given <= types.len() } else { given == types.len() };
        if !fits {
            let message =
                format!("expected a tuple with {} elements, found one with {given} elements", types.len());
            self.report(Diagnostic::error(Some("E0308"), left.span, "mismatched types").label(message));
            return;
        }
        for (index, element) in elements.iter().enumerate() {
            let from_end = rest.is_some_and(|rest| index > rest);
            if Some(index) == rest {
                continue;
            }
            let position = if from_end { types.len() - (elements.len() - index) } else { index };
            self.check_assignee(element, types[position]);
        }
    }

    fn check_assignee_place(&mut self, left: &Expr, ty: Ty) {
        let left_ty = self.check_expr_needing(left, Expectation::None, Mutability::Mut);
        self.check_assignable(left, left);
        let coerced = self.commit_if_ok(|ctx| ctx.coerce_types(ty, left_ty, TwoPhase::No));
        match coerced {
            Ok(coercion) if coercion.adjustments.is_empty() => {}
            // There is no expression to hang the conversion on.
            Ok(_) => {
                self.unsupported("coercion in a destructuring assignment", left.span);
            }
            Err(_) => {
                let found = self.resolve(ty);
                self.report_mismatch(left.span, left_ty, found);
            }
        }
    }
}

/// A left side that is a pattern, not a place.
fn is_destructuring(left: &Expr) -> bool {
    match &left.kind {
        ExprKind::Underscore | ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Struct { .. } => true,
        ExprKind::Call(callee, _) => matches!(callee.kind, ExprKind::Path(_)),
        _ => false,
    }
}

/// `..` at the end of a struct in a destructuring assignment.
fn is_underscore(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Underscore)
}

/// `..` in a destructuring assignment.
fn is_rest(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Range { start: None, end: None, .. })
}
