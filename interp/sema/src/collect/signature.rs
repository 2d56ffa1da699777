//! Types of items and signatures of functions: rustc's `type_of`, `fn_sig`, `impl_trait_ref`.

use std::sync::Arc;

use treebeard_syntax::ast::{self, ItemKind, Mutability};
use treebeard_syntax::{Diagnostic, Symbol};

use super::item_ctx::ImplTraitMode;
use super::lower::lower_abi;
use super::{ImplPolarity, ItemCtx, TraitDef};
use crate::Sema;
use crate::cache::{Active, Query};
use crate::def::{CtorKind, DefId, DefKind};
use crate::names::{Namespace, PathSource, Res};
use crate::ty::{
    Abi, AliasKind, FnSig, GenericArg, GenericArgs, Region, TraitRef, Ty, TyKind, TyList, TypeFolder, fold_ty,
};

/// The distinct regions in types that are not bound inside them.
pub(crate) fn regions_of(types: &[Ty]) -> Vec<Region> {
    struct Regions(Vec<Region>);
    impl TypeFolder for Regions {
        fn fold_ty(&mut self, ty: Ty) -> Ty {
            // Regions inside a function pointer or object type may be bound there.
            if !matches!(ty.kind(), TyKind::FnPtr(_)) {
                fold_ty(self, ty);
            }
            ty
        }

        fn fold_region(&mut self, region: Region) -> Region {
            if region != Region::Erased && !self.0.contains(&region) {
                self.0.push(region);
            }
            region
        }
    }
    let mut regions = Regions(Vec::new());
    for ty in types {
        regions.fold_ty(*ty);
    }
    regions.0
}

impl Sema {
    fn address(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }

    /// Begins a query on `def`; `None` if this thread is already computing it.
    pub(crate) fn begin(&self, query: Query, def: DefId) -> Option<Active> {
        Active::enter(self.address(), query, u64::from(def.0))
    }

    /// The type of a definition (not normalised): data type, alias, constant, static, function item, constructor,
    /// impl (self type), associated type of an impl or its default, anonymous constant.
    pub fn type_of(&self, def: DefId) -> Ty {
        if let Some(ty) = self.types.get(def) {
            return ty;
        }
        let Some(_active) = self.begin(Query::TypeOf, def) else {
            let message = format!("cycle detected when computing the type of `{}`", self.data(def).name);
            self.report_in(def, Diagnostic::error(Some("E0391"), self.def_span(def), message));
            return Ty::error();
        };
        let ty = self.compute_type(def);
        self.types.put(def, ty)
    }

    fn compute_type(&self, def: DefId) -> Ty {
        let data = self.data(def);
        match data.kind {
            DefKind::Struct | DefKind::Union | DefKind::Enum => {
                Ty::new(TyKind::Adt(def, self.identity_args(def)))
            }
            DefKind::Variant => self.type_of(self.adt_of_variant(def)),
            DefKind::Ctor(_, CtorKind::Const) => self.type_of(self.adt_of_variant(def)),
            DefKind::Ctor(_, CtorKind::Fn) | DefKind::Fn | DefKind::AssocFn => {
                Ty::new(TyKind::FnDef(def, self.identity_args(def)))
            }
            DefKind::ForeignTy => Ty::new(TyKind::Foreign(def)),
            DefKind::Opaque => Ty::new(TyKind::Alias(AliasKind::Opaque, def, self.identity_args(def))),
            DefKind::AnonConst => self.anon_types.get(def).unwrap_or_else(Ty::usize),
            DefKind::TypeAlias
            | DefKind::AssocTy
            | DefKind::Const
            | DefKind::AssocConst
            | DefKind::Static
            | DefKind::Impl => self.written_type(def),
            DefKind::Mod
            | DefKind::Trait
            | DefKind::TyParam
            | DefKind::ConstParam
            | DefKind::Use
            | DefKind::Macro => Ty::error(),
        }
    }

