//! Tuples, tuple structs and structs.

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{FieldPat, Pat, PatKind, Path};
use treebeard_syntax::{Diagnostic, SpanId, Symbol};

use super::PatCtx;
use crate::collect::AdtKind;
use crate::def::CtorKind;
use crate::infer::Resolution;
use crate::infer::body::InferCtx;
use crate::infer::local::Bindings;
use crate::infer::path::ValueRes;
use crate::names::PathSource;
use crate::ty::{Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn check_pat_tuple(
        &mut self,
        pat: &Pat,
        elements: &[Pat],
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        let rest = rest_position(elements);
        let given = elements.len() - usize::from(rest.is_some());
        let expected = self.structurally_resolve(expected);
        let count = match (expected.kind(), rest) {
            (TyKind::Tuple(types), Some(_)) => types.len().max(given),
            _ => given,
        };
        let types: Vec<Ty> = (0..count).map(|_| self.new_var_at(pat.span)).collect();
        let tuple = Ty::tuple(&types);
        if rest.is_some() && self.is_ty_var(expected) {
            self.must_resolve(pat.span, expected);
        }
        let fits = self.commit_if_ok(|ctx| ctx.unify(expected, tuple)).is_ok();
        if !fits {
            let found = self.resolve(tuple);
            self.report_mismatch(pat.span, expected, found);
        }
        let types: Vec<Ty> = if fits { types } else { vec![Ty::error(); count] };
        self.check_pat_list(elements, &types, pat_ctx, bindings);
    }

    /// Elements with at most one `..` against as many types as there are fields.
    fn check_pat_list(&mut self, elements: &[Pat], types: &[Ty], pat_ctx: PatCtx, bindings: &mut Bindings) {
        let rest = rest_position(elements);
        for (index, element) in elements.iter().enumerate() {
            let position = match rest {
                Some(rest) if index == rest => {
                    self.write_ty(element.id, Ty::unit());
                    continue;
                }
                Some(rest) if index > rest => (types.len() + index).checked_sub(elements.len()),
                _ => Some(index),
            };
            let ty = position.and_then(|position| types.get(position)).copied().unwrap_or_else(Ty::error);
            self.check_pat(element, ty, pat_ctx, bindings);
        }
    }

    pub(super) fn check_pat_tuple_struct(
        &mut self,
        pat: &Pat,
        path: &Path,
        elements: &[Pat],
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        let res = self.resolve_value(path, PathSource::TupleStruct);
        let ValueRes::Ctor(ctor) = res else {
            if !matches!(res, ValueRes::Err) {
                let shown = path.segments.last().map_or(Symbol::new(""), |segment| segment.ident.name);
                let is_assoc = matches!(&res, ValueRes::Def(def, _)
                    if matches!(self.sema.def_kind(*def), crate::DefKind::AssocFn | crate::DefKind::AssocConst));
                let code = if is_assoc { "E0164" } else { "E0532" };
                let message = format!("expected tuple struct or tuple variant, found `{shown}`");
                self.error(Some(code), path.span, &message);
            }
            self.check_pat_errors(elements, pat_ctx, bindings);
            return;
        };
        if ctor.kind != CtorKind::Fn {
            let shown = path.segments.last().map_or(Symbol::new(""), |segment| segment.ident.name);
            let message =
                format!("expected tuple struct or tuple variant, found unit struct or variant `{shown}`");
            self.error(Some("E0532"), path.span, &message);
            self.check_pat_errors(elements, pat_ctx, bindings);
            return;
        }
        self.record_value(pat.id, &res);
        let ty = Ty::new(TyKind::Adt(ctor.adt, ctor.args));
        self.demand_eq(pat.span, expected, ty);
        let adt = self.sema.adt_def(ctor.adt);
        let fields = adt.variants[ctor.variant as usize].fields.len();
        let rest = rest_position(elements);
        let given = elements.len() - usize::from(rest.is_some());
        let fits = if rest.is_some() { given <= fields } else { given == fields };
        if !fits {
            self.report_field_count(pat, path, elements, fields, given);
            self.check_pat_errors(elements, pat_ctx, bindings);
            return;
        }
        let types: Vec<Ty> = (0..fields)
            .map(|index| {
                let ty = self.sema.field_ty(ctor.adt, ctor.variant, index as u32, ctor.args);
                self.normalize(pat.span, &ty)
            })
            .collect();
        self.check_pat_list(elements, &types, pat_ctx, bindings);
    }

    fn report_field_count(&mut self, pat: &Pat, path: &Path, elements: &[Pat], fields: usize, given: usize) {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let shown = path.segments.iter().map(|s| s.ident.name.as_str()).collect::<Vec<_>>().join("::");
        let message = format!(
            "this pattern has {given} field{}, but the corresponding tuple struct or variant `{shown}` has {fields} field{}",
            plural(given),
            plural(fields)
        );
        let span = match (elements.first(), elements.last()) {
            (Some(first), Some(last)) if given > fields => first.span.to(last.span),
            _ => pat.span,
        };
        let label = format!("expected {fields} field{}, found {given}", plural(fields));
        self.report(Diagnostic::error(Some("E0023"), span, message).label(label));
    }

    /// Parts of a pattern that is wrong: their variables exist, of unknown type.
    pub(super) fn check_pat_errors(&mut self, elements: &[Pat], pat_ctx: PatCtx, bindings: &mut Bindings) {
        for element in elements {
            if !matches!(element.kind, PatKind::Rest) {
                self.check_pat(element, Ty::error(), pat_ctx, bindings);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a struct pattern")]
    pub(super) fn check_pat_struct(
        &mut self,
        pat: &Pat,
        path: &Path,
        fields: &[FieldPat],
        rest: bool,
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        let Some(variant) = self.resolve_variant(path) else {
            for field in fields {
                self.check_pat(&field.pat, Ty::error(), pat_ctx, bindings);
            }
            return;
        };
        self.results
            .resolutions
            .insert(pat.id, Resolution::Variant(variant.adt, variant.args, variant.variant));
        self.results.variants.insert(pat.id, variant.variant);
        self.demand_eq(pat.span, expected, variant.ty);
        let adt = self.sema.adt_def(variant.adt);
        let variant_def = &adt.variants[variant.variant as usize];
        let is_tuple = variant_def.kind == treebeard_syntax::ast::VariantKind::Tuple;
        if is_tuple && !fields.is_empty() && fields.iter().all(|f| variant_def.field(f.ident.name).is_none())
        {
            let shown = crate::names::path_text(path);
            let message = format!("tuple variant `{shown}` written as struct variant");
            self.error(Some("E0769"), pat.span, &message);
            for field in fields {
                self.check_pat(&field.pat, Ty::error(), pat_ctx, bindings);
            }
            return;
        }
        let mut seen: FxHashMap<Symbol, SpanId> = FxHashMap::default();
        let mut indices = Vec::new();
        let mut unknown = false;
        for field in fields {
            let name = field.ident.name;
            let ty = match variant_def.field(name) {
                Some((index, def)) => {
                    indices.push(index);
                    if let Some(first) = seen.insert(name, field.ident.span) {
                        let message = format!("field `{name}` bound multiple times in the pattern");
                        self.report(
                            Diagnostic::error(Some("E0025"), field.ident.span, message)
                                .secondary(first, format!("first use of `{name}`")),
                        );
                    }
                    if !self.sema.is_accessible(def.vis, self.scope.module) {
                        let owner = self.sema.def_name(variant.adt);
                        let message = format!("field `{name}` of struct `{owner}` is private");
                        self.report(
                            Diagnostic::error(Some("E0451"), field.ident.span, message)
                                .label("private field"),
                        );
                    }
                    let ty = self.sema.field_ty(variant.adt, variant.variant, index, variant.args);
                    self.normalize(field.pat.span, &ty)
                }
                None => {
                    unknown = true;
                    indices.push(u32::MAX);
                    let owner = self.sema.def_name(variant_def.def);
                    let what = if adt.is_enum() { "variant" } else { "struct" };
                    let message = format!("{what} `{owner}` does not have a field named `{name}`");
                    self.report(Diagnostic::error(Some("E0026"), field.ident.span, message));
                    Ty::error()
                }
            };
            self.check_pat(&field.pat, ty, pat_ctx, bindings);
        }
        self.results.struct_fields.insert(pat.id, indices);
        if adt.kind == AdtKind::Union {
            if fields.len() != 1 || rest {
                self.error(None, pat.span, "union patterns should have exactly one field");
            }
        } else if !rest && self.sema.is_non_exhaustive_for(variant_def.def, self.scope.module) {
            let what = if adt.is_enum() { "variant" } else { "struct" };
            let message = format!("`..` required with {what} marked as non-exhaustive");
            self.error(Some("E0638"), pat.span, &message);
        } else if !rest && !unknown {
            let missing: Vec<String> = variant_def
                .fields
                .iter()
                .filter(|field| !seen.contains_key(&field.name))
                .map(|field| format!("`{}`", field.name))
                .collect();
            if !missing.is_empty() {
                let plural = if missing.len() == 1 { "" } else { "s" };
                let message = format!("pattern does not mention field{plural} {}", missing.join(", "));
                self.report(
                    Diagnostic::error(Some("E0027"), pat.span, message)
                        .label(format!("missing field{plural} {}", missing.join(", "))),
                );
            }
        }
    }
}

/// The index of `..`.
pub(super) fn rest_position(elements: &[Pat]) -> Option<usize> {
    elements.iter().position(|element| matches!(element.kind, PatKind::Rest))
}
