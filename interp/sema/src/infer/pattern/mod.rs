//! Patterns. Follows `rustc_hir_typeck::pat`.
//!
//! A pattern that takes a value apart looks through references; what it then binds is bound by reference (default
//! binding modes). [`binding`] does identifiers, [`product`] structs and tuples, [`slice`] slices.

mod binding;
mod product;
mod slice;

use treebeard_syntax::ast::{Expr, ExprKind, Lit, Mutability, Pat, PatKind, Path};
use treebeard_syntax::{Diagnostic, SpanId};

use super::ByRef;
use super::body::InferCtx;
use super::expr::{is_float, is_integral};
use super::local::Bindings;
use super::path::ValueRes;
use crate::def::{CtorKind, DefId, DefKind};
use crate::names::{Namespace, PathSource, Res};
use crate::ty::{GenericArg, GenericArgs, IntTy, Ty, TyKind};

/// What a pattern inherits from those around it.
#[derive(Clone, Copy, Debug)]
struct PatCtx {
    /// How identifiers bind unless they say otherwise.
    mode: ByRef,
}

/// How a pattern treats a reference it is matched against.
enum Adjust {
    /// Looks through it.
    Peel,
    /// Matches the reference itself.
    Pass,
}

impl InferCtx<'_> {
    /// Checks a whole pattern against a type; the variables it declares.
    pub(super) fn check_pat_top(&mut self, pat: &Pat, expected: Ty) -> Bindings {
        let mut bindings = Vec::new();
        self.check_pat(pat, expected, PatCtx { mode: ByRef::No }, &mut bindings);
        bindings
    }

    fn check_pat(&mut self, pat: &Pat, expected: Ty, pat_ctx: PatCtx, bindings: &mut Bindings) {
        if !self.enter_nesting(pat.span) {
            return;
        }
        self.check_pat_inner(pat, expected, pat_ctx, bindings);
        self.leave_nesting();
    }

    fn check_pat_inner(&mut self, pat: &Pat, expected: Ty, pat_ctx: PatCtx, bindings: &mut Bindings) {
        if let PatKind::Ident { by_ref: None, mutability: Mutability::Not, ident, sub: None } = &pat.kind
            && let Some(res) = self.ident_as_value(*ident)
        {
            let (expected, _) = self.adjust_for_value(pat, expected, pat_ctx, &res);
            self.check_pat_value(pat, &res, expected);
            return;
        }
        match &pat.kind {
            PatKind::Path(path) => {
                let res = self.resolve_value(path, PathSource::Pat);
                let (expected, _) = self.adjust_for_value(pat, expected, pat_ctx, &res);
                self.check_pat_value(pat, &res, expected);
                return;
            }
            PatKind::Lit(lit) => {
                self.check_pat_lit(pat, lit, expected, pat_ctx);
                return;
            }
            _ => {}
        }
        let (expected, pat_ctx) = match adjust_mode(&pat.kind) {
            Adjust::Peel => self.peel_refs(pat, expected, pat_ctx),
            Adjust::Pass => (expected, pat_ctx),
        };
        self.write_ty(pat.id, expected);
        match &pat.kind {
            PatKind::Wild | PatKind::Never => {}
            PatKind::Rest => {
                self.error(None, pat.span, "`..` patterns are not allowed here");
            }
            PatKind::Ident { by_ref, mutability, ident, sub } => {
                self.check_pat_ident(
                    pat,
                    (*by_ref, *mutability),
                    *ident,
                    sub.as_deref(),
                    expected,
                    pat_ctx,
                    bindings,
                );
            }
            PatKind::Range { start, end, inclusive: _ } => {
                self.check_pat_range(pat, start.as_deref(), end.as_deref(), expected);
            }
            PatKind::Ref(mutability, inner) => {
                self.check_pat_ref(pat, *mutability, inner, expected, pat_ctx, bindings);
            }
            PatKind::Tuple(elements) => self.check_pat_tuple(pat, elements, expected, pat_ctx, bindings),
            PatKind::TupleStruct(path, elements) => {
                self.check_pat_tuple_struct(pat, path, elements, expected, pat_ctx, bindings);
            }
            PatKind::Struct { path, fields, rest } => {
                self.check_pat_struct(pat, path, fields, *rest, expected, pat_ctx, bindings);
            }
            PatKind::Slice(elements) => self.check_pat_slice(pat, elements, expected, pat_ctx, bindings),
            PatKind::Or(alternatives) => self.check_pat_or(alternatives, expected, pat_ctx, bindings),
            PatKind::Path(_) | PatKind::Lit(_) => {}
        }
    }

    /// Looks through references; outermost first, they are recorded.
    fn peel_refs(&mut self, pat: &Pat, expected: Ty, mut pat_ctx: PatCtx) -> (Ty, PatCtx) {
        let mut expected = self.structurally_resolve(expected);
        let mut peeled = Vec::new();
        while let TyKind::Ref(_, inner, mutability) = expected.kind() {
            peeled.push(expected);
            pat_ctx.mode = match pat_ctx.mode {
                ByRef::No | ByRef::Yes(Mutability::Mut) => ByRef::Yes(*mutability),
                ByRef::Yes(Mutability::Not) => ByRef::Yes(Mutability::Not),
            };
            expected = self.structurally_resolve(*inner);
        }
        if !peeled.is_empty() {
            self.results.pat_adjustments.insert(pat.id, peeled);
        }
        (expected, pat_ctx)
    }

    /// Is this identifier a unit struct, unit variant or constant in scope? Then it is no variable.
    fn ident_as_value(&mut self, ident: treebeard_syntax::ast::Ident) -> Option<ValueRes> {
        let binding = self.sema.resolve_ident(self.scope, ident.name, Namespace::Value)?;
        let def = match binding.res {
            Res::Def(def) => def,
            Res::ConstParam(param) => return Some(ValueRes::ConstParam(param)),
            _ => return None,
        };
        match self.sema.def_kind(def) {
            DefKind::Ctor(_, CtorKind::Const) | DefKind::Const => {}
            DefKind::Struct | DefKind::Variant => {
                let adt = self.sema.adt_def(self.sema.adt_of_variant(def));
                let (_, variant) = adt.variant_of(def)?;
                if !matches!(variant.ctor, Some((_, CtorKind::Const))) {
                    return None;
                }
            }
            _ => return None,
        }
        let segment = treebeard_syntax::ast::PathSegment { ident, args: None };
        let path = Path {
            root: treebeard_syntax::ast::PathRoot::Relative,
            qself: None,
            segments: vec![segment],
            span: ident.span,
        };
        Some(self.resolve_value(&path, PathSource::Pat))
    }

    /// Constants match references as they are; unit variants look through them.
    fn adjust_for_value(&mut self, pat: &Pat, expected: Ty, pat_ctx: PatCtx, res: &ValueRes) -> (Ty, PatCtx) {
        match res {
            ValueRes::Ctor(_) => self.peel_refs(pat, expected, pat_ctx),
            ValueRes::Def(..) | ValueRes::ConstParam(_) | ValueRes::Err => (expected, pat_ctx),
        }
    }

    fn check_pat_value(&mut self, pat: &Pat, res: &ValueRes, expected: Ty) {
        self.write_ty(pat.id, expected);
        match res {
            ValueRes::Ctor(ctor) if ctor.kind == CtorKind::Fn => {
                let name = self.sema.def_name(ctor.adt);
                let message = format!(
                    "expected unit struct, unit variant or constant, found tuple variant or struct `{name}`"
                );
                self.error(Some("E0532"), pat.span, &message);
                return;
            }
            ValueRes::Def(def, _)
                if !matches!(self.sema.def_kind(*def), DefKind::Const | DefKind::AssocConst) =>
            {
                let code =
                    if matches!(self.sema.def_kind(*def), DefKind::AssocFn) { "E0533" } else { "E0532" };
                let name = self.sema.def_name(*def);
                let message = format!("expected unit struct, unit variant or constant, found `{name}`");
                self.error(Some(code), pat.span, &message);
                return;
            }
            ValueRes::ConstParam(_) => {
                self.error(Some("E0158"), pat.span, "constant parameters cannot be referenced in patterns");
                return;
            }
            ValueRes::Def(def, args) if self.is_of_parameter(*def, *args) => {
                self.error(Some("E0158"), pat.span, "constant pattern cannot depend on generic parameters");
                return;
            }
            ValueRes::Err => return,
            ValueRes::Ctor(_) | ValueRes::Def(..) => {}
        }
        self.record_value(pat.id, res);
        let ty = self.value_ty(res, pat.span);
        self.demand_eq(pat.span, expected, ty);
    }

    /// A trait's constant of a type that is not known here.
    fn is_of_parameter(&mut self, constant: DefId, args: GenericArgs) -> bool {
        let in_trait = self
            .sema
            .assoc_container(constant)
            .is_some_and(|container| self.sema.def_kind(container) == DefKind::Trait);
        let self_ty = in_trait.then(|| args.first().and_then(|arg: &GenericArg| arg.as_ty())).flatten();
        self_ty.is_some_and(|ty| matches!(self.resolve(ty).kind(), TyKind::Param(_)))
    }

    /// Literals: strings and byte strings match the reference itself, other literals look through it.
    fn check_pat_lit(&mut self, pat: &Pat, lit: &Expr, expected: Ty, pat_ctx: PatCtx) {
        let ty = self.check_expr(lit);
        let ty = self.shallow(ty);
        let expected = if matches!(ty.kind(), TyKind::Ref(..)) {
            expected
        } else {
            self.peel_refs(pat, expected, pat_ctx).0
        };
        self.write_ty(pat.id, expected);
        let expected_shape = self.structurally_resolve(expected);
        // A byte string is a slice where a slice is wanted.
        let ty = match (&lit.kind, expected_shape.kind()) {
            (ExprKind::Lit(Lit::ByteStr(_)), TyKind::Ref(_, inner, _))
                if matches!(self.structurally_resolve(*inner).kind(), TyKind::Slice(_)) =>
            {
                let slice = Ty::new_ref(Ty::new(TyKind::Slice(Ty::int(IntTy::U8))), Mutability::Not);
                self.write_ty(lit.id, slice);
                slice
            }
            _ => ty,
        };
        self.demand_eq(pat.span, expected, ty);
    }

    fn check_pat_range(&mut self, pat: &Pat, start: Option<&Expr>, end: Option<&Expr>, expected: Ty) {
        let mut ends = Vec::new();
        for end in [start, end].into_iter().flatten() {
            let ty = self.check_expr(end);
            ends.push((end.span, self.structurally_resolve(ty)));
        }
        // Two ends that are no numbers are one error, and then nothing is said of the scrutinee.
        let wrong = ends.iter().copied().find(|(_, ty)| !self.may_be_range_end(*ty));
        if let Some((span, ty)) = wrong {
            self.report_range_end(span, ty);
            return;
        }
        for (span, ty) in ends {
            self.demand_eq(span, expected, ty);
        }
        let expected = self.structurally_resolve(expected);
        if !self.may_be_range_end(expected) && !self.is_tainted() {
            self.report_range_end(pat.span, expected);
        }
    }

    fn may_be_range_end(&mut self, ty: Ty) -> bool {
        is_integral(ty)
            || is_float(ty)
            || self.is_ty_var(ty)
            || matches!(ty.kind(), TyKind::Char | TyKind::Error)
    }

    fn report_range_end(&mut self, span: SpanId, ty: Ty) {
        let shown = self.show(ty);
        let message = "only `char` and numeric types are allowed in range patterns";
        self.report(
            Diagnostic::error(Some("E0029"), span, message)
                .label(format!("this is of type `{shown}` but it should be `char` or numeric")),
        );
    }

    /// `&p`, `&mut p`: the reference is written, so the binding mode starts anew.
    fn check_pat_ref(
        &mut self,
        pat: &Pat,
        mutability: Mutability,
        inner: &Pat,
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        if let ByRef::Yes(mode) = pat_ctx.mode
            && self.edition >= treebeard_syntax::ast::Edition::E2024
        {
            let mode = if mode == Mutability::Mut { "ref mut" } else { "ref" };
            let message = format!("reference pattern not allowed under `{mode}` default binding mode");
            self.error(None, pat.span, &message);
        }
        let expected = self.structurally_resolve(expected);
        let inner_ty = match expected.kind() {
            TyKind::Ref(_, inner_ty, m) if *m == mutability => {
                self.object_as_variable(pat, inner, expected, *inner_ty).unwrap_or(*inner_ty)
            }
            _ => {
                let inner_ty = self.new_var_at(inner.span);
                let reference = Ty::new_ref(inner_ty, mutability);
                if self.commit_if_ok(|ctx| ctx.unify(expected, reference)).is_err() {
                    let found = self.resolve(reference);
                    self.report_mismatch(pat.span, expected, found);
                    let _ = self.table.unify(inner_ty, Ty::error());
                }
                inner_ty
            }
        };
        self.check_pat(inner, inner_ty, PatCtx { mode: ByRef::No }, bindings);
    }

    /// E0033: `&name` against a reference to an object, which is no variable's value.
    fn object_as_variable(&mut self, pat: &Pat, inner: &Pat, reference: Ty, object: Ty) -> Option<Ty> {
        let is_object = matches!(self.structurally_resolve(object).kind(), TyKind::Dynamic(..));
        if !is_object || !matches!(inner.kind, PatKind::Ident { .. }) {
            return None;
        }
        let message = format!("type `{}` cannot be dereferenced", self.show(reference));
        self.error(Some("E0033"), pat.span, &message);
        Some(Ty::error())
    }

    /// The strongest explicit `ref` in a pattern.
    pub(super) fn explicit_ref_binding(&self, pat: &Pat) -> Option<Mutability> {
        match &pat.kind {
            PatKind::Ident { by_ref, sub, .. } => {
                (*by_ref).max(sub.as_ref().and_then(|sub| self.explicit_ref_binding(sub)))
            }
            PatKind::Ref(_, inner) => self.explicit_ref_binding(inner),
            PatKind::Tuple(list)
            | PatKind::TupleStruct(_, list)
            | PatKind::Slice(list)
            | PatKind::Or(list) => list.iter().filter_map(|pat| self.explicit_ref_binding(pat)).max(),
            PatKind::Struct { fields, .. } => {
                fields.iter().filter_map(|field| self.explicit_ref_binding(&field.pat)).max()
            }
            PatKind::Wild
            | PatKind::Rest
            | PatKind::Never
            | PatKind::Path(_)
            | PatKind::Lit(_)
            | PatKind::Range { .. } => None,
        }
    }
}

fn adjust_mode(kind: &PatKind) -> Adjust {
    match kind {
        PatKind::Struct { .. }
        | PatKind::TupleStruct(..)
        | PatKind::Tuple(_)
        | PatKind::Range { .. }
        | PatKind::Slice(_)
        | PatKind::Never => Adjust::Peel,
        PatKind::Wild
        | PatKind::Rest
        | PatKind::Ident { .. }
        | PatKind::Ref(..)
        | PatKind::Or(_)
        | PatKind::Path(_)
        | PatKind::Lit(_) => Adjust::Pass,
    }
}
