//! What must hold for a definition to be used: rustc's `predicates_of`, `super_predicates_of`, `item_bounds`.

use std::sync::Arc;

use treebeard_syntax::ast::{self, Bound, GenericParamKind, ItemKind, WherePredicate};
use treebeard_syntax::{SpanId, Symbol};

use super::generics::ast_generics;
use super::item_ctx::ImplTraitMode;
use super::lower::{ItemLowering, Lowerer};
use super::walk::{AstTyVisitor, walk_ty};
use super::{ItemCtx, SpannedPredicates};
use crate::Sema;
use crate::cache::Query;
use crate::def::{DefId, DefKind};
use crate::names::{PathSource, Res};
use crate::ty::{
    AliasKind, Const, ConstKind, GenericArg, GenericArgs, GenericParamDefKind, ParamTy, Predicate, TraitRef,
    Ty, TyKind, subst_args,
};

type Out = Vec<(Predicate, SpanId)>;

fn self_param() -> Ty {
    Ty::new(TyKind::Param(ParamTy { index: 0, name: Symbol::new("Self") }))
}

impl Sema {
    /// Own and inherited predicates. Parameters are `Sized` unless `?Sized`; a trait's include `Self: Trait`.
    pub fn predicates_of(&self, def: DefId) -> SpannedPredicates {
        if let Some(found) = self.predicates.get(def) {
            return found;
        }
        let Some(_active) = self.begin(Query::PredicatesOf, def) else { return Arc::default() };
        let mut out = Out::new();
        if let Some(parent) = self.generics_of(def).parent {
            out.extend_from_slice(&self.predicates_of(parent));
        }
        self.own_predicates(def, &mut out);
        self.predicates.put(def, out.into())
    }

    /// The predicates that `def` itself declares.
    fn own_predicates(&self, def: DefId, out: &mut Out) {
        let data = self.data(def);
        if matches!(data.kind, DefKind::Mod | DefKind::Opaque | DefKind::AnonConst) {
            return;
        }
        let Some(item) = self.item(def) else { return };
        if data.kind == DefKind::Trait {
            out.push((Predicate::Trait(self.identity_trait_ref(def)), data.span));
            out.extend_from_slice(&self.super_predicates_of(def));
        }
        let Some(written) = ast_generics(&item) else { return };
        let ctx = ItemCtx::new(self, def).with_impl_trait(ImplTraitMode::Argument);
        let generics = self.generics_of(def);
        for param in &generics.params {
            let as_param = ParamTy { index: param.index, name: param.name };
            match param.kind {
                GenericParamDefKind::Type { synthetic: false, .. } => {
                    if data.kind == DefKind::Trait && param.index == 0 {
                        continue;
                    }
                    let Some(p) = written.params.iter().find(|p| p.ident.name == param.name) else {
                        continue;
                    };
                    let ty = Ty::new(TyKind::Param(as_param));
                    if !self.is_maybe_sized(&p.bounds, written, Some(param.name)) {
                        self.push_sized(ty, p.ident.span, out);
                    }
                    self.lower_bounds(&p.bounds, ty, &ctx, out);
                }
                GenericParamDefKind::Const { .. } => {
                    let ty = self.const_param_ty(def, as_param);
                    let c = Const::new(ConstKind::Param(as_param));
                    out.push((Predicate::ConstArgHasType(c, ty), data.span));
                }
                GenericParamDefKind::Type { synthetic: true, .. } | GenericParamDefKind::Lifetime => {}
            }
        }
        for (bounds, param) in self.synthetic_params(def, &item) {
            let ty = Ty::new(TyKind::Param(param));
            if !has_maybe_sized(bounds) {
                self.push_sized(ty, data.span, out);
            }
            self.lower_bounds(bounds, ty, &ctx, out);
        }
        self.region_predicates(def, written, &ctx, out);
        self.where_predicates(written, &ctx, out);
    }

    fn region_predicates(&self, def: DefId, written: &ast::Generics, ctx: &ItemCtx<'_>, out: &mut Out) {
        for param in &written.params {
            if !matches!(param.kind, GenericParamKind::Lifetime) {
                continue;
            }
            let Some(region) = self.lifetime_in_scope(def, param.ident.name, 0) else { continue };
            for bound in &param.bounds {
                if let Bound::Lifetime(other) = bound {
                    let other = self.lower_lifetime(*other, ctx);
                    out.push((Predicate::RegionOutlives(region, other), param.ident.span));
                }
            }
        }
    }

