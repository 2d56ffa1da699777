//! Local variables: ribs of bindings, blocks with items, macro definitions and closures.
//!
//! A name is looked up from the innermost rib outwards by text and hygiene marks, as in
//! `rustc_resolve::late`; passing the rib of a macro's definition takes that macro's mark off.

use treebeard_syntax::ast::{Block, Ident, MacroDefId, NodeId};

use super::body::InferCtx;
use crate::names::{Namespace, Scope};
use crate::ty::ClosureId;

/// Bindings of a pattern: name and the node of its variable.
pub(super) type Bindings = Vec<(Ident, NodeId)>;

/// One scope of local names.
#[derive(Debug)]
pub(super) enum RibKind {
    /// Variables.
    Bindings(Bindings),
    /// A block that declares items.
    Block(Scope),
    /// What follows the definition of a macro.
    Macro(MacroDefId),
    /// The inside of a closure.
    Closure(ClosureId),
}

/// What to restore when a block ends.
pub(super) struct SavedScope {
    scope: Scope,
    ribs: usize,
}

impl InferCtx<'_> {
    pub(super) fn push_rib(&mut self, rib: RibKind) {
        self.ribs.push(rib);
    }

    pub(super) fn push_bindings(&mut self, bindings: Bindings) {
        if !bindings.is_empty() {
            self.ribs.push(RibKind::Bindings(bindings));
        }
    }

    pub(super) fn rib_depth(&self) -> usize {
        self.ribs.len()
    }

    pub(super) fn truncate_ribs(&mut self, depth: usize) {
        self.ribs.truncate(depth);
    }

    pub(super) fn enter_block_scope(&mut self, block: &Block) -> SavedScope {
        let saved = SavedScope { scope: self.scope, ribs: self.ribs.len() };
        let inner = self.sema.enter_block(self.scope, block);
        if inner != self.scope {
            self.scope = inner;
            self.ribs.push(RibKind::Block(inner));
        }
        saved
    }

    pub(super) fn leave_block_scope(&mut self, saved: SavedScope) {
        self.scope = saved.scope;
        self.ribs.truncate(saved.ribs);
    }

    /// The variable a name stands for; `None` if it is not a local variable. Closures between the use and the
    /// variable capture it.
    pub(super) fn lookup_local(&mut self, ident: Ident) -> Option<NodeId> {
        let mut marks = ident.marks;
        let mut crossed = Vec::new();
        for rib in self.ribs.iter().rev() {
            match rib {
                RibKind::Bindings(bindings) => {
                    let found = bindings.iter().rev().find(|(b, _)| b.name == ident.name && b.marks == marks);
                    if let Some(&(_, node)) = found {
                        self.closures.mark_capturing(&crossed);
                        return Some(node);
                    }
                }
                RibKind::Block(scope) => {
                    if self.sema.block_item(*scope, ident.name, Namespace::Value).is_some() {
                        return None;
                    }
                }
                RibKind::Macro(definition) => {
                    if let Some((top, rest)) = marks.pop()
                        && top == *definition
                    {
                        marks = rest;
                    }
                }
                RibKind::Closure(id) => crossed.push(*id),
            }
        }
        None
    }
}
