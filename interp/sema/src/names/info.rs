//! What can be asked of any definition: kind, name, place, crate, attributes, lang items.

use std::sync::Arc;

use treebeard_syntax::ast::{self, Edition};
use treebeard_syntax::{SpanId, Symbol};

use super::definitions::{CrateLinks, Origin};
use super::source::EagerSource;
use super::{Namespace, Res, Scope};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::DefNames;

impl Sema {
    /// Adds a crate of the user's program; gives its root module.
    pub fn add_crate(&self, krate: ast::Crate) -> DefId {
        self.add_local_crate(krate, None)
    }

    /// Adds one of several crates of the user's program, after those that it names; gives its root module.
    pub fn add_linked_crate(&self, krate: ast::Crate, links: CrateLinks) -> DefId {
        self.add_local_crate(krate, Some(links))
    }

    fn add_local_crate(&self, krate: ast::Crate, links: Option<CrateLinks>) -> DefId {
        self.read_crate_attributes(&krate.attrs);
        self.add_source(Arc::new(EagerSource::new(krate)), true, links)
    }

    /// Do both stand in one crate?
    pub fn same_crate(&self, a: DefId, b: DefId) -> bool {
        self.data(a).krate == self.data(b).krate
    }

    /// May its crate give it more fields or variants, as code in the crate of `from` sees it?
    pub(crate) fn is_non_exhaustive_for(&self, def: DefId, from: DefId) -> bool {
        !self.same_crate(def, from) && self.has_attr(def, "non_exhaustive")
    }

    /// What it is.
    pub fn def_kind(&self, def: DefId) -> DefKind {
        self.data(def).kind
    }

    /// Its name; empty for impls and blocks.
    pub fn def_name(&self, def: DefId) -> Symbol {
        self.data(def).name
    }

    /// The definition it stands in.
    pub fn parent(&self, def: DefId) -> Option<DefId> {
        self.data(def).parent
    }

    /// The position of its name, or of the whole.
    pub fn def_span(&self, def: DefId) -> SpanId {
        self.data(def).span
    }

    /// The full path as `type_name` prints it.
    pub fn def_path(&self, def: DefId) -> String {
        let mut parts = Vec::new();
        let mut current = def;
        loop {
            let data = self.data(current);
            if let Some(entry) = self.entry(current)
                && let Some(origin) = entry.origin
            {
                if data.parent.is_some() {
                    parts.push(data.name.as_str().to_owned());
                }
                parts.push(origin.as_str().to_owned());
                break;
            }
            match data.kind {
                DefKind::Ctor(..) => {}
                DefKind::Impl => {
                    if let Some(self_ty) = self.impl_self_path(current) {
                        parts.push(self_ty);
                        break;
                    }
                }
                DefKind::Use => {}
                _ if data.is_block => {}
                _ => parts.push(data.name.as_str().to_owned()),
            }
            match data.parent {
                Some(parent) => current = parent,
                None => break,
            }
        }
        parts.reverse();
        parts.join("::")
    }

    /// How the items of an impl are prefixed: `path::Type` or `<path::Type as path::Trait>`.
    fn impl_self_path(&self, impl_: DefId) -> Option<String> {
        let self_ty = self.type_of(impl_).display(&FullPaths(self));
        match self.impl_trait_def(impl_) {
            Some(trait_) => Some(format!("<{self_ty} as {}>", self.def_path(trait_))),
            None => Some(self_ty),
        }
    }

    /// Part of the user's program?
    pub fn is_local(&self, def: DefId) -> bool {
        self.krate(def).local
    }

    /// The edition of its crate.
    pub fn edition(&self, def: DefId) -> Edition {
        self.krate(def).edition
    }

    /// Root module of its crate.
    pub fn crate_root(&self, def: DefId) -> DefId {
        self.krate(def).root
    }

    /// The module (or block with items) it stands in.
    pub fn parent_module(&self, def: DefId) -> DefId {
        self.data(def).module
    }

    /// A block with items?
    pub fn is_block(&self, def: DefId) -> bool {
        self.data(def).is_block
    }

    /// The innermost module that is not a block: `module` itself or what it stands in.
    pub fn normal_module(&self, module: DefId) -> DefId {
        let mut current = module;
        loop {
            let data = self.data(current);
            if data.kind == DefKind::Mod && !data.is_block {
                return current;
            }
            current = data.module;
        }
    }

