//! The loan table: one mapping of entries and of two words beside each, a bump pointer and a free list.
//!
//! Entry 0 stands for references without a tag, entries 1 and 2 are the immortal tags. The table knows entries and
//! their generations, not the rules.
//!
//! Invariant: I5. `entry` masks its offset, so a tag of any origin reads some entry of this table.
#![expect(unsafe_code, reason = "entries lie in a reserved mapping; I5 in the memory module's header")]

use super::LoanStats;
use super::entry::{Entry, Kind, UNLISTED};
use crate::memory::mapping::Mapping;
use crate::memory::{Config, ReserveError, Tag};
use std::ops::Range;
use treebeard_syntax::SpanId;

/// Bytes of an entry; offsets are multiples of it.
const ENTRY: u32 = 64;
/// The first entry that is handed out.
const FIRST: u32 = 3 * ENTRY;
/// The smallest table that is tried.
const ENTRIES_MIN: usize = 1 << 10;

/// What the words beside an entry hold: what few loans need is kept out of their cache line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// The address of the one `Box` word crossed, or for a linked loan how many loans it ends with.
    Word,
    /// The key of a place of no size.
    Key,
}

#[derive(Debug)]
pub(super) struct Table {
    base: usize,
    /// Clears what is outside the mapping or inside an entry.
    mask: u32,
    /// Head of the free list, 0 when empty.
    free: u32,
    /// Offset of the first entry never used; one past the last is the table's length.
    bump: u64,
    generation_max: u32,
    made: u64,
    live: u64,
    retired: u64,
    /// Distance from the first entry to the words beside entries.
    words: usize,
    /// Keeps entries and words mapped.
    _mapping: Mapping,
}

impl Table {
    pub(super) fn new(config: &Config, statics: Range<usize>) -> Result<Table, ReserveError> {
        let mut entries = config.loan_entries.next_power_of_two().clamp(8, 1 << 26);
        let mapping = loop {
            match Mapping::reserve(entries * (ENTRY as usize + 16)) {
                Ok(mapping) => break mapping,
                Err(error) if entries / 2 < ENTRIES_MIN => return Err(error),
                Err(_) => entries /= 2,
            }
        };
        let mut table = Table {
            base: mapping.base(),
            mask: ((entries as u64 * ENTRY as u64 - 1) as u32) & !(ENTRY - 1),
            free: 0,
            bump: FIRST as u64,
            generation_max: config.generation_max.max(1),
            made: 0,
            live: 0,
            retired: 0,
            words: entries * ENTRY as usize,
            _mapping: mapping,
        };
        let passes = if config.untagged_passes { Tag::NONE.bits() } else { u64::MAX };
        *table.entry_mut(0) = root(Kind::Untagged, 0..usize::MAX, (passes, passes), 0);
        let bits = Tag::IMMORTAL.bits();
        *table.entry_mut(Tag::IMMORTAL.offset()) = root(Kind::Immortal, statics.clone(), (bits, 0), 1);
        let bits = Tag::IMMORTAL_MUT.bits();
        *table.entry_mut(Tag::IMMORTAL_MUT.offset()) = root(Kind::ImmortalMut, statics, (bits, bits), 1);
        Ok(table)
    }

    pub(super) fn stats(&self) -> LoanStats {
        LoanStats {
            made: self.made,
            slow: 0,
            live: self.live,
            entries: (self.bump - FIRST as u64) / ENTRY as u64,
            retired: self.retired,
        }
    }

    #[inline(always)]
    pub(super) fn entry(&self, offset: u32) -> &Entry {
        debug_assert!((offset as u64) < self.bump && offset & !self.mask == 0, "I5: entry {offset:#x}");
        let addr = self.base + (offset & self.mask) as usize;
        // SAFETY: I5: the masked offset is an aligned entry inside the mapping, zero or written by this table, and
        // the borrow of the table is the borrow of its entries.
        unsafe { &*std::ptr::with_exposed_provenance::<Entry>(addr) }
    }

