//! Bounds that the types of items must satisfy: rustc's `wfcheck`.
//!
//! A type that names a generic item must satisfy the item's where clauses; an impl must satisfy its trait's
//! supertraits, and its associated types their bounds; fields must be sized (but the last of a struct).

use treebeard_syntax::ast::{self, ItemKind};
use treebeard_syntax::{Diagnostic, SpanId};

use super::super::generics::ast_generics;
use crate::Sema;
use crate::collect::{AdtKind, AssocKind, ImplPolarity};
use crate::def::{DefId, DefKind};
use crate::table::InferTable;
use crate::traits::{FulfillCtx, NoDelegate, Obligation, ParamEnv, SelectionContext};
use crate::ty::{
    AliasKind, GenericArg, GenericArgs, GenericParamDefKind, Predicate, TraitRef, Ty, TyKind, TypeFolder,
    fold_ty, subst_args,
};

/// Collects what must hold for types to be well-formed.
struct Wf<'a> {
    sema: &'a Sema,
    span: SpanId,
    out: Vec<(Predicate, SpanId)>,
}

impl Wf<'_> {
    fn sized(&mut self, ty: Ty) {
        if let Some(sized) = self.sema.lang_item("sized") {
            self.out.push((Predicate::Trait(self.sema.trait_ref(sized, ty, &[])), self.span));
        }
    }

    fn item(&mut self, def: DefId, args: GenericArgs) {
        for (predicate, _) in self.sema.predicates_of(def).iter() {
            match predicate {
                Predicate::Trait(_) | Predicate::Projection(..) => {
                    self.out.push((subst_args(predicate, args), self.span));
                }
                Predicate::TypeOutlives(..)
                | Predicate::RegionOutlives(..)
                | Predicate::ConstArgHasType(..) => {}
            }
        }
    }
}

impl TypeFolder for Wf<'_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Adt(def, args) => self.item(*def, *args),
            TyKind::Array(element, _) | TyKind::Slice(element) => self.sized(*element),
            TyKind::Tuple(elements) => {
                for element in elements.iter().rev().skip(1) {
                    self.sized(*element);
                }
            }
            TyKind::Alias(AliasKind::Projection, assoc, args) => {
                let trait_ref = self.sema.projection_trait_ref(*assoc, *args);
                self.out.push((Predicate::Trait(trait_ref), self.span));
            }
            // What stands under a binder may mention its regions only; types in it are checked where it is used.
            TyKind::FnPtr(_) | TyKind::Dynamic(..) => return ty,
            _ => {}
        }
        fold_ty(self, ty)
    }
}

impl Sema {
    /// Checks the bounds that an item's header needs.
    pub(super) fn check_well_formed(&self, def: DefId) {
        let kind = self.def_kind(def);
        let Some(item) = self.item(def) else { return };
        let mut wf = Wf { sema: self, span: self.def_span(def), out: Vec::new() };
        match kind {
            DefKind::Struct | DefKind::Union | DefKind::Enum => self.wf_data_type(def, &item, &mut wf),
            DefKind::Fn | DefKind::AssocFn => self.wf_fn(def, &item, &mut wf),
            DefKind::Const | DefKind::AssocConst | DefKind::Static => self.wf_value(def, &item, &mut wf),
            DefKind::Impl => self.wf_impl(def, &item, &mut wf),
            _ => return,
        }
        if let Some(generics) = ast_generics(&item) {
            self.wf_bounds(def, generics, &mut wf);
        }
        self.prove(&self.param_env(def), wf.out);
    }

    /// Proves predicates under an environment and reports those that do not hold.
    fn prove(&self, env: &ParamEnv, predicates: Vec<(Predicate, SpanId)>) {
        let known = |(predicate, _): &(Predicate, SpanId)| {
            !predicate.has_error() && !env.predicates().contains(predicate)
        };
        let predicates: Vec<(Predicate, SpanId)> = predicates.into_iter().filter(known).collect();
        if predicates.is_empty() {
            return;
        }
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let mut fulfill = FulfillCtx::new();
        for (predicate, span) in predicates {
            let predicate = match predicate {
                // The projection itself is what is to be proved equal.
                Predicate::Projection(assoc, args, ty) => {
                    let args = fulfill.normalize(&mut cx, env, span, &args);
                    let ty = fulfill.normalize(&mut cx, env, span, &ty);
                    Predicate::Projection(assoc, args, ty)
                }
                other => fulfill.normalize(&mut cx, env, span, &other),
            };
            fulfill.register(Obligation::new(predicate, env, span));
        }
        let errors = fulfill.select_all_or_error(&mut cx);
        for diagnostic in cx.report(&errors) {
            self.report(diagnostic);
        }
    }

