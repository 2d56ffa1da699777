//! Generic parameters, bounds and where clauses.

use syn::punctuated::Punctuated;

use crate::ast::{Bound, GenericParam, GenericParamKind, Generics, Lifetime, TraitBound, WherePredicate};
use crate::rust::lower::Lower;
use crate::span::SpanId;

impl Lower<'_> {
    /// `<…> where …`.
    pub(crate) fn generics(&mut self, generics: syn::Generics) -> Generics {
        let span = match (&generics.lt_token, &generics.gt_token) {
            (Some(lt), Some(gt)) => self.at(lt.span).to(self.at(gt.span)),
            _ => SpanId::NONE,
        };
        let params = self.generic_params(generics.params);
        let mut predicates = Vec::new();
        for predicate in generics.where_clause.into_iter().flat_map(|clause| clause.predicates) {
            match predicate {
                syn::WherePredicate::Lifetime(lifetime) => predicates.push(WherePredicate::Lifetime {
                    bounds: self.lifetimes(lifetime.bounds),
                    lifetime: Lifetime { ident: self.lifetime(&lifetime.lifetime) },
                }),
                syn::WherePredicate::Type(predicate) => {
                    if !self.cfg_keeps(&predicate.attrs) {
                        continue;
                    }
                    let lifetimes = self.bound_lifetimes(predicate.lifetimes);
                    let ty = self.ty(predicate.bounded_ty);
                    let bounds = self.bounds(predicate.bounds);
                    let span = self.bounds_end(ty.span, &bounds);
                    predicates.push(WherePredicate::Type { lifetimes, ty, bounds, span });
                }
                _ => self.error(None, span, "expected a lifetime or a type"),
            }
        }
        Generics { params, predicates, span }
    }

    fn generic_params(&mut self, params: Punctuated<syn::GenericParam, syn::Token![,]>) -> Vec<GenericParam> {
        params.into_iter().filter_map(|param| self.generic_param(param)).collect()
    }

    fn generic_param(&mut self, param: syn::GenericParam) -> Option<GenericParam> {
        Some(match param {
            syn::GenericParam::Lifetime(lifetime) => {
                if !self.cfg_keeps(&lifetime.attrs) {
                    return None;
                }
                let bounds = self.lifetimes(lifetime.bounds);
                GenericParam {
                    ident: self.lifetime(&lifetime.lifetime),
                    bounds: bounds.into_iter().map(Bound::Lifetime).collect(),
                    kind: GenericParamKind::Lifetime,
                }
            }
            syn::GenericParam::Type(ty) => {
                if !self.cfg_keeps(&ty.attrs) {
                    return None;
                }
                GenericParam {
                    ident: self.ident(&ty.ident),
                    bounds: self.bounds(ty.bounds),
                    kind: GenericParamKind::Type { default: ty.default.map(|(_, ty)| self.ty(ty)) },
                }
            }
            syn::GenericParam::Const(konst) => {
                if !self.cfg_keeps(&konst.attrs) {
                    return None;
                }
                GenericParam {
                    ident: self.ident(&konst.ident),
                    bounds: Vec::new(),
                    kind: GenericParamKind::Const {
                        ty: self.ty(konst.ty),
                        default: konst.default.map(|(_, value)| self.anon_const(value)),
                    },
                }
            }
        })
    }

    fn lifetimes(&self, bounds: Punctuated<syn::Lifetime, syn::Token![+]>) -> Vec<Lifetime> {
        bounds.iter().map(|lifetime| Lifetime { ident: self.lifetime(lifetime) }).collect()
    }

    /// `for<'a, 'b>`.
    pub(crate) fn bound_lifetimes(&mut self, lifetimes: Option<syn::BoundLifetimes>) -> Vec<GenericParam> {
        lifetimes.map_or_else(Vec::new, |bound| self.generic_params(bound.lifetimes))
    }

    /// `A + 'a + ?B`.
    pub(crate) fn bounds(&mut self, bounds: Punctuated<syn::TypeParamBound, syn::Token![+]>) -> Vec<Bound> {
        bounds.into_iter().filter_map(|bound| self.bound(bound)).collect()
    }

    fn bound(&mut self, bound: syn::TypeParamBound) -> Option<Bound> {
        Some(match bound {
            syn::TypeParamBound::Lifetime(lifetime) => {
                Bound::Lifetime(Lifetime { ident: self.lifetime(&lifetime) })
            }
            syn::TypeParamBound::PreciseCapture(capture) => {
                let span = self.at(capture.use_token.span).to(self.at(capture.gt_token.span));
                let params = capture.params.iter().filter_map(|param| match param {
                    syn::CapturedParam::Lifetime(lifetime) => Some(self.lifetime(lifetime)),
                    syn::CapturedParam::Ident(ident) => Some(self.ident(ident)),
                    _ => None,
                });
                Bound::Use(params.collect(), span)
            }
            syn::TypeParamBound::Trait(bound) => {
                let start = match (&bound.paren_token, &bound.lifetimes, &bound.maybe) {
                    (Some(paren), _, _) => self.delimited(&paren.span),
                    (None, Some(lifetimes), _) => self.at(lifetimes.for_token.span),
                    (None, None, Some(maybe)) => self.at(maybe.span),
                    (None, None, None) => SpanId::NONE,
                };
                let lifetimes = self.bound_lifetimes(bound.lifetimes);
                let path = self.path(None, bound.path);
                let span = if start == SpanId::NONE { path.span } else { start.to(path.span) };
                Bound::Trait(TraitBound { lifetimes, maybe: bound.maybe.is_some(), path, span })
            }
            syn::TypeParamBound::Verbatim(tokens) => {
                // `async Fn()`, `~const Trait`: unstable syntax.
                let span = tokens.into_iter().next().map_or(SpanId::NONE, |token| self.at(token.span()));
                self.error(Some("E0658"), span, "this bound syntax is experimental");
                return None;
            }
            _ => return None,
        })
    }

    /// From `start` to the end of the last bound.
    pub(crate) fn bounds_end(&self, start: SpanId, bounds: &[Bound]) -> SpanId {
        let span = |bound: &Bound| match bound {
            Bound::Trait(bound) => bound.span,
            Bound::Lifetime(lifetime) => lifetime.ident.span,
            Bound::Use(_, span) => *span,
        };
        match (bounds.first(), bounds.last()) {
            (Some(first), Some(last)) if start == SpanId::NONE => span(first).to(span(last)),
            (Some(_), Some(last)) => start.to(span(last)),
            _ => start,
        }
    }
}
