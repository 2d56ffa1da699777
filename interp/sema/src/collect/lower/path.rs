//! Paths in types, and associated types named through a parameter or `Self`.

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{self, Edition, ItemKind, PathSegment, WherePredicate};

use super::super::generics::ast_generics;
use super::{ItemLowering, Lowerer, MissingArgs};
use crate::Sema;
use crate::cache::{Active, Query};
use crate::collect::ItemCtx;
use crate::def::{DefId, DefKind};
use crate::names::{Namespace, PathRes, PathSource, Res};
use crate::ty::{GenericArg, ParamTy, TraitRef, Ty, TyKind, subst_args, subst_ty};

impl Lowerer<'_> {
    pub(super) fn path_ty(&mut self, path: &ast::Path) -> Ty {
        if let Some(qself) = &path.qself {
            return self.qualified_ty(path, qself);
        }
        let found = self.resolve(path, PathSource::Type);
        self.resolved_path(path, found)
    }

    /// `<T>::Name`, `<T as Trait>::Name`.
    fn qualified_ty(&mut self, path: &ast::Path, qself: &ast::QSelf) -> Ty {
        let self_ty = self.ty(&qself.ty);
        let n = qself.trait_segments;
        if n == 0 {
            let res = match &qself.ty.kind {
                ast::TyKind::Path(path) if path.qself.is_none() && path.segments.len() == 1 => {
                    self.sema.resolve_type_path(self.ctx.scope(), path).ok().map(|found| found.res)
                }
                _ => None,
            };
            return self.assoc_segments(res, self_ty, &path.segments);
        }
        let found = self.resolve(path, PathSource::Type);
        let Res::Def(assoc) = found.res else { return Ty::error() };
        let trait_ = self.sema.parent(assoc).unwrap_or(assoc);
        let trait_args = path.segments[n - 1].args.as_deref();
        let args =
            self.args_for(trait_, &[GenericArg::Ty(self_ty)], trait_args, MissingArgs::Default, path.span);
        let segment = &path.segments[n];
        let args =
            self.args_for(assoc, &args, segment.args.as_deref(), MissingArgs::Default, segment.ident.span);
        let ty = self.ctx.projection(assoc, crate::ty::GenericArgs::new(&args), path.span);
        self.assoc_segments(None, ty, &path.segments[n + 1..])
    }

    pub(super) fn resolved_path(&mut self, path: &ast::Path, found: PathRes) -> Ty {
        let Some(base) = path.segments.len().checked_sub(found.unresolved) else { return Ty::error() };
        let (named, rest) = path.segments.split_at(base);
        let missing = std::mem::replace(&mut self.missing, MissingArgs::Default);
        let ty = self.res_ty(found.res, path, named, missing);
        self.assoc_segments(Some(found.res), ty, rest)
    }

    fn res_ty(&mut self, res: Res, path: &ast::Path, named: &[PathSegment], missing: MissingArgs) -> Ty {
        let last = named.last();
        let args = last.and_then(|segment| segment.args.as_deref());
        match res {
            Res::Def(def) => self.def_ty(def, path, named, missing),
            Res::PrimTy(prim) => {
                self.no_args(args);
                prim.ty()
            }
            Res::SelfTyParam(_) => {
                self.no_args(args);
                Ty::new(TyKind::Param(ParamTy { index: 0, name: Symbol::new("Self") }))
            }
            Res::SelfTyAlias(def) => {
                self.no_args(args);
                self.sema.type_of(def)
            }
            Res::TyParam(param) => {
                self.no_args(args);
                Ty::new(TyKind::Param(param))
            }
            Res::SelfCtor(_) | Res::ConstParam(_) | Res::Err => Ty::error(),
        }
    }

    fn def_ty(&mut self, def: DefId, path: &ast::Path, named: &[PathSegment], missing: MissingArgs) -> Ty {
        let data = self.sema.data(def);
        // `Enum::<T>::Variant` and `Enum::Variant::<T>`: the arguments may stand at either.
        let (adt, segment) = match data.kind {
            DefKind::Variant => {
                let on_enum = named.len().checked_sub(2).map(|i| &named[i]).filter(|s| s.args.is_some());
                (data.parent.unwrap_or(def), on_enum.or(named.last()))
            }
            _ => (def, named.last()),
        };
        let args = segment.and_then(|segment| segment.args.as_deref());
        match data.kind {
            DefKind::Struct | DefKind::Enum | DefKind::Union | DefKind::Variant => {
                let args = self.args_for(adt, &[], args, missing, path.span);
                Ty::new(TyKind::Adt(adt, crate::ty::GenericArgs::new(&args)))
            }
            DefKind::TypeAlias => {
                let args = self.args_for(def, &[], args, missing, path.span);
                subst_ty(self.sema.type_of(def), crate::ty::GenericArgs::new(&args))
            }
            DefKind::ForeignTy => Ty::new(TyKind::Foreign(def)),
            DefKind::Trait => self.bare_trait(def, path),
            DefKind::AssocTy => self.error("E0223", path.span, "ambiguous associated type"),
            _ => Ty::error(),
        }
    }

    /// A trait where a type is wanted: an object in old editions, an error since 2021.
    fn bare_trait(&mut self, _trait: DefId, path: &ast::Path) -> Ty {
        let edition = self.sema.edition(self.ctx.scope().module);
        if edition >= Edition::E2021 {
            return self.error("E0782", path.span, "expected a type, found a trait");
        }
        let bound =
            ast::TraitBound { lifetimes: Vec::new(), maybe: false, path: path.clone(), span: path.span };
        self.dyn_ty(&[ast::Bound::Trait(bound)], path.span)
    }

    fn no_args(&mut self, args: Option<&ast::GenericArgs>) {
        if let Some(args) = args
            && !(args.args.is_empty() && args.constraints.is_empty())
        {
            self.error("E0109", args.span, "generic arguments are not allowed on this type");
        }
    }

    /// The associated types that `segments` name, one after the other, starting at a type.
    fn assoc_segments(&mut self, base: Option<Res>, ty: Ty, segments: &[PathSegment]) -> Ty {
        let mut current = ty;
        let mut res = base;
        for segment in segments {
            current = self.assoc_segment(res.take(), current, segment);
        }
        current
    }

    fn assoc_segment(&mut self, base: Option<Res>, ty: Ty, segment: &PathSegment) -> Ty {
        if ty.kind() == &TyKind::Error {
            return ty;
        }
        let ident = segment.ident;
        let owner = self.ctx.scope().owner;
        let found = match (base, ty.kind()) {
            (Some(Res::SelfTyAlias(impl_)), kind) => {
                let by_trait = self.sema.self_assoc_in_impl(impl_, ident.name);
                match (by_trait, kind) {
                    (None, TyKind::Param(param)) => self.sema.param_assoc(owner, *param, ident.name),
                    (found, _) => found.map_or(ParamAssoc::None, ParamAssoc::One),
                }
            }
            (_, TyKind::Param(param)) => self.sema.param_assoc(owner, *param, ident.name),
            _ => ParamAssoc::NotParam,
        };
        match found {
            ParamAssoc::One((trait_ref, assoc)) => {
                let args = self.args_for(
                    assoc,
                    &trait_ref.args,
                    segment.args.as_deref(),
                    MissingArgs::Default,
                    ident.span,
                );
                self.ctx.projection(assoc, crate::ty::GenericArgs::new(&args), ident.span)
            }
            ParamAssoc::Several => {
                let of = ty.display(self.sema);
                let message = format!("ambiguous associated type `{}` in bounds of `{of}`", ident.name);
                self.error("E0221", ident.span, message)
            }
            ParamAssoc::None if matches!(ty.kind(), TyKind::Param(_)) => {
                let message =
                    format!("associated type `{}` not found for `{}`", ident.name, ty.display(self.sema));
                self.error("E0220", ident.span, message)
            }
            ParamAssoc::None | ParamAssoc::NotParam => {
                if let Some(ty) = self.ctx.assoc_type_of(ty, ident.name, ident.span) {
                    return ty;
                }
                self.ambiguous_assoc(base, ty, segment)
            }
        }
    }

    fn ambiguous_assoc(&mut self, base: Option<Res>, ty: Ty, segment: &PathSegment) -> Ty {
        let ident = segment.ident;
        if let TyKind::Adt(adt, _) = ty.kind()
            && self.sema.resolve_in_container(*adt, ident.name, Namespace::Type).is_some()
        {
            let message = format!("expected type, found variant `{}`", ident.name);
            return self.error("E0573", ident.span, message);
        }
        if matches!(base, Some(Res::SelfTyAlias(impl_)) if self.sema.impl_trait_def(impl_).is_some()) {
            let message = format!("associated type `{}` not found for `Self`", ident.name);
            return self.error("E0220", ident.span, message);
        }
        self.error("E0223", ident.span, "ambiguous associated type")
    }
}

