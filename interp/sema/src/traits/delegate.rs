//! What trait selection must ask of the inference of a body.

use crate::tree::ClosureKind;
use crate::ty::{ClosureId, FnSig, Ty};

/// What is known of a closure.
#[derive(Clone, Debug, Default)]
pub struct ClosureInfo {
    /// Its signature: inputs not tupled, types in terms of the body (variables included). `None`: not known yet.
    pub sig: Option<FnSig>,
    /// The strongest Fn trait it implements. `None`: not known yet; it is then taken to implement all of them, and
    /// whoever finds out its kind checks it.
    pub kind: Option<ClosureKind>,
    /// Types of its captures. `None`: not known yet.
    pub captures: Option<Vec<Ty>>,
}

/// Answers for the closures of the body under inference.
pub trait InferDelegate {
    /// What is known of a closure of this body; `None` for closures of other bodies, which are long inferred.
    fn closure(&self, id: ClosureId) -> Option<ClosureInfo>;
}

/// No body is under inference.
#[derive(Clone, Copy, Debug)]
pub struct NoDelegate;

impl InferDelegate for NoDelegate {
    fn closure(&self, _: ClosureId) -> Option<ClosureInfo> {
        None
    }
}
