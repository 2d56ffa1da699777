//! Random programs against the naive oracle: after every step every tag ever issued must stand the same in both.

use super::oracle::{Kind, Oracle, Parent, Place};
use super::world::{Outcome, World};
use crate::memory::{Access, AccessKind, Config, Mutability, Tag, ViolationKind};
use proptest::prelude::*;
use std::collections::HashMap;
use treebeard_syntax::SpanId;

/// One step, decoded from bytes: what to do, with which reference, where.
type Step = (u8, u8, u8, u8, u8);

struct Model {
    world: World,
    oracle: Oracle,
    frames: Vec<crate::memory::Fp>,
    blocks: [usize; 2],
    block_nodes: [Option<usize>; 2],
    /// Every reference made, newest last.
    tags: Vec<(Tag, usize)>,
    known: HashMap<Tag, usize>,
}

const KINDS: [AccessKind; 6] = [
    AccessKind::Read,
    AccessKind::Write,
    AccessKind::Move,
    AccessKind::Drop,
    AccessKind::SharedBorrow,
    AccessKind::MutBorrow,
];

impl Model {
    fn new(config: &Config) -> Model {
        let mut world = World::with(config);
        let blocks = [0; 2].map(|_| world.mem.alloc(32, 8).expect("room"));
        let (oracle, frames) = (Oracle::default(), vec![world.fp]);
        Model {
            world,
            oracle,
            frames,
            blocks,
            block_nodes: [None; 2],
            tags: Vec::new(),
            known: HashMap::new(),
        }
    }

    fn frame(&self) -> usize {
        self.frames.len() - 1
    }

    /// A place in a local, or behind one box in it, or behind a box in that box.
    fn place(&self, index: usize, shape: u8) -> Place {
        let (at, len) = (shape as usize % 4 * 8, [0, 8, 16, 8][shape as usize / 4 % 4]);
        let (local, block) = (self.world.addr(index, 0), self.blocks[index % 2]);
        let (base, crossed) = match shape / 16 % 4 {
            0 | 1 => (local, vec![]),
            2 => (block, vec![local]),
            _ => (block, vec![local, block + 16]),
        };
        let key = if len == 0 { 1 + (shape as u32 >> 6) } else { 0 };
        Place { addr: base + at, len, key, crossed }
    }

    /// Records what a borrow answered: a known tag must stand for just such a loan.
    fn adopt(&mut self, tag: Tag, parent: Parent, kind: Kind, place: Place, linked: &[usize]) {
        if let Some(&at) = self.known.get(&tag) {
            let node = &self.oracle.nodes[at];
            assert!(node.alive && node.kind == kind && node.parent == parent, "{tag:?} is shared wrongly");
            assert!(kind != Kind::Shared || node.place == place, "{tag:?} is shared wrongly");
            assert!(node.linked_to.iter().eq(linked), "{tag:?} is shared with other links");
            self.tags.push((tag, at));
            return;
        }
        let at = self.oracle.add(parent, kind, place);
        self.oracle.nodes[at].linked_to.extend(linked);
        self.known.insert(tag, at);
        self.tags.push((tag, at));
    }

    /// Compares verdicts; answers whether the program can go on.
    fn same<T>(real: Outcome<T>, oracle: Result<(), ViolationKind>) -> Option<T> {
        match (real, oracle) {
            (Ok(value), Ok(())) => Some(value),
            (Err(violation), Err(kind)) => {
                assert_eq!(violation.kind, kind);
                None
            }
            (Ok(_), Err(kind)) => panic!("allowed, but {kind:?}"),
            (Err(violation), Ok(())) => panic!("refused: {violation:?}"),
        }
    }