/// What `T::Name` may be.
pub(crate) enum ParamAssoc {
    /// The bound's trait (with arguments) that declares it, and the associated type.
    One((TraitRef, DefId)),
    /// Bounds by different traits declare it.
    Several,
    /// No bound declares it.
    None,
    /// `T` is no parameter.
    NotParam,
}

impl Sema {
    /// The trait declaring associated type `name` among `trait_ref` and its supertraits.
    pub(crate) fn assoc_ty_of_trait_ref(
        &self,
        trait_ref: TraitRef,
        name: Symbol,
    ) -> Option<(TraitRef, DefId)> {
        if let Some(item) = self.assoc_item_by_name(trait_ref.trait_, name, Namespace::Type) {
            return Some((trait_ref, item.def));
        }
        if !self.trait_declares_assoc(trait_ref.trait_, name, &mut Vec::new()) {
            return None;
        }
        self.all_super_traits(trait_ref.trait_).iter().find_map(|super_| {
            let item = self.assoc_item_by_name(super_.trait_, name, Namespace::Type)?;
            Some((subst_args(super_, trait_ref.args), item.def))
        })
    }

    /// The same, all of them: a trait may declare what its supertraits do, or two supertraits the same name.
    fn assoc_tys_of_trait_ref(&self, trait_ref: TraitRef, name: Symbol) -> Vec<(TraitRef, DefId)> {
        let own = self.assoc_item_by_name(trait_ref.trait_, name, Namespace::Type);
        let mut found: Vec<(TraitRef, DefId)> = own.map(|item| (trait_ref, item.def)).into_iter().collect();
        let declares =
            |super_: &&DefId| self.trait_declares_assoc(**super_, name, &mut vec![trait_ref.trait_]);
        let declaring = self.super_trait_defs(trait_ref.trait_).iter().filter(declares).count();
        match (found.is_empty(), declaring) {
            (_, 0) => {}
            (true, 1) => found.extend(self.assoc_ty_of_trait_ref(trait_ref, name)),
            _ => {
                for super_ in self.all_super_traits(trait_ref.trait_).iter() {
                    let item = self.assoc_item_by_name(super_.trait_, name, Namespace::Type);
                    let new = item.filter(|item| found.iter().all(|(_, known)| *known != item.def));
                    found.extend(new.map(|item| (subst_args(super_, trait_ref.args), item.def)));
                }
            }
        }
        found
    }

