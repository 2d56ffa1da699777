//! Recording adjustments of expressions. Follows `FnCtxt::apply_adjustments`.

use treebeard_syntax::ast::{Mutability, NodeId};

use super::body::InferCtx;
use super::{Adjustment, AdjustmentKind};
use crate::tree::CastKind;
use crate::ty::Ty;

impl Adjustment {
    /// A built-in dereference.
    pub(super) fn deref(target: Ty) -> Adjustment {
        Adjustment { kind: AdjustmentKind::Deref, target }
    }

    /// A borrow written by nobody.
    pub(super) fn borrow(mutability: Mutability, two_phase: bool, target: Ty) -> Adjustment {
        let two_phase = two_phase && mutability == Mutability::Mut;
        Adjustment { kind: AdjustmentKind::Borrow { mutability, two_phase }, target }
    }

    /// A pointer conversion.
    pub(super) fn cast(kind: CastKind, target: Ty) -> Adjustment {
        Adjustment { kind: AdjustmentKind::Cast(kind), target }
    }

    /// From `!`.
    pub(super) fn never_to_any(target: Ty) -> Adjustment {
        Adjustment { kind: AdjustmentKind::NeverToAny, target }
    }
}

impl InferCtx<'_> {
    /// Records the adjustments of a node, composing them with those it has.
    pub(super) fn apply_adjustments(&mut self, node: NodeId, adjustments: Vec<Adjustment>) {
        let Some(last) = adjustments.last() else { return };
        let Some(existing) = self.results.adjustments.get_mut(&node) else {
            self.results.adjustments.insert(node, adjustments);
            return;
        };
        // `!` coerced twice goes straight to the last type; any other second coercion comes after a reborrow,
        // which it makes needless.
        if let [only] = existing.as_mut_slice()
            && only.kind == AdjustmentKind::NeverToAny
        {
            only.target = last.target;
            return;
        }
        let replaces = matches!(adjustments[0].kind, AdjustmentKind::Deref)
            && matches!(
                existing.as_slice(),
                [
                    Adjustment { kind: AdjustmentKind::Deref, .. },
                    Adjustment { kind: AdjustmentKind::Borrow { .. }, .. }
                ]
            );
        if replaces {
            *existing = adjustments;
        } else {
            existing.extend(adjustments);
        }
    }

    /// The type of a node after its adjustments.
    pub(super) fn adjusted_ty(&mut self, node: NodeId) -> Ty {
        let ty = match self.results.adjustments.get(&node).and_then(|list| list.last()) {
            Some(last) => last.target,
            None => self.node_ty(node),
        };
        self.resolve(ty)
    }
}