    /// Runs a step; answers false when the program cannot go on.
    fn step(&mut self, (what, which, index, shape, extra): Step) -> bool {
        let index = index as usize % 3;
        let place = self.place(index, shape);
        let crossed = place.crossed.clone();
        let span = SpanId(1 + what as u32);
        let access = Access::new(place.addr, place.len, span).with_key(place.key).across(&crossed);
        let picked = self.tags.len().checked_sub(1 + which as usize % 12).map(|at| self.tags[at]);
        let mutability = if extra.is_multiple_of(2) { Mutability::Not } else { Mutability::Mut };
        match (what % 20, picked) {
            (0..4, _) | (4.., None) => self.on_owner(what % 4, index, place, &access, extra),
            (4..8, Some((tag, at))) => self.reborrow(tag, at, place, &access, mutability),
            (8..11, Some((tag, at))) => {
                let kind = KINDS[extra as usize % 4];
                let expected = self.oracle.access(at, kind, &place);
                self.goes_on(expected, |m| m.world.mem.access(tag, kind, &access))
            }
            (11, Some((tag, at))) => self.raw_of_ref(tag, at, place, &access),
            (12 | 13, Some((tag, at))) => self.ref_of_raw(tag, at, place, &access, mutability),
            (14 | 15, Some((tag, at))) => {
                let other = self.tags[extra as usize % self.tags.len()];
                self.link((tag, at), other, place, &access.across(&[]), mutability)
            }
            (16, Some((tag, at))) => {
                self.world.mem.protect(tag);
                self.oracle.protect(at);
                true
            }
            (17, Some((tag, at))) => {
                self.world.mem.end_loan(tag, span);
                self.oracle.end_scoped(at);
                true
            }
            (_, _) => self.scope(what % 20, index, extra, &access),
        }
    }

    /// Runs the real operation and compares; only a protected loan ends the program, the rest changes nothing.
    fn goes_on<T>(
        &mut self,
        expected: Result<(), ViolationKind>,
        real: impl FnOnce(&mut Model) -> Outcome<T>,
    ) -> bool {
        let stops = expected == Err(ViolationKind::ProtectedLoan);
        Model::same(real(self), expected);
        !stops
    }

    fn on_owner(&mut self, what: u8, index: usize, place: Place, access: &Access<'_>, extra: u8) -> bool {
        let (owner, parent) = (self.world.owner(index), Parent::Owner(self.frame(), index));
        let mem = &mut self.world.mem;
        let (kind, made) = match what {
            0 => (AccessKind::SharedBorrow, Kind::Shared),
            1 => (AccessKind::MutBorrow, Kind::Exclusive),
            2 if extra < 64 => {
                let expected = self.oracle.exclude(parent, AccessKind::MutBorrow, &place);
                let real = mem.raw_of_owner(owner, Mutability::Mut, access);
                let stops = expected == Err(ViolationKind::ProtectedLoan);
                if let Some(tag) = Model::same(real, expected) {
                    if place.crossed.is_empty() {
                        self.adopt_raw(tag, parent, place);
                    } else {
                        self.adopt_block(tag, index % 2);
                    }
                }
                return !stops;
            }
            _ => {
                let kind = KINDS[extra as usize % 4];
                let expected = self.oracle.exclude(parent, kind, &place);
                return self.goes_on(expected, |m| m.world.mem.owner_access(owner, kind, access));
            }
        };
        let expected = self.oracle.exclude(parent, kind, &place);
        let real = match made {
            Kind::Shared => mem.borrow_shared(owner, access),
            _ => mem.borrow_mut(owner, access),
        };
        match Model::same(real, expected) {
            Some(tag) => self.adopt(tag, parent, made, place, &[]),
            None => return false,
        }
        true
    }

    fn reborrow(
        &mut self,
        tag: Tag,
        at: usize,
        place: Place,
        access: &Access<'_>,
        mutability: Mutability,
    ) -> bool {
        let (alive, kind) = (self.oracle.nodes[at].alive, self.oracle.nodes[at].kind);
        let (use_kind, made) = match mutability {
            Mutability::Not => (AccessKind::SharedBorrow, Kind::Shared),
            Mutability::Mut => (AccessKind::MutBorrow, Kind::Exclusive),
        };
        let expected = self.oracle.access(at, use_kind, &place);
        let stops = expected == Err(ViolationKind::ProtectedLoan);
        let real = match mutability {
            Mutability::Not => self.world.mem.reborrow_shared(tag, access),
            Mutability::Mut => self.world.mem.reborrow_mut(tag, access),
        };
        if let Some(made_tag) = Model::same(real, expected) {
            if alive && kind == Kind::Exclusive {
                self.adopt(made_tag, Parent::Node(at), made, place, &[]);
            } else {
                assert_eq!(made_tag, tag, "kept");
            }
        }
        !stops
    }

