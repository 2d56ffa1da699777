//! Who may use what.

use treebeard_syntax::ast::{self, PathRoot, Visibility};

use super::definitions::Origin;
use super::{Namespace, Res, Vis};
use crate::Sema;
use crate::def::{CtorOf, DefId, DefKind};

impl Sema {
    /// Who may use it.
    pub fn visibility(&self, def: DefId) -> Vis {
        self.visibilities.get_or(def, || self.compute_visibility(def))
    }

    fn compute_visibility(&self, def: DefId) -> Vis {
        let data = self.data(def);
        let Some(parent) = data.parent else { return Vis::Public };
        match data.origin {
            Origin::Variant(_) => self.visibility(parent),
            Origin::Ctor => match data.kind {
                DefKind::Ctor(CtorOf::Struct, _) => self.struct_ctor_visibility(parent),
                _ => self.visibility(parent),
            },
            Origin::Anon | Origin::Opaque => Vis::Public,
            Origin::Entry { .. } => match self.data(parent).kind {
                DefKind::Trait => self.visibility(parent),
                DefKind::Impl if self.impl_has_trait(parent) => Vis::Public,
                _ => match self.entry(def) {
                    Some(entry) => self.lower_visibility(&entry.vis, data.module),
                    None => Vis::Public,
                },
            },
        }
    }

    /// A tuple struct's constructor is as visible as its least visible field.
    fn struct_ctor_visibility(&self, strukt: DefId) -> Vis {
        let mut own = self.visibility(strukt);
        if own == Vis::Public && self.has_attr(strukt, "non_exhaustive") {
            own = Vis::Restricted(self.crate_root(strukt));
        }
        let Some(item) = self.item(strukt) else { return own };
        let ast::ItemKind::Struct(_, data) = &item.kind else { return own };
        let module = self.data(strukt).module;
        data.fields
            .iter()
            .fold(own, |vis, field| self.narrower(vis, self.lower_visibility(&field.vis, module)))
    }

    /// The one that fewer modules see.
    pub(crate) fn narrower(&self, a: Vis, b: Vis) -> Vis {
        match (a, b) {
            (Vis::Public, other) | (other, Vis::Public) => other,
            (Vis::Restricted(x), Vis::Restricted(y)) => {
                if self.is_inside(x, y) {
                    Vis::Restricted(x)
                } else {
                    Vis::Restricted(y)
                }
            }
        }
    }

    /// A visibility as written in `module`.
    pub(crate) fn lower_visibility(&self, vis: &Visibility, module: DefId) -> Vis {
        match vis {
            Visibility::Public => Vis::Public,
            Visibility::Inherited => Vis::Restricted(self.normal_module(module)),
            Visibility::Crate => Vis::Restricted(self.crate_root(module)),
            Visibility::In(path) => Vis::Restricted(self.visibility_module(path, module)),
        }
    }

    fn visibility_module(&self, path: &ast::Path, module: DefId) -> DefId {
        let root = self.crate_root(module);
        let mut current = match path.root {
            PathRoot::Super(n) => self.super_module(module, n).unwrap_or(root),
            PathRoot::Crate | PathRoot::Relative | PathRoot::Global | PathRoot::Named(_) => root,
        };
        for segment in &path.segments {
            let found = self.resolve_in_container(current, segment.ident.name, Namespace::Type);
            match found.map(|binding| binding.res) {
                Some(Res::Def(def)) if self.def_kind(def) == DefKind::Mod => current = def,
                _ => return root,
            }
        }
        current
    }

    /// The module `n` levels above the normal module of `module`.
    pub(crate) fn super_module(&self, module: DefId, n: u32) -> Option<DefId> {
        let mut current = self.normal_module(module);
        for _ in 0..n {
            self.data(current).parent?;
            current = self.normal_module(self.data(current).module);
        }
        Some(current)
    }

    /// Is `module` the same as `outer` or inside it?
    pub(crate) fn is_inside(&self, module: DefId, outer: DefId) -> bool {
        let mut current = module;
        loop {
            if current == outer {
                return true;
            }
            let data = self.data(current);
            if data.parent.is_none() {
                return false;
            }
            current = data.module;
        }
    }

    /// May code in `from` (a module or block) use something with this visibility?
    pub fn is_accessible(&self, vis: Vis, from: DefId) -> bool {
        match vis {
            Vis::Public => true,
            Vis::Restricted(module) => self.is_inside(from, module),
        }
    }

    /// Does the impl name a trait?
    pub(crate) fn impl_has_trait(&self, impl_: DefId) -> bool {
        let item = self.item(impl_);
        matches!(item.as_deref().map(|item| &item.kind), Some(ast::ItemKind::Impl(i)) if i.trait_.is_some())
    }
}
