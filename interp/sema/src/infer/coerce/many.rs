//! The common type of several expressions: arms, branches, elements, `break` values, `return` values.
//!
//! Follows `CoerceMany` and `try_find_coercion_lub`.

use treebeard_syntax::ast::NodeId;

use super::{Coercion, Mismatch, Site, TwoPhase};
use crate::infer::body::InferCtx;
use crate::infer::{Adjustment, AdjustmentKind};
use crate::tree::CastKind;
use crate::ty::{FnSig, Ty, TyKind};

/// A type being agreed upon.
#[derive(Clone, Debug)]
pub(in crate::infer) struct CoerceMany {
    expected: Ty,
    merged: Option<Ty>,
    nodes: Vec<NodeId>,
    pushed: usize,
}

impl CoerceMany {
    /// The expressions should have type `expected` (often a fresh variable).
    pub(in crate::infer) fn new(expected: Ty) -> CoerceMany {
        CoerceMany { expected, merged: None, nodes: Vec::new(), pushed: 0 }
    }

    /// What was asked for at the start.
    pub(in crate::infer) fn expected(&self) -> Ty {
        self.expected
    }

    /// What is agreed upon so far.
    pub(in crate::infer) fn merged(&self) -> Ty {
        self.merged.unwrap_or(self.expected)
    }