    /// Its attributes.
    pub fn attrs(&self, def: DefId) -> Arc<[ast::Attr]> {
        let data = self.data(def);
        match data.origin {
            Origin::Entry { .. } => {
                self.item(def).map_or_else(Arc::default, |item| item.attrs.as_slice().into())
            }
            Origin::Variant(index) => {
                let enum_ = data.parent.and_then(|parent| self.item(parent));
                match enum_.as_deref().map(|item| &item.kind) {
                    Some(ast::ItemKind::Enum(_, variants)) => {
                        variants[index as usize].attrs.as_slice().into()
                    }
                    _ => Arc::default(),
                }
            }
            Origin::Ctor => data.parent.map_or_else(Arc::default, |parent| self.attrs(parent)),
            Origin::Anon | Origin::Opaque => Arc::default(),
        }
    }

    /// Has it `#[name]`?
    pub fn has_attr(&self, def: DefId, name: &str) -> bool {
        self.find_attr(def, |attr| attr.path.as_str() == name).is_some()
    }

    /// The text of `#[name = "…"]` or `#[name(…)]`.
    pub fn attr_value(&self, def: DefId, name: &str) -> Option<Symbol> {
        self.find_attr(def, |attr| attr.path.as_str() == name)
    }

    fn find_attr(&self, def: DefId, test: impl Fn(&ast::Attr) -> bool) -> Option<Symbol> {
        match self.data(def).origin {
            Origin::Entry { .. } => {
                self.item(def)?.attrs.iter().find(|attr| test(attr)).map(|attr| attr.args)
            }
            _ => self.attrs(def).iter().find(|attr| test(attr)).map(|attr| attr.args),
        }
    }

    /// The definition with `#[lang = "name"]`.
    pub fn lang_item(&self, name: &str) -> Option<DefId> {
        let name = Symbol::new(name);
        self.lang_items.get_or(name, |_| {
            let source = self.table.sources.get(0)?;
            let entry = source.source.lang_item(name)?;
            Some(self.def_of_entry(0, entry))
        })
    }

    /// The lang item that `def` is.
    pub fn lang_name(&self, def: DefId) -> Option<Symbol> {
        if self.is_local(def) {
            return None;
        }
        self.entry(def)?.lang
    }

    /// Is it that lang item?
    pub fn is_lang_item(&self, def: DefId, name: &str) -> bool {
        self.lang_item(name) == Some(def)
    }

    /// The item called `path` (`["main"]`) in the crate of `root`, for entry points and tests. The last name may be
    /// an associated item of a trait, a variant, or an inherent associated item; the first may name another crate.
    pub fn lookup_path(&self, root: DefId, path: &[&str], ns: Namespace) -> Option<DefId> {
        let mut current = root;
        for (i, segment) in path.iter().enumerate() {
            let ns = if i + 1 == path.len() { ns } else { Namespace::Type };
            let name = Symbol::new(segment);
            let found = self.resolve_in_container(current, name, ns).and_then(|binding| match binding.res {
                Res::Def(def) => Some(def),
                _ => None,
            });
            current = match found {
                Some(def) => def,
                None if i == 0 => self.crate_named(root, name)?,
                None => self.inherent_item(current, name, ns)?,
            };
        }
        Some(current)
    }

    fn inherent_item(&self, adt: DefId, name: Symbol, ns: Namespace) -> Option<DefId> {
        let key = crate::collect::SimplifiedType::Adt(adt);
        self.inherent_impls(key)
            .iter()
            .find_map(|impl_| self.assoc_item_by_name(*impl_, name, ns))
            .map(|item| item.def)
    }

    /// The scope in which the generics and the body of `def` are read.
    pub fn scope_of(&self, def: DefId) -> Scope {
        let data = self.data(def);
        let module = if data.kind == DefKind::Mod { def } else { data.module };
        Scope { owner: def, module }
    }
}

/// Prints definitions by their full paths, as `type_name` does.
pub struct FullPaths<'a>(pub &'a Sema);

impl DefNames for FullPaths<'_> {
    fn def_name(&self, def: DefId) -> String {
        self.0.def_path(def)
    }

    fn assoc_parent(&self, def: DefId) -> DefId {
        self.0.parent(def).unwrap_or(def)
    }
}

/// Prints definitions by their last segment, as diagnostics do.
impl DefNames for Sema {
    fn def_name(&self, def: DefId) -> String {
        match self.def_kind(def) {
            DefKind::Opaque => self.opaque_text(def),
            _ => self.data(def).name.as_str().to_owned(),
        }
    }

    fn assoc_parent(&self, def: DefId) -> DefId {
        self.parent(def).unwrap_or(def)
    }
}
