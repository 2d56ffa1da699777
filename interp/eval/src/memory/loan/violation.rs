//! A violation: the facts, from which a diagnostic or a verdict is made elsewhere.
//!
//! Invariant: plain data; spans are the program's, never the evaluator's.

use super::log::EndedLoan;
use super::{Access, EndReason};
use treebeard_syntax::SpanId;

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ViolationKind {
    /// The reference was used after its loan ended (L2).
    StaleReference,
    /// Written through a shared reference (L3).
    WriteThroughShared,
    /// The access would end a loan that a running call was given (L5).
    ProtectedLoan,
    /// A raw pointer left its allocation (L8).
    OutOfAllocation,
    /// A pointer without a tag to memory that is not allocated (L8).
    DeadMemory,
    /// Not the program's fault: more live loans than the table holds.
    TableFull,
}

/// The families in which verdicts are compared with rustc's codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Family {
    /// E0505.
    Move,
    /// E0499.
    MutBorrow,
    /// E0502, E0503, E0506.
    SharedMut,
    /// E0597, E0515, E0716.
    Dangling,
    /// E0594, E0596.
    Mutability,
    /// Undefined behaviour of unsafe code, which rustc does not see.
    Memory,
}

/// The facts of a violation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Violation {
    /// What went wrong.
    pub kind: ViolationKind,
    /// The family rustc would report it in.
    pub family: Family,
    /// First byte of the place.
    pub addr: usize,
    /// Length of the place.
    pub len: usize,
    /// The use that failed.
    pub access: SpanId,
    /// Where the reference was borrowed, if that is known.
    pub borrow: Option<SpanId>,
    /// Where its loan ended, if it has and that is known.
    pub end: Option<SpanId>,
    /// Why its loan ended, if it has and that is known.
    pub reason: Option<EndReason>,
}

impl Violation {
    pub(super) fn new(kind: ViolationKind, access: &Access<'_>) -> Violation {
        let family = match kind {
            ViolationKind::StaleReference => Family::Dangling,
            ViolationKind::WriteThroughShared => Family::Mutability,
            ViolationKind::ProtectedLoan => Family::SharedMut,
            ViolationKind::OutOfAllocation | ViolationKind::DeadMemory | ViolationKind::TableFull => {
                Family::Memory
            }
        };
        let (addr, len) = (access.addr, access.len);
        Violation { kind, family, addr, len, access: access.span, borrow: None, end: None, reason: None }
    }

    pub(super) fn stale(access: &Access<'_>, story: Option<&EndedLoan>) -> Violation {
        let violation = Violation::new(ViolationKind::StaleReference, access);
        let Some(loan) = story else { return violation };
        Violation {
            family: family(loan),
            borrow: Some(loan.borrow),
            end: Some(loan.end),
            reason: Some(loan.reason),
            ..violation
        }
    }

    #[cold]
    pub(super) fn boxed(self) -> Box<Violation> {
        Box::new(self)
    }
}

/// The family of a use after the end of a loan, by what ended it.
fn family(loan: &EndedLoan) -> Family {
    match loan.reason {
        EndReason::Move => Family::Move,
        EndReason::MutBorrow if loan.exclusive => Family::MutBorrow,
        EndReason::MutBorrow | EndReason::SharedBorrow | EndReason::Read | EndReason::Write => {
            Family::SharedMut
        }
        EndReason::Drop
        | EndReason::StorageDead
        | EndReason::FrameExit
        | EndReason::Unwound
        | EndReason::Freed
        | EndReason::ScopeEnd => Family::Dangling,
    }
}
