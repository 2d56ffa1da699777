//! The debugging view of a reference's standing, in the terms of Stacked Borrows.
//!
//! Invariant: derived from the table, never stored.

use super::entry::Kind;
use crate::memory::{Memory, Tag};

/// What a reference permits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Permission {
    /// Reading and writing, alone.
    Unique,
    /// Reading and writing, beside others.
    SharedReadWrite,
    /// Reading, beside others.
    SharedReadOnly,
    /// Nothing: its loan has ended.
    Disabled,
}

/// The ownership state of a place or value, 8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct OwnershipState {
    /// Index of the loan.
    pub tag: u32,
    /// What it permits.
    pub permission: Permission,
    /// Running calls that hold it, at most 255.
    pub protected: u8,
    _reserved: u16,
}

const _: () = assert!(size_of::<OwnershipState>() == 8);

impl Memory {
    /// The standing of a reference with this tag.
    pub fn ownership_state(&self, tag: Tag) -> OwnershipState {
        let entry = self.loans.table.entry(tag.offset());
        let kind = if entry.is(tag) { entry.kind } else { Kind::Free };
        let permission = match kind {
            Kind::Free => Permission::Disabled,
            Kind::Shared | Kind::Immortal => Permission::SharedReadOnly,
            Kind::Exclusive => Permission::Unique,
            Kind::Cell | Kind::Raw | Kind::Allocation | Kind::ImmortalMut | Kind::Untagged => {
                Permission::SharedReadWrite
            }
        };
        let protected = if kind == Kind::Free { 0 } else { entry.protectors.min(255) as u8 };
        OwnershipState { tag: tag.offset() / 64, permission, protected, _reserved: 0 }
    }
}
