//! What a context knows of the type of an expression before the expression is looked at.
//!
//! Expectations are hints only: an expression may have another type, and then coercion or unification decides.
//! Follows `rustc_hir_typeck::expectation`.

use super::body::InferCtx;
use crate::ty::{Ty, TyKind};

/// A hint about the type of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expectation {
    /// Nothing is known.
    None,
    /// The expression should have this type.
    HasType(Ty),
    /// The expression will be cast to this type.
    CastableTo(Ty),
    /// The expression is the operand of `&` and the referent should be this unsized type, or something that
    /// unsizes to it: a hint for its parts, never a type to coerce to.
    RvalueLikeUnsized(Ty),
}

impl Expectation {
    /// The expectation for the operand of a reference that should have type `ty`: an unsized `ty` is only a hint.
    pub(super) fn rvalue_hint(ctx: &mut InferCtx<'_>, ty: Ty) -> Expectation {
        let tail = ctx.struct_tail(ty);
        match tail.kind() {
            TyKind::Slice(_) | TyKind::Str | TyKind::Dynamic(..) => Expectation::RvalueLikeUnsized(ty),
            _ => Expectation::HasType(ty),
        }
    }

    /// Any type the context mentions.
    pub(super) fn to_option(self, ctx: &mut InferCtx<'_>) -> Option<Ty> {
        match self {
            Expectation::None => None,
            Expectation::HasType(ty) | Expectation::CastableTo(ty) | Expectation::RvalueLikeUnsized(ty) => {
                Some(ctx.resolve(ty))
            }
        }
    }

    /// The type the expression must have, if the context insists on one.
    pub(super) fn only_has_type(self, ctx: &mut InferCtx<'_>) -> Option<Ty> {
        match self {
            Expectation::HasType(ty) => Some(ctx.resolve(ty)),
            Expectation::None | Expectation::CastableTo(_) | Expectation::RvalueLikeUnsized(_) => None,
        }
    }

    /// The type that the parts of a branching expression are coerced to.
    pub(super) fn coercion_target(self, ctx: &mut InferCtx<'_>) -> Ty {
        self.only_has_type(ctx).unwrap_or_else(|| ctx.new_var())
    }

    /// The expectation for the branches of an `if` or `match`: an unknown type is dropped, so that the first
    /// branch does not fix it before coercion has seen the others.
    pub(super) fn for_branches(self, ctx: &mut InferCtx<'_>) -> Expectation {
        match self {
            Expectation::HasType(ty) => {
                let ty = ctx.structurally_resolve(ty);
                if ctx.is_ty_var(ty) { Expectation::None } else { Expectation::HasType(ty) }
            }
            Expectation::RvalueLikeUnsized(_) => self,
            Expectation::None | Expectation::CastableTo(_) => Expectation::None,
        }
    }
}
