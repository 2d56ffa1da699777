//! Value stacks: the frames of interpreted functions.
//!
//! Frames lie in the region, not on the native stack, so that no interpreted store can reach a native return
//! address. A frame pointer and a slot are bounded by their types, which makes access to a local free of checks:
//! the red zone behind the stacks takes whatever a wrong slot could reach.
//!
//! Invariant: I3. Each coroutine has its own stack; one is current.

use super::Memory;
use std::ops::Range;

/// The largest frame, and the first offset that is no slot. More locals than this overflow a compiled program's stack too.
pub const FRAME_BYTES_MAX: usize = 16 << 20;

/// The frame of a running function: the address of its first byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Fp(usize);

impl Fp {
    /// The address of a slot.
    #[inline(always)]
    pub fn at(self, slot: Slot) -> usize {
        self.0 + slot.0 as usize
    }

    /// The address of the frame.
    #[inline(always)]
    pub fn addr(self) -> usize {
        self.0
    }
}

/// The byte offset of a local in its frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(transparent)]
pub struct Slot(u32);

impl Slot {
    /// The slot at this offset, unless no frame is that large.
    pub const fn new(offset: usize) -> Option<Slot> {
        if offset < FRAME_BYTES_MAX { Some(Slot(offset as u32)) } else { None }
    }

    /// The offset in bytes.
    #[inline(always)]
    pub const fn offset(self) -> usize {
        self.0 as usize
    }

    /// The slot `bytes` further on (a field of a local).
    pub const fn plus(self, bytes: usize) -> Option<Slot> {
        match self.offset().checked_add(bytes) {
            Some(offset) => Slot::new(offset),
            None => None,
        }
    }
}

/// The size of a frame: a multiple of 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct FrameSize(u32);

impl FrameSize {
    /// A frame of at least `bytes`, unless no frame is that large.
    pub const fn new(bytes: usize) -> Option<FrameSize> {
        if bytes <= FRAME_BYTES_MAX { Some(FrameSize(bytes.next_multiple_of(16) as u32)) } else { None }
    }

    /// The size in bytes.
    #[inline(always)]
    pub const fn bytes(self) -> usize {
        self.0 as usize
    }
}

/// The value stack is full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StackOverflow;

/// No room for another stack, or no such stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StackError;

/// A value stack of the isolate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StackId(u32);

impl StackId {
    /// The stack of the first coroutine.
    pub const MAIN: StackId = StackId(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug)]
pub(super) struct Stacks {
    /// End of the current stack.
    limit: usize,
    current: StackId,
    next: usize,
    range: Range<usize>,
    stacks: Vec<Range<usize>>,
    free: Vec<StackId>,
}

impl Stacks {
    pub(super) fn new(range: Range<usize>, main_bytes: usize) -> Stacks {
        let main_bytes = main_bytes.next_multiple_of(4096).min(range.len());
        let main = range.start..range.start + main_bytes;
        Stacks {
            limit: main.end,
            current: StackId::MAIN,
            next: main.end,
            range,
            stacks: vec![main],
            free: Vec::new(),
        }
    }

    /// Whether `start .. end` lies inside one stack that is in use.
    pub(super) fn contains(&self, start: usize, end: usize) -> bool {
        let index = self.stacks.partition_point(|stack| stack.end <= start);
        let inside = self.stacks.get(index).is_some_and(|stack| stack.start <= start && end <= stack.end);
        inside && !self.free.iter().any(|id| id.0 as usize == index)
    }

    /// Whether an address lies where value stacks lie.
    pub(super) fn holds(&self, addr: usize) -> bool {
        self.range.contains(&addr)
    }

    pub(super) fn current(&self) -> StackId {
        self.current
    }
}

impl Memory {
    /// The first frame of the current stack.
    pub fn first_frame(&self, size: FrameSize) -> Result<Fp, StackOverflow> {
        let start = self.stacks.stacks[self.stacks.current.0 as usize].start;
        if start + size.bytes() <= self.stacks.limit { Ok(Fp(start)) } else { Err(StackOverflow) }
    }

    /// The frame of a callee, directly above the caller's.
    #[inline(always)]
    pub fn callee_frame(&self, fp: Fp, caller: FrameSize, callee: FrameSize) -> Result<Fp, StackOverflow> {
        let frame = fp.0 + caller.bytes();
        if frame + callee.bytes() <= self.stacks.limit { Ok(Fp(frame)) } else { Err(StackOverflow) }
    }

    /// Zeroes `len` bytes of a frame from `slot` on.
    #[inline]
    pub fn zero_frame(&mut self, fp: Fp, slot: Slot, len: usize) -> Result<(), super::OutOfRegion> {
        self.fill(fp.at(slot), len, 0)
    }

    /// The value stack in use.
    pub fn current_stack(&self) -> StackId {
        self.stacks.current()
    }

    /// A further stack, for another coroutine.
    pub fn new_stack(&mut self, bytes: usize) -> Result<StackId, StackError> {
        let bytes = bytes.max(1).next_multiple_of(4096);
        let stacks = &mut self.stacks;
        if let Some(at) = stacks.free.iter().position(|id| stacks.stacks[id.0 as usize].len() >= bytes) {
            return Ok(stacks.free.swap_remove(at));
        }
        if bytes > stacks.range.end - stacks.next {
            return Err(StackError);
        }
        let id = StackId(u32::try_from(stacks.stacks.len()).map_err(|_| StackError)?);
        stacks.stacks.push(stacks.next..stacks.next + bytes);
        stacks.next += bytes;
        Ok(id)
    }

    /// Gives a stack that is not in use back; its pages are returned to the system.
    pub fn free_stack(&mut self, id: StackId) -> Result<(), StackError> {
        let range = self.stacks.stacks.get(id.0 as usize).cloned().ok_or(StackError)?;
        if id == self.stacks.current || self.stacks.free.contains(&id) {
            return Err(StackError);
        }
        self.drop_scope(id);
        self.region.decommit(range.clone());
        self.region.decommit_tags(range);
        self.stacks.free.push(id);
        Ok(())
    }

    /// Makes another stack the current one.
    pub fn switch_stack(&mut self, id: StackId) -> Result<(), StackError> {
        if self.stacks.free.contains(&id) {
            return Err(StackError);
        }
        self.stacks.limit = self.stacks.stacks.get(id.0 as usize).ok_or(StackError)?.end;
        self.stacks.current = id;
        self.switch_scope(id);
        Ok(())
    }
}
