//! The part of the region that holds statics, promoteds and literals.
//!
//! Allocated by bumping, never freed: what lives here carries an immortal tag.
//!
//! Invariant: `next` stays inside the range.

use std::ops::Range;

/// The statics area ran full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StaticsFull;

#[derive(Debug)]
pub(super) struct Statics {
    next: usize,
    range: Range<usize>,
}

impl Statics {
    pub(super) fn new(range: Range<usize>) -> Statics {
        Statics { next: range.start, range }
    }

    pub(super) fn end(&self) -> usize {
        self.next
    }

    fn allocate(&mut self, size: usize, align: usize) -> Result<usize, StaticsFull> {
        let start = self.next.checked_next_multiple_of(align.max(1)).ok_or(StaticsFull)?;
        // Two statics of size zero still have different addresses.
        let end = start.checked_add(size.max(1)).ok_or(StaticsFull)?;
        if end > self.range.end {
            return Err(StaticsFull);
        }
        self.next = end;
        Ok(start)
    }
}

impl super::Memory {
    /// Zeroed memory that lives as long as the isolate, for a static, a promoted value or a literal.
    pub fn alloc_static(&mut self, size: usize, align: usize) -> Result<usize, StaticsFull> {
        self.statics.allocate(size, align)
    }
}
