//! A frame with a few owners, and short names for what the tests do with them.

use crate::memory::{
    Access, AccessKind, Config, Fp, FrameSize, Memory, Owner, Slot, Tag, Violation, ViolationKind,
};
use treebeard_syntax::SpanId;

pub(super) type Outcome<T> = Result<T, Box<Violation>>;

/// Bytes of a test frame: eight owners of 64 bytes of data each behind their headers.
const FRAME: usize = 8 * OWNER;
const OWNER: usize = 80;

pub(super) struct World {
    pub(super) mem: Memory,
    pub(super) fp: Fp,
    span: u32,
}

impl World {
    pub(super) fn new() -> World {
        World::with(&Config::small())
    }

    pub(super) fn with(config: &Config) -> World {
        let mem = Memory::new(config).expect("address space");
        let fp = mem.first_frame(World::frame_size()).expect("room");
        let mut world = World { mem, fp, span: 0 };
        world.enter();
        world
    }

    pub(super) fn frame_size() -> FrameSize {
        FrameSize::new(FRAME).expect("small")
    }

    /// Initialises the headers of the current frame.
    pub(super) fn enter(&mut self) {
        for index in 0..8 {
            self.mem.init_owner(self.owner(index));
        }
    }

    /// Calls: the frame above becomes the current one.
    pub(super) fn push(&mut self) -> Fp {
        let caller = self.fp;
        self.fp = self.mem.callee_frame(self.fp, World::frame_size(), World::frame_size()).expect("room");
        self.enter();
        caller
    }

    pub(super) fn owner(&self, index: usize) -> Owner {
        Owner::new(self.fp, Slot::new(index * OWNER).expect("small"))
    }

    /// Address of byte `at` of an owner.
    pub(super) fn addr(&self, index: usize, at: usize) -> usize {
        self.fp.addr() + index * OWNER + 16 + at
    }

    /// A place of an owner at a fresh position of the source.
    pub(super) fn place(&mut self, index: usize, at: usize, len: usize) -> Access<'static> {
        self.at(self.addr(index, at), len)
    }

    /// A place anywhere at a fresh position of the source.
    pub(super) fn at(&mut self, addr: usize, len: usize) -> Access<'static> {
        self.span += 1;
        Access::new(addr, len, SpanId(self.span))
    }

    pub(super) fn shared(&mut self, index: usize, at: usize, len: usize) -> Tag {
        let (owner, access) = (self.owner(index), self.place(index, at, len));
        self.mem.borrow_shared(owner, &access).expect("a borrow")
    }

    pub(super) fn exclusive(&mut self, index: usize, at: usize, len: usize) -> Tag {
        let (owner, access) = (self.owner(index), self.place(index, at, len));
        self.mem.borrow_mut(owner, &access).expect("a borrow")
    }

    pub(super) fn child(&mut self, tag: Tag, at: usize, len: usize) -> Tag {
        let access = self.place(0, at, len);
        self.mem.reborrow_mut(tag, &access).expect("a reborrow")
    }

    pub(super) fn read(&mut self, tag: Tag, at: usize) -> Outcome<()> {
        let access = self.place(0, at, 8);
        self.mem.access(tag, AccessKind::Read, &access)
    }

    pub(super) fn write(&mut self, tag: Tag, at: usize) -> Outcome<()> {
        let access = self.place(0, at, 8);
        self.mem.access(tag, AccessKind::Write, &access)
    }

    pub(super) fn use_owner(&mut self, index: usize, kind: AccessKind, at: usize, len: usize) -> Outcome<()> {
        let (owner, access) = (self.owner(index), self.place(index, at, len));
        self.mem.owner_access(owner, kind, &access)
    }

    /// Whether the loan of a tag is live, without using it.
    pub(super) fn live(&self, tag: Tag) -> bool {
        self.mem.ownership_state(tag).permission != crate::memory::Permission::Disabled
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.mem.validate_loans();
        }
    }
}

/// The kind of the violation an access answered with.
pub(super) fn kind<T: std::fmt::Debug>(outcome: Outcome<T>) -> ViolationKind {
    outcome.expect_err("a violation").kind
}
