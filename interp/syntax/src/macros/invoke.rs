//! Macro invocations by position.

use crate::ast::{Expr, Item, Pat, PatKind, Stmt, Ty, TyKind};
use crate::rust::block::Tail;
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

impl Lower<'_> {
    fn macro_feature(&self, mac: &syn::Macro) -> (String, SpanId) {
        let name: Vec<String> = mac.path.segments.iter().map(|s| s.ident.to_string()).collect();
        let span = mac.path.segments.first().map_or(SpanId::NONE, |s| self.at(s.ident.span()));
        (format!("macro {}!", name.join("::")), span)
    }
    pub(crate) fn macro_expr(&mut self, mac: syn::Macro) -> Expr {
        let (feature, span) = self.macro_feature(&mac);
        self.unsupported_expr(&feature, span)
    }
    pub(crate) fn macro_stmts(&mut self, mac: syn::Macro, _tail: Tail, out: &mut Vec<Stmt>) -> Option<Expr> {
        let expr = self.macro_expr(mac);
        out.push(Stmt::Expr { expr, semi: true });
        None
    }
    pub(crate) fn macro_pat(&mut self, mac: syn::Macro) -> Pat {
        let (feature, span) = self.macro_feature(&mac);
        self.unsupported.push(crate::diagnostic::Unsupported::new(feature, span));
        Pat { id: self.node(), kind: PatKind::Wild, span }
    }
    pub(crate) fn macro_ty(&mut self, mac: syn::Macro) -> Ty {
        let (feature, span) = self.macro_feature(&mac);
        Ty { kind: TyKind::Unsupported(Symbol::new(&feature)), span }
    }
    pub(crate) fn macro_item(&mut self, _mac: syn::ItemMacro, _out: &mut Vec<Item>) {}
    pub(crate) fn macro_foreign_items(&mut self, _mac: syn::Macro, _out: &mut Vec<Item>) {}
    pub(crate) fn macro_impl_items(&mut self, _mac: syn::Macro, _out: &mut Vec<Item>) {}
    pub(crate) fn macro_trait_items(&mut self, _mac: syn::Macro, _out: &mut Vec<Item>) {}
    pub(crate) fn derives(&mut self, _item: &syn::Item, _metas: &[syn::Meta]) -> Vec<Item> {
        Vec::new()
    }
}
