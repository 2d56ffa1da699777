//! Errors of items.

use treebeard_syntax::Diagnostic;

use crate::Sema;

impl Sema {
    /// Errors of items of the user's crates: names, duplicate definitions, impls against their traits, …
    pub fn check_items(&self) -> Vec<Diagnostic> {
        self.take_diagnostics()
    }
}
