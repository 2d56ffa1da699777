//! Which macro a name means.

use crate::ast::UseEntry;
use crate::symbol::Symbol;

/// The macros in scope.
#[derive(Debug, Default)]
pub(crate) struct MacroScopes {}

impl MacroScopes {
    pub(crate) fn enter(&mut self) -> usize {
        0
    }
    pub(crate) fn leave(&mut self, _scope: usize) {}
    pub(crate) fn extern_crate(&mut self, _name: Symbol, _metas: &[syn::Meta]) {}
    pub(crate) fn import(&mut self, _module: &[Symbol], _entries: &[UseEntry]) {}
}
