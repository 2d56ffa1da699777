//! The graph: points with one action each, and edges.

use smallvec::SmallVec;
use treebeard_syntax::SpanId;

use crate::tree::{BorrowKind, LocalId, Place};
use crate::ty::Ty;

/// A point of a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PointId(pub u32);

/// What happens at a point, and where control goes next.
#[derive(Clone, Debug)]
pub struct Point {
    /// What happens.
    pub action: Action,
    /// Where to.
    pub successors: SmallVec<[PointId; 2]>,
}

/// What happens at a point.
#[derive(Clone, Debug)]
pub enum Action {
    /// Nothing: a join.
    Join,
    /// A place is used.
    Use(Access, Place, SpanId),
    /// A place is written as a whole (`place = value`).
    Assign(Place, SpanId),
    /// A local gets its first value (parameter, `let`, pattern, temporary).
    Init(LocalId, SpanId),
    /// A local comes into scope, uninitialised.
    StorageLive(LocalId),
    /// A local goes out of scope: what is left in it is dropped.
    StorageDead(LocalId, SpanId),
    /// An `.await` of a value of type `awaited`, while operands of these types wait to be used together with it.
    Suspend {
        /// What is awaited.
        awaited: Ty,
        /// Types of the operands that were evaluated before.
        operands: Box<[Ty]>,
    },
}

/// How a place is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Copied.
    Copy,
    /// Moved out of.
    Move,
    /// Borrowed.
    Borrow(BorrowKind),
    /// Its address is taken.
    RawBorrow(treebeard_syntax::ast::Mutability),
    /// Compared with a pattern.
    Inspect,
    /// Read and written (`place op= value`).
    Update,
}

/// The control-flow graph of one body.
#[derive(Clone, Debug, Default)]
pub struct FlowGraph {
    /// The points; the first is the entry.
    pub points: Vec<Point>,
}

impl FlowGraph {
    /// The points in order, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (PointId, &Point)> {
        self.points.iter().enumerate().map(|(i, point)| (PointId(i as u32), point))
    }
}
