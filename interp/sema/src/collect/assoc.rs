//! Associated items of traits and impls, and which implements which.

use std::sync::Arc;

use treebeard_syntax::Symbol;

use super::{AssocItem, AssocKind};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::{LibraryKind, Namespace};

impl AssocItem {
    /// The namespace it lives in.
    pub fn namespace(&self) -> Namespace {
        match self.kind {
            AssocKind::Ty => Namespace::Type,
            AssocKind::Fn { .. } | AssocKind::Const => Namespace::Value,
        }
    }
}

impl Sema {
    /// The associated items of a trait or impl, in source order.
    pub fn assoc_items(&self, container: DefId) -> Arc<[AssocItem]> {
        self.assocs.get_or(container, || {
            let in_trait = self.data(container).kind == DefKind::Trait;
            let items = self.child_defs(container).into_iter().filter_map(|(def, entry)| {
                let kind = match entry.kind {
                    LibraryKind::Fn { has_self } => AssocKind::Fn { has_self },
                    LibraryKind::Const => AssocKind::Const,
                    LibraryKind::TypeAlias => AssocKind::Ty,
                    _ => return None,
                };
                Some(AssocItem {
                    def,
                    name: entry.name,
                    kind,
                    has_default: entry.has_body,
                    container,
                    in_trait,
                })
            });
            items.collect()
        })
    }

    /// An associated item by its own definition.
    pub fn assoc_item(&self, def: DefId) -> Option<AssocItem> {
        let container = self.assoc_container(def)?;
        self.assoc_items(container).iter().find(|item| item.def == def).copied()
    }

    /// The associated item of this name and namespace.
    pub fn assoc_item_by_name(&self, container: DefId, name: Symbol, ns: Namespace) -> Option<AssocItem> {
        let items = self.assoc_items(container);
        items.iter().find(|item| item.name == name && item.namespace() == ns).copied()
    }

    /// The trait or impl of an associated item.
    pub fn assoc_container(&self, item: DefId) -> Option<DefId> {
        let data = self.data(item);
        match data.kind {
            DefKind::AssocFn | DefKind::AssocConst | DefKind::AssocTy => data.parent,
            _ => None,
        }
    }

    /// The trait of an associated item declared in a trait.
    pub fn trait_of_item(&self, item: DefId) -> Option<DefId> {
        self.assoc_container(item).filter(|container| self.data(*container).kind == DefKind::Trait)
    }

    /// The impl of an associated item that stands in one.
    pub fn impl_of_item(&self, item: DefId) -> Option<DefId> {
        self.assoc_container(item).filter(|container| self.data(*container).kind == DefKind::Impl)
    }

    /// The trait's item that an impl's item implements.
    pub fn trait_item_of_impl_item(&self, impl_item: DefId) -> Option<DefId> {
        let item = self.assoc_item(impl_item)?;
        if item.in_trait {
            return None;
        }
        let trait_ = self.impl_trait_def(item.container)?;
        self.assoc_item_by_name(trait_, item.name, item.namespace()).map(|found| found.def)
    }

    /// The impl's own item for a trait's item; `None` if it uses the default.
    pub fn impl_item_for(&self, impl_: DefId, trait_item: DefId) -> Option<DefId> {
        let wanted = self.assoc_item(trait_item)?;
        self.assoc_item_by_name(impl_, wanted.name, wanted.namespace()).map(|found| found.def)
    }
}
