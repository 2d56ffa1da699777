//! Lifetimes and bounds of generic parameters, as far as what is written tells.

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, Bound, GenericParamKind, TyKind, WherePredicate};

use super::super::walk::{AstTyVisitor, walk_ty};
use crate::Sema;

impl Sema {
    /// E0203, E0316, E0770.
    pub(super) fn check_binders(&self, generics: &ast::Generics) {
        for param in &generics.params {
            match &param.kind {
                GenericParamKind::Type { .. } => self.check_relaxed(param, generics),
                GenericParamKind::Const { ty, .. } => self.check_const_param_ty(ty, generics),
                GenericParamKind::Lifetime => {}
            }
        }
        for predicate in &generics.predicates {
            let WherePredicate::Type { lifetimes, bounds, .. } = predicate else { continue };
            let nested = bounds.iter().find_map(|bound| match bound {
                Bound::Trait(bound) if !bound.lifetimes.is_empty() => Some(bound.span),
                _ => None,
            });
            if let Some(span) = nested.filter(|_| !lifetimes.is_empty()) {
                self.error_at("E0316", span, "nested quantification of lifetimes".to_owned());
            }
        }
    }

    /// E0203: `?Sized` once for each parameter, in its own bounds or in a where clause on it.
    fn check_relaxed(&self, param: &ast::GenericParam, generics: &ast::Generics) {
        let mut spans = relaxed(&param.bounds);
        for predicate in &generics.predicates {
            if let WherePredicate::Type { ty, bounds, .. } = predicate
                && let TyKind::Path(path) = &ty.kind
                && path.qself.is_none()
                && matches!(path.segments.as_slice(), [only] if only.ident.name == param.ident.name)
            {
                spans.extend(relaxed(bounds));
            }
        }
        self.report_relaxed_twice(&spans);
    }

    /// E0203 of the bounds of an associated type.
    pub(super) fn check_relaxed_bounds(&self, bounds: &[Bound]) {
        self.report_relaxed_twice(&relaxed(bounds));
    }

    fn report_relaxed_twice(&self, spans: &[SpanId]) {
        if let [first, _, ..] = spans {
            self.error_at("E0203", *first, "duplicate relaxed `Sized` bounds".to_owned());
        }
    }

    /// E0770: the type of a constant parameter depends on no parameter beside it.
    fn check_const_param_ty(&self, ty: &ast::Ty, generics: &ast::Generics) {
        struct Finder<'a> {
            generics: &'a ast::Generics,
            found: Option<SpanId>,
        }
        impl Finder<'_> {
            fn name(&mut self, ident: ast::Ident) {
                if self.generics.params.iter().any(|param| param.ident.name == ident.name) {
                    self.found.get_or_insert(ident.span);
                }
            }
        }
        impl AstTyVisitor for Finder<'_> {
            fn ty(&mut self, ty: &ast::Ty) -> bool {
                if let TyKind::Path(path) = &ty.kind
                    && path.root == ast::PathRoot::Relative
                    && path.qself.is_none()
                    && let Some(first) = path.segments.first()
                {
                    self.name(first.ident);
                }
                true
            }

            fn lifetime(&mut self, lifetime: &ast::Lifetime) {
                self.name(lifetime.ident);
            }
        }
        let mut finder = Finder { generics, found: None };
        walk_ty(&mut finder, ty);
        if let Some(span) = finder.found {
            let message = "the type of const parameters must not depend on other generic parameters";
            self.error_at("E0770", span, message.to_owned());
        }
    }
}

fn relaxed(bounds: &[Bound]) -> Vec<SpanId> {
    let span = |bound: &Bound| match bound {
        Bound::Trait(bound) if bound.maybe => Some(bound.span),
        _ => None,
    };
    bounds.iter().filter_map(span).collect()
}
