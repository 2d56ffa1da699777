//! Can two impls of a trait apply to the same type (E0119)?
//!
//! `rustc_trait_selection::traits::coherence::overlapping_impls`: the headers can be made equal and no bound of either
//! impl is known to be false. "Known" looks ahead: the standard library may implement its own traits for its own
//! types one day, so such a bound does not count as false.

use treebeard_syntax::SpanId;

use super::builtin::BuiltinTrait;
use super::{Evaluation, NoDelegate, Obligation, ObligationCause, ParamEnv, SelectionContext};
use crate::Sema;
use crate::collect::ImplPolarity;
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{GenericArg, GenericArgs, Predicate, TraitRef, Ty, TyKind, subst_args};

impl Sema {
    /// Do two impls of the same trait overlap?
    pub fn impls_overlap(&self, a: DefId, b: DefId) -> bool {
        let (Some(left), Some(right)) = (self.impl_trait_ref(a), self.impl_trait_ref(b)) else {
            return false;
        };
        if left.trait_ != right.trait_ || a == b {
            return false;
        }
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let env = ParamEnv::empty();
        let cause = ObligationCause::misc(SpanId::NONE);
        let args_a = cx.fresh_args(a, &[], SpanId::NONE);
        let args_b = cx.fresh_args(b, &[], SpanId::NONE);
        let (left, mut nested) = cx.normalize(&env, &cause, 0, &subst_args(&left, args_a));
        let (right, more) = cx.normalize(&env, &cause, 0, &subst_args(&right, args_b));
        nested.extend(more);
        if cx.table.unify_args(left.args, right.args).is_err() {
            return false;
        }
        for (impl_, args) in [(a, args_a), (b, args_b)] {
            if self.impl_polarity(impl_) == ImplPolarity::Positive {
                nested.extend(cx.predicates_for(impl_, args, &env, SpanId::NONE));
            }
        }
        !nested.iter().any(|obligation| cx.is_known_false(obligation))
    }
}

impl SelectionContext<'_> {
    /// Does it not hold, now and after any change of another crate?
    pub(crate) fn is_known_false(&mut self, obligation: &Obligation) -> bool {
        let resolved = self.table.resolve(&obligation.predicate);
        let knowable = match &resolved {
            Predicate::Trait(trait_ref) => self.is_knowable(trait_ref),
            Predicate::Projection(assoc, args, _) => {
                let of = self.trait_of_projection(*assoc, *args);
                self.is_knowable(&of)
            }
            Predicate::TypeOutlives(..) | Predicate::RegionOutlives(..) | Predicate::ConstArgHasType(..) => {
                false
            }
        };
        knowable && self.evaluate_keeping(&obligation.with(resolved)) == Evaluation::No
    }

    /// Could nobody else implement this later? So for the program's own traits, for traits of some type of the
    /// program, and for the few traits that the library promises never to implement for more types.
    fn is_knowable(&self, trait_ref: &TraitRef) -> bool {
        let fundamental = matches!(
            self.sema.builtin_trait(trait_ref.trait_),
            BuiltinTrait::Sized
                | BuiltinTrait::Fn(_)
                | BuiltinTrait::AsyncFn(_)
                | BuiltinTrait::Unsize
                | BuiltinTrait::Tuple
        );
        fundamental || self.sema.is_local(trait_ref.trait_) || self.mentions_own_type(trait_ref.args)
    }

    fn mentions_own_type(&self, args: GenericArgs) -> bool {
        args.iter().any(|arg| match arg {
            GenericArg::Ty(ty) => self.is_own_type(*ty),
            GenericArg::Region(_) | GenericArg::Const(_) => false,
        })
    }

    /// A type of the program, or a reference or box of one (`#[fundamental]`).
    fn is_own_type(&self, ty: Ty) -> bool {
        match ty.kind() {
            TyKind::Adt(def, args) if self.sema.is_lang_item(*def, "owned_box") => {
                self.is_own_type(args.ty_at(0))
            }
            TyKind::Adt(def, _) => self.sema.is_local(*def),
            TyKind::Ref(_, inner, _) => self.is_own_type(*inner),
            TyKind::Dynamic(dyn_ty, _) => dyn_ty.principal.is_some_and(|(def, _)| self.sema.is_local(def)),
            TyKind::Closure(..) | TyKind::Coroutine(..) => true,
            _ => false,
        }
    }
}
