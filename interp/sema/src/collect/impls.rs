//! Which impls there may be for a trait and the head of a type.
//!
//! The user's impls are all indexed, by the definitions that their headers name. The library's are found by name
//! through its index, and only those are loaded; then their headers are checked against the definitions wanted.
//! An impl inside a body counts everywhere, so the bodies of user crates are searched for items first.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustc_hash::FxHashMap;
use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{self, ItemKind};

use super::SimplifiedType;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::definitions::read;
use crate::names::{PathSource, Res, SelfKey};

/// The impls of user crates and of bodies.
#[derive(Debug, Default)]
pub(crate) struct ImplIndex {
    by_trait: FxHashMap<DefId, Vec<(Option<SimplifiedType>, DefId)>>,
    inherent: FxHashMap<SimplifiedType, Vec<DefId>>,
    /// Sources whose impls are in.
    sources: usize,
}

impl Sema {
    /// A block was entered for the first time: if it holds impls, answers about impls are out of date.
    pub(crate) fn note_block_impls(&self, block: DefId) {
        let Some((source, _)) = self.entry_ref(block) else { return };
        if !self.source(source).source.all_impls().is_empty() {
            self.impl_generation.fetch_add(1, Ordering::AcqRel);
        }
    }

    fn update_impl_index(&self) {
        let total = self.table.sources.len() as usize;
        if read(&self.impl_index).sources >= total {
            return;
        }
        self.walk_local_bodies();
        loop {
            let next = read(&self.impl_index).sources;
            if next >= self.table.sources.len() as usize {
                break;
            }
            let source = self.source(next as u32);
            let is_library_crate = next == 0 && !self.is_local(source.root);
            let mut found = Vec::new();
            if !is_library_crate {
                for entry in source.source.all_impls() {
                    let impl_ = self.def_of_entry(next as u32, entry);
                    found.push((impl_, self.impl_trait_def(impl_), self.impl_head(impl_)));
                }
            }
            let mut index = crate::names::definitions::write(&self.impl_index);
            if index.sources != next {
                continue;
            }
            for (impl_, trait_, head) in found {
                match trait_ {
                    Some(trait_) => index.by_trait.entry(trait_).or_default().push((head, impl_)),
                    None if self.impl_has_trait(impl_) => {}
                    None => {
                        if let Some(head) = head {
                            index.inherent.entry(head).or_default().push(impl_);
                        }
                    }
                }
            }
            index.sources = next + 1;
        }
    }

    /// The head of an impl's self type, found without lowering it.
    pub(crate) fn impl_head(&self, impl_: DefId) -> Option<SimplifiedType> {
        self.impl_heads.get_or(impl_, || {
            let item = self.item(impl_)?;
            let ItemKind::Impl(written) = &item.kind else { return None };
            self.simplify_written(impl_, &written.self_ty)
        })
    }

    fn simplify_written(&self, owner: DefId, ty: &ast::Ty) -> Option<SimplifiedType> {
        Some(match &ty.kind {
            ast::TyKind::Path(path) => {
                if path.qself.is_some() {
                    return None;
                }
                let found = self.resolve_path(self.scope_of(owner), path, PathSource::Type).ok()?;
                match found.res {
                    Res::Def(def) if found.unresolved == 0 => match self.data(def).kind {
                        DefKind::Struct | DefKind::Enum | DefKind::Union => SimplifiedType::Adt(def),
                        DefKind::ForeignTy => SimplifiedType::Foreign(def),
                        DefKind::TypeAlias => return SimplifiedType::of(self.type_of(def)),
                        DefKind::Trait => SimplifiedType::Dyn(Some(def)),
                        _ => return None,
                    },
                    Res::PrimTy(prim) => return SimplifiedType::of(prim.ty()),
                    _ => return None,
                }
            }
            ast::TyKind::Ref(_, mutability, _) => SimplifiedType::Ref(*mutability),
            ast::TyKind::Ptr(mutability, _) => SimplifiedType::Ptr(*mutability),
            ast::TyKind::Slice(_) => SimplifiedType::Slice,
            ast::TyKind::Array(..) => SimplifiedType::Array,
            ast::TyKind::Tuple(elements) => SimplifiedType::Tuple(elements.len() as u32),
            ast::TyKind::Never => SimplifiedType::Never,
            ast::TyKind::BareFn(bare) => SimplifiedType::FnPtr(bare.inputs.len() as u32),
            ast::TyKind::TraitObject(bounds) => {
                let principal = bounds.iter().find_map(|bound| match bound {
                    ast::Bound::Trait(bound) => {
                        let scope = self.scope_of(owner);
                        let found = self.resolve_path(scope, &bound.path, PathSource::Trait).ok()?;
                        match found.res {
                            Res::Def(def) if !self.is_auto_trait(def) => Some(def),
                            _ => None,
                        }
                    }
                    ast::Bound::Lifetime(_) | ast::Bound::Use(..) => None,
                });
                SimplifiedType::Dyn(principal)
            }
            ast::TyKind::ImplTrait(_) | ast::TyKind::Infer | ast::TyKind::Unsupported(_) => return None,
        })
    }

