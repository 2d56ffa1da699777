//! Trait references, bounds and `dyn` types.

use treebeard_syntax::ast::{self, AssocConstraint, AssocConstraintKind, Bound};
use treebeard_syntax::{Diagnostic, SpanId, Unsupported};

use super::{ItemLowering, Lowerer, MissingArgs};
use crate::Sema;
use crate::def::DefId;
use crate::names::{PathSource, Res};
use crate::ty::{
    AliasKind, DynTy, GenericArg, GenericArgs, Predicate, Region, TraitRef, Ty, TyKind, subst_args,
};

impl Sema {
    /// A trait with arguments as written, for a self type; further predicates (`Item = T`) are pushed to `out`.
    pub fn lower_trait_ref(
        &self,
        path: &ast::Path,
        self_ty: Ty,
        ctx: &dyn ItemLowering,
        out: &mut Vec<(Predicate, SpanId)>,
    ) -> Option<TraitRef> {
        Lowerer::new(self, ctx).trait_ref(path, self_ty, out)
    }

    /// Bounds as written, for a bounded type. `?Sized` adds nothing here.
    pub fn lower_bounds(
        &self,
        bounds: &[Bound],
        bounded: Ty,
        ctx: &dyn ItemLowering,
        out: &mut Vec<(Predicate, SpanId)>,
    ) {
        Lowerer::new(self, ctx).bounds(bounds, bounded, out);
    }
}

/// The self type of a `dyn` type's own trait while it is lowered.
pub(super) fn dyn_self() -> Ty {
    Ty::new(TyKind::Placeholder(u32::MAX))
}

