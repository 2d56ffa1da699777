//! The fast path: one compare.
//!
//! [`Slow`] does not say that the access is wrong, only that a word did not match. The caller then takes the cold
//! path (`read_slow`, `write_slow`, `raw_slow`, `owner_access`), which decides, and runs the access again.
//!
//! Invariant: nothing here writes; every function is a few instructions and inlined.

use super::{Access, Owner, Violation};
use crate::memory::{Memory, OutOfRegion, Ref, Scalar, Tag};

/// The fast check did not answer: ask the slow path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slow;

impl From<OutOfRegion> for Slow {
    #[inline(always)]
    fn from(_: OutOfRegion) -> Slow {
        Slow
    }
}

#[inline(always)]
fn same(word: u64, tag: Tag) -> Result<(), Slow> {
    if word == tag.bits() { Ok(()) } else { Err(Slow) }
}

impl Memory {
    /// Whether the referent of a tag may be read at once.
    #[inline(always)]
    pub fn check_read(&self, tag: Tag) -> Result<(), Slow> {
        same(self.loans.table.entry(tag.offset()).read, tag)
    }

    /// Whether the referent of a tag may be written at once.
    #[inline(always)]
    pub fn check_write(&self, tag: Tag) -> Result<(), Slow> {
        same(self.loans.table.entry(tag.offset()).write, tag)
    }

    /// Whether `addr .. addr + len` may be read at once through a raw pointer.
    #[inline(always)]
    pub fn check_raw_read(&self, tag: Tag, addr: usize, len: usize) -> Result<(), Slow> {
        self.check_raw_range(tag, addr, len)?;
        self.check_read(tag)
    }

    /// Whether `addr .. addr + len` may be written at once through a raw pointer.
    #[inline(always)]
    pub fn check_raw_write(&self, tag: Tag, addr: usize, len: usize) -> Result<(), Slow> {
        self.check_raw_range(tag, addr, len)?;
        self.check_write(tag)
    }

    #[inline(always)]
    fn check_raw_range(&self, tag: Tag, addr: usize, len: usize) -> Result<(), Slow> {
        let entry = self.loans.table.entry(tag.offset());
        let (offset, size) = ((addr as u64).wrapping_sub(entry.lo), entry.hi.wrapping_sub(entry.lo));
        if offset <= size && len as u64 <= size - offset { Ok(()) } else { Err(Slow) }
    }

    /// Whether the bytes of a local may be read at once.
    #[inline(always)]
    pub fn check_owner_read(&self, owner: Owner) -> Result<(), Slow> {
        if self.owner_exclusive(owner) == 0 { Ok(()) } else { Err(Slow) }
    }

    /// Whether the bytes of a local may be written, moved or borrowed mutably at once.
    #[inline(always)]
    pub fn check_owner_write(&self, owner: Owner) -> Result<(), Slow> {
        if self.owner_children(owner) == 0 { Ok(()) } else { Err(Slow) }
    }

    /// Reads `offset` bytes behind a reference.
    #[inline(always)]
    pub fn read_ref<T: Scalar>(&self, reference: Ref, offset: usize) -> Result<T, Slow> {
        self.check_read(reference.tag)?;
        Ok(self.load(reference.addr.wrapping_add(offset))?)
    }

    /// Writes `offset` bytes behind a mutable reference.
    #[inline(always)]
    pub fn write_ref<T: Scalar>(&mut self, reference: Ref, offset: usize, value: T) -> Result<(), Slow> {
        self.check_write(reference.tag)?;
        Ok(self.store(reference.addr.wrapping_add(offset), value)?)
    }

    /// A read that the fast check did not allow: clears the way (L1), or says why it must not happen.
    #[cold]
    #[inline(never)]
    pub fn read_slow(&mut self, tag: Tag, access: &Access<'_>) -> Result<(), Box<Violation>> {
        self.loan_access(tag, super::AccessKind::Read, access)
    }

    /// A write that the fast check did not allow: clears the way (L1), or says why it must not happen.
    #[cold]
    #[inline(never)]
    pub fn write_slow(&mut self, tag: Tag, access: &Access<'_>) -> Result<(), Box<Violation>> {
        self.loan_access(tag, super::AccessKind::Write, access)
    }
}