    /// The next expression, of type `ty`. A mismatch is reported with `report`.
    pub(in crate::infer) fn coerce_or_else(
        &mut self,
        ctx: &mut InferCtx<'_>,
        site: impl Into<Site>,
        ty: Ty,
        report: impl FnOnce(&mut InferCtx<'_>, Ty, Ty),
    ) {
        let site = site.into();
        let ty = ctx.resolve(ty);
        let result = if self.pushed == 0 {
            ctx.coerce(site, ty, self.expected, TwoPhase::No)
        } else {
            let merged = self.merged();
            ctx.find_lub(&self.nodes, merged, site, ty)
        };
        self.pushed += 1;
        match result {
            Ok(ty) => {
                self.merged = Some(ty);
                self.nodes.push(site.node);
            }
            Err(Mismatch) => {
                let merged = self.merged();
                let (merged, ty) = (ctx.resolve_with_obligations(merged), ctx.resolve_with_obligations(ty));
                report(ctx, merged, ty);
                self.merged = Some(Ty::error());
            }
        }
    }

    /// The next expression; a mismatch is `mismatched types` at the expression.
    pub(in crate::infer) fn coerce(&mut self, ctx: &mut InferCtx<'_>, site: impl Into<Site>, ty: Ty) {
        let site = site.into();
        self.coerce_or_else(ctx, site, ty, |ctx, expected, found| {
            ctx.report_mismatch(site.blame, expected, found);
        });
    }

    /// A value of the expected type that no expression of the program gives (`?` returning its residual).
    pub(in crate::infer) fn push_expected(&mut self) -> Ty {
        let merged = self.merged();
        self.merged = Some(merged);
        self.pushed += 1;
        merged
    }

    /// A value that is `()` because nothing was written (`break;`, `return;`, no tail, no `else`).
    pub(in crate::infer) fn coerce_unit(
        &mut self,
        ctx: &mut InferCtx<'_>,
        report: impl FnOnce(&mut InferCtx<'_>, Ty),
    ) {
        let merged = self.merged();
        self.pushed += 1;
        match ctx.commit_if_ok(|ctx| ctx.unify(Ty::unit(), merged)) {
            Ok(()) => self.merged = Some(Ty::unit()),
            Err(Mismatch) => {
                let merged = ctx.resolve_with_obligations(merged);
                if !merged.has_error() {
                    report(ctx, merged);
                }
                self.merged = Some(Ty::error());
            }
        }
    }

    /// The type in the end: `!` if there was no expression at all.
    pub(in crate::infer) fn complete(self) -> Ty {
        self.merged.unwrap_or_else(Ty::never)
    }
}

impl InferCtx<'_> {
    /// The least common type of earlier expressions (of type `previous`) and a new one.
    fn find_lub(&mut self, nodes: &[NodeId], previous: Ty, new: Site, new_ty: Ty) -> Result<Ty, Mismatch> {
        let previous = self.structurally_resolve(previous);
        let new_ty = self.structurally_resolve(new_ty);
        if previous == new_ty {
            return Ok(previous);
        }
        if let Some(result) = self.lub_of_functions(nodes, previous, new, new_ty) {
            return result;
        }
        if !self.results.adjustments.contains_key(&new.node)
            && let Ok(coercion) = self.commit_if_ok(|ctx| ctx.coerce_types(new_ty, previous, TwoPhase::No))
        {
            return Ok(self.accept_coercion(new, coercion));
        }
        let untouched = nodes.iter().all(|node| self.is_without_coercion(*node));
        if !untouched {
            return self.commit_if_ok(|ctx| ctx.unify(previous, new_ty)).map(|()| previous);
        }
        let coercion = self.commit_if_ok(|ctx| ctx.coerce_types(previous, new_ty, TwoPhase::No))?;
        let Coercion { adjustments, target, obligations } = coercion;
        for &node in nodes {
            self.apply_adjustments(node, adjustments.clone());
        }
        for obligation in obligations {
            self.register_obligation(obligation);
        }
        Ok(target)
    }

    /// No adjustment, or one that changes nothing: a reborrow of the same kind, or `!`.
    fn is_without_coercion(&mut self, node: NodeId) -> bool {
        let Some(list) = self.results.adjustments.get(&node).cloned() else { return true };
        match list.as_slice() {
            [Adjustment { kind: AdjustmentKind::NeverToAny, .. }] => true,
            [
                Adjustment { kind: AdjustmentKind::Deref, .. },
                Adjustment { kind: AdjustmentKind::Borrow { mutability, .. }, .. },
            ] => {
                let ty = self.node_ty(node);
                matches!(self.shallow(ty).kind(), TyKind::Ref(_, _, m) if m == mutability)
            }
            _ => false,
        }
    }

    /// Different function items or closures without captures meet in a function pointer.
    fn lub_of_functions(
        &mut self,
        nodes: &[NodeId],
        previous: Ty,
        new: Site,
        new_ty: Ty,
    ) -> Option<Result<Ty, Mismatch>> {
        if matches!((previous.kind(), new_ty.kind()), (TyKind::FnDef(..), TyKind::FnDef(..)))
            && self.commit_if_ok(|ctx| ctx.unify(previous, new_ty)).is_ok()
        {
            return Some(Ok(previous));
        }
        let (previous_sig, previous_cast) = self.reifiable(previous)?;
        let (new_sig, new_cast) = self.reifiable(new_ty)?;
        let is_unsafe = previous_sig.is_unsafe || new_sig.is_unsafe;
        let previous_ptr = Ty::new(TyKind::FnPtr(FnSig { is_unsafe, ..previous_sig }));
        let new_ptr = Ty::new(TyKind::FnPtr(FnSig { is_unsafe, ..new_sig }));
        if let Err(mismatch) = self.commit_if_ok(|ctx| ctx.unify(previous_ptr, new_ptr)) {
            return Some(Err(mismatch));
        }
        for &node in nodes {
            self.apply_adjustments(node, vec![Adjustment::cast(previous_cast, previous_ptr)]);
        }
        self.apply_adjustments(new.node, vec![Adjustment::cast(new_cast, previous_ptr)]);
        Some(Ok(previous_ptr))
    }

    fn reifiable(&mut self, ty: Ty) -> Option<(FnSig, CastKind)> {
        match ty.kind() {
            TyKind::FnDef(def, args) => {
                let (sig, obligations) = self.fn_def_sig(*def, *args);
                for obligation in obligations {
                    self.register_obligation(obligation);
                }
                Some((sig, CastKind::ReifyFn))
            }
            TyKind::Closure(id, _) if !self.closure_captures(*id) => {
                self.closure_sig(*id).map(|sig| (sig, CastKind::ClosureToFn))
            }
            _ => None,
        }
    }
}
