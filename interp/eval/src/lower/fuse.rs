//! Combinations of nodes that are worth a node of their own.
//!
//! Each is an optimisation of something the other files can lower; measured in EXECUTION.md or by the benches.

use treebeard_sema::tree::{Expr, LabelId};

use super::{Lower, Lowered, Out, PlaceCode, Want};

impl Lower<'_> {
    /// `if` whose condition is a comparison of small operands.
    pub(crate) fn fused_if(&mut self, cond: &Expr, then: &Expr, els: &Expr, want: Want) -> Lowered<Option<Out>> {
        let _ = (cond, then, els, want);
        Ok(None)
    }

    /// Loops with a known shape.
    pub(crate) fn fused_loop(&mut self, label: LabelId, body: &Expr, e: &Expr, want: Want) -> Lowered<Option<Out>> {
        let _ = (label, body, e, want);
        Ok(None)
    }

    /// `*Index::index(&v, i)` of a vector.
    pub(crate) fn fast_index(&mut self, value: &Expr) -> Lowered<Option<PlaceCode>> {
        let _ = value;
        Ok(None)
    }
}