impl Lowerer<'_> {
    pub(crate) fn bounds(&mut self, bounds: &[Bound], bounded: Ty, out: &mut Vec<(Predicate, SpanId)>) {
        for bound in bounds {
            match bound {
                Bound::Trait(bound) if bound.maybe => {}
                Bound::Trait(bound) => {
                    let mut more = Vec::new();
                    if let Some(trait_ref) = self.poly_trait_ref(bound, bounded, &mut more) {
                        out.push((Predicate::Trait(trait_ref), bound.span));
                    }
                    out.append(&mut more);
                }
                Bound::Lifetime(lifetime) => {
                    let region = self.lifetime(*lifetime);
                    out.push((Predicate::TypeOutlives(bounded, region), lifetime.ident.span));
                }
                Bound::Use(..) => {}
            }
        }
    }

    /// The predicates of a where clause `for<'a> T: Bounds`.
    pub(crate) fn where_type(
        &mut self,
        lifetimes: &[ast::GenericParam],
        ty: &ast::Ty,
        bounds: &[Bound],
        out: &mut Vec<(Predicate, SpanId)>,
    ) {
        if lifetimes.is_empty() {
            let bounded = self.ty(ty);
            self.bounds(bounds, bounded, out);
            return;
        }
        self.under_binder(lifetimes, false, |this| {
            let bounded = this.ty(ty);
            this.bounds(bounds, bounded, out);
        });
    }

    /// `for<'a> Trait<'a>`: the binder is the predicate's.
    pub(crate) fn poly_trait_ref(
        &mut self,
        bound: &ast::TraitBound,
        self_ty: Ty,
        out: &mut Vec<(Predicate, SpanId)>,
    ) -> Option<TraitRef> {
        self.check_binder_of_bound(bound);
        let elides =
            bound.path.segments.last().and_then(|s| s.args.as_ref()).is_some_and(|args| args.parenthesized);
        if bound.lifetimes.is_empty() && !elides {
            return self.trait_ref(&bound.path, self_ty, out);
        }
        self.under_binder(&bound.lifetimes, elides, |this| this.trait_ref(&bound.path, self_ty, out))
    }

    pub(crate) fn trait_ref(
        &mut self,
        path: &ast::Path,
        self_ty: Ty,
        out: &mut Vec<(Predicate, SpanId)>,
    ) -> Option<TraitRef> {
        let found = self.resolve(path, PathSource::Trait);
        let Res::Def(trait_) = found.res else { return None };
        let written = path.segments.last().and_then(|segment| segment.args.as_deref());
        let args =
            self.args_for(trait_, &[GenericArg::Ty(self_ty)], written, MissingArgs::Default, path.span);
        let trait_ref = TraitRef { trait_, args: GenericArgs::new(&args) };
        if let Some(written) = written {
            let inputs: Vec<Ty> = args.get(1).and_then(|arg| arg.as_ty()).into_iter().collect();
            for constraint in &written.constraints {
                self.constraint(trait_ref, constraint, written.parenthesized.then_some(&inputs), out);
            }
        }
        Some(trait_ref)
    }

    /// `Item = T`, `Item: Bound` on a trait reference.
    fn constraint(
        &mut self,
        trait_ref: TraitRef,
        constraint: &AssocConstraint,
        fn_inputs: Option<&Vec<Ty>>,
        out: &mut Vec<(Predicate, SpanId)>,
    ) {
        let ident = constraint.ident;
        if let AssocConstraintKind::EqualConst(_) = &constraint.kind {
            self.ctx.unsupported(Unsupported::new("associated constant equality", ident.span));
            return;
        }
        let Some((declaring, assoc)) = self.sema.assoc_ty_of_trait_ref(trait_ref, ident.name) else {
            let message = format!(
                "associated type `{}` not found for `{}`",
                ident.name,
                self.sema.def_name(trait_ref.trait_)
            );
            self.error("E0220", ident.span, message);
            return;
        };
        let args = self.args_for(
            assoc,
            &declaring.args,
            constraint.args.as_deref(),
            MissingArgs::Default,
            ident.span,
        );
        let args = GenericArgs::new(&args);
        match &constraint.kind {
            AssocConstraintKind::Equal(ty) => {
                let value = match fn_inputs {
                    Some(inputs) => self.fn_output(inputs, Some(ty)),
                    None => self.ty(ty),
                };
                out.push((Predicate::Projection(assoc, args, value), ident.span));
            }
            AssocConstraintKind::Bound(bounds) => {
                let projection = Ty::new(TyKind::Alias(AliasKind::Projection, assoc, args));
                self.bounds(bounds, projection, out);
            }
            AssocConstraintKind::EqualConst(_) => {}
        }
    }

    /// `dyn A + Send + 'a`.
    pub(super) fn dyn_ty(&mut self, bounds: &[Bound], span: SpanId) -> Ty {
        let mut region = None;
        let mut principal: Option<TraitRef> = None;
        let mut predicates: Vec<(Predicate, SpanId)> = Vec::new();
        let mut auto_traits: Vec<DefId> = Vec::new();
        for bound in bounds {
            match bound {
                Bound::Lifetime(lifetime) => {
                    if region.is_some() {
                        let message = "only a single explicit lifetime bound is permitted";
                        self.error("E0226", lifetime.ident.span, message);
                    }
                    region = Some(self.lifetime(*lifetime));
                }
                Bound::Use(..) => {}
                Bound::Trait(bound) => {
                    self.check_binder_of_bound(bound);
                    self.check_bound_once(bound);
                    let outer = self.object_region.take();
                    let lowered =
                        self.under_binder(&bound.lifetimes, is_parenthesized(&bound.path), |this| {
                            this.trait_ref(&bound.path, dyn_self(), &mut predicates)
                        });
                    self.object_region = outer;
                    let Some(trait_ref) = lowered else { return Ty::error() };
                    if self.sema.is_auto_trait(trait_ref.trait_) {
                        auto_traits.push(trait_ref.trait_);
                    } else if principal.is_some() {
                        let message = "only auto traits can be used as additional traits in a trait object";
                        return self.error("E0225", bound.span, message);
                    } else {
                        principal = Some(trait_ref);
                    }
                }
            }
        }
        auto_traits.sort_unstable();
        auto_traits.dedup();
        if let Some(trait_ref) = principal
            && !self.check_dyn_compatible(trait_ref.trait_, span)
        {
            return Ty::error();
        }
        let projections = self.object_projections(principal, &predicates, span);
        let region = region.or(self.object_region).unwrap_or(Region::Static);
        let principal = principal.map(|trait_ref| (trait_ref.trait_, GenericArgs::new(&trait_ref.args[1..])));
        let dyn_ty =
            DynTy { principal, projections: projections.into(), auto_traits: auto_traits.into_boxed_slice() };
        Ty::new(TyKind::Dynamic(dyn_ty, region))
    }

    /// E0038.
    fn check_dyn_compatible(&mut self, trait_: DefId, span: SpanId) -> bool {
        // What an alias stands for is only looked at where it is used.
        if self.sema.def_kind(self.ctx.scope().owner) == crate::def::DefKind::TypeAlias {
            return true;
        }
        let why = self.sema.dyn_incompatibility(trait_);
        if why.is_empty() {
            return true;
        }
        let name = self.sema.def_name(trait_);
        let message = format!("the trait `{name}` is not dyn compatible");
        let mut error =
            Diagnostic::error(Some("E0038"), span, message).label(format!("`{name}` is not dyn compatible"));
        for (at, reason) in why.iter() {
            error = error.secondary(*at, format!("...because {reason}"));
        }
        self.ctx.report(error);
        false
    }

    /// The associated types an object type fixes: those written, and those its supertraits' bounds fix.
    fn object_projections(
        &mut self,
        principal: Option<TraitRef>,
        predicates: &[(Predicate, SpanId)],
        span: SpanId,
    ) -> Vec<(DefId, Ty)> {
        let Some(principal) = principal else { return Vec::new() };
        let mut projections: Vec<(DefId, Ty)> = Vec::new();
        let mut add = |predicate: &Predicate| {
            if let Predicate::Projection(assoc, _, ty) = predicate
                && !projections.iter().any(|(known, _)| known == assoc)
            {
                projections.push((*assoc, *ty));
            }
        };
        predicates.iter().for_each(|(predicate, _)| add(predicate));
        let supers = self.sema.all_super_traits(principal.trait_);
        for super_ in supers.iter() {
            for (predicate, _) in self.sema.super_predicates_of(super_.trait_).iter() {
                if let Predicate::Projection(..) = predicate {
                    let super_args = subst_args(super_, principal.args).args;
                    add(&subst_args(predicate, super_args));
                }
            }
        }
        self.check_all_fixed(principal, &projections, span);
        projections.sort_unstable_by_key(|(assoc, _)| *assoc);
        projections
    }

    /// E0191.
    fn check_all_fixed(&mut self, principal: TraitRef, projections: &[(DefId, Ty)], span: SpanId) {
        for super_ in self.sema.all_super_traits(principal.trait_).iter() {
            for item in self.sema.assoc_items(super_.trait_).iter() {
                let fixed = projections.iter().any(|(assoc, _)| *assoc == item.def);
                if item.kind != crate::collect::AssocKind::Ty
                    || fixed
                    || self.sema.requires_self_sized(item.def)
                    || !self.sema.generics_of(item.def).params.is_empty()
                {
                    continue;
                }
                let message = format!(
                    "the value of the associated type `{}` in `{}` must be specified",
                    item.name,
                    self.sema.def_name(super_.trait_)
                );
                self.ctx.report(
                    Diagnostic::error(Some("E0191"), span, message)
                        .label(format!("missing associated type `{}` value", item.name)),
                );
            }
        }
    }
}

fn is_parenthesized(path: &ast::Path) -> bool {
    path.segments.last().and_then(|s| s.args.as_ref()).is_some_and(|args| args.parenthesized)
}
