//! `match`. Follows `FnCtxt::check_expr_match`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Arm, Expr, Mutability};

use crate::infer::body::{Diverges, InferCtx};
use crate::infer::coerce::{CoerceMany, Site};
use crate::infer::expectation::Expectation;
use crate::ty::Ty;

impl InferCtx<'_> {
    pub(super) fn check_match(
        &mut self,
        _expr: &Expr,
        scrutinee: &Expr,
        arms: &[Arm],
        original: Expectation,
    ) -> Ty {
        let by_ref = arms.iter().filter_map(|arm| self.explicit_ref_binding(&arm.pat)).max();
        let scrutinee_ty = self.check_scrutinee(scrutinee, by_ref, !arms.is_empty());
        let scrutinee_diverges = std::mem::replace(&mut self.diverges, Diverges::Maybe);
        // All patterns first: they tell the scrutinee's type before any arm is looked at.
        let bindings: Vec<_> = arms.iter().map(|arm| self.check_pat_top(&arm.pat, scrutinee_ty)).collect();
        let expected = original.for_branches(self);
        let target = match expected {
            Expectation::HasType(ty) if ty != Ty::unit() => ty,
            Expectation::HasType(_)
            | Expectation::None
            | Expectation::CastableTo(_)
            | Expectation::RvalueLikeUnsized(_) => self.new_var(),
        };
        let mut coercion = CoerceMany::new(target);
        let mut all_diverge = Diverges::Always;
        let typed = matches!(original, Expectation::HasType(_));
        for (index, (arm, bindings)) in arms.iter().zip(bindings).enumerate() {
            let ribs = self.rib_depth();
            self.push_bindings(bindings);
            self.diverges = Diverges::Maybe;
            if let Some(guard) = &arm.guard {
                self.check_has_type(guard, Ty::bool());
                self.diverges = Diverges::Maybe;
            }
            let ty = self.check_expr_with(&arm.body, expected);
            all_diverge = all_diverge.and(self.diverges);
            coercion.coerce_or_else(self, &arm.body, ty, |ctx, wanted, found| {
                if wanted.has_error() || found.has_error() {
                    return;
                }
                let message = if typed || index == 0 {
                    "mismatched types"
                } else {
                    "`match` arms have incompatible types"
                };
                let label = format!("expected `{}`, found `{}`", ctx.show(wanted), ctx.show(found));
                let span = Site::from(&arm.body).blame;
                ctx.report(Diagnostic::error(Some("E0308"), span, message).label(label));
            });
            self.truncate_ribs(ribs);
        }
        self.diverges = scrutinee_diverges.or(all_diverge);
        coercion.complete()
    }

    /// What a `match` or `if let` takes apart. Explicit `ref` bindings want the place itself; otherwise `!` and
    /// subtypes are allowed.
    pub(super) fn check_scrutinee(
        &mut self,
        scrutinee: &Expr,
        by_ref: Option<Mutability>,
        has_arms: bool,
    ) -> Ty {
        match by_ref {
            Some(mutability) => self.check_expr_needing(scrutinee, Expectation::None, mutability),
            None if !has_arms => self.check_expr(scrutinee),
            None => {
                let ty = self.new_var_at(scrutinee.span);
                self.check_has_type(scrutinee, ty);
                ty
            }
        }
    }
}
