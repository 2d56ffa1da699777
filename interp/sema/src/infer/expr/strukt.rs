//! `S { a: x, ..base }`. Follows `FnCtxt::check_expr_struct`.

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{Expr, ExprKind, FieldInit, Path};
use treebeard_syntax::{Diagnostic, Symbol};

use crate::collect::AdtKind;
use crate::infer::Resolution;
use crate::infer::body::InferCtx;
use crate::infer::expectation::Expectation;
use crate::infer::path::VariantRes;
use crate::names::Namespace;
use crate::ty::Ty;

impl InferCtx<'_> {
    pub(super) fn check_struct(
        &mut self,
        expr: &Expr,
        path: &Path,
        fields: &[FieldInit],
        base: Option<&Expr>,
        expected: Expectation,
    ) -> Ty {
        if let [segment] = path.segments.as_slice()
            && self.lookup_local(segment.ident).is_some()
            && self.sema.resolve_ident(self.scope, segment.ident.name, Namespace::Type).is_none()
        {
            let name = segment.ident.name;
            let message = format!("expected struct, variant or union type, found local variable `{name}`");
            self.error(Some("E0574"), path.span, &message);
            for field in fields {
                self.check_expr(&field.value);
            }
            return Ty::error();
        }
        let Some(variant) = self.resolve_variant(path) else {
            for field in fields {
                self.check_expr(&field.value);
            }
            if let Some(base) = base {
                self.check_expr(base);
            }
            return Ty::error();
        };
        self.results
            .resolutions
            .insert(expr.id, Resolution::Variant(variant.adt, variant.args, variant.variant));
        self.results.variants.insert(expr.id, variant.variant);
        // What is expected of the whole is known of its type before the fields are looked at.
        if let Some(wanted) = expected.only_has_type(self)
            && let Ok(hint) = self.fudge(|ctx| {
                ctx.unify(wanted, variant.ty)?;
                Ok(vec![variant.ty])
            })
        {
            self.demand_eq(expr.span, hint[0], variant.ty);
        }
        self.check_struct_fields(expr, path, &variant, fields, base.is_some());
        match base {
            Some(dots) if matches!(dots.kind, ExprKind::Underscore) => {
                self.error(Some("E0797"), dots.span, "base expression required after `..`");
            }
            Some(base) => self.check_struct_base(base, &variant),
            None => {}
        }
        variant.ty
    }

    fn check_struct_fields(
        &mut self,
        expr: &Expr,
        path: &Path,
        variant: &VariantRes,
        fields: &[FieldInit],
        has_base: bool,
    ) {
        let adt = self.sema.adt_def(variant.adt);
        let variant_def = &adt.variants[variant.variant as usize];
        if self.sema.is_non_exhaustive_for(variant_def.def, self.scope.module) {
            let what = if adt.is_enum() { "variant" } else { "struct" };
            let message = format!("cannot create non-exhaustive {what} using struct expression");
            self.error(Some("E0639"), expr.span, &message);
        }
        let mut seen: FxHashMap<Symbol, treebeard_syntax::SpanId> = FxHashMap::default();
        let mut indices = Vec::new();
        let mut wrong = false;
        for field in fields {
            let name = field.ident.name;
            let ty = match variant_def.field(name) {
                Some((index, def)) => {
                    indices.push(index);
                    if let Some(&first) = seen.get(&name) {
                        wrong = true;
                        self.report(
                            Diagnostic::error(
                                Some("E0062"),
                                field.ident.span,
                                format!("field `{name}` specified more than once"),
                            )
                            .secondary(first, format!("first use of `{name}`")),
                        );
                    }
                    seen.insert(name, field.ident.span);
                    if !self.sema.is_accessible(def.vis, self.scope.module) {
                        wrong = true;
                        let owner = self.sema.def_name(variant.adt);
                        self.report(
                            Diagnostic::error(
                                Some("E0451"),
                                field.ident.span,
                                format!("field `{name}` of struct `{owner}` is private"),
                            )
                            .label("private field"),
                        );
                    }
                    let ty = self.sema.field_ty(variant.adt, variant.variant, index, variant.args);
                    self.normalize(field.value.span, &ty)
                }
                None => {
                    wrong = true;
                    indices.push(u32::MAX);
                    self.report_unknown_field(variant, field);
                    Ty::error()
                }
            };
            let ty = self.resolve(ty);
            self.check_coercible(&field.value, ty);
        }
        self.results.struct_fields.insert(expr.id, indices);
        if adt.kind == AdtKind::Union {
            if fields.len() != 1 && !wrong {
                self.error(Some("E0784"), expr.span, "union expressions should have exactly one field");
            }
        } else if !has_base && !wrong {
            let missing: Vec<String> = variant_def
                .fields
                .iter()
                .filter(|field| !seen.contains_key(&field.name))
                .map(|field| format!("`{}`", field.name))
                .collect();
            if !missing.is_empty() {
                let plural = if missing.len() == 1 { "" } else { "s" };
                let owner = self.sema.def_name(variant_def.def);
                let list = missing.join(", ");
                self.report(
                    Diagnostic::error(
                        Some("E0063"),
                        path.span,
                        format!("missing field{plural} {list} in initializer of `{owner}`"),
                    )
                    .label(format!("missing {list}")),
                );
            }
        }
    }

    fn report_unknown_field(&mut self, variant: &VariantRes, field: &FieldInit) {
        let adt = self.sema.adt_def(variant.adt);
        let owner = self.sema.def_name(variant.adt);
        let name = field.ident.name;
        let (code, message) = if adt.is_enum() {
            let variant_name = adt.variants[variant.variant as usize].name;
            ("E0559", format!("variant `{owner}::{variant_name}` has no field named `{name}`"))
        } else if adt.kind == AdtKind::Union {
            ("E0560", format!("union `{owner}` has no field named `{name}`"))
        } else {
            ("E0560", format!("struct `{owner}` has no field named `{name}`"))
        };
        let error = Diagnostic::error(Some(code), field.ident.span, message).label("unknown field");
        let fields: Vec<Symbol> =
            adt.variants[variant.variant as usize].fields.iter().map(|field| field.name).collect();
        self.report(self.with_fields(error, name, &fields));
    }

    fn check_struct_base(&mut self, base: &Expr, variant: &VariantRes) {
        let adt = self.sema.adt_def(variant.adt);
        if adt.kind != AdtKind::Struct {
            self.check_expr(base);
            self.error(Some("E0436"), base.span, "functional record update syntax requires a struct");
            return;
        }
        self.check_has_type(base, variant.ty);
    }
}
