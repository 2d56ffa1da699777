//! The graph: points with one action each, and edges.

use std::collections::VecDeque;

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

    /// Forward data flow to its fixed point: the state before each point that can be reached. `apply` is what a point
    /// does to a state; `join` adds a state to another and says whether that changed it.
    pub(super) fn forward<S: Clone>(
        &self,
        start: S,
        apply: impl Fn(PointId, &mut S),
        join: impl Fn(&mut S, &S) -> bool,
    ) -> Vec<Option<S>> {
        let mut states: Vec<Option<S>> = vec![None; self.points.len()];
        let Some(first) = states.first_mut() else { return states };
        *first = Some(start);
        let mut queue = VecDeque::from([PointId(0)]);
        let mut queued = vec![false; states.len()];
        while let Some(id) = queue.pop_front() {
            queued[id.0 as usize] = false;
            let Some(mut state) = states[id.0 as usize].clone() else { continue };
            apply(id, &mut state);
            for &next in &self.points[id.0 as usize].successors {
                let slot = &mut states[next.0 as usize];
                let changed = match slot {
                    Some(old) => join(old, &state),
                    None => {
                        *slot = Some(state.clone());
                        true
                    }
                };
                if changed && !std::mem::replace(&mut queued[next.0 as usize], true) {
                    queue.push_back(next);
                }
            }
        }
        states
    }
}

/// Adds what is true in `new` to `old`; whether that changed it.
pub(super) fn join_flags(old: &mut [bool], new: &[bool]) -> bool {
    let mut changed = false;
    for (old, new) in old.iter_mut().zip(new) {
        changed |= *new && !*old;
        *old |= *new;
    }
    changed
}
