//! The loan tag of a reference.
//!
//! A tag is `generation << 32 | byte offset of the 64-byte entry` in the loan table. The entry holds the whole tag
//! in the words that grant reading and writing, so liveness, generation and permission are one compare.
//!
//! Invariant: a generation is at least 1, so that no issued tag is zero, and a (generation, offset) pair is never issued twice.

/// The loan a reference was borrowed under; [`Tag::NONE`] when it has none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(transparent)]
pub struct Tag(u64);

impl Tag {
    /// No loan: an integer turned into a pointer, or memory that never held a reference.
    pub const NONE: Tag = Tag(0);
    /// Literals, promoteds and immutable statics: readable for ever.
    pub const IMMORTAL: Tag = Tag::new(64, 1);
    /// `static mut` and leaked roots: readable and writable for ever.
    pub const IMMORTAL_MUT: Tag = Tag::new(128, 1);

    pub(super) const fn new(offset: u32, generation: u32) -> Tag {
        Tag((generation as u64) << 32 | offset as u64)
    }

    pub(super) const fn from_bits(bits: u64) -> Tag {
        Tag(bits)
    }

    /// The word as it stands in shadow memory.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub(super) const fn offset(self) -> u32 {
        self.0 as u32
    }

    #[inline(always)]
    pub(super) const fn generation(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl std::fmt::Debug for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Tag::NONE => f.write_str("untagged"),
            Tag::IMMORTAL => f.write_str("immortal"),
            Tag::IMMORTAL_MUT => f.write_str("immortal mut"),
            tag => write!(f, "loan {}.{}", tag.offset() / 64, tag.generation()),
        }
    }
}
