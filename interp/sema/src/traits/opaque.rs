//! `impl Trait` in the result of a trait's method.
//!
//! Reference, "Impl trait", "Return-position impl Trait in traits": it stands for an associated type of the trait
//! that each implementation defines by what its own method returns. Here it stays the opaque type of the trait's
//! method until the implementation is known, and is then what that method has in its place.

use treebeard_syntax::SpanId;

use super::select::{ImplSourceKind, Selected};
use super::{Obligation, ParamEnv, SelectionContext};
use crate::Sema;
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{AliasKind, GenericArgs, TraitRef, Ty, TyKind, TypeFolder, fold_ty, subst_ty};

/// What an opaque type of a trait's method is.
pub(super) enum InTrait {
    /// This, if these hold.
    Is(Ty, Vec<Obligation>),
    /// What the default body returns.
    Default,
    /// Known by its bounds only.
    Rigid,
}

impl Sema {
    /// The trait's method whose result an opaque type stands in, if there is one.
    pub(super) fn method_of_opaque(&self, opaque: DefId) -> Option<DefId> {
        let owner = self.opaque_owner(opaque);
        self.assoc_item(owner).filter(|item| item.in_trait).map(|_| owner)
    }
}

impl SelectionContext<'_> {
    /// Finds what `opaque`, in the result of the trait's `method`, is for these arguments.
    pub(super) fn opaque_in_trait(
        &mut self,
        param_env: &ParamEnv,
        depth: u32,
        (opaque, method): (DefId, DefId),
        args: GenericArgs,
    ) -> InTrait {
        let Some(trait_) = self.sema.assoc_container(method) else { return InTrait::Rigid };
        let count = self.sema.generics_of(trait_).count().min(args.len());
        let trait_ref = TraitRef { trait_, args: GenericArgs::new(&args[..count]) };
        if matches!(self.table.shallow_resolve(trait_ref.self_ty()).kind(), TyKind::Infer(_)) {
            return InTrait::Rigid;
        }
        let mut obligation = Obligation::of_trait(trait_ref, param_env, SpanId::NONE);
        obligation.depth = depth + 1;
        let Selected::Yes(source) = self.select(&obligation) else { return InTrait::Rigid };
        let ImplSourceKind::Impl(impl_, impl_args) = source.kind else { return InTrait::Rigid };
        let Some(found) = self.sema.impl_item_for(impl_, method) else { return InTrait::Default };
        let own = self.sema.args_of_impl_item(found, impl_args, &args[count..]);
        let declared = subst_ty(self.sema.fn_sig(method).output, args);
        let defined = subst_ty(self.sema.fn_sig(found).output, own);
        match part_in_place_of(opaque, declared, defined) {
            Some(ty) => InTrait::Is(ty, source.nested),
            None => InTrait::Is(Ty::error(), Vec::new()),
        }
    }
}

/// The part of `defined` that stands where `declared` has the opaque type.
fn part_in_place_of(opaque: DefId, declared: Ty, defined: Ty) -> Option<Ty> {
    if matches!(declared.kind(), TyKind::Alias(AliasKind::Opaque, def, _) if *def == opaque) {
        return Some(defined);
    }
    let mut table = InferTable::new();
    let var = table.new_ty_var(SpanId::NONE);
    let pattern = Replace { opaque, var }.fold_ty(declared);
    table.unify(pattern, defined).ok()?;
    Some(table.resolve(&var)).filter(|ty| !ty.has_infer())
}

struct Replace {
    opaque: DefId,
    var: Ty,
}

impl TypeFolder for Replace {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Alias(AliasKind::Opaque, def, _) if *def == self.opaque => self.var,
            _ => fold_ty(self, ty),
        }
    }
}
