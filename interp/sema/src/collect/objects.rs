//! Trait objects: which methods a vtable has, and which traits may be used as `dyn`.

use std::sync::Arc;

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{self, ItemKind};

use super::walk::{AstTyVisitor, walk_ty};
use super::{AssocKind, VtableMethod};
use crate::Sema;
use crate::cache::Query;
use crate::def::DefId;
use crate::ty::{GenericParamDefKind, Predicate, TyKind};

/// Looks for `Self` in a method's types.
struct MentionsSelf(bool);

impl AstTyVisitor for MentionsSelf {
    fn ty(&mut self, ty: &ast::Ty) -> bool {
        if let ast::TyKind::Path(path) = &ty.kind
            && path.qself.is_none()
            && let [only] = path.segments.as_slice()
            && only.ident.name.as_str() == "Self"
        {
            self.0 = true;
        }
        // `Self::Item` is a projection, which an object type fixes.
        !matches!(&ty.kind, ast::TyKind::Path(path) if path.qself.is_some()
            || (path.segments.len() > 1 && path.segments[0].ident.name.as_str() == "Self"))
    }
}

impl Sema {
    /// The methods of a trait object's vtable, supertraits' first, in rustc's order.
    pub fn vtable_entries(&self, trait_: DefId) -> Arc<[VtableMethod]> {
        self.vtables.get_or(trait_, || {
            let mut out = Vec::new();
            let mut visited = Vec::new();
            self.push_vtable(trait_, &mut visited, &mut out);
            out.into()
        })
    }

    fn push_vtable(&self, trait_: DefId, visited: &mut Vec<DefId>, out: &mut Vec<VtableMethod>) {
        if visited.contains(&trait_) {
            return;
        }
        visited.push(trait_);
        for super_ in self.super_trait_defs(trait_).iter() {
            self.push_vtable(*super_, visited, out);
        }
        for item in self.assoc_items(trait_).iter() {
            if matches!(item.kind, AssocKind::Fn { has_self: true }) && self.is_vtable_method(item.def) {
                out.push(VtableMethod { method: item.def, trait_ });
            }
        }
    }

    /// May the method be called through a vtable? (No own type parameters, no `where Self: Sized`.)
    pub fn is_vtable_method(&self, method: DefId) -> bool {
        let generics = self.generics_of(method);
        let is_generic = generics.params.iter().any(|p| p.kind != GenericParamDefKind::Lifetime);
        !is_generic && !self.requires_self_sized(method)
    }

    /// Why a trait cannot be used as `dyn` (E0038); empty if it can.
    pub fn dyn_incompatibility(&self, trait_: DefId) -> Arc<[(SpanId, String)]> {
        if let Some(found) = self.dyn_errors.get(trait_) {
            return found;
        }
        // A trait whose own header mentions `dyn` of itself is judged by the rest.
        let Some(_active) = self.begin(Query::DynCompatible, trait_) else { return Arc::default() };
        let mut out = Vec::new();
        let mut traits = vec![trait_];
        let mut next = 0;
        while let Some(current) = traits.get(next).copied() {
            next += 1;
            self.own_incompatibility(current, &mut out);
            for super_ in self.super_trait_defs(current).iter() {
                if !traits.contains(super_) {
                    traits.push(*super_);
                }
            }
        }
        self.dyn_errors.put(trait_, out.into())
    }

    fn own_incompatibility(&self, trait_: DefId, out: &mut Vec<(SpanId, String)>) {
        let sized = self.lang_item("sized");
        for (predicate, span) in self.super_predicates_of(trait_).iter() {
            let Predicate::Trait(trait_ref) = predicate else { continue };
            if Some(trait_ref.trait_) == sized && matches!(trait_ref.self_ty().kind(), TyKind::Param(_)) {
                out.push((*span, "it requires `Self: Sized`".to_owned()));
            }
            let in_args = trait_ref.args[1..].iter().filter_map(|arg| arg.as_ty());
            let is_self = |ty: crate::ty::Ty| matches!(ty.kind(), TyKind::Param(p) if p.index == 0);
            if in_args.into_iter().any(is_self) {
                out.push((*span, "it uses `Self` as a type parameter".to_owned()));
            }
        }
        for item in self.assoc_items(trait_).iter() {
            let span = self.def_span(item.def);
            match item.kind {
                AssocKind::Const => {
                    out.push((span, format!("it contains the associated `const` `{}`", item.name)))
                }
                AssocKind::Ty => {
                    if !self.generics_of(item.def).params.is_empty() && !self.requires_self_sized(item.def) {
                        out.push((span, format!("it contains the generic associated type `{}`", item.name)));
                    }
                }
                AssocKind::Fn { has_self } => {
                    if let Some(why) = self.method_incompatibility(item.def, has_self) {
                        out.push((span, format!("{why} `{}`", item.name)));
                    }
                }
            }
        }
    }

    fn method_incompatibility(&self, method: DefId, has_self: bool) -> Option<&'static str> {
        if self.requires_self_sized(method) {
            return None;
        }
        if !has_self {
            return Some("associated function without a `self` parameter:");
        }
        let generics = self.generics_of(method);
        if generics.params.iter().any(|p| p.kind != GenericParamDefKind::Lifetime) {
            return Some("method with generic type parameters:");
        }
        let item = self.item(method)?;
        let ItemKind::Fn(f) = &item.kind else { return None };
        let mut found = MentionsSelf(false);
        f.sig.inputs.iter().skip(1).chain(&f.sig.output).for_each(|ty| walk_ty(&mut found, ty));
        found.0.then_some("method that uses `Self` in its signature:")
    }
}