    fn written_type(&self, def: DefId) -> Ty {
        let Some(item) = self.item(def) else { return Ty::error() };
        let ctx = ItemCtx::new(self, def);
        match &item.kind {
            ItemKind::TypeAlias { ty: Some(ty), .. } => self.lower_ty(ty, &ctx),
            ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. } => {
                self.lower_ty(ty, &ctx.static_lifetimes())
            }
            ItemKind::Impl(impl_) => self.lower_ty(&impl_.self_ty, &ctx),
            _ => Ty::error(),
        }
    }

    /// The signature of a function or constructor (not normalised).
    pub fn fn_sig(&self, def: DefId) -> Arc<FnSig> {
        self.signatures.get_or(def, || Arc::new(self.compute_fn_sig(def)))
    }

    fn compute_fn_sig(&self, def: DefId) -> FnSig {
        let data = self.data(def);
        if let DefKind::Ctor(..) = data.kind {
            return self.ctor_sig(def);
        }
        let item = self.item(def);
        let Some(ItemKind::Fn(f)) = item.as_deref().map(|item| &item.kind) else {
            return FnSig {
                inputs: TyList::new(&[]),
                output: Ty::error(),
                c_variadic: false,
                is_unsafe: false,
                abi: Abi::Rust,
            };
        };
        let ctx = ItemCtx::new(self, def);
        ctx.in_inputs(self.late_bound_lifetimes(def).len() as u32);
        let inputs: Vec<Ty> = f.sig.inputs.iter().map(|ty| self.lower_ty(ty, &ctx)).collect();
        ctx.in_output(elided_output(&inputs, f.sig.has_self));
        let output = match &f.sig.output {
            Some(ty) => self.lower_ty(ty, &ctx),
            None => Ty::unit(),
        };
        let foreign = data.parent.filter(|parent| self.data(*parent).kind == DefKind::Use);
        FnSig {
            inputs: TyList::new(&inputs),
            output,
            c_variadic: f.sig.c_variadic,
            is_unsafe: f.sig.is_unsafe || (foreign.is_some() && !f.sig.is_safe),
            abi: match foreign {
                Some(_) => Abi::Foreign(f.sig.abi.unwrap_or_else(|| Symbol::new("C"))),
                None => lower_abi(f.sig.abi),
            },
        }
    }

    fn ctor_sig(&self, ctor: DefId) -> FnSig {
        let adt = self.adt_of_variant(ctor);
        let def = self.adt_def(adt);
        let fields = match def.variant_of(ctor) {
            Some((index, _)) => self.variant_field_types(adt, index),
            None => Arc::default(),
        };
        FnSig {
            inputs: TyList::new(&fields),
            output: self.type_of(adt),
            c_variadic: false,
            is_unsafe: false,
            abi: Abi::Rust,
        }
    }

    /// Whether a function is `const`.
    pub fn is_const_fn(&self, def: DefId) -> bool {
        match self.data(def).kind {
            DefKind::Ctor(..) => true,
            DefKind::Fn | DefKind::AssocFn => self.with_fn(def, |f| f.sig.is_const),
            _ => false,
        }
    }

    /// Whether a function is `async`.
    pub fn is_async_fn(&self, def: DefId) -> bool {
        self.with_fn(def, |f| f.sig.is_async)
    }

    /// Whether a function takes `self`.
    pub fn has_self(&self, def: DefId) -> bool {
        self.with_fn(def, |f| f.sig.has_self)
    }

    fn with_fn(&self, def: DefId, test: impl FnOnce(&ast::Fn) -> bool) -> bool {
        match self.item(def).as_deref().map(|item| &item.kind) {
            Some(ItemKind::Fn(f)) => test(f),
            _ => false,
        }
    }

    /// `static mut`?
    pub fn static_mutability(&self, def: DefId) -> Mutability {
        match self.item(def).as_deref().map(|item| &item.kind) {
            Some(ItemKind::Static { mutable: true, .. }) => Mutability::Mut,
            _ => Mutability::Not,
        }
    }

    /// The trait an impl implements, by definition only.
    pub fn impl_trait_def(&self, impl_: DefId) -> Option<DefId> {
        self.impl_traits.get_or(impl_, || {
            let item = self.item(impl_)?;
            let ItemKind::Impl(written) = &item.kind else { return None };
            let path = written.trait_.as_ref()?;
            match self.resolve_path(self.scope_of(impl_), path, PathSource::Trait) {
                Ok(found) => match found.res {
                    Res::Def(trait_) => Some(trait_),
                    _ => None,
                },
                Err(crate::names::PathError::Error(error)) => {
                    self.report_in(impl_, *error);
                    None
                }
                Err(crate::names::PathError::Unsupported(unsupported)) => {
                    self.report_unsupported(unsupported);
                    None
                }
            }
        })
    }

    /// The trait an impl implements (not normalised).
    pub fn impl_trait_ref(&self, impl_: DefId) -> Option<TraitRef> {
        if let Some(found) = self.impl_trait_refs.get(impl_) {
            return found;
        }
        let _active = self.begin(Query::ImplTraitRef, impl_)?;
        let trait_ref = self.compute_impl_trait_ref(impl_);
        self.impl_trait_refs.put(impl_, trait_ref)
    }

    fn compute_impl_trait_ref(&self, impl_: DefId) -> Option<TraitRef> {
        self.impl_trait_def(impl_)?;
        let item = self.item(impl_)?;
        let ItemKind::Impl(written) = &item.kind else { return None };
        let path = written.trait_.as_ref()?;
        let self_ty = self.type_of(impl_);
        self.lower_trait_ref(path, self_ty, &ItemCtx::new(self, impl_), &mut Vec::new())
    }

    /// Positive or negative.
    pub fn impl_polarity(&self, impl_: DefId) -> ImplPolarity {
        match self.item(impl_).as_deref().map(|item| &item.kind) {
            Some(ItemKind::Impl(written)) if written.negative => ImplPolarity::Negative,
            _ => ImplPolarity::Positive,
        }
    }

    /// The name of the derive that made an impl.
    pub fn impl_derived(&self, impl_: DefId) -> Option<Symbol> {
        match self.item(impl_).as_deref().map(|item| &item.kind) {
            Some(ItemKind::Impl(written)) => written.derived,
            _ => None,
        }
    }

    /// What a trait's header says.
    pub fn trait_def(&self, trait_: DefId) -> TraitDef {
        match self.item(trait_).as_deref().map(|item| &item.kind) {
            Some(ItemKind::Trait(written)) => {
                TraitDef { def: trait_, is_auto: written.is_auto, is_unsafe: written.is_unsafe }
            }
            _ => TraitDef { def: trait_, is_auto: false, is_unsafe: false },
        }
    }

    /// An auto trait?
    pub fn is_auto_trait(&self, trait_: DefId) -> bool {
        self.trait_def(trait_).is_auto
    }

    // --- opaque types

    /// The opaque type made from `impl bounds` (found again by the address of the bounds) in the result of `owner`.
    pub(crate) fn opaque_def(
        &self,
        owner: DefId,
        bounds: &[ast::Bound],
        span: treebeard_syntax::SpanId,
    ) -> DefId {
        let key = (owner, bounds.as_ptr() as usize);
        self.opaque_ids.get_or(key, |_| {
            let data = self.data(owner);
            let def = self.new_def(crate::names::definitions::DefData {
                kind: DefKind::Opaque,
                name: Symbol::new(&super::generics::impl_trait_text(bounds)),
                parent: Some(owner),
                span,
                origin: crate::names::definitions::Origin::Opaque,
                is_block: false,
                ..*data
            });
            self.opaque_bounds.put(def, bounds.into());
            def
        })
    }

    /// The function (or constant) whose body defines an opaque type.
    pub fn opaque_owner(&self, opaque: DefId) -> DefId {
        let mut current = opaque;
        while self.data(current).kind == DefKind::Opaque {
            match self.data(current).parent {
                Some(parent) => current = parent,
                None => break,
            }
        }
        current
    }

    /// `impl A + B`, as written.
    pub(crate) fn opaque_text(&self, opaque: DefId) -> String {
        self.data(opaque).name.as_str().to_owned()
    }

    /// The context in which the bounds of an opaque type are read.
    pub(crate) fn opaque_ctx(&self, opaque: DefId) -> ItemCtx<'_> {
        ItemCtx::new(self, self.opaque_owner(opaque)).with_impl_trait(ImplTraitMode::Result)
    }

    /// The method or associated constant or type of `trait_` with this name.
    pub fn trait_item_named(&self, trait_: DefId, name: &str, ns: Namespace) -> Option<DefId> {
        self.assoc_item_by_name(trait_, Symbol::new(name), ns).map(|item| item.def)
    }

    /// `Self: Trait` of a trait.
    pub fn identity_trait_ref(&self, trait_: DefId) -> TraitRef {
        TraitRef { trait_, args: self.identity_args(trait_) }
    }

    /// A trait reference with these arguments after the self type.
    pub fn trait_ref(&self, trait_: DefId, self_ty: Ty, rest: &[GenericArg]) -> TraitRef {
        let mut args = Vec::with_capacity(rest.len() + 1);
        args.push(GenericArg::Ty(self_ty));
        args.extend_from_slice(rest);
        TraitRef { trait_, args: GenericArgs::new(&args) }
    }
}

/// What an elided lifetime of a function's result is.
fn elided_output(inputs: &[Ty], has_self: bool) -> Result<Region, ()> {
    if has_self
        && let Some(first) = inputs.first()
        && let TyKind::Ref(region, ..) = first.kind()
    {
        return Ok(*region);
    }
    match regions_of(inputs).as_slice() {
        [only] => Ok(*only),
        // `self: Box<&Self>` and the like.
        [first, ..] if has_self && !regions_of(&inputs[..1]).is_empty() => Ok(*first),
        _ => Err(()),
    }
}
