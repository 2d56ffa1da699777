//! Patterns.

use crate::ast::{Edition, FieldPat, Ident, Marks, Mutability, Pat, PatKind, Path};
use crate::rust::lower::Lower;
use crate::rust::ty::mutability;
use crate::span::SpanId;
use crate::symbol::Symbol;

impl Lower<'_> {
    /// A pattern. A type ascription (`x: T`, in closure parameters) is taken off by the caller.
    pub(crate) fn pat(&mut self, pat: syn::Pat) -> Pat {
        let (kind, span) = match pat {
            syn::Pat::Const(konst) => {
                let expr = self.expr(syn::Expr::Const(konst));
                let span = expr.span;
                (PatKind::Lit(Box::new(expr)), span)
            }
            syn::Pat::Guard(guard) => {
                let span = self.at(guard.if_token.span);
                self.error(None, span, "unexpected `if` in pattern");
                (PatKind::Wild, span)
            }
            syn::Pat::Ident(ident) => self.pat_ident(ident),
            syn::Pat::Lit(lit) => {
                let expr = self.expr(syn::Expr::Lit(lit));
                let span = expr.span;
                (PatKind::Lit(Box::new(expr)), span)
            }
            syn::Pat::Macro(mac) => return self.macro_pat(mac.mac),
            syn::Pat::Or(or) => {
                let cases: Vec<Pat> = or.cases.into_iter().map(|case| self.pat(case)).collect();
                let span = cases.iter().map(|case| case.span).reduce(SpanId::to).unwrap_or_default();
                (PatKind::Or(cases), span)
            }
            syn::Pat::Paren(paren) => {
                let span = self.delimited(&paren.paren_token.span);
                return Pat { span, ..self.pat(*paren.pat) };
            }
            syn::Pat::Path(path) => {
                let path = self.path(path.qself, path.path);
                let span = path.span;
                (PatKind::Path(path), span)
            }
            syn::Pat::Range(range) => self.pat_range(range),
            syn::Pat::Reference(reference) => {
                let start = self.at(reference.and_token.span);
                let pat = self.pat(*reference.pat);
                let span = start.to(pat.span);
                (PatKind::Ref(mutability(reference.mutability.is_some()), Box::new(pat)), span)
            }
            syn::Pat::Rest(rest) => (PatKind::Rest, self.punct2(&rest.dot2_token.spans)),
            syn::Pat::Slice(slice) => {
                let span = self.delimited(&slice.bracket_token.span);
                (PatKind::Slice(slice.elems.into_iter().map(|p| self.pat(p)).collect()), span)
            }
            syn::Pat::Struct(strukt) => self.pat_struct(strukt),
            syn::Pat::Tuple(tuple) => {
                let span = self.delimited(&tuple.paren_token.span);
                (PatKind::Tuple(tuple.elems.into_iter().map(|p| self.pat(p)).collect()), span)
            }
            syn::Pat::TupleStruct(tuple) => {
                let end = self.delimited(&tuple.paren_token.span);
                let path = self.path(tuple.qself, tuple.path);
                let span = path.span.to(end);
                let elems = tuple.elems.into_iter().map(|p| self.pat(p)).collect();
                (PatKind::TupleStruct(path, elems), span)
            }
            syn::Pat::Type(typed) => {
                let span = self.at(typed.colon_token.span);
                self.error(None, span, "unexpected `:` in pattern");
                return self.pat(*typed.pat);
            }
            syn::Pat::Wild(wild) => (PatKind::Wild, self.at(wild.underscore_token.span)),
            other => return self.verbatim_pat(&quote::ToTokens::to_token_stream(&other)),
        };
        Pat { id: self.node(), kind, span }
    }

    /// syn keeps an inline const in a pattern, a half-open range with a const and `box` patterns as tokens.
    fn verbatim_pat(&mut self, tokens: &proc_macro2::TokenStream) -> Pat {
        let first = tokens.clone().into_iter().next();
        let span = first.as_ref().map_or(SpanId::NONE, |token| self.at(token.span()));
        if let Ok(konst) = syn::parse2::<syn::ExprConst>(tokens.clone()) {
            let expr = self.expr(syn::Expr::Const(konst));
            self.error(Some("E0658"), span, "inline-const in pattern position is experimental");
            return Pat { id: self.node(), kind: PatKind::Lit(Box::new(expr)), span };
        }
        let what = first.map_or_else(String::new, |token| token.to_string());
        if what == "!" {
            return Pat { id: self.node(), kind: PatKind::Never, span };
        }
        self.error(None, span, format!("expected pattern, found `{what}`"));
        Pat { id: self.node(), kind: PatKind::Wild, span }
    }

    fn pat_ident(&mut self, pat: syn::PatIdent) -> (PatKind, SpanId) {
        let ident = self.ident(&pat.ident);
        let start = match (&pat.by_ref, &pat.mutability) {
            (Some(token), _) => self.at(token.span),
            (None, Some(token)) => self.at(token.span),
            (None, None) => ident.span,
        };
        let sub = pat.subpat.map(|(_, sub)| Box::new(self.pat(*sub)));
        let span = start.to(sub.as_ref().map_or(ident.span, |sub| sub.span));
        let is_mut = pat.mutability.is_some();
        let by_ref = pat.by_ref.map(|_| mutability(is_mut));
        let binding = if by_ref.is_some() { Mutability::Not } else { mutability(is_mut) };
        (PatKind::Ident { by_ref, mutability: binding, ident, sub }, span)
    }

    fn pat_range(&mut self, range: syn::PatRange) -> (PatKind, SpanId) {
        let (inclusive, dots) = match &range.limits {
            syn::RangeLimits::HalfOpen(token) => (false, self.punct2(&token.spans)),
            syn::RangeLimits::Closed(token) => (true, self.at(token.spans[0]).to(self.at(token.spans[2]))),
        };
        if inclusive && self.options.edition >= Edition::E2021 && dots.snippet().as_deref() == Some("...") {
            self.error(Some("E0783"), dots, "`...` range patterns are not allowed");
        }
        let start = range.start.map(|e| Box::new(self.expr(*e)));
        let end = range.end.map(|e| Box::new(self.expr(*e)));
        let from = start.as_ref().map_or(dots, |e| e.span);
        let to = end.as_ref().map_or(dots, |e| e.span);
        (PatKind::Range { start, end, inclusive }, from.to(to))
    }

    fn pat_struct(&mut self, pat: syn::PatStruct) -> (PatKind, SpanId) {
        let end = self.delimited(&pat.brace_token.span);
        let path: Path = self.path(pat.qself, pat.path);
        let span = path.span.to(end);
        let mut fields = Vec::new();
        for field in pat.fields {
            if !self.cfg_keeps(&field.attrs) {
                continue;
            }
            let ident = self.member(&field.member);
            let pat = self.pat(*field.pat);
            fields.push(FieldPat { ident, pat, shorthand: field.colon_token.is_none() });
        }
        (PatKind::Struct { path, fields, rest: pat.rest.is_some() }, span)
    }

    /// A field's name or number.
    pub(crate) fn member(&self, member: &syn::Member) -> Ident {
        match member {
            syn::Member::Named(ident) => self.ident(ident),
            syn::Member::Unnamed(index) => Ident {
                name: Symbol::new(&index.index.to_string()),
                marks: Marks::NONE,
                span: self.at(index.span),
            },
        }
    }

    /// The position of a two-character token.
    pub(crate) fn punct2(&self, spans: &[proc_macro2::Span; 2]) -> SpanId {
        self.at(spans[0]).to(self.at(spans[1]))
    }

    /// An identifier pattern.
    pub(crate) fn binding_pat(&mut self, ident: Ident, mutability: Mutability, span: SpanId) -> Pat {
        Pat { id: self.node(), kind: PatKind::Ident { by_ref: None, mutability, ident, sub: None }, span }
    }
}