    fn where_predicates(&self, written: &ast::Generics, ctx: &ItemCtx<'_>, out: &mut Out) {
        for predicate in &written.predicates {
            match predicate {
                WherePredicate::Type { lifetimes, ty, bounds, .. } => {
                    Lowerer::new(self, ctx).where_type(lifetimes, ty, bounds, out);
                }
                WherePredicate::Lifetime { lifetime, bounds } => {
                    let region = self.lower_lifetime(*lifetime, ctx);
                    for bound in bounds {
                        let other = self.lower_lifetime(*bound, ctx);
                        out.push((Predicate::RegionOutlives(region, other), bound.ident.span));
                    }
                }
            }
        }
    }

    fn push_sized(&self, ty: Ty, span: SpanId, out: &mut Out) {
        if let Some(sized) = self.lang_item("sized") {
            out.push((Predicate::Trait(self.trait_ref(sized, ty, &[])), span));
        }
    }

    /// `?Sized` among the bounds of a parameter or in a where clause on it?
    fn is_maybe_sized(&self, bounds: &[Bound], written: &ast::Generics, name: Option<Symbol>) -> bool {
        has_maybe_sized(bounds)
            || written.predicates.iter().any(|predicate| match predicate {
                WherePredicate::Type { ty, bounds, .. } => {
                    has_maybe_sized(bounds)
                        && matches!(&ty.kind, ast::TyKind::Path(path)
                            if path.segments.len() == 1 && Some(path.segments[0].ident.name) == name)
                }
                WherePredicate::Lifetime { .. } => false,
            })
    }

    /// What holds of `Self` in a trait besides the trait itself: supertraits with their associated types.
    pub fn super_predicates_of(&self, trait_: DefId) -> SpannedPredicates {
        if let Some(found) = self.super_predicates.get(trait_) {
            return found;
        }
        let Some(_active) = self.begin(Query::SuperPredicates, trait_) else { return Arc::default() };
        let mut out = Out::new();
        let item = self.item(trait_);
        if let Some(ItemKind::Trait(written)) = item.as_deref().map(|item| &item.kind) {
            let ctx = ItemCtx::new(self, trait_);
            self.lower_bounds(&written.supertraits, self_param(), &ctx, &mut out);
            for predicate in &written.generics.predicates {
                if let WherePredicate::Type { lifetimes, ty, bounds, .. } = predicate
                    && is_self_path(ty)
                {
                    Lowerer::new(self, &ctx).where_type(lifetimes, ty, bounds, &mut out);
                }
            }
        }
        self.super_predicates.put(trait_, out.into())
    }

    /// Direct supertraits, by definition only (asked while bounds are being lowered).
    pub(crate) fn super_trait_defs(&self, trait_: DefId) -> Arc<[DefId]> {
        self.super_defs.get_or(trait_, || {
            let item = self.item(trait_);
            let Some(ItemKind::Trait(written)) = item.as_deref().map(|item| &item.kind) else {
                return Arc::default();
            };
            let scope = self.scope_of(trait_);
            let mut out = Vec::new();
            let mut add = |bounds: &[Bound]| {
                for bound in bounds {
                    if let Bound::Trait(bound) = bound
                        && !bound.maybe
                        && let Ok(found) = self.resolve_path(scope, &bound.path, PathSource::Trait)
                        && let Res::Def(def) = found.res
                    {
                        out.push(def);
                    }
                }
            };
            add(&written.supertraits);
            for predicate in &written.generics.predicates {
                if let WherePredicate::Type { ty, bounds, .. } = predicate
                    && is_self_path(ty)
                {
                    add(bounds);
                }
            }
            out.into()
        })
    }

    /// Direct supertraits, in terms of the trait's parameters.
    pub fn super_traits(&self, trait_: DefId) -> Arc<[TraitRef]> {
        let mut out = Vec::new();
        for (predicate, _) in self.super_predicates_of(trait_).iter() {
            if let Predicate::Trait(trait_ref) = predicate
                && trait_ref.self_ty() == self_param()
            {
                out.push(*trait_ref);
            }
        }
        out.into()
    }

    /// The trait and all its supertraits, transitively, in terms of the trait's parameters; the trait first.
    pub fn all_super_traits(&self, trait_: DefId) -> Arc<[TraitRef]> {
        if let Some(found) = self.all_supers.get(trait_) {
            return found;
        }
        let mut out = vec![self.identity_trait_ref(trait_)];
        let mut next = 0;
        while next < out.len() {
            let current = out[next];
            for super_ in self.super_traits(current.trait_).iter() {
                let super_ = subst_args(super_, current.args);
                if !out.contains(&super_) {
                    out.push(super_);
                }
            }
            next += 1;
            if next > 1000 {
                break;
            }
        }
        self.all_supers.put(trait_, out.into())
    }

