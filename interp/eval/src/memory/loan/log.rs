//! The story of ended loans: a ring of (borrow, end, reason).
//!
//! A violation is told from it ("borrowed here, ended there because …"), and verdicts look for rustc's pair of
//! positions in it even when nothing used the stale reference. A loan recycled over and over at one place is one record.
//!
//! Invariant: at most `capacity` records; the newest is never forgotten first.

use crate::memory::Tag;
use std::collections::VecDeque;
use treebeard_syntax::SpanId;

/// What ended a loan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EndReason {
    /// The place was read while mutably borrowed.
    Read,
    /// The place was assigned.
    Write,
    /// The place was moved out of.
    Move,
    /// The place was dropped.
    Drop,
    /// The place was borrowed with `&` while mutably borrowed.
    SharedBorrow,
    /// The place was borrowed with `&mut`.
    MutBorrow,
    /// The storage of the local ended.
    StorageDead,
    /// The function of the local returned.
    FrameExit,
    /// The function of the local was left by a panic.
    Unwound,
    /// The heap block was freed.
    Freed,
    /// The reborrow could not escape, so its scope ended it.
    ScopeEnd,
}

/// A loan that has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EndedLoan {
    pub(super) offset: u32,
    pub(super) generation_first: u32,
    pub(super) generation_last: u32,
    /// Whether it was `&mut`.
    pub exclusive: bool,
    /// Where it was borrowed.
    pub borrow: SpanId,
    /// Where it ended.
    pub end: SpanId,
    /// Why it ended.
    pub reason: EndReason,
}

#[derive(Debug)]
pub(super) struct EndedLog {
    ring: VecDeque<EndedLoan>,
    capacity: usize,
}

impl EndedLog {
    pub(super) fn new(capacity: usize) -> EndedLog {
        EndedLog { ring: VecDeque::new(), capacity: capacity.max(1) }
    }

    #[inline]
    pub(super) fn push(&mut self, loan: EndedLoan) {
        if let Some(last) = self.ring.back_mut()
            && last.offset == loan.offset
            && last.generation_last.wrapping_add(1) == loan.generation_first
            && (last.borrow, last.end, last.reason) == (loan.borrow, loan.end, loan.reason)
        {
            last.generation_last = loan.generation_last;
            return;
        }
        if self.ring.len() == self.capacity {
            self.ring.pop_front();
        }
        self.ring.push_back(loan);
    }

    /// How the loan of a tag ended, if that is still remembered.
    pub(super) fn find(&self, tag: Tag) -> Option<&EndedLoan> {
        self.ring.iter().rev().find(|loan| {
            loan.offset == tag.offset()
                && (loan.generation_first..=loan.generation_last).contains(&tag.generation())
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &EndedLoan> {
        self.ring.iter()
    }
}
