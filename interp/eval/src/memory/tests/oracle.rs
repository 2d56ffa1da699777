//! A second, naive implementation of the loan rules: a forest in a vector, searched in full.
//!
//! It shares no code with the core: places are sets of bytes, nothing is cached, indexed or recycled.

use crate::memory::{AccessKind, ViolationKind};
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Shared,
    Exclusive,
    Cell,
    Raw,
    Allocation,
}

impl Kind {
    fn is_raw_like(self) -> bool {
        matches!(self, Kind::Cell | Kind::Raw | Kind::Allocation)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Parent {
    /// An owner, by (frame, index).
    Owner(usize, usize),
    Node(usize),
    Nothing,
}

/// A place: its bytes, or its address and key if it has none, and the bytes of the `Box` words crossed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) addr: usize,
    pub(super) len: usize,
    pub(super) key: u32,
    pub(super) crossed: Vec<usize>,
}

impl Place {
    fn target(&self) -> BTreeSet<usize> {
        (self.addr..self.addr + self.len).collect()
    }

    fn crossed(&self) -> BTreeSet<usize> {
        self.crossed.iter().flat_map(|&word| word..word + 8).collect()
    }

    fn overlaps(&self, other: &Place) -> bool {
        let meets = |a: &BTreeSet<usize>, b: &BTreeSet<usize>| a.intersection(b).next().is_some();
        (self.len == 0 && other.len == 0 && (self.addr, self.key) == (other.addr, other.key))
            || meets(&self.target(), &other.target())
            || meets(&self.crossed(), &other.target())
            || meets(&self.target(), &other.crossed())
    }

