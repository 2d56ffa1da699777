//! Environments of items, elaboration with supertraits, and fresh arguments.

use std::sync::Arc;

use treebeard_syntax::SpanId;

use super::{
    CauseCode, FulfillCtx, NoDelegate, Obligation, ObligationCause, ParamEnv, Reveal, SelectionContext,
};
use crate::Sema;
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{
    FnSig, GenericArg, GenericArgs, GenericParamDef, GenericParamDefKind, Predicate, Region, Ty, TyKind,
    TypeFlags, TypeFoldable, TypeFolder, fold_ty, subst_args,
};

impl Sema {
    /// What may be assumed inside `def`: its predicates, elaborated with supertraits and normalised.
    pub fn param_env(&self, def: DefId) -> ParamEnv {
        self.traits.param_envs.get_or(def, || {
            let predicates = self.predicates_of(def);
            let elaborated = self.elaborate(predicates.iter().map(|(predicate, _)| predicate.clone()));
            self.normalized_env(elaborated, Reveal::UserFacing)
        })
    }

    /// An environment of these predicates, projections in them replaced where the predicates themselves say by what.
    pub(crate) fn normalized_env(&self, elaborated: Vec<Predicate>, reveal: Reveal) -> ParamEnv {
        let has_alias = |predicate: &Predicate| predicate.flags().intersects(TypeFlags::HAS_ALIAS);
        if !elaborated.iter().any(has_alias) {
            return ParamEnv::new(elaborated, reveal);
        }
        let raw = ParamEnv::new(elaborated.clone(), reveal);
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let mut normalized = Vec::with_capacity(elaborated.len());
        for predicate in elaborated {
            let replaced =
                if has_alias(&predicate) { cx.normalize_assumption(&raw, &predicate) } else { predicate };
            if !normalized.contains(&replaced) {
                normalized.push(replaced);
            }
        }
        ParamEnv::new(normalized, reveal)
    }

    /// The predicates and all that follows from them by supertraits.
    pub(crate) fn elaborate(&self, predicates: impl IntoIterator<Item = Predicate>) -> Vec<Predicate> {
        let mut all: Vec<Predicate> = Vec::new();
        for predicate in predicates {
            if !all.contains(&predicate) {
                all.push(predicate);
            }
        }
        let mut next = 0;
        while let Some(predicate) = all.get(next) {
            next += 1;
            let Predicate::Trait(trait_ref) = predicate else { continue };
            let args = trait_ref.args;
            for (implied, _) in self.super_predicates_of(trait_ref.trait_).iter() {
                let implied = subst_args(implied, args);
                if !all.contains(&implied) {
                    all.push(implied);
                }
            }
        }
        all
    }

    /// What holds of an associated or opaque type, elaborated, in terms of its parameters.
    pub(crate) fn elaborated_item_bounds(&self, def: DefId) -> Arc<[Predicate]> {
        self.traits.item_bounds.get_or(def, || {
            let bounds = self.item_bounds(def);
            self.elaborate(bounds.iter().map(|(bound, _)| bound.clone())).into()
        })
    }

    /// All generic parameters of `def`, outermost first.
    pub(crate) fn for_each_param(&self, def: DefId, f: &mut dyn FnMut(&GenericParamDef)) {
        let generics = self.generics_of(def);
        if let Some(parent) = generics.parent {
            self.for_each_param(parent, f);
        }
        generics.params.iter().for_each(f);
    }
}

impl SelectionContext<'_> {
    /// Arguments for `def`: `prefix` for the first parameters, fresh variables for the others (regions erased).
    pub fn fresh_args(&mut self, def: DefId, prefix: &[GenericArg], span: SpanId) -> GenericArgs {
        let sema = self.sema;
        let mut args = Vec::with_capacity(prefix.len() + 2);
        sema.for_each_param(def, &mut |param| {
            let arg = match (prefix.get(args.len()), param.kind) {
                (Some(given), _) => *given,
                (None, GenericParamDefKind::Lifetime) => GenericArg::Region(Region::Erased),
                (None, GenericParamDefKind::Type { .. }) => GenericArg::Ty(self.table.new_ty_var(span)),
                (None, GenericParamDefKind::Const { .. }) => {
                    GenericArg::Const(self.table.new_const_var(span))
                }
            };
            args.push(arg);
        });
        GenericArgs::new(&args)
    }

    /// Obligations for the predicates of `def` (own and inherited) with these arguments, normalised.
    pub fn predicates_for(
        &mut self,
        def: DefId,
        args: GenericArgs,
        param_env: &ParamEnv,
        span: SpanId,
    ) -> Vec<Obligation> {
        self.instantiate_predicates(def, args, &|predicate, place| Obligation {
            predicate,
            param_env: param_env.clone(),
            cause: ObligationCause { span, code: CauseCode::ItemBound(def, place) },
            depth: 0,
        })
    }

    /// The predicates of `def` with these arguments, normalised, each made an obligation by `make`.
    pub(crate) fn instantiate_predicates(
        &mut self,
        def: DefId,
        args: GenericArgs,
        make: &dyn Fn(Predicate, SpanId) -> Obligation,
    ) -> Vec<Obligation> {
        let predicates = self.sema.predicates_of(def);
        let mut obligations = Vec::with_capacity(predicates.len());
        for (predicate, place) in predicates.iter() {
            if matches!(predicate, Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..)) {
                continue;
            }
            let mut obligation = make(subst_args(predicate, args), *place);
            if obligation.predicate.flags().intersects(TypeFlags::HAS_ALIAS) {
                let (predicate, nested) = self.normalize_predicate(
                    &obligation.param_env,
                    &obligation.cause,
                    obligation.depth,
                    &obligation.predicate,
                );
                obligations.extend(nested);
                obligation.predicate = predicate;
            }
            obligations.push(obligation);
        }
        obligations
    }

    /// A predicate of an environment with projections replaced; as it was where that is not possible.
    fn normalize_assumption(&mut self, raw: &ParamEnv, predicate: &Predicate) -> Predicate {
        let result = self.commit_if_some(|cx| {
            let (replaced, nested) =
                cx.normalize_predicate(raw, &ObligationCause::misc(SpanId::NONE), 0, predicate);
            let mut fulfill = FulfillCtx::new();
            fulfill.register_all(nested);
            let errors = fulfill.select_where_possible(cx);
            let replaced = cx.table.resolve(&replaced);
            (errors.is_empty() && !replaced.has_infer() && !replaced.has_error()).then_some(replaced)
        });
        result.unwrap_or_else(|| predicate.clone())
    }
}

/// A signature for use at a call: late-bound lifetimes of its own binder become regions of no interest.
pub fn erase_late_bound(sig: &FnSig) -> FnSig {
    sig.fold_with(&mut LateBound { depth: 0 })
}

struct LateBound {
    depth: u32,
}

impl TypeFolder for LateBound {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.flags().intersects(TypeFlags::HAS_REGION) {
            return ty;
        }
        let binds = matches!(ty.kind(), TyKind::FnPtr(_) | TyKind::Dynamic(..));
        self.depth += u32::from(binds);
        let folded = fold_ty(self, ty);
        self.depth -= u32::from(binds);
        folded
    }

    fn fold_region(&mut self, region: Region) -> Region {
        match region {
            Region::Bound(depth, _) if depth == self.depth => Region::Erased,
            other => other,
        }
    }
}