    /// How the library writes a type of this head.
    fn self_key(&self, head: SimplifiedType) -> Option<SelfKey> {
        let named = |name: &str| Some(SelfKey::Named(Symbol::new(name)));
        match head {
            SimplifiedType::Bool => named("bool"),
            SimplifiedType::Char => named("char"),
            SimplifiedType::Str => named("str"),
            SimplifiedType::Int(int) => named(int.name()),
            SimplifiedType::Float(crate::ty::FloatTy::F32) => named("f32"),
            SimplifiedType::Float(crate::ty::FloatTy::F64) => named("f64"),
            SimplifiedType::Never => Some(SelfKey::Never),
            SimplifiedType::Adt(def) | SimplifiedType::Foreign(def) => {
                Some(SelfKey::Named(self.data(def).name))
            }
            SimplifiedType::Array => Some(SelfKey::Array),
            SimplifiedType::Slice => Some(SelfKey::Slice),
            SimplifiedType::Ref(_) => Some(SelfKey::Ref),
            SimplifiedType::Ptr(_) => Some(SelfKey::Ptr),
            SimplifiedType::Tuple(n) => Some(SelfKey::Tuple(n)),
            SimplifiedType::FnPtr(_) => Some(SelfKey::FnPtr),
            SimplifiedType::Dyn(Some(def)) => Some(SelfKey::Dyn(self.data(def).name)),
            SimplifiedType::Dyn(None)
            | SimplifiedType::FnDef
            | SimplifiedType::Closure
            | SimplifiedType::Coroutine => None,
        }
    }

    /// Impls that may apply to this self type: those for its head and the blanket ones; all for `None`.
    pub fn impls_of_trait(&self, trait_: DefId, self_ty: Option<SimplifiedType>) -> Arc<[DefId]> {
        self.update_impl_index();
        let key = (trait_, self_ty, self.impl_generation.load(Ordering::Acquire));
        self.trait_impls.get_or(key, |_| {
            let mut out = Vec::new();
            if !self.is_local(trait_) {
                self.library_trait_impls(trait_, self_ty, &mut out);
            }
            let index = read(&self.impl_index);
            for (head, impl_) in index.by_trait.get(&trait_).into_iter().flatten() {
                if (self_ty.is_none() || head.is_none() || *head == self_ty) && !out.contains(impl_) {
                    out.push(*impl_);
                }
            }
            out.into()
        })
    }

    /// The blanket impls: those that may apply to a type parameter or a projection that stays one.
    pub fn blanket_impls_of_trait(&self, trait_: DefId) -> Arc<[DefId]> {
        self.update_impl_index();
        let key = (trait_, self.impl_generation.load(Ordering::Acquire));
        self.blanket_impls.get_or(key, |_| {
            let mut out = Vec::new();
            if !self.is_local(trait_) {
                let library = self.source(0);
                for entry in library.source.trait_impls(self.data(trait_).name, Some(SelfKey::Any)) {
                    let impl_ = self.def_of_entry(0, entry);
                    if self.impl_head(impl_).is_none() && self.impl_trait_def(impl_) == Some(trait_) {
                        out.push(impl_);
                    }
                }
            }
            let index = read(&self.impl_index);
            for (head, impl_) in index.by_trait.get(&trait_).into_iter().flatten() {
                if head.is_none() && !out.contains(impl_) {
                    out.push(*impl_);
                }
            }
            out.into()
        })
    }

    fn library_trait_impls(&self, trait_: DefId, self_ty: Option<SimplifiedType>, out: &mut Vec<DefId>) {
        let library = self.source(0);
        let name = self.data(trait_).name;
        let entries = match self_ty {
            None => library.source.trait_impls(name, None),
            Some(head) => {
                let mut entries = match self.self_key(head) {
                    Some(key) => library.source.trait_impls(name, Some(key)),
                    None => Vec::new(),
                };
                entries.extend(library.source.trait_impls(name, Some(SelfKey::Any)));
                entries.sort_unstable();
                entries.dedup();
                entries
            }
        };
        for entry in entries {
            let impl_ = self.def_of_entry(0, entry);
            let head = self.impl_head(impl_);
            let fits = self_ty.is_none() || head.is_none() || head == self_ty;
            if fits && self.impl_trait_def(impl_) == Some(trait_) {
                out.push(impl_);
            }
        }
    }

    /// Inherent impls of this head. For `dyn`, also those of `dyn` with the same principal trait and auto traits.
    pub fn inherent_impls(&self, self_ty: SimplifiedType) -> Arc<[DefId]> {
        self.update_impl_index();
        let key = (self_ty, self.impl_generation.load(Ordering::Acquire));
        self.inherent_cache.get_or(key, |_| {
            let mut out = Vec::new();
            let library = self.source(0);
            if let Some(key) = self.self_key(self_ty) {
                for entry in library.source.inherent_impls(key) {
                    let impl_ = self.def_of_entry(0, entry);
                    if self.impl_head(impl_) == Some(self_ty) {
                        out.push(impl_);
                    }
                }
            }
            for impl_ in read(&self.impl_index).inherent.get(&self_ty).into_iter().flatten() {
                if !out.contains(impl_) {
                    out.push(*impl_);
                }
            }
            out.into()
        })
    }

    /// All impls of the user's crates, in source order.
    pub fn local_impls(&self) -> Vec<DefId> {
        self.update_impl_index();
        let count = self.table.sources.len();
        let mut out = Vec::new();
        for id in 0..count {
            let source = self.source(id);
            if self.is_local(source.root) {
                out.extend(source.source.all_impls().into_iter().map(|entry| self.def_of_entry(id, entry)));
            }
        }
        out
    }
}
