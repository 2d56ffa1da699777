//! Loans: the borrow checker, executed.
//!
//! A loan is made by a borrow expression and named by the [`Tag`] of the reference it made. Loans form a forest: the
//! roots are *owners* (address-taken locals, through a header in their frame), allocations and the immortal tags; a
//! reborrow is a child of the loan it went through. An access goes through a root or a tag and is judged by the rules below.
//!
//! # Rules
//! - **L1 exclusion**: an access through a node ends those of its children that overlap its range and conflict with
//!   its kind (a write conflicts with every child, a read with exclusive ones), with all they made.
//! - **L2 staleness**: an access through a tag whose loan has ended is a violation.
//! - **L3 sharing**: a write through a shared loan is a violation.
//! - **L4 crossing**: a place behind a `Box` names the `Box` words it crossed. A crossed word conflicts with what the
//!   other side *targets*, never with what it crosses: `&mut *b` ends when `b` is assigned, `&mut b.x` and `b.y` coexist.
//! - **L5 protection**: ending a loan that a running call was given is a violation of the access that would end it.
//! - **L6 links**: a reference that a call returned ends with the loan of every argument its type names.
//! - **L7 scope**: the end of a local's storage ends all its loans; leaving a frame, also by unwinding, is that for all its locals.
//! - **L8 raw**: raw pointers carry their allocation's tag. It ends when the memory is freed or goes out of scope; it
//!   takes part in no exclusion; an access through it must lie in the allocation.
//! - **L9 immortality**: literals, promoteds and statics never end.
//! - **L10 zero size**: empty ranges conflict only with the same address and key.
//! - **L11 generations**: a tag is never issued twice; an entry whose generations are used up is retired.
//! - **L12 interior mutability**: a reference made through a cell's pointer lives as long as the shared loan, beside it.
//!
//! # The fast path
//! An entry's word `read` holds its tag while the loan is live without exclusive child, `write` while it is live,
//! exclusive and childless; else zero. So a check is one compare. Everything else is cold.
//!
//! Invariant: `Memory::validate_loans` (called by the tests after every step) spells out what holds of the table between operations.
//! Where next: `check` (fast), `access` and `end` (rules L1 to L5), `borrow`, `link`, `scope`, `protect`, `raw`.

mod access;
mod borrow;
mod check;
mod end;
mod entry;
mod link;
mod log;
mod protect;
mod raw;
mod scope;
mod state;
mod table;
#[cfg(test)]
pub(super) mod validate;
mod violation;

pub use access::{Access, AccessKind};
pub use check::Slow;
pub use log::{EndReason, EndedLoan};
pub use protect::ProtectorMark;
pub use raw::Mutability;
pub use scope::{OWNER_HEADER_ALIGN, OWNER_HEADER_BYTES, Owner};
pub use state::{OwnershipState, Permission};
pub use violation::{Family, Violation, ViolationKind};

use super::{Config, ReserveError, Tag};
use log::EndedLog;
use rustc_hash::FxHashMap;
use scope::Scopes;
use table::Table;
use treebeard_syntax::SpanId;

/// How much the loan table did and holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LoanStats {
    /// Loans made.
    pub made: u64,
    /// Accesses that needed the slow path.
    pub slow: u64,
    /// Entries in use.
    pub live: u64,
    /// Entries ever used.
    pub entries: u64,
    /// Entries whose generations are used up.
    pub retired: u64,
}

/// The loans of one isolate.
#[derive(Debug)]
pub(super) struct Loans {
    table: Table,
    scopes: Scopes,
    log: EndedLog,
    /// Box words crossed by the place of a loan that crossed several.
    crossed: FxHashMap<u32, Box<[usize]>>,
    /// Loans to end with a loan, for entries flagged so.
    links: FxHashMap<u32, Vec<Tag>>,
    /// Shared loans by (parent, range), where the sibling list is too long to search.
    index: FxHashMap<(u64, u64, u64), u32>,
    /// Allocation entries of heap blocks, by address.
    blocks: FxHashMap<usize, u32>,
    /// Linked loans that wait to be ended.
    pending: Vec<(Tag, EndReason, SpanId)>,
    untagged_passes: bool,
    slow: u64,
}

impl Loans {
    pub(super) fn new(config: &Config, statics: std::ops::Range<usize>) -> Result<Loans, ReserveError> {
        Ok(Loans {
            table: Table::new(config, statics)?,
            scopes: Scopes::new(),
            log: EndedLog::new(config.ended_loans_max),
            crossed: FxHashMap::default(),
            links: FxHashMap::default(),
            index: FxHashMap::default(),
            blocks: FxHashMap::default(),
            pending: Vec::new(),
            untagged_passes: config.untagged_passes,
            slow: 0,
        })
    }

    pub(super) fn stats(&self) -> LoanStats {
        LoanStats { slow: self.slow, ..self.table.stats() }
    }
}

impl super::Memory {
    /// How much the loan table did and holds.
    pub fn loan_stats(&self) -> LoanStats {
        self.loans.stats()
    }

    /// The loans that ended most recently, oldest first.
    pub fn ended_loans(&self) -> impl Iterator<Item = &EndedLoan> {
        self.loans.log.iter()
    }
}
