//! E0659 of macros: names that could mean two things, depending on which expansion or import is looked at first.
//!
//! rustc's `early_resolve_ident_in_lexical_scope` and `AmbiguityKind`: a definition that an expansion made may not
//! shadow one outside of it for those outside of it, a macro of a glob import may not shadow one further out, and a
//! `macro_rules!` name and an imported one may not shadow each other across blocks.

use std::sync::Arc;

use crate::ast::{Ident, ItemKind, PathRoot, Stmt};
use crate::macros::builtin::Call;
use crate::macros::rules::MacroDef;
use crate::macros::scope::{Found, Import, MacroScopes};
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

impl Lower<'_> {
    /// Reports the macro's name if it is ambiguous, and remembers paths for [`Lower::check_late_modules`].
    pub(super) fn check_ambiguity(&mut self, call: &Call) {
        let [first, rest @ ..] = call.path.segments.as_slice() else { return };
        if call.path.root != PathRoot::Relative {
            return;
        }
        let first = first.ident;
        if !rest.is_empty() {
            self.path_calls.push(first);
        } else if self.macros.is_ambiguous(&self.module.path, first.name, &self.expansions) {
            self.ambiguous(first);
        }
    }

    /// The macros of a block that were called through a module which an expansion brought into the block: when the
    /// call was resolved, the name meant another one further out.
    pub(crate) fn check_late_modules(&mut self, calls: usize, stmts: &[Stmt]) {
        let made_by_macro = |name: Symbol| {
            stmts.iter().any(|stmt| {
                matches!(stmt, Stmt::Item(item) if item.ident.name == name
                    && matches!(item.kind, ItemKind::Mod(_))
                    && is_expanded(item.span))
            })
        };
        let calls: Vec<Ident> = self.path_calls.drain(calls..).collect();
        for first in calls {
            if made_by_macro(first.name) && !is_expanded(first.span) {
                self.ambiguous(first);
            }
        }
    }

    fn ambiguous(&mut self, ident: Ident) {
        self.error(Some("E0659"), ident.span, format!("`{}` is ambiguous", ident.name));
    }
}

fn is_expanded(span: SpanId) -> bool {
    span.data().is_some_and(|data| data.expanded_from != SpanId::NONE)
}

impl MacroScopes {
    /// Could `name!` in these expansions mean two macros?
    fn is_ambiguous(&self, module: &[Symbol], name: Symbol, expansions: &[u32]) -> bool {
        let mut textual = self.textual.iter().enumerate().rev().filter(|(_, found)| found.def.name == name);
        let Some((index, innermost)) = textual.next() else { return self.glob_hides_outer(module, name) };
        let before = |chain: &[u32]| chain.starts_with(&innermost.expansions);
        let expanded_over =
            textual.any(|(_, other)| other.def.id != innermost.def.id && !before(&other.expansions));
        if expanded_over && !before(expansions) {
            return true;
        }
        // Imports of blocks that are entered after the definition.
        self.blocks.iter().rev().take_while(|block| block.textual > index).any(|block| {
            let named = block.named.iter().filter(|(imported, _)| *imported == name);
            named.map(|(_, import)| import).any(|import| {
                self.imported(module, import, None).is_some_and(|def| def.id != innermost.def.id)
            })
        })
    }

    /// Does the innermost block bring the name by a glob, and something further out another macro?
    fn glob_hides_outer(&self, module: &[Symbol], name: Symbol) -> bool {
        let mut by_glob: Option<Arc<MacroDef>> = None;
        for block in self.blocks.iter().rev() {
            let named = block.named.iter().find(|(imported, _)| *imported == name);
            let named = named.and_then(|(_, import)| self.imported(module, import, None));
            let found = match &named {
                Some(def) => Some(def.clone()),
                None => block.globs.iter().find_map(|glob| self.imported(module, glob, Some(name))),
            };
            match (&by_glob, found) {
                (None, Some(_)) if named.is_some() => return false,
                (None, found) => by_glob = found,
                (Some(inner), Some(outer)) => return inner.id != outer.id,
                (Some(_), None) => {}
            }
        }
        false
    }

    /// The macro of the program that an import brings, or a glob under `name`.
    fn imported(&self, module: &[Symbol], import: &Import, name: Option<Symbol>) -> Option<Arc<MacroDef>> {
        let segments: Vec<Symbol> = import.segments.iter().copied().chain(name).collect();
        let found = match (import.root, segments.as_slice()) {
            (PathRoot::Relative, [single]) => self
                .textual
                .iter()
                .rev()
                .find(|found| found.def.name == *single)
                .map(|found| found.def.clone()),
            _ => None,
        };
        found.or_else(|| match self.by_path(module, import.root, &segments, 0) {
            Found::Local(def) => Some(def),
            Found::Library(_) | Found::Nothing => None,
        })
    }
}
