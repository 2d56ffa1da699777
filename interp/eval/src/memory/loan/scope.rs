//! Owners and the scopes they live in.
//!
//! An address-taken local has a 16-byte *header* in its frame: `{first child, exclusive children, listed, raw entry}`.
//! The first two words are what the fast path tests. An owner is put on its stack's list when it first gets a loan;
//! the list is in stack order because only the running function borrows its own locals. Leaving a frame (L7) cuts the
//! list back to the frame's address, and so does the frame that catches a panic: no code has to run in between.
//!
//! The header must be zeroed when its frame is entered; after that it looks after itself.
//!
//! Invariant: an owner with a loan or a raw entry is listed; addresses on a list ascend by frame.

use super::{Access, EndReason, Slow, Violation};
use crate::memory::{Fp, Memory, Region, Slot, StackId, Tag};
use treebeard_syntax::SpanId;

/// Bytes of the header of an address-taken local.
pub const OWNER_HEADER_BYTES: usize = 16;
/// Alignment of the header of an address-taken local.
pub const OWNER_HEADER_ALIGN: usize = 8;

/// An address-taken local: where its header is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owner {
    fp: Fp,
    header: Slot,
}

impl Owner {
    /// The local whose header is at this slot.
    #[inline(always)]
    pub fn new(fp: Fp, header: Slot) -> Owner {
        debug_assert_eq!(header.offset() % OWNER_HEADER_ALIGN, 0, "an owner's header is aligned");
        Owner { fp, header }
    }

    #[inline(always)]
    pub(super) fn header(self) -> usize {
        self.fp.at(self.header)
    }
}

/// The owners and protectors of one stack.
#[derive(Debug, Default)]
struct Scope {
    /// Headers of listed owners, in stack order.
    owners: Vec<usize>,
    protectors: Vec<Tag>,
}

#[derive(Debug)]
pub(super) struct Scopes {
    /// Header of the newest listed owner of the current stack, 0 if there is none.
    top: usize,
    /// The lists of the current stack.
    now: Scope,
    current: usize,
    /// The lists of the other stacks; an empty one stands for the current.
    parked: Vec<Scope>,
    /// Protectors held on all stacks.
    pub(super) protected: u64,
}

impl Scopes {
    pub(super) fn new() -> Scopes {
        Scopes { top: 0, now: Scope::default(), current: 0, parked: vec![Scope::default()], protected: 0 }
    }

    #[inline]
    pub(super) fn protectors(&mut self) -> &mut Vec<Tag> {
        &mut self.now.protectors
    }

    #[inline]
    pub(super) fn protectors_len(&self) -> usize {
        self.now.protectors.len()
    }

    fn list(&mut self, header: usize) {
        self.now.owners.push(header);
        self.top = header;
    }

    fn unlist_newest(&mut self) {
        self.now.owners.pop();
        self.top = self.now.owners.last().copied().unwrap_or(0);
    }

    /// Headers of all listed owners, the current stack's newest first.
    fn owners(&self) -> impl Iterator<Item = usize> {
        let parked = self.parked.iter().flat_map(|scope| scope.owners.iter());
        self.now.owners.iter().rev().chain(parked).copied()
    }

    fn switch(&mut self, id: usize) {
        if id == self.current {
            return;
        }
        if self.parked.len() <= id {
            self.parked.resize_with(id + 1, Scope::default);
        }
        let next = std::mem::take(&mut self.parked[id]);
        let before = std::mem::replace(&mut self.now, next);
        self.parked[self.current] = before;
        self.current = id;
        self.top = self.now.owners.last().copied().unwrap_or(0);
    }
}

/// Offsets of the header's words.
const EXCLUSIVE: usize = 4;
const LISTED: usize = 8;
const RAW: usize = 12;

impl Region {
    /// A header's address as an entry stores it: stacks lie in the first 32 GiB of the region.
    fn header_word(&self, header: usize) -> u32 {
        let word = (header - self.base()) / 8;
        u32::try_from(word).expect("owners lie on value stacks")
    }

    pub(super) fn header_addr(&self, word: u32) -> usize {
        self.base() + word as usize * 8
    }

    fn header_field(&self, header: usize, field: usize) -> u32 {
        self.load(header + field).expect("owners lie in the region")
    }

    fn set_header_field(&mut self, header: usize, field: usize, value: u32) {
        self.store(header + field, value).expect("owners lie in the region");
    }
}

impl Memory {
    /// Prepares the header of a local; once per entry of its frame.
    #[inline(always)]
    pub fn init_owner(&mut self, owner: Owner) {
        self.region.set_local(owner.fp, owner.header, 0u128);
    }

    /// First child and number of exclusive children, as one word.
    #[inline(always)]
    pub(super) fn owner_children(&self, owner: Owner) -> u64 {
        self.region.local(owner.fp, owner.header)
    }

    #[inline(always)]
    pub(super) fn owner_exclusive(&self, owner: Owner) -> u32 {
        (self.owner_children(owner) >> 32) as u32
    }

    pub(super) fn header_children(&self, header: usize) -> (u32, u32) {
        (self.region.header_field(header, 0), self.region.header_field(header, EXCLUSIVE))
    }

    pub(super) fn set_header_children(&mut self, header: usize, first: u32, exclusive: u32) {
        self.region.set_header_field(header, 0, first);
        self.region.set_header_field(header, EXCLUSIVE, exclusive);
    }

    pub(super) fn header_raw(&self, header: usize) -> u32 {
        self.region.header_field(header, RAW)
    }

    pub(super) fn set_header_raw(&mut self, header: usize, raw: u32) {
        self.region.set_header_field(header, RAW, raw);
    }

    pub(super) fn header_parent(&self, header: usize) -> u32 {
        self.region.header_word(header)
    }

