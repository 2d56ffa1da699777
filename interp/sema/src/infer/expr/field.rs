//! `base.field`. Follows `FnCtxt::check_expr_field`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Expr, ExprKind, Ident};

use crate::infer::body::InferCtx;
use crate::ty::{Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_field(&mut self, expr: &Expr, base: &Expr, name: Ident) -> Ty {
        let base_ty = self.check_expr(base);
        let base_ty = self.must_resolve(base.span, base_ty);
        if matches!(base_ty.kind(), TyKind::Error) {
            return Ty::error();
        }
        let steps = self.autoderef(base_ty);
        let mut private = None;
        for count in 0..steps.steps.len() {
            let ty = self.shallow(steps.steps[count].ty);
            let found = match ty.kind() {
                TyKind::Adt(def, args) => {
                    let adt = self.sema.adt_def(*def);
                    if adt.is_enum() || adt.variants.is_empty() {
                        continue;
                    }
                    let Some((index, field)) = adt.struct_variant().field(name.name) else { continue };
                    if !self.sema.is_accessible(field.vis, self.scope.module) {
                        private = private.or(Some(*def));
                        continue;
                    }
                    let ty = self.sema.field_ty(*def, 0, index, *args);
                    Some((index, self.normalize(expr.span, &ty)))
                }
                TyKind::Tuple(elements) => match name.name.as_str().parse::<usize>() {
                    Ok(index) => elements.get(index).map(|ty| (index as u32, *ty)),
                    Err(_) => None,
                },
                _ => None,
            };
            if let Some((index, ty)) = found {
                let adjustments = self.autoderef_adjustments(&steps, count);
                self.apply_adjustments(base.id, adjustments);
                self.results.field_indices.insert(expr.id, index);
                return ty;
            }
        }
        self.report_field(base, base_ty, name, private);
        Ty::error()
    }

    fn report_field(&mut self, base: &Expr, base_ty: Ty, name: Ident, private: Option<crate::DefId>) {
        let base_ty = self.resolve(base_ty);
        if base_ty.has_error() {
            return;
        }
        let shown = self.show(base_ty);
        let text = name.name;
        if let Some(def) = private {
            let kind = self.sema.def_name(def);
            self.report(
                Diagnostic::error(
                    Some("E0616"),
                    name.span,
                    format!("field `{text}` of struct `{kind}` is private"),
                )
                .label("private field"),
            );
            return;
        }
        let param_env = self.param_env.clone();
        let probe = self.probe_scope(&param_env, name.span);
        let is_method = self.cx().probe_method(&probe, base_ty, text).is_ok();
        let diagnostic = if is_method {
            let message = format!("attempted to take value of method `{text}` on type `{shown}`");
            Diagnostic::error(Some("E0615"), name.span, message).label("method, not a field")
        } else if is_primitive(base_ty) && !matches!(base.kind, ExprKind::Unsupported(_)) {
            let message = format!("`{shown}` is a primitive type and therefore doesn't have fields");
            Diagnostic::error(Some("E0610"), name.span, message)
        } else {
            let message = format!("no field `{text}` on type `{shown}`");
            let error = Diagnostic::error(Some("E0609"), name.span, message).label("unknown field");
            let fields = self.visible_fields(base_ty);
            if fields.is_empty() { error } else { self.with_fields(error, text, &fields) }
        };
        self.report(diagnostic);
    }
}

/// A primitive without parts, of which rustc says so.
fn is_primitive(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Infer(_))
}