    fn wf_data_type(&self, def: DefId, item: &ast::Item, wf: &mut Wf<'_>) {
        if self.has_infinite_size(def) {
            return;
        }
        let adt = self.adt_def(def);
        for (index, variant) in adt.variants.iter().enumerate() {
            let types = self.variant_field_types(def, index as u32);
            for (i, ty) in types.iter().enumerate() {
                wf.span = field_ty_span(item, index, i).unwrap_or(variant.fields[i].span);
                wf.fold_ty(*ty);
                if adt.kind != AdtKind::Struct || i + 1 < types.len() {
                    wf.sized(*ty);
                }
            }
        }
    }

    fn wf_fn(&self, def: DefId, item: &ast::Item, wf: &mut Wf<'_>) {
        let ItemKind::Fn(f) = &item.kind else { return };
        let sig = self.fn_sig(def);
        for (ty, written) in sig.inputs.iter().zip(&f.sig.inputs) {
            wf.span = written.span;
            wf.fold_ty(*ty);
        }
        if let Some(written) = &f.sig.output {
            wf.span = written.span;
            wf.fold_ty(sig.output);
        }
    }

    fn wf_value(&self, def: DefId, item: &ast::Item, wf: &mut Wf<'_>) {
        let (ItemKind::Const { ty: written, .. } | ItemKind::Static { ty: written, .. }) = &item.kind else {
            return;
        };
        wf.span = written.span;
        let ty = self.type_of(def);
        wf.fold_ty(ty);
        // A trait may promise a constant of type `Self` without saying that `Self` is sized: impls must have it.
        if !self.parent(def).is_some_and(|parent| self.def_kind(parent) == DefKind::Trait) {
            wf.sized(ty);
        }
        if let ItemKind::Static { mutable: false, body: _, .. } = &item.kind
            && self.parent(def).is_none_or(|parent| self.def_kind(parent) != DefKind::Use)
            && !item.attrs.iter().any(|attr| attr.path.as_str() == "thread_local")
            && let Some(sync) = self.lang_item("sync")
        {
            wf.out.push((Predicate::Trait(self.trait_ref(sync, ty, &[])), written.span));
        }
    }

    fn wf_impl(&self, def: DefId, item: &ast::Item, wf: &mut Wf<'_>) {
        let ItemKind::Impl(written) = &item.kind else { return };
        let Some(trait_ref) = self.impl_trait_ref(def) else { return };
        let incoherent = self.incoherent.get(trait_ref.trait_).is_some();
        if incoherent || self.impl_polarity(def) == ImplPolarity::Negative {
            return;
        }
        self.check_endless(def);
        wf.span = written.self_ty.span;
        wf.fold_ty(trait_ref.self_ty());
        for (predicate, _) in self.predicates_of(trait_ref.trait_).iter() {
            let is_self = matches!(predicate, Predicate::Trait(own)
                if own.trait_ == trait_ref.trait_ && own.args == self.identity_args(trait_ref.trait_));
            if !is_self && matches!(predicate, Predicate::Trait(_) | Predicate::Projection(..)) {
                wf.out.push((subst_args(predicate, trait_ref.args), written.self_ty.span));
            }
        }
        self.wf_assoc_types(def, trait_ref, wf);
    }

    /// The values of an impl's associated types satisfy the bounds the trait declares.
    fn wf_assoc_types(&self, impl_: DefId, trait_ref: TraitRef, wf: &mut Wf<'_>) {
        for item in self.assoc_items(impl_).iter().filter(|item| item.kind == AssocKind::Ty) {
            let Some(declared) = self.trait_item_of_impl_item(item.def) else { continue };
            // Bounds of generic associated types speak of their own parameters.
            if !self.generics_of(item.def).params.is_empty() {
                continue;
            }
            let value = self.type_of(item.def);
            let span = match self.item(item.def).as_deref().map(|item| &item.kind) {
                Some(ItemKind::TypeAlias { ty: Some(ty), .. }) => ty.span,
                _ => self.def_span(item.def),
            };
            wf.span = span;
            wf.fold_ty(value);
            let args = trait_ref.args;
            let projection = Ty::new(TyKind::Alias(AliasKind::Projection, declared, args));
            for (predicate, _) in self.item_bounds(declared).iter() {
                if matches!(predicate, Predicate::Trait(_) | Predicate::Projection(..)) {
                    let mut replace = Replace { from: projection, to: value };
                    let predicate = subst_args(predicate, args);
                    let predicate = crate::ty::TypeFoldable::fold_with(&predicate, &mut replace);
                    wf.out.push((predicate, span));
                }
            }
        }
    }