    /// Puts an owner on the list of its stack, so that leaving its frame finds it.
    #[inline]
    pub(super) fn list_owner(&mut self, header: usize) {
        if self.region.header_field(header, LISTED) == 0 {
            self.region.set_header_field(header, LISTED, 1);
            self.loans.scopes.list(header);
        }
    }

    /// The storage of a local ends (L7).
    #[inline(always)]
    pub fn storage_dead(&mut self, owner: Owner, span: SpanId) -> Result<(), Box<Violation>> {
        let header: u128 = self.region.local(owner.fp, owner.header);
        if header == 0 { Ok(()) } else { self.end_storage(owner.header(), span) }
    }

    #[cold]
    #[inline(never)]
    fn end_storage(&mut self, header: usize, span: SpanId) -> Result<(), Box<Violation>> {
        let outcome =
            match self.end_only_loan(header, EndReason::StorageDead, span) && self.header_raw(header) == 0 {
                true => Ok(()),
                false => self.end_owner(header, EndReason::StorageDead, &Access::new(header, 0, span)),
            };
        if self.loans.scopes.top == header {
            self.region.set_header_field(header, LISTED, 0);
            self.loans.scopes.unlist_newest();
        }
        outcome
    }

    /// Ends everything borrowed from an owner.
    fn end_owner(
        &mut self,
        header: usize,
        reason: EndReason,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        let mut outcome = Ok(());
        while let (first, _) = self.header_children(header)
            && first != 0
        {
            outcome = outcome.and(self.forbid_protected(first, access));
            self.end_subtree(first, reason, access.span);
        }
        let raw = self.header_raw(header);
        if raw != 0 {
            outcome = outcome.and(self.forbid_protected(raw, access));
            self.end_subtree(raw, reason, access.span);
            self.set_header_raw(header, 0);
        }
        outcome.and(self.end_linked(access))
    }

    /// A whole local is moved out of, dropped or overwritten: all loans under it end, `Box` contents included.
    ///
    /// Raw pointers to it stay good: its storage goes on.
    pub fn end_owner_loans(
        &mut self,
        owner: Owner,
        kind: super::AccessKind,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        if self.check_owner_write(owner).is_ok() {
            return Ok(());
        }
        let header = owner.header();
        let mut outcome = Ok(());
        while let (first, _) = self.header_children(header)
            && first != 0
            && outcome.is_ok()
        {
            outcome = self.forbid_protected(first, access);
            if outcome.is_ok() {
                self.end_subtree(first, kind.reason(), access.span);
            }
        }
        outcome.and(self.end_linked(access))
    }

    /// An access to the bytes of a local that the fast check did not allow: ends what conflicts (L1).
    pub fn owner_access(
        &mut self,
        owner: Owner,
        kind: super::AccessKind,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        let checked =
            if kind.is_write() { self.check_owner_write(owner) } else { self.check_owner_read(owner) };
        match checked {
            Ok(()) => Ok(()),
            Err(Slow) => {
                self.loans.slow += 1;
                let header = owner.header();
                let (first, _) = self.header_children(header);
                let only = self.loans.table.entry(first);
                if only.is_alone() && access.crossed.is_empty() {
                    // The common case: one borrow, finished, then the next use of the local.
                    if self.overlaps(first, access) {
                        self.end_only_loan(header, kind.reason(), access.span);
                    }
                    return Ok(());
                }
                self.end_conflicts(first, kind, access)
            }
        }
    }

    /// A function returns: the storage of all its locals ends (L7).
    #[inline(always)]
    pub fn leave_frame(&mut self, fp: Fp, span: SpanId) -> Result<(), Box<Violation>> {
        if self.loans.scopes.top < fp.addr() {
            return Ok(());
        }
        self.cut_owners(fp.addr(), EndReason::FrameExit, span)
    }

    /// A panic was caught by the function whose frame ends at `frame_end`: all frames above it are gone (L7).
    pub fn unwind_frames(&mut self, frame_end: usize, span: SpanId) {
        // Nobody is left to be told: protectors above the catch were cut with `unprotect_to`.
        let _ = self.cut_owners(frame_end, EndReason::Unwound, span);
    }

    #[cold]
    #[inline(never)]
    fn cut_owners(&mut self, mark: usize, reason: EndReason, span: SpanId) -> Result<(), Box<Violation>> {
        let mut outcome = Ok(());
        while self.loans.scopes.top >= mark.max(1) {
            let header = self.loans.scopes.top;
            let access = Access::new(header, 0, span);
            outcome = outcome.and(self.end_owner(header, reason, &access));
            self.region.set_header_field(header, LISTED, 0);
            self.loans.scopes.unlist_newest();
        }
        outcome
    }

    /// The raw entry of a local that `addr .. addr + len` lies in.
    pub(super) fn raw_entry_containing(&self, addr: usize, len: usize) -> Option<u32> {
        let end = (addr as u64).checked_add(len as u64)?;
        self.loans.scopes.owners().map(|header| self.header_raw(header)).find(|&raw| {
            let entry = self.loans.table.entry(raw);
            raw != 0 && entry.lo <= addr as u64 && end <= entry.hi
        })
    }

    /// The coroutine of the current stack changes.
    pub(in crate::memory) fn switch_scope(&mut self, id: StackId) {
        self.loans.scopes.switch(id.index());
    }

    /// The coroutine of a stack that is not current was killed: its locals are gone.
    pub(in crate::memory) fn drop_scope(&mut self, id: StackId) {
        let current = self.loans.scopes.current;
        self.loans.scopes.switch(id.index());
        self.unprotect_to(super::ProtectorMark::BOTTOM);
        self.unwind_frames(0, SpanId::NONE);
        self.loans.scopes.switch(current);
    }
}