    fn adopt_raw(&mut self, tag: Tag, owner: Parent, place: Place) {
        match self.oracle.raw_of(owner) {
            Some(at) => {
                assert_eq!(self.known.get(&tag), Some(&at));
                let known = &mut self.oracle.nodes[at].place;
                let end = (known.addr + known.len).max(place.addr + place.len);
                known.addr = known.addr.min(place.addr);
                known.len = end - known.addr;
                self.tags.push((tag, at));
            }
            None => self.adopt(tag, owner, Kind::Raw, place, &[]),
        }
    }

    fn adopt_block(&mut self, tag: Tag, block: usize) {
        match self.block_nodes[block] {
            Some(at) => {
                assert_eq!(self.known.get(&tag), Some(&at));
                self.tags.push((tag, at));
            }
            None => {
                let place = Place { addr: self.blocks[block], len: 32, key: 0, crossed: vec![] };
                self.adopt(tag, Parent::Nothing, Kind::Allocation, place, &[]);
                self.block_nodes[block] = self.known.get(&tag).copied();
            }
        }
    }

    fn raw_of_ref(&mut self, tag: Tag, at: usize, place: Place, access: &Access<'_>) -> bool {
        let real = self.world.mem.raw_of_ref(tag, access);
        if !self.oracle.nodes[at].alive {
            Model::same(real, Err(ViolationKind::StaleReference));
            return true;
        }
        let raw = real.expect("a live reference has a pointer");
        if matches!(self.oracle.nodes[at].kind, Kind::Raw | Kind::Allocation) {
            assert_eq!(raw, tag);
            return true;
        }
        let in_block = |block: &usize| (*block..block + 32).contains(&place.addr);
        if let Some(block) = self.blocks.iter().position(in_block) {
            self.adopt_block(raw, block);
            return true;
        }
        let mut top = at;
        while let Parent::Node(parent) = self.oracle.nodes[top].parent {
            top = parent;
        }
        let node = self.oracle.nodes[top].clone();
        let reach = (node.place.addr..=node.place.addr + node.place.len).contains(&place.addr);
        match node.parent {
            Parent::Owner(..) if reach && node.place.len > 0 => self.adopt_raw(raw, node.parent, node.place),
            Parent::Owner(..) => self.adopt_raw(raw, node.parent, place),
            _ if node.kind == Kind::Allocation => assert_eq!(self.known.get(&raw), Some(&top)),
            _ => assert_eq!(raw, Tag::NONE),
        }
        true
    }

    fn is_reachable(&self, place: &Place) -> bool {
        let in_block = |&block: &usize| block <= place.addr && place.addr + place.len <= block + 32;
        self.blocks.iter().any(in_block) || self.oracle.exposed(place)
    }

    fn ref_of_raw(
        &mut self,
        tag: Tag,
        at: usize,
        place: Place,
        access: &Access<'_>,
        mutability: Mutability,
    ) -> bool {
        let reachable = self.is_reachable(&place);
        let write = mutability == Mutability::Mut;
        let expected = self.oracle.raw_access(at, write, &place, reachable);
        let stops = expected == Err(ViolationKind::ProtectedLoan);
        let real = self.world.mem.ref_of_raw(tag, mutability, access);
        if let Some(made) = Model::same(real, expected) {
            if write && self.oracle.nodes[at].kind == Kind::Shared {
                self.adopt(made, Parent::Node(at), Kind::Cell, place, &[]);
            } else {
                assert_eq!(made, tag);
            }
        }
        !stops
    }

    fn link(
        &mut self,
        (tag, at): (Tag, usize),
        (argument, argument_at): (Tag, usize),
        place: Place,
        access: &Access<'_>,
        mutability: Mutability,
    ) -> bool {
        let needed = self.oracle.needed_links(at, &[argument_at, at]);
        let place = Place { crossed: vec![], ..place };
        let real = self.world.mem.link_returned(tag, &[argument, tag], mutability, access);
        if tag != argument && !self.oracle.nodes[at].alive {
            Model::same(real, Err(ViolationKind::StaleReference));
            return true;
        }
        if needed.is_empty() {
            assert_eq!(real.expect("nothing to do"), tag);
            return true;
        }
        let kind = self.oracle.nodes[at].kind;
        let exclusive = mutability == Mutability::Mut && kind != Kind::Shared;
        let (use_kind, made) = match exclusive {
            true => (AccessKind::MutBorrow, Kind::Exclusive),
            false => (AccessKind::SharedBorrow, Kind::Shared),
        };
        let expected = self.oracle.access(at, use_kind, &place);
        let stops = expected == Err(ViolationKind::ProtectedLoan);
        if let Some(made_tag) = Model::same(real, expected) {
            let needed: Vec<usize> = needed.into_iter().collect();
            // Making it may have ended an argument: then the link is to nothing.
            self.adopt(made_tag, Parent::Node(at), made, place, &needed);
        }
        !stops
    }

