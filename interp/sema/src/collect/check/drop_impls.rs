//! `Drop` is implemented for a whole data type: rustc's `check_drop_impl`.

use treebeard_syntax::{Diagnostic, ast};

use crate::Sema;
use crate::collect::ImplPolarity;
use crate::def::DefId;
use crate::traits::Evaluation;
use crate::ty::{
    Const, ConstKind, GenericArg, GenericArgs, Predicate, Region, TraitRef, Ty, TyKind, subst_args,
};

impl Sema {
    /// E0366, E0367.
    pub(super) fn check_drop_impl(&self, impl_: DefId, trait_ref: TraitRef, item: &ast::Item) {
        let TyKind::Adt(adt, args) = trait_ref.self_ty().kind() else { return };
        if trait_ref.args.has_error() || self.impl_polarity(impl_) == ImplPolarity::Negative {
            return;
        }
        if !are_distinct_params(*args) {
            self.error_at("E0366", item.span, "`Drop` impls cannot be specialized".to_owned());
            return;
        }
        let Some(from_adt) = self.in_terms_of_adt(impl_, *adt, *args) else { return };
        let env = self.param_env(*adt);
        for (predicate, span) in self.predicates_of(impl_).iter() {
            let Predicate::Trait(needed) = predicate else { continue };
            if predicate.has_error() || super::wf::has_bound_region(needed) {
                continue;
            }
            let needed = self.normalize_under(&env, subst_args(needed, from_adt));
            if self.trait_holds(needed, &env) == Evaluation::No {
                let message = format!(
                    "`Drop` impl requires `{}: {}` but the type it is implemented for does not",
                    needed.self_ty().display(self),
                    self.def_name(needed.trait_)
                );
                self.report(Diagnostic::error(Some("E0367"), *span, message));
            }
        }
    }

    /// The impl's parameters, as those of the data type that they stand for in `args`.
    fn in_terms_of_adt(&self, impl_: DefId, adt: DefId, args: GenericArgs) -> Option<GenericArgs> {
        let count = self.generics_of(impl_).count();
        let own = self.identity_args(adt);
        let mut found: Vec<Option<GenericArg>> = vec![None; count];
        for (arg, own) in args.iter().zip(own.iter()) {
            *found.get_mut(param_index(arg)? as usize)? = Some(*own);
        }
        // Lifetimes that the type does not mention.
        let identity = self.identity_args(impl_);
        let all: Vec<GenericArg> =
            found.into_iter().zip(identity.iter()).map(|(found, own)| found.unwrap_or(*own)).collect();
        Some(GenericArgs::new(&all))
    }
}

fn param_index(arg: &GenericArg) -> Option<u32> {
    match arg {
        GenericArg::Region(Region::Param(index, _)) => Some(*index),
        GenericArg::Region(_) => None,
        GenericArg::Ty(ty) => ty_index(*ty),
        GenericArg::Const(c) => const_index(*c),
    }
}

fn ty_index(ty: Ty) -> Option<u32> {
    match ty.kind() {
        TyKind::Param(param) => Some(param.index),
        _ => None,
    }
}

fn const_index(c: Const) -> Option<u32> {
    match c.kind() {
        ConstKind::Param(param) => Some(param.index),
        _ => None,
    }
}

/// Every argument is a parameter of its own. Lifetimes left out are.
fn are_distinct_params(args: GenericArgs) -> bool {
    let mut seen = Vec::new();
    args.iter().all(|arg| match (param_index(arg), arg) {
        (Some(index), _) => {
            let new = !seen.contains(&index);
            seen.push(index);
            new
        }
        (None, GenericArg::Region(region)) => *region != Region::Static,
        (None, _) => false,
    })
}
