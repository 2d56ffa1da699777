//! Protectors: the loans that running calls were given (L5).
//!
//! They form a stack beside the frames: a call that is given a reference of its own (not one passed through) pushes
//! it and cuts back to its mark when it returns; the frame that catches a panic cuts back to its own mark.
//!
//! Invariant: an entry's count is the number of times its tag stands on the protector stacks.

use crate::memory::{Memory, Tag};

/// How many protectors there were.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ProtectorMark(u32);

impl ProtectorMark {
    pub(in crate::memory) const BOTTOM: ProtectorMark = ProtectorMark(0);
}

impl Memory {
    /// The mark to cut back to.
    #[inline]
    pub fn protector_mark(&self) -> ProtectorMark {
        ProtectorMark(self.loans.scopes.protectors_len() as u32)
    }

    /// Protects the loan of a reference argument until the mark taken before is cut back to.
    #[inline]
    pub fn protect(&mut self, tag: Tag) {
        let entry = self.loans.table.entry_mut(tag.offset());
        // Immortal and untagged references need none; a stale one traps at its first use.
        let counts = entry.is(tag) && !matches!(tag, Tag::NONE | Tag::IMMORTAL | Tag::IMMORTAL_MUT);
        if counts && entry.protectors < u16::MAX {
            entry.protectors += 1;
            self.loans.scopes.protected += 1;
            self.loans.scopes.protectors().push(tag);
        }
    }

    /// Releases the protectors made since `mark`.
    #[inline]
    pub fn unprotect_to(&mut self, mark: ProtectorMark) {
        while self.loans.scopes.protectors_len() > mark.0 as usize {
            let Some(tag) = self.loans.scopes.protectors().pop() else { return };
            self.loans.scopes.protected -= 1;
            let entry = self.loans.table.entry_mut(tag.offset());
            if entry.is(tag) {
                entry.protectors -= 1;
            }
        }
    }
}