    pub(super) fn contains(&self, other: &Place) -> bool {
        self.addr <= other.addr && other.addr + other.len <= self.addr + self.len
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Node {
    pub(super) parent: Parent,
    pub(super) kind: Kind,
    pub(super) place: Place,
    /// The loans it ends with, besides its parent.
    pub(super) linked_to: BTreeSet<usize>,
    pub(super) alive: bool,
    protected: u32,
}

#[derive(Default, Debug)]
pub(super) struct Oracle {
    pub(super) nodes: Vec<Node>,
    protectors: Vec<usize>,
}

type Verdict<T> = Result<T, ViolationKind>;

impl Oracle {
    pub(super) fn add(&mut self, parent: Parent, kind: Kind, place: Place) -> usize {
        let linked_to = BTreeSet::new();
        self.nodes.push(Node { parent, kind, place, linked_to, alive: true, protected: 0 });
        self.nodes.len() - 1
    }

    fn children(&self, parent: Parent) -> Vec<usize> {
        (0..self.nodes.len()).filter(|&at| self.nodes[at].alive && self.nodes[at].parent == parent).collect()
    }

    pub(super) fn may_read(&self, parent: Parent) -> bool {
        self.children(parent).iter().all(|&child| self.nodes[child].kind != Kind::Exclusive)
    }

    /// No loan; allocation-like nodes do not count as children.
    pub(super) fn may_write(&self, parent: Parent) -> bool {
        self.children(parent).iter().all(|&child| self.nodes[child].kind == Kind::Raw)
    }

    pub(super) fn reads_fast(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.alive && (node.kind.is_raw_like() || self.may_read(Parent::Node(at)))
    }

    pub(super) fn writes_fast(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let alone = node.kind.is_raw_like() || self.children(Parent::Node(at)).is_empty();
        node.alive && node.kind != Kind::Shared && alone
    }

    /// Ends a loan with all that depends on it; answers whether a protected one was among them.
    fn end(&mut self, at: usize) -> bool {
        if !self.nodes[at].alive {
            return false;
        }
        self.nodes[at].alive = false;
        let mut protected = self.nodes[at].protected > 0;
        for other in 0..self.nodes.len() {
            let node = &self.nodes[other];
            if node.alive && (node.parent == Parent::Node(at) || node.linked_to.contains(&at)) {
                protected |= self.end(other);
            }
        }
        protected
    }

    fn end_all(&mut self, ended: Vec<usize>) -> Verdict<()> {
        let protected: Vec<bool> = ended.into_iter().map(|at| self.end(at)).collect();
        if protected.contains(&true) { Err(ViolationKind::ProtectedLoan) } else { Ok(()) }
    }

    /// An access to the children of an owner or a loan that takes part in exclusion.
    pub(super) fn exclude(&mut self, parent: Parent, kind: AccessKind, place: &Place) -> Verdict<()> {
        let conflicts = |node: &Node| match node.kind {
            Kind::Exclusive => true,
            Kind::Shared | Kind::Cell => kind.is_write(),
            Kind::Raw | Kind::Allocation => false,
        };
        let mut ended = self.children(parent);
        ended.retain(|&child| conflicts(&self.nodes[child]) && self.nodes[child].place.overlaps(place));
        self.end_all(ended)
    }

    pub(super) fn access(&mut self, at: usize, kind: AccessKind, place: &Place) -> Verdict<()> {
        let node = &self.nodes[at];
        if !node.alive {
            return Err(ViolationKind::StaleReference);
        }
        if kind.is_write() && node.kind == Kind::Shared {
            return Err(ViolationKind::WriteThroughShared);
        }
        if node.kind.is_raw_like() { Ok(()) } else { self.exclude(Parent::Node(at), kind, place) }
    }

    pub(super) fn raw_access(&mut self, at: usize, write: bool, place: &Place, exposed: bool) -> Verdict<()> {
        let node = &self.nodes[at];
        if !node.alive {
            return Err(ViolationKind::StaleReference);
        }
        let reached = match node.kind {
            Kind::Raw | Kind::Allocation => false,
            Kind::Shared | Kind::Exclusive | Kind::Cell => exposed,
        };
        let own = node.place.len > 0 && node.place.contains(place);
        if !(own || reached || place.len == 0) {
            return Err(ViolationKind::OutOfAllocation);
        }
        let kind = if write { AccessKind::Write } else { AccessKind::Read };
        if node.kind == Kind::Exclusive { self.exclude(Parent::Node(at), kind, place) } else { Ok(()) }
    }

    pub(super) fn storage_dead(&mut self, frame: usize, index: usize) -> Verdict<()> {
        let ended = self.children(Parent::Owner(frame, index));
        self.end_all(ended)
    }

    pub(super) fn end_owner_loans(&mut self, frame: usize, index: usize) -> Verdict<()> {
        let mut ended = self.children(Parent::Owner(frame, index));
        ended.retain(|&child| self.nodes[child].kind != Kind::Raw);
        self.end_all(ended)
    }

    pub(super) fn end_scoped(&mut self, at: usize) {
        if self.nodes[at].kind == Kind::Exclusive {
            self.end(at);
        }
    }

    pub(super) fn protect(&mut self, at: usize) {
        if self.nodes[at].alive {
            self.nodes[at].protected += 1;
            self.protectors.push(at);
        }
    }

    pub(super) fn unprotect(&mut self, mark: usize) {
        for at in self.protectors.split_off(mark) {
            self.nodes[at].protected -= 1;
        }
    }

    pub(super) fn protectors(&self) -> usize {
        self.protectors.len()
    }

    /// The arguments that have to be linked to a result.
    pub(super) fn needed_links(&self, result: usize, arguments: &[usize]) -> BTreeSet<usize> {
        let mut above = vec![result];
        while let Parent::Node(parent) = self.nodes[above[above.len() - 1]].parent {
            above.push(parent);
        }
        if !self.nodes[result].alive {
            above.clear();
        }
        let linked = &self.nodes[result].linked_to;
        let needed = |&at: &usize| self.nodes[at].alive && !above.contains(&at) && !linked.contains(&at);
        arguments.iter().copied().filter(needed).collect()
    }

    /// The raw entry of a live local that covers a place.
    pub(super) fn exposed(&self, place: &Place) -> bool {
        self.nodes.iter().any(|node| node.alive && node.kind == Kind::Raw && node.place.contains(place))
    }

    pub(super) fn raw_of(&self, owner: Parent) -> Option<usize> {
        (0..self.nodes.len()).find(|&at| {
            let node = &self.nodes[at];
            node.alive && node.kind == Kind::Raw && node.parent == owner
        })
    }
}
