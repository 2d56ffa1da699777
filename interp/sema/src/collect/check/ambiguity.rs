//! E0659 of imports: the first segment of a path could mean something inside a block and something around it.
//!
//! rustc's `early_resolve_ident_in_lexical_scope`: while imports are resolved, neither a glob nor the expansion of a
//! macro may shadow what stands further out.

use treebeard_syntax::ast::{Edition, PathRoot, UseKind};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::Sema;
use crate::def::DefId;
use crate::names::scopes::Import;
use crate::names::{Namespace, Res};

impl Sema {
    pub(super) fn check_ambiguous_start(&self, module: DefId, import: &Import) {
        let [first, rest @ ..] = import.path.segments.as_slice() else { return };
        let is_glob = matches!(import.kind, UseKind::Glob);
        let may_start = import.path.root == PathRoot::Relative && self.edition(module) >= Edition::E2018;
        if !may_start || (rest.is_empty() && !is_glob) || !self.is_block(module) {
            return;
        }
        let ident = first.ident;
        let mut inner: Option<(DefId, Res)> = None;
        let mut current = module;
        loop {
            let found = self.resolve_in_container(current, ident.name, Namespace::Type);
            match (inner, found.map(|binding| binding.res)) {
                (_, None | Some(Res::Err)) => {}
                (None, Some(res)) => inner = Some((current, res)),
                (Some((_, known)), Some(res)) if known == res => {}
                (Some((at, known)), Some(outer)) => {
                    let by_glob = self.is_from_glob(at, import, known);
                    if by_glob || self.may_appear_after(known, outer, import.span) {
                        let message = format!("`{}` is ambiguous", ident.name);
                        self.report(
                            Diagnostic::error(Some("E0659"), ident.span, message).label("ambiguous name"),
                        );
                    }
                    return;
                }
            }
            let data = self.data(current);
            if !data.is_block {
                return;
            }
            current = data.module;
        }
    }

    /// Neither declared nor imported by name in the module.
    fn is_from_glob(&self, module: DefId, import: &Import, res: Res) -> bool {
        let scope = self.mod_scope(module);
        let name = import.path.segments[0].ident.name;
        let declared = scope.get(name, Namespace::Type).map(Res::Def);
        declared != Some(res) && !scope.named.contains_key(&name)
    }

    /// Was it made by an expansion that neither the other one nor the place of use came from?
    fn may_appear_after(&self, inner: Res, outer: Res, use_span: SpanId) -> bool {
        let span_of = |res: Res| match res {
            Res::Def(def) => self.item(def).map_or(SpanId::NONE, |item| item.span),
            _ => SpanId::NONE,
        };
        let Some(from) = expansions(span_of(inner)).first().copied() else { return false };
        !expansions(span_of(outer)).contains(&from) && !expansions(use_span).contains(&from)
    }
}

/// The invocations that a position came from, innermost first.
fn expansions(span: SpanId) -> Vec<SpanId> {
    let mut out = Vec::new();
    let mut current = span;
    while let Some(data) = current.data()
        && data.expanded_from != SpanId::NONE
    {
        current = data.expanded_from;
        out.push(current);
    }
    out
}