    /// What holds of an associated type (in terms of the trait's parameters and its own) or of an opaque type.
    pub fn item_bounds(&self, assoc_ty_or_opaque: DefId) -> SpannedPredicates {
        let def = assoc_ty_or_opaque;
        if let Some(found) = self.bounds.get(def) {
            return found;
        }
        let Some(_active) = self.begin(Query::ItemBounds, def) else { return Arc::default() };
        let mut out = Out::new();
        if self.data(def).kind == DefKind::Opaque {
            if let Some(bounds) = self.opaque_bounds.get(def) {
                let ctx = self.opaque_ctx(def);
                self.bounds_of_alias(self.type_of(def), &bounds, &ctx, def, &mut out);
            }
        } else if let Some(ItemKind::TypeAlias { bounds, .. }) =
            self.item(def).as_deref().map(|item| &item.kind)
        {
            let args = self.identity_args(def);
            let ty = Ty::new(TyKind::Alias(AliasKind::Projection, def, args));
            self.bounds_of_alias(ty, bounds, &ItemCtx::new(self, def), def, &mut out);
            self.trait_where_on(def, ty, &mut out);
        }
        self.bounds.put(def, out.into())
    }

    fn bounds_of_alias(&self, ty: Ty, bounds: &[Bound], ctx: &dyn ItemLowering, def: DefId, out: &mut Out) {
        if !has_maybe_sized(bounds) {
            self.push_sized(ty, self.def_span(def), out);
        }
        self.lower_bounds(bounds, ty, ctx, out);
    }

    /// `where Self::Name: Bound` in the trait's header is a bound of the associated type, too.
    fn trait_where_on(&self, assoc: DefId, ty: Ty, out: &mut Out) {
        let Some(trait_) = self.parent(assoc) else { return };
        let item = self.item(trait_);
        let Some(ItemKind::Trait(written)) = item.as_deref().map(|item| &item.kind) else { return };
        let ctx = ItemCtx::new(self, trait_);
        let mut all = Out::new();
        for predicate in &written.generics.predicates {
            if let WherePredicate::Type { lifetimes, ty: bounded, bounds, .. } = predicate
                && mentions_self_assoc(bounded)
            {
                Lowerer::new(self, &ctx).where_type(lifetimes, bounded, bounds, &mut all);
            }
        }
        out.extend(all.into_iter().filter(|(predicate, _)| match predicate {
            Predicate::Trait(trait_ref) => trait_ref.self_ty() == ty,
            Predicate::Projection(_, args, _) => args.ty_at(0) == ty,
            Predicate::TypeOutlives(bounded, _) => *bounded == ty,
            Predicate::RegionOutlives(..) | Predicate::ConstArgHasType(..) => false,
        }));
    }

    /// The `impl Trait` arguments of a function with the parameters made for them.
    pub(crate) fn synthetic_params<'i>(
        &self,
        def: DefId,
        item: &'i ast::Item,
    ) -> Vec<(&'i [Bound], ParamTy)> {
        let ItemKind::Fn(f) = &item.kind else { return Vec::new() };
        let mut found = Vec::new();
        for ty in &f.sig.inputs {
            collect_impl_traits(ty, &mut found);
        }
        found.into_iter().filter_map(|bounds| Some((bounds, self.synthetic_param(def, bounds)?))).collect()
    }

    /// Does an associated item say `where Self: Sized`?
    pub fn requires_self_sized(&self, item: DefId) -> bool {
        let tree = self.item(item);
        let Some(written) = tree.as_deref().and_then(ast_generics) else { return false };
        let Some(sized) = self.lang_item("sized") else { return false };
        written.predicates.iter().any(|predicate| match predicate {
            WherePredicate::Type { ty, bounds, .. } => {
                is_self_path(ty)
                    && bounds.iter().any(|bound| match bound {
                        Bound::Trait(bound) if !bound.maybe => matches!(
                            self.resolve_path(self.scope_of(item), &bound.path, PathSource::Trait),
                            Ok(found) if found.res == Res::Def(sized)
                        ),
                        Bound::Trait(_) | Bound::Lifetime(_) | Bound::Use(..) => false,
                    })
            }
            WherePredicate::Lifetime { .. } => false,
        })
    }

    /// The trait reference of an associated type's projection: the trait's arguments out of its own.
    pub fn projection_trait_ref(&self, assoc: DefId, args: GenericArgs) -> TraitRef {
        let trait_ = self.parent(assoc).unwrap_or(assoc);
        let count = self.generics_of(trait_).count().min(args.len());
        let trait_args: Vec<GenericArg> = args[..count].to_vec();
        TraitRef { trait_, args: GenericArgs::new(&trait_args) }
    }
}

