//! Names of definitions for messages.

use crate::Sema;
use crate::def::DefId;
use crate::ty::DefNames;

/// Prints the last segment of each path, as rustc's messages do.
pub(super) struct Names<'a>(pub(super) &'a Sema);

impl DefNames for Names<'_> {
    fn def_name(&self, def: DefId) -> String {
        self.0.def_name(def).to_string()
    }

    fn assoc_parent(&self, def: DefId) -> DefId {
        self.0.assoc_container(def).unwrap_or(def)
    }
}
