//! Places: what can be read, written, borrowed and moved out of.

use treebeard_syntax::SpanId;

use super::{Expr, LocalId, MovePathId};
use crate::def::DefId;
use crate::ty::Ty;

/// A place.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// Where it starts.
    pub base: PlaceBase,
    /// The way from there, outermost first.
    pub projections: Vec<Projection>,
    /// The type of the place.
    pub ty: Ty,
    /// The tracked path it is, if it is one exactly.
    pub move_path: Option<MovePathId>,
    /// The expression.
    pub span: SpanId,
}

/// Where a place starts.
#[derive(Clone, PartialEq, Debug)]
pub enum PlaceBase {
    /// A local.
    Local(LocalId),
    /// What a reference, raw pointer or box value points to: `*f()`. (A value that is itself in a place is a
    /// `Projection::Deref` on that place instead.)
    Deref(Box<Expr>),
    /// A static.
    Static(DefId, Ty),
    /// A promoted constant of this body.
    Promoted(u32, Ty),
}

/// One step of a place.
#[derive(Clone, PartialEq, Debug)]
pub struct Projection {
    /// The step.
    pub kind: ProjectionKind,
    /// The type after the step (of an enum after `Downcast`: unchanged).
    pub ty: Ty,
}

/// The steps of a place.
#[derive(Clone, PartialEq, Debug)]
pub enum ProjectionKind {
    /// Through a reference, raw pointer or box.
    Deref,
    /// A field of a struct, union, tuple, closure or (after `Downcast`) variant.
    Field(u32),
    /// The fields of this variant of an enum.
    Downcast(u32),
    /// `a[i]` of an array or slice; `i` is a `usize` value, bounds checked.
    Index(Box<Expr>),
    /// An element counted from the start (or, `from_end`, from one past the end) in a slice pattern.
    ConstantIndex {
        /// Distance.
        offset: u64,
        /// Counted from the end (1 is the last).
        from_end: bool,
    },
    /// The middle of a slice pattern: without the first `from` and the last `to` elements.
    Subslice {
        /// Elements left off at the start.
        from: u64,
        /// Elements left off at the end.
        to: u64,
    },
}
