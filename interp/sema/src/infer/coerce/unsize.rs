//! Unsizing: `&[T; N]` to `&[T]`, `Box<T>` to `Box<dyn Trait>` and whatever else implements `CoerceUnsized`.
//!
//! Follows `Coerce::coerce_unsized`; what unsizes to what is decided by trait selection.

use treebeard_syntax::ast::Mutability;

use super::{CoerceResult, Coercion, Mismatch, coerce_mutability};
use crate::infer::body::InferCtx;
use crate::infer::{Adjustment, AdjustmentKind};
use crate::traits::Obligation;
use crate::tree::CastKind;
use crate::ty::{Predicate, Ty, TyKind};

impl InferCtx<'_> {
    pub(super) fn coerce_unsized(&mut self, source: Ty, target: Ty) -> CoerceResult {
        if self.is_ty_var(source) || self.is_ty_var(target) {
            return Err(Mismatch);
        }
        // References are borrowed again before they are unsized.
        let (mut adjustments, source) = match (source.kind(), target.kind()) {
            (TyKind::Ref(_, inner, from), TyKind::Ref(_, to_inner, to)) => {
                coerce_mutability(*from, *to)?;
                self.may_unsize_to(*inner, *to_inner)?;
                let borrowed = Ty::new_ref(*inner, *to);
                // Not two-phase, as in rustc.
                (vec![Adjustment::deref(*inner), Adjustment::borrow(*to, false, borrowed)], borrowed)
            }
            (TyKind::Ref(_, inner, from), TyKind::RawPtr(to_inner, to)) => {
                coerce_mutability(*from, *to)?;
                self.may_unsize_to(*inner, *to_inner)?;
                let borrowed = Ty::new(TyKind::RawPtr(*inner, *to));
                let raw = Adjustment { kind: AdjustmentKind::RawBorrow(*to), target: borrowed };
                (vec![Adjustment::deref(*inner), raw], borrowed)
            }
            (TyKind::RawPtr(inner, from), TyKind::RawPtr(to_inner, to)) => {
                coerce_mutability(*from, *to)?;
                self.may_unsize_to(*inner, *to_inner)?;
                if from == to {
                    (Vec::new(), source)
                } else {
                    let pointer = Ty::new(TyKind::RawPtr(*inner, Mutability::Not));
                    (vec![Adjustment::cast(CastKind::PtrToPtr, pointer)], pointer)
                }
            }
            (TyKind::Adt(from, _), TyKind::Adt(to, _)) if from == to => (Vec::new(), source),
            _ => return Err(Mismatch),
        };
        let (param_env, span) = (self.param_env.clone(), self.span);
        let obligations = self.cx().coerce_unsized(&param_env, span, source, target).ok_or(Mismatch)?;
        self.unknown_sources_are_sized(&obligations)?;
        adjustments.push(Adjustment::cast(CastKind::Unsize, target));
        Ok(Coercion { adjustments, target, obligations })
    }

    /// `Rc<_>` becomes `Rc<dyn Trait>` only if `_` is known to be sized: otherwise it may be `dyn Trait` itself.
    fn unknown_sources_are_sized(&mut self, obligations: &[Obligation]) -> Result<(), Mismatch> {
        let (unsize, sized) = (self.lang("unsize"), self.lang("sized"));
        for obligation in obligations {
            let Predicate::Trait(trait_ref) = &obligation.predicate else { continue };
            let source = self.shallow(trait_ref.self_ty());
            if Some(trait_ref.trait_) != unsize || !self.is_ty_var(source) {
                continue;
            }
            let is_sized = self.pending_for(source).iter().any(
                |pending| matches!(&pending.predicate, Predicate::Trait(bound) if Some(bound.trait_) == sized),
            );
            if !is_sized {
                return Err(Mismatch);
            }
        }
        Ok(())
    }

    /// A quick answer for the pointers of every day: nothing unsizes to a type that is sized by its form.
    fn may_unsize_to(&mut self, source: Ty, target: Ty) -> Result<(), Mismatch> {
        let (source, target) = (self.shallow(source), self.shallow(target));
        match target.kind() {
            TyKind::Slice(_) if !matches!(source.kind(), TyKind::Array(..)) => Err(Mismatch),
            TyKind::Slice(_) | TyKind::Dynamic(..) | TyKind::Adt(..) | TyKind::Tuple(_) => Ok(()),
            _ => Err(Mismatch),
        }
    }
}
