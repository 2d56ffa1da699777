//! Checks of a body that need its types: unsafety, constness, calls of destructors, transmutes.
//!
//! They read the tree and the finished results and change nothing but the list of errors. The library's bodies are
//! trusted.

mod constness;
mod transmute;
mod unsafety;

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Body, NodeId};

use super::{CallKind, Resolution, TypeckResults};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::{GenericArgs, Ty, TyKind};

/// Checks a finished body; what is wrong is added to its results.
pub(super) fn verify(sema: &Sema, body: &Body, results: &mut TypeckResults) {
    if !sema.is_local(results.owner) {
        return;
    }
    let mut found = unsafety::check(sema, body, results);
    found.extend(constness::check(sema, body, results));
    found.extend(transmute::check(sema, body, results));
    for diagnostic in found {
        if !results.diagnostics.contains(&diagnostic) {
            results.diagnostics.push(diagnostic);
        }
    }
}

/// The type of a node after its adjustments.
fn adjusted_ty(results: &TypeckResults, node: NodeId) -> Ty {
    match results.adjustments.get(&node).and_then(|list| list.last()) {
        Some(last) => last.target,
        None => results.node_types.get(node.0 as usize).copied().flatten().unwrap_or_else(Ty::error),
    }
}

/// The function that a call expression calls by name or through a trait.
fn called_fn(results: &TypeckResults, call: NodeId, callee: NodeId) -> Option<(DefId, GenericArgs)> {
    match results.call_kinds.get(&call)? {
        CallKind::Overloaded(def, args) => Some((*def, *args)),
        CallKind::Fn => match adjusted_ty(results, callee).kind() {
            TyKind::FnDef(def, args) => Some((*def, *args)),
            _ => None,
        },
        CallKind::Pointer | CallKind::Closure => None,
    }
}

/// Is this the mutable or foreign static that a path names?
fn unsafe_static(sema: &Sema, results: &TypeckResults, path: NodeId) -> bool {
    match results.resolutions.get(&path) {
        Some(Resolution::Def(def, _)) => {
            sema.def_kind(*def) == DefKind::Static
                && sema.static_mutability(*def) == treebeard_syntax::ast::Mutability::Mut
        }
        _ => false,
    }
}

/// E0040: a destructor is called by name.
fn explicit_drop(sema: &Sema, def: DefId, span: treebeard_syntax::SpanId) -> Option<Diagnostic> {
    let container = sema.assoc_container(def)?;
    let is_drop = sema.is_lang_item(container, "drop")
        || sema.impl_trait_ref_of(container).is_some_and(|trait_| sema.is_lang_item(trait_, "drop"));
    is_drop.then(|| {
        Diagnostic::error(Some("E0040"), span, "explicit use of destructor method")
            .label("explicit destructor calls not allowed")
    })
}

impl Sema {
    /// The trait an impl implements, if `def` is an impl of one.
    fn impl_trait_ref_of(&self, def: DefId) -> Option<DefId> {
        if self.def_kind(def) != DefKind::Impl {
            return None;
        }
        self.impl_trait_ref(def).map(|trait_ref| trait_ref.trait_)
    }
}
