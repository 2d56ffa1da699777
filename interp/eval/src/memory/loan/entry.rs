//! One entry of the loan table: 64 bytes, one cache line.
//!
//! Invariant: an entry is all zero (never used) or was written by `table`; so `kind` is always a valid [`Kind`].

use crate::memory::Tag;
use treebeard_syntax::SpanId;

/// What a loan allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Kind {
    /// No loan: never used, ended, or retired.
    Free = 0,
    /// `&`: reading.
    Shared,
    /// `&mut`: reading and writing, alone.
    Exclusive,
    /// A reference made through a cell's pointer: reading and writing beside its shared parent.
    Cell,
    /// A raw pointer to a local: everything, as long as the local has storage.
    Raw,
    /// A raw pointer to a heap block: everything, as long as the block is allocated.
    Allocation,
    /// Literals, promoteds, immutable statics.
    Immortal,
    /// `static mut`, leaked memory.
    ImmortalMut,
    /// The entry of references without a tag.
    Untagged,
}

impl Kind {
    /// Takes no part in exclusion: its children do not exclude each other, and using it ends none of them (L8, L9, L12).
    pub(crate) fn is_raw_like(self) -> bool {
        match self {
            Kind::Cell
            | Kind::Raw
            | Kind::Allocation
            | Kind::Immortal
            | Kind::ImmortalMut
            | Kind::Untagged => true,
            Kind::Free | Kind::Shared | Kind::Exclusive => false,
        }
    }

    pub(crate) fn grants_write(self) -> bool {
        match self {
            Kind::Exclusive | Kind::Cell | Kind::Raw | Kind::Allocation | Kind::ImmortalMut => true,
            Kind::Free | Kind::Shared | Kind::Immortal | Kind::Untagged => false,
        }
    }
}

/// The parent is an owner's header, not an entry.
pub(super) const PARENT_IS_OWNER: u8 = 1;
/// The range is empty; its key stands beside the entry (L10).
pub(super) const ZERO_SIZED: u8 = 2;
/// The place crossed one Box, whose word stands beside the entry (L4).
pub(super) const CROSSED: u8 = 4;
/// The place crossed several Boxes.
pub(super) const CROSSED_MANY: u8 = 64;
/// Other loans end with this one (L6).
pub(super) const LINKS: u8 = 8;
/// The loan is in the index of shared loans.
pub(super) const INDEXED: u8 = 16;
/// The loan is in no sibling list: an allocation, or a raw pointer's entry.
pub(super) const UNLISTED: u8 = 32;

/// The loan ends with others (L6), so no borrow may share it; the word beside it counts them.
pub(super) const LINKED: u8 = 128;

/// A loan.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(super) struct Entry {
    /// The tag, while live without exclusive child.
    pub(super) read: u64,
    /// The tag, while live, writable and childless.
    pub(super) write: u64,
    /// First byte.
    pub(super) lo: u64,
    /// One past the last byte.
    pub(super) hi: u64,
    /// First child.
    pub(super) first: u32,
    /// How many children are exclusive.
    pub(super) exclusive: u32,
    /// Next sibling; of a free entry, the next free one.
    pub(super) next: u32,
    /// Previous sibling.
    pub(super) prev: u32,
    /// Parent entry, or the owner's header in words from the region's base.
    pub(super) parent: u32,
    /// Current generation.
    pub(super) generation: u32,
    /// Where the borrow stands.
    pub(super) span: SpanId,
    pub(super) kind: Kind,
    pub(super) flags: u8,
    /// How many running calls hold it (L5).
    pub(super) protectors: u16,
}

const _: () = assert!(size_of::<Entry>() == 64);

impl Entry {
    pub(super) fn tag(&self, offset: u32) -> Tag {
        Tag::new(offset, self.generation)
    }

    pub(super) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Whether the entry stands for the loan that `tag` names.
    pub(super) fn is(&self, tag: Tag) -> bool {
        self.generation == tag.generation() && self.kind != Kind::Free
    }

    /// Whether the range is bytes and nothing else.
    #[inline(always)]
    pub(super) fn has_plain_range(&self) -> bool {
        self.flags & (ZERO_SIZED | CROSSED | CROSSED_MANY) == 0
    }

    /// A loan without children, siblings, protectors or anything beside the entry.
    #[inline(always)]
    pub(super) fn is_alone(&self) -> bool {
        matches!(self.kind, Kind::Shared | Kind::Exclusive)
            && self.flags & !PARENT_IS_OWNER == 0
            && (self.first | self.next | self.prev) == 0
            && self.protectors == 0
    }

    /// Same kind, same non-empty range, nothing special about it: the conditions of the inlined shortcuts.
    /// Loans of owners have `PARENT_IS_OWNER` and no other flag, reborrows have none.
    #[inline(always)]
    pub(super) fn is_plain(&self, kind: Kind, addr: usize, len: usize) -> bool {
        self.kind == kind
            && self.flags & !(PARENT_IS_OWNER | INDEXED) == 0
            && self.lo == addr as u64
            && self.hi == addr.wrapping_add(len) as u64
    }
}