    /// E0275: an impl whose own bound can be met by the impl itself, for a larger type each time.
    fn check_endless(&self, impl_: DefId) {
        let Some(trait_ref) = self.impl_trait_ref(impl_) else { return };
        let predicates = self.predicates_of(impl_);
        let own = predicates.iter().filter_map(|(predicate, span)| match predicate {
            Predicate::Trait(needed) => Some((*needed, *span)),
            _ => None,
        });
        let recursive = |(needed, _): &(TraitRef, SpanId)| {
            needed.trait_ == trait_ref.trait_ && !matches!(needed.self_ty().kind(), TyKind::Param(_))
        };
        let env = self.param_env(impl_);
        for (needed, span) in own.filter(recursive) {
            let mut table = InferTable::new();
            let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
            let args = cx.fresh_args(impl_, &[], span);
            let head = subst_args(&trait_ref, args);
            if cx.table.unify_args(head.args, needed.args).is_err() {
                continue;
            }
            for (predicate, _) in predicates.iter() {
                let nested = cx.table.resolve(&subst_args(predicate, args));
                if matches!(nested, Predicate::Trait(_)) {
                    cx.evaluate(&Obligation::new(nested, &env, span));
                }
            }
            if cx.has_overflowed() {
                let shown = needed.self_ty().display(self);
                let message = format!(
                    "overflow evaluating the requirement `{shown}: {}`",
                    self.def_name(needed.trait_)
                );
                self.report(Diagnostic::error(Some("E0275"), span, message));
                return;
            }
        }
    }

    /// Types in bounds and where clauses are well-formed, too; those without parameters must hold.
    fn wf_bounds(&self, def: DefId, _generics: &ast::Generics, wf: &mut Wf<'_>) {
        let inherited = self.generics_of(def).parent.map_or(0, |parent| self.predicates_of(parent).len());
        for (predicate, span) in self.predicates_of(def).iter().skip(inherited) {
            let Predicate::Trait(trait_ref) = predicate else { continue };
            if !trait_ref.args.has_param() && !trait_ref.args.has_alias() && !has_bound_region(trait_ref) {
                // It says nothing of the parameters: it must hold anywhere.
                self.prove(&ParamEnv::empty(), vec![(predicate.clone(), *span)]);
            }
            for (needed, _) in self.predicates_of(trait_ref.trait_).iter() {
                let is_self = matches!(needed, Predicate::Trait(own) if own.trait_ == trait_ref.trait_
                && own.self_ty() == crate::ty::Ty::new(TyKind::Param(crate::ty::ParamTy {
                    index: 0,
                    name: treebeard_syntax::Symbol::new("Self"),
                })));
                let on_self = matches!(needed, Predicate::Trait(own)
                    if matches!(own.self_ty().kind(), TyKind::Param(p) if p.index == 0));
                // Supertraits follow from the bound itself; only what it says of its other arguments must hold.
                if !is_self && !on_self && matches!(needed, Predicate::Trait(_)) {
                    wf.out.push((subst_args(needed, trait_ref.args), *span));
                }
            }
        }
    }

    /// E0276: an impl's method may not require more than the trait's.
    pub(super) fn check_stricter(&self, method: DefId, declared: DefId, impl_: DefId, args: GenericArgs) {
        let generics = self.generics_of(method);
        let own = self.predicates_of(method);
        let inherited = self.predicates_of(impl_).len();
        if own.len() <= inherited || generics.params.iter().any(|p| p.kind == GenericParamDefKind::Lifetime) {
            return;
        }
        let mut assumed: Vec<Predicate> = self.predicates_of(impl_).iter().map(|(p, _)| p.clone()).collect();
        // Only what the trait's method itself says: `Self: Trait` among the assumptions would hide the impl's own
        // associated types.
        let of_trait = self.parent(declared).map_or(0, |trait_| self.predicates_of(trait_).len());
        let declared = self.predicates_of(declared);
        assumed.extend(declared.iter().skip(of_trait).map(|(p, _)| subst_args(p, args)));
        let elaborated = self.elaborate(assumed);
        let env = self.normalized_env(elaborated, crate::traits::Reveal::UserFacing);
        for (predicate, span) in own.iter().skip(inherited) {
            let Predicate::Trait(trait_ref) = predicate else { continue };
            if predicate.has_error() || has_bound_region(trait_ref) {
                continue;
            }
            let trait_ref = self.normalize_under(&env, *trait_ref);
            if self.trait_holds(trait_ref, &env) == crate::traits::Evaluation::No {
                let message = "impl has stricter requirements than trait";
                self.report(Diagnostic::error(Some("E0276"), *span, message));
            }
        }
    }
}

/// Replaces one type by another.
struct Replace {
    from: Ty,
    to: Ty,
}

impl TypeFolder for Replace {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if ty == self.from { self.to } else { fold_ty(self, ty) }
    }
}

pub(super) fn has_bound_region(trait_ref: &TraitRef) -> bool {
    let types: Vec<Ty> = trait_ref.args.iter().filter_map(|arg| arg.as_ty()).collect();
    let in_args =
        trait_ref.args.iter().any(|arg| matches!(arg, GenericArg::Region(crate::ty::Region::Bound(..))));
    in_args
        || crate::collect::regions_of(&types)
            .iter()
            .any(|region| matches!(region, crate::ty::Region::Bound(..)))
}

fn field_ty_span(item: &ast::Item, variant: usize, field: usize) -> Option<SpanId> {
    let data = match &item.kind {
        ItemKind::Struct(_, data) | ItemKind::Union(_, data) => data,
        ItemKind::Enum(_, variants) => &variants.get(variant)?.data,
        _ => return None,
    };
    Some(data.fields.get(field)?.ty.span)
}
