//! Visibilities: what they may be restricted to, and what impls may say of less visible types.
//!
//! Follows `rustc_resolve`'s `try_resolve_visibility` and the part of `rustc_privacy` that is an error.

use treebeard_syntax::ast::{self, Item, ItemKind, PathRoot, Visibility};

use crate::Sema;
use crate::collect::AssocKind;
use crate::def::{DefId, DefKind};
use crate::names::{Namespace, Res, Vis};
use crate::ty::{AliasKind, GenericArgs, Part, Ty, TyKind, any_part};

impl Sema {
    /// E0433, E0577, E0742 of an item and its fields.
    pub(super) fn check_visibilities(&self, def: DefId, item: &Item) {
        let module = self.data(def).module;
        self.check_restriction(&item.vis, module);
        if let ItemKind::Struct(_, data) | ItemKind::Union(_, data) = &item.kind {
            data.fields.iter().for_each(|field| self.check_restriction(&field.vis, module));
        }
    }

    fn check_restriction(&self, vis: &Visibility, module: DefId) {
        let Visibility::In(path) = vis else { return };
        if path.root == PathRoot::Relative
            && !path.segments.is_empty()
            && self.edition(module) > ast::Edition::E2015
        {
            self.error_at("E0433", path.span, "relative paths are not supported in visibilities".to_owned());
            return;
        }
        let mut current = match path.root {
            PathRoot::Super(n) => match self.super_module(module, n) {
                Some(outer) => outer,
                None => {
                    let message = "failed to resolve: there are too many leading `super` keywords";
                    self.error_at("E0433", path.span, message.to_owned());
                    return;
                }
            },
            PathRoot::Crate | PathRoot::Relative | PathRoot::Global | PathRoot::Named(_) => {
                self.crate_root(module)
            }
        };
        for segment in &path.segments {
            let name = segment.ident.name;
            match self.resolve_in_container(current, name, Namespace::Type).map(|binding| binding.res) {
                Some(Res::Def(def)) if self.def_kind(def) == DefKind::Mod => current = def,
                Some(Res::Err) => return,
                Some(_) => {
                    self.error_at("E0577", path.span, format!("expected module, found `{name}`"));
                    return;
                }
                None => {
                    let message = format!("failed to resolve: could not find `{name}`");
                    self.error_at("E0433", segment.ident.span, message);
                    return;
                }
            }
        }
        if !self.is_inside(module, current) {
            let message = "visibilities can only be restricted to ancestor modules";
            self.error_at("E0742", path.span, message.to_owned());
        }
    }

    /// E0446: what an associated type stands for is as visible as the impl.
    pub(super) fn check_private_assoc_types(&self, impl_: DefId, header: GenericArgs, trait_: DefId) {
        let mut required = self.visibility_here(trait_, impl_);
        for ty in header.iter().filter_map(|arg| arg.as_ty()) {
            required = self.least_visible(ty, impl_, required);
        }
        for item in self.assoc_items(impl_).iter().filter(|item| item.kind == AssocKind::Ty) {
            let value = self.type_of(item.def);
            if value.has_error() {
                continue;
            }
            any_part(value, &mut |part| {
                let Part::Ty(ty) = part else { return false };
                let private = self.named_in(ty).into_iter().find(|def| {
                    self.same_crate(*def, impl_) && !self.is_at_least(self.visibility(*def), required)
                });
                if let Some(private) = private {
                    let name = self.def_name(private);
                    let message = format!("private type `{name}` in public interface");
                    self.error_at("E0446", self.def_span(item.def), message);
                }
                private.is_some()
            });
        }
    }

    /// Definitions of other crates can be named by everybody.
    fn visibility_here(&self, def: DefId, from: DefId) -> Vis {
        if self.same_crate(def, from) { self.visibility(def) } else { Vis::Public }
    }

    /// The least visible part of a type; associated types count as visible.
    fn least_visible(&self, ty: Ty, from: DefId, known: Vis) -> Vis {
        if let TyKind::Alias(..) = ty.kind() {
            return known;
        }
        let mut least = known;
        any_part(ty, &mut |part| {
            if let Part::Ty(ty) = part
                && !matches!(ty.kind(), TyKind::Alias(..))
            {
                for def in self.named_in(ty) {
                    least = self.narrower(least, self.visibility_here(def, from));
                }
            }
            false
        });
        least
    }

    /// The definitions that a type itself names.
    fn named_in(&self, ty: Ty) -> Vec<DefId> {
        match ty.kind() {
            TyKind::Adt(def, _) | TyKind::Foreign(def) => vec![*def],
            TyKind::Alias(AliasKind::Projection, assoc, _) => self.parent(*assoc).into_iter().collect(),
            TyKind::Dynamic(dyn_ty, _) => {
                let principal = dyn_ty.principal.map(|(principal, _)| principal);
                principal.into_iter().chain(dyn_ty.auto_traits.iter().copied()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn is_at_least(&self, vis: Vis, required: Vis) -> bool {
        match (vis, required) {
            (Vis::Public, _) => true,
            (Vis::Restricted(_), Vis::Public) => false,
            (Vis::Restricted(outer), Vis::Restricted(inner)) => self.is_inside(inner, outer),
        }
    }
}