    /// Does the trait or one of its supertraits declare an associated type of this name? Looks at definitions only,
    /// so that it can be asked while bounds are being lowered.
    fn trait_declares_assoc(&self, trait_: DefId, name: Symbol, visited: &mut Vec<DefId>) -> bool {
        if visited.contains(&trait_) {
            return false;
        }
        visited.push(trait_);
        self.assoc_item_by_name(trait_, name, Namespace::Type).is_some()
            || self
                .super_trait_defs(trait_)
                .iter()
                .any(|super_| self.trait_declares_assoc(*super_, name, visited))
    }

    /// `Self::Name` inside an impl of a trait.
    fn self_assoc_in_impl(&self, impl_: DefId, name: Symbol) -> Option<(TraitRef, DefId)> {
        if self.data(impl_).kind != DefKind::Impl {
            return None;
        }
        let trait_ = self.impl_trait_def(impl_)?;
        if !self.trait_declares_assoc(trait_, name, &mut Vec::new()) {
            return None;
        }
        self.assoc_ty_of_trait_ref(self.impl_trait_ref(impl_)?, name)
    }

    /// `T::Name` by the bounds of `T` in `owner` and what it stands in. Only the bounds that declare such a type are
    /// lowered.
    pub(crate) fn param_assoc(&self, owner: DefId, param: ParamTy, name: Symbol) -> ParamAssoc {
        let key = u64::from(owner.0) << 32 | u64::from(param.index);
        let address = std::ptr::from_ref(self) as usize;
        let Some(_active) = Active::enter(address, Query::ParamBounds(name), key) else {
            return ParamAssoc::None;
        };
        let mut found: Vec<(TraitRef, DefId)> = Vec::new();
        let mut current = Some(owner);
        while let Some(def) = current {
            if self.data(def).kind == DefKind::Trait && param.index == 0 {
                let own = TraitRef { trait_: def, args: self.identity_args(def) };
                found.extend(self.assoc_tys_of_trait_ref(own, name));
            }
            if let Some(item) = self.item(def) {
                self.bounds_declaring(def, &item, param, name, &mut found);
            }
            current = self.generics_of(def).parent;
        }
        found.dedup();
        match found.as_slice() {
            [] => ParamAssoc::None,
            [first, rest @ ..] => {
                // The same trait twice (`T: A + B`, both with supertrait `Iterator`) is no ambiguity.
                if rest.iter().all(|other| other.1 == first.1) {
                    ParamAssoc::One(*first)
                } else {
                    ParamAssoc::Several
                }
            }
        }
    }

