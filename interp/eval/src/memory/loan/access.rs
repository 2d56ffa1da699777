//! Accesses on the slow path: what they conflict with, and whether they may happen at all.
//!
//! Invariant: an access that succeeds leaves no child of the node it went through that overlaps and conflicts with it.

use super::entry::{Entry, Kind, ZERO_SIZED};
use super::table::Side;
use super::{EndReason, Violation, ViolationKind};
use crate::memory::{Memory, Tag};
use treebeard_syntax::SpanId;

/// How bytes are used.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccessKind {
    /// Read or copied.
    Read,
    /// Assigned.
    Write,
    /// Moved out.
    Move,
    /// Dropped where they are.
    Drop,
    /// Borrowed with `&`.
    SharedBorrow,
    /// Borrowed with `&mut`.
    MutBorrow,
}

impl AccessKind {
    /// Whether shared loans end too.
    pub fn is_write(self) -> bool {
        match self {
            AccessKind::Read | AccessKind::SharedBorrow => false,
            AccessKind::Write | AccessKind::Move | AccessKind::Drop | AccessKind::MutBorrow => true,
        }
    }

    pub(super) fn reason(self) -> EndReason {
        match self {
            AccessKind::Read => EndReason::Read,
            AccessKind::Write => EndReason::Write,
            AccessKind::Move => EndReason::Move,
            AccessKind::Drop => EndReason::Drop,
            AccessKind::SharedBorrow => EndReason::SharedBorrow,
            AccessKind::MutBorrow => EndReason::MutBorrow,
        }
    }
}

/// A place that is accessed or borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// First byte.
    pub addr: usize,
    /// Length in bytes.
    pub len: usize,
    /// Which place it is, should it have no bytes (L10): equal keys are the same place or type.
    pub key: u32,
    /// Addresses of the `Box` words that the path crossed, outermost first (L4).
    pub crossed: &'a [usize],
    /// Where the access stands.
    pub span: SpanId,
}

impl<'a> Access<'a> {
    /// A place of `len` bytes.
    #[inline(always)]
    pub fn new(addr: usize, len: usize, span: SpanId) -> Access<'static> {
        Access { addr, len, key: 0, crossed: &[], span }
    }

    /// The same place, reached across these `Box` words.
    pub fn across<'b>(self, crossed: &'b [usize]) -> Access<'b> {
        Access { crossed, ..self }
    }

    /// The same place, told from others of no size by a key.
    pub fn with_key(self, key: u32) -> Access<'a> {
        Access { key, ..self }
    }

    /// The range as an entry stores it.
    pub(super) fn bounds(&self) -> (u64, u64) {
        (self.addr as u64, (self.addr as u64).saturating_add(self.len as u64))
    }
}

fn overlaps_bytes(entry: &Entry, addr: usize, len: usize) -> bool {
    !entry.has(ZERO_SIZED) && (addr as u64) < entry.hi && entry.lo < (addr as u64).saturating_add(len as u64)
}

/// Bytes of a `Box`'s pointer.
const BOX_WORD: usize = 8;

impl Memory {
    /// Whether a loan and an access concern the same place (L4, L10).
    pub(super) fn overlaps(&self, offset: u32, access: &Access<'_>) -> bool {
        let entry = self.loans.table.entry(offset);
        if entry.has_plain_range() && access.crossed.is_empty() && access.len != 0 {
            return overlaps_bytes(entry, access.addr, access.len);
        }
        let targets = match access.len {
            0 => self.is_same_empty(offset, access),
            len => overlaps_bytes(entry, access.addr, len),
        };
        if targets || access.crossed.iter().any(|&word| overlaps_bytes(entry, word, BOX_WORD)) {
            return true;
        }
        let (lo, hi) = (access.addr, access.addr.saturating_add(access.len));
        self.crossed_of(offset).iter().any(|&word| word < hi && lo < word.saturating_add(BOX_WORD))
    }

    /// Whether a loan is of the place of no size that is accessed (L10).
    pub(super) fn is_same_empty(&self, offset: u32, access: &Access<'_>) -> bool {
        let entry = self.loans.table.entry(offset);
        let is_empty = entry.has(ZERO_SIZED) && access.len == 0 && entry.lo == access.addr as u64;
        is_empty && *self.loans.table.side(offset, Side::Key) == access.key as usize
    }

    /// Ends the loans in a sibling list that overlap an access and conflict with it (L1).
    pub(super) fn end_conflicts(
        &mut self,
        first: u32,
        kind: AccessKind,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        let mut at = first;
        let mut outcome = Ok(());
        while at != 0 && outcome.is_ok() {
            let entry = self.loans.table.entry(at);
            let (next, excludes) = (entry.next, entry.kind == Kind::Exclusive || kind.is_write());
            if excludes && self.overlaps(at, access) {
                outcome = self.forbid_protected(at, access);
                if outcome.is_ok() {
                    self.end_subtree(at, kind.reason(), access.span);
                }
            }
            at = next;
        }
        outcome.and(self.end_linked(access))
    }

    /// An access through a tag, in full.
    pub(super) fn loan_access(
        &mut self,
        tag: Tag,
        kind: AccessKind,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        self.loans.slow += 1;
        if tag == Tag::NONE {
            return self.untagged_access(access);
        }
        let Some(entry) = self.loans.table.find(tag) else {
            return Err(self.stale(tag, access));
        };
        if kind.is_write() && !entry.kind.grants_write() {
            let kind = ViolationKind::WriteThroughShared;
            return Err(Violation { borrow: Some(entry.span), ..Violation::new(kind, access) }.boxed());
        }
        if entry.kind.is_raw_like() {
            return Ok(());
        }
        let first = entry.first;
        self.end_conflicts(first, kind, access)
    }

    /// A reference without a tag is only good for memory that is alive (L8).
    pub(super) fn untagged_access(&self, access: &Access<'_>) -> Result<(), Box<Violation>> {
        if self.loans.untagged_passes || self.is_reachable_untagged(access.addr, access.len) {
            Ok(())
        } else {
            Err(Violation::new(ViolationKind::DeadMemory, access).boxed())
        }
    }

    /// The story of a tag whose loan has ended (L2).
    pub(super) fn stale(&self, tag: Tag, access: &Access<'_>) -> Box<Violation> {
        let story = self.loans.log.find(tag);
        Violation::stale(access, story).boxed()
    }

    /// A use, without access to what it refers to, of a reference whose loan has ended.
    pub fn stale_use(&self, tag: Tag, access: &Access<'_>) -> Box<Violation> {
        self.stale(tag, access)
    }

    /// An access of any kind through a tag; checks first whether the fast path would do.
    pub fn access(&mut self, tag: Tag, kind: AccessKind, access: &Access<'_>) -> Result<(), Box<Violation>> {
        let checked = if kind.is_write() { self.check_write(tag) } else { self.check_read(tag) };
        match checked {
            Ok(()) => Ok(()),
            Err(super::Slow) => self.loan_access(tag, kind, access),
        }
    }
}