/// `impl Trait`s of a type, outermost first, in the order of [`Sema::synthetic_param`].
fn collect_impl_traits<'i>(ty: &'i ast::Ty, out: &mut Vec<&'i [Bound]>) {
    // A visitor cannot keep references into the tree it walks, so addresses are gathered first and the tree is
    // searched for them; argument types are small.
    struct Addresses(Vec<usize>);
    impl AstTyVisitor for Addresses {
        fn ty(&mut self, ty: &ast::Ty) -> bool {
            if let ast::TyKind::ImplTrait(bounds) = &ty.kind {
                self.0.push(bounds.as_ptr() as usize);
            }
            true
        }
    }
    let mut addresses = Addresses(Vec::new());
    walk_ty(&mut addresses, ty);
    for address in addresses.0 {
        out.extend(find_impl_trait(ty, address));
    }
}

fn find_impl_trait(ty: &ast::Ty, address: usize) -> Option<&[Bound]> {
    match &ty.kind {
        ast::TyKind::ImplTrait(bounds) if bounds.as_ptr() as usize == address => Some(bounds),
        ast::TyKind::ImplTrait(bounds) | ast::TyKind::TraitObject(bounds) => {
            bounds.iter().find_map(|bound| match bound {
                Bound::Trait(bound) => find_in_path(&bound.path, address),
                Bound::Lifetime(_) | Bound::Use(..) => None,
            })
        }
        ast::TyKind::Path(path) => find_in_path(path, address),
        ast::TyKind::Ref(_, _, inner)
        | ast::TyKind::Ptr(_, inner)
        | ast::TyKind::Slice(inner)
        | ast::TyKind::Array(inner, _) => find_impl_trait(inner, address),
        ast::TyKind::Tuple(elements) => elements.iter().find_map(|ty| find_impl_trait(ty, address)),
        ast::TyKind::BareFn(bare) => {
            bare.inputs.iter().chain(&bare.output).find_map(|ty| find_impl_trait(ty, address))
        }
        ast::TyKind::Never | ast::TyKind::Infer | ast::TyKind::Unsupported(_) => None,
    }
}

fn find_in_path(path: &ast::Path, address: usize) -> Option<&[Bound]> {
    let in_qself = path.qself.as_ref().and_then(|qself| find_impl_trait(&qself.ty, address));
    in_qself
        .or_else(|| path.segments.iter().find_map(|segment| find_in_args(segment.args.as_deref()?, address)))
}

fn find_in_args(args: &ast::GenericArgs, address: usize) -> Option<&[Bound]> {
    let in_args = args.args.iter().find_map(|arg| match arg {
        ast::GenericArg::Type(ty) => find_impl_trait(ty, address),
        ast::GenericArg::Lifetime(_) | ast::GenericArg::Const(_) => None,
    });
    in_args.or_else(|| {
        args.constraints.iter().find_map(|constraint| match &constraint.kind {
            ast::AssocConstraintKind::Equal(ty) => find_impl_trait(ty, address),
            ast::AssocConstraintKind::EqualConst(_) => None,
            ast::AssocConstraintKind::Bound(bounds) => bounds.iter().find_map(|bound| match bound {
                Bound::Trait(bound) => find_in_path(&bound.path, address),
                Bound::Lifetime(_) | Bound::Use(..) => None,
            }),
        })
    })
}

fn has_maybe_sized(bounds: &[Bound]) -> bool {
    bounds.iter().any(|bound| matches!(bound, Bound::Trait(bound) if bound.maybe))
}

fn is_self_path(ty: &ast::Ty) -> bool {
    matches!(&ty.kind, ast::TyKind::Path(path)
        if path.qself.is_none() && path.segments.len() == 1 && path.segments[0].ident.name.as_str() == "Self")
}

fn mentions_self_assoc(ty: &ast::Ty) -> bool {
    matches!(&ty.kind, ast::TyKind::Path(path)
        if path.qself.is_some()
            || (path.segments.len() > 1 && path.segments[0].ident.name.as_str() == "Self"))
}