    fn bounds_declaring(
        &self,
        def: DefId,
        item: &ast::Item,
        param: ParamTy,
        name: Symbol,
        found: &mut Vec<(TraitRef, DefId)>,
    ) {
        let Some(generics) = ast_generics(item) else { return };
        let ctx = ItemCtx::new(self, def);
        let ty = Ty::new(TyKind::Param(param));
        let mut add = |bounds: &[ast::Bound]| {
            for bound in bounds {
                let ast::Bound::Trait(bound) = bound else { continue };
                let found_path = self.resolve_path(ctx.scope(), &bound.path, PathSource::Trait);
                let Ok(PathRes { res: Res::Def(trait_), .. }) = found_path else { continue };
                if !self.trait_declares_assoc(trait_, name, &mut Vec::new()) {
                    continue;
                }
                let mut lowerer = Lowerer::new(self, &ctx);
                if let Some(trait_ref) = lowerer.poly_trait_ref(bound, ty, &mut Vec::new()) {
                    found.extend(self.assoc_ty_of_trait_ref(trait_ref, name));
                }
            }
        };
        for written in &generics.params {
            if written.ident.name == param.name {
                add(&written.bounds);
            }
        }
        for predicate in &generics.predicates {
            if let WherePredicate::Type { ty, bounds, .. } = predicate
                && let ast::TyKind::Path(path) = &ty.kind
                && path.qself.is_none()
                && let [segment] = path.segments.as_slice()
                && segment.ident.name == param.name
            {
                add(bounds);
            }
        }
        if let ItemKind::Fn(_) = &item.kind {
            self.synthetic_bounds_declaring(def, item, param, &mut add);
        }
    }

    fn synthetic_bounds_declaring(
        &self,
        def: DefId,
        item: &ast::Item,
        param: ParamTy,
        add: &mut dyn FnMut(&[ast::Bound]),
    ) {
        for (bounds, synthetic) in self.synthetic_params(def, item) {
            if synthetic == param {
                add(bounds);
            }
        }
    }
}