    #[inline(always)]
    pub(super) fn entry_mut(&mut self, offset: u32) -> &mut Entry {
        debug_assert!((offset as u64) < self.bump && offset & !self.mask == 0, "I5: entry {offset:#x}");
        let addr = self.base + (offset & self.mask) as usize;
        // SAFETY: I5, as in `entry`; `&mut self` makes this the only reference.
        unsafe { &mut *std::ptr::with_exposed_provenance_mut::<Entry>(addr) }
    }

    /// A word beside an entry.
    pub(super) fn side(&self, offset: u32, side: Side) -> &usize {
        let addr = self.base + self.words + (offset & self.mask) as usize / 4 + side as usize * 8;
        // SAFETY: I5: two aligned words per entry lie behind the entries, zero or written by this table.
        unsafe { &*std::ptr::with_exposed_provenance::<usize>(addr) }
    }

    pub(super) fn set_side(&mut self, offset: u32, side: Side, word: usize) {
        let addr = self.base + self.words + (offset & self.mask) as usize / 4 + side as usize * 8;
        let pointer = std::ptr::with_exposed_provenance_mut::<usize>(addr);
        // SAFETY: I5, as in `side`; `&mut self` excludes references to it.
        unsafe { pointer.write(word) }
    }

    /// The live entry of a tag.
    pub(super) fn find(&self, tag: Tag) -> Option<&Entry> {
        let entry = self.entry(tag.offset());
        entry.is(tag).then_some(entry)
    }

    pub(super) fn generation_max(&self) -> u32 {
        self.generation_max
    }

    pub(super) fn count_recycled(&mut self) {
        self.made += 1;
    }

    /// A fresh entry: live, childless, in no list. `None` when the table is full.
    #[inline]
    pub(super) fn allocate(&mut self, kind: Kind, lo: u64, hi: u64, span: SpanId) -> Option<u32> {
        let offset = if self.free != 0 {
            let offset = self.free;
            self.free = self.entry(offset).next;
            offset
        } else {
            let offset = u32::try_from(self.bump).ok().filter(|&offset| offset & !self.mask == 0)?;
            self.bump += ENTRY as u64;
            self.entry_mut(offset).generation = 1;
            offset
        };
        self.made += 1;
        self.live += 1;
        let entry = self.entry_mut(offset);
        let tag = entry.tag(offset).bits();
        let write = if kind.grants_write() { tag } else { 0 };
        let generation = entry.generation;
        *entry = Entry { read: tag, write, lo, hi, kind, span, generation, ..BLANK };
        Some(offset)
    }

    /// Ends the generation of an entry that is in no list any more.
    #[inline]
    pub(super) fn release(&mut self, offset: u32) {
        let (free, generation_max) = (self.free, self.generation_max);
        let entry = self.entry_mut(offset);
        (entry.read, entry.write, entry.kind, entry.flags, entry.protectors) = (0, 0, Kind::Free, 0, 0);
        if entry.generation >= generation_max {
            // L11: generation 0 is never issued, so no tag matches this entry again.
            entry.generation = 0;
            self.retired += 1;
        } else {
            entry.generation += 1;
            entry.next = free;
            self.free = offset;
        }
        self.live -= 1;
    }

    /// Offsets of all entries that were ever used.
    #[cfg(test)]
    pub(super) fn offsets(&self) -> impl Iterator<Item = u32> + use<> {
        (FIRST as u64..self.bump).step_by(ENTRY as usize).map(|offset| offset as u32)
    }

    /// Offsets on the free list.
    #[cfg(test)]
    pub(super) fn free_list(&self) -> Vec<u32> {
        let mut offsets = Vec::new();
        let mut at = self.free;
        while at != 0 {
            offsets.push(at);
            at = self.entry(at).next;
        }
        offsets
    }
}

const BLANK: Entry = Entry {
    read: 0,
    write: 0,
    lo: 0,
    hi: 0,
    first: 0,
    exclusive: 0,
    next: 0,
    prev: 0,
    parent: 0,
    generation: 0,
    span: SpanId::NONE,
    kind: Kind::Free,
    flags: 0,
    protectors: 0,
};

fn root(kind: Kind, range: Range<usize>, (read, write): (u64, u64), generation: u32) -> Entry {
    let (lo, hi) = (range.start as u64, range.end as u64);
    Entry { read, write, lo, hi, generation, kind, flags: UNLISTED, ..BLANK }
}