    fn scope(&mut self, what: u8, index: usize, extra: u8, access: &Access<'_>) -> bool {
        let owner = self.world.owner(index);
        match (what, extra % 4) {
            (18, 0) if self.frames.len() < 4 => {
                self.world.push();
                self.frames.push(self.world.fp);
            }
            (18, 1) if self.frames.len() > 1 => {
                let frame = self.frame();
                let verdicts: Vec<_> = (0..8).map(|index| self.oracle.storage_dead(frame, index)).collect();
                let expected = verdicts.into_iter().collect();
                self.frames.pop();
                let fp = std::mem::replace(&mut self.world.fp, self.frames[self.frames.len() - 1]);
                return self.goes_on(expected, |m| m.world.mem.leave_frame(fp, access.span));
            }
            (18, 2) if self.frames.len() > 2 => self.unwind(access.span),
            (18, _) => {
                let expected = self.oracle.storage_dead(self.frame(), index);
                return self.goes_on(expected, |m| m.world.mem.storage_dead(owner, access.span));
            }
            (_, 0 | 1) => {
                let expected = self.oracle.end_owner_loans(self.frame(), index);
                return self
                    .goes_on(expected, |m| m.world.mem.end_owner_loans(owner, AccessKind::Move, access));
            }
            (_, _) => self.unprotect(),
        }
        true
    }

    fn unprotect(&mut self) {
        let mark = self.world.mem.protector_mark();
        let expected = self.oracle.protectors();
        self.world.mem.unprotect_to(mark);
        assert_eq!(self.oracle.protectors(), expected, "nothing above the mark");
        self.oracle.unprotect(0);
        self.world.mem.unprotect_to(crate::memory::ProtectorMark::BOTTOM);
    }

    fn unwind(&mut self, span: SpanId) {
        self.unprotect();
        for frame in 1..self.frames.len() {
            for index in 0..8 {
                self.oracle.storage_dead(frame, index).expect("nothing is protected");
            }
        }
        self.frames.truncate(1);
        self.world.fp = self.frames[0];
        self.world.mem.unwind_frames(self.world.fp.addr() + World::frame_size().bytes(), span);
    }

    fn compare(&self) {
        let mem = &self.world.mem;
        for (&tag, &at) in &self.known {
            let node = &self.oracle.nodes[at];
            assert_eq!(self.world.live(tag), node.alive, "{tag:?} {node:?}");
            assert_eq!(mem.check_read(tag).is_ok(), self.oracle.reads_fast(at), "reading {tag:?} {node:?}");
            assert_eq!(mem.check_write(tag).is_ok(), self.oracle.writes_fast(at), "writing {tag:?} {node:?}");
        }
        for index in 0..3 {
            let (owner, parent) = (self.world.owner(index), Parent::Owner(self.frame(), index));
            assert_eq!(mem.check_owner_read(owner).is_ok(), self.oracle.may_read(parent), "owner {index}");
            assert_eq!(mem.check_owner_write(owner).is_ok(), self.oracle.may_write(parent), "owner {index}");
        }
        mem.validate_loans();
    }
}

fn run(steps: &[Step], config: &Config) {
    let mut model = Model::new(config);
    for &step in steps {
        let goes_on = model.step(step);
        if !goes_on {
            model.world.mem.validate_loans();
            return;
        }
        model.compare();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_core_agrees_with_the_oracle(steps in prop::collection::vec(any::<Step>(), 1..60)) {
        run(&steps, &Config::small());
    }

    #[test]
    fn retiring_entries_changes_no_verdict(steps in prop::collection::vec(any::<Step>(), 1..60)) {
        run(&steps, &Config { generation_max: 2, ..Config::small() });
    }
}
