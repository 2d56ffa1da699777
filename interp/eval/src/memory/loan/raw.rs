//! Raw pointers, allocations, interior mutability (L8, L12).
//!
//! A raw pointer is a real address with the tag of what it may reach: the storage of a local or a heap block. That tag
//! ends with the memory and with nothing else, so programs that rustc accepts run as they do natively, while an access
//! to freed or foreign memory is a violation. References made from raw pointers carry the same tag. Accesses of no bytes
//! are always good, as they are natively.
//!
//! Invariant: a block has an allocation entry only once a raw pointer to it was asked for.

use super::end::Node;
use super::entry::{Kind, PARENT_IS_OWNER, UNLISTED};
use super::{Access, AccessKind, EndReason, Owner, Violation, ViolationKind};
use crate::memory::{Memory, Tag};
use treebeard_syntax::SpanId;

/// Whether a pointer or reference may be written through.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mutability {
    /// `&`, `*const`.
    Not,
    /// `&mut`, `*mut`.
    Mut,
}

impl Memory {
    /// `&raw const place`, `&raw mut place` of an owner, and references to it cast to pointers.
    pub fn raw_of_owner(
        &mut self,
        owner: Owner,
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let kind = match mutability {
            Mutability::Not => AccessKind::SharedBorrow,
            Mutability::Mut => AccessKind::MutBorrow,
        };
        self.owner_access(owner, kind, access)?;
        if !access.crossed.is_empty() {
            return Ok(self.allocation_tag(access.addr, access.span).unwrap_or(Tag::NONE));
        }
        self.raw_of_header(owner.header(), (access.addr, access.len), access)
    }

    /// `r as *const T`: the tag of what the reference's memory belongs to.
    pub fn raw_of_ref(&mut self, tag: Tag, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        if tag == Tag::NONE {
            return Ok(self.exposed_tag(access));
        }
        let Some(entry) = self.loans.table.find(tag) else { return Err(self.stale(tag, access)) };
        match entry.kind {
            Kind::Raw | Kind::Allocation | Kind::Immortal | Kind::ImmortalMut => return Ok(tag),
            Kind::Free | Kind::Shared | Kind::Exclusive | Kind::Cell | Kind::Untagged => {}
        }
        if let Some(allocation) = self.allocation_tag(access.addr, access.span) {
            return Ok(allocation);
        }
        // On a stack: the widest loan on the way to the owner says what may be reached.
        let mut at = tag.offset();
        loop {
            let entry = self.loans.table.entry(at);
            match self.parent_of(at) {
                Node::Owner(header) => {
                    let range = (entry.lo as usize, (entry.hi as usize).saturating_sub(entry.lo as usize));
                    let inside = entry.lo < entry.hi && (entry.lo..=entry.hi).contains(&(access.addr as u64));
                    let range = if inside { range } else { (access.addr, access.len) };
                    return self.raw_of_header(header, range, access);
                }
                Node::Loan(_) if entry.has(UNLISTED) => {
                    return Ok(if entry.kind.is_raw_like() { entry.tag(at) } else { Tag::NONE });
                }
                Node::Loan(parent) => at = parent,
            }
        }
    }

    /// The raw entry of an owner, widened to reach a range.
    fn raw_of_header(
        &mut self,
        header: usize,
        (addr, len): (usize, usize),
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let (lo, hi) = (addr as u64, addr.saturating_add(len) as u64);
        let raw = self.header_raw(header);
        if raw != 0 {
            let entry = self.loans.table.entry_mut(raw);
            (entry.lo, entry.hi) = (entry.lo.min(lo), entry.hi.max(hi));
            return Ok(entry.tag(raw));
        }
        let Some(offset) = self.loans.table.allocate(Kind::Raw, lo, hi, access.span) else {
            return Err(Violation::new(ViolationKind::TableFull, access).boxed());
        };
        let parent = self.header_parent(header);
        let entry = self.loans.table.entry_mut(offset);
        (entry.parent, entry.flags) = (parent, PARENT_IS_OWNER | UNLISTED);
        let tag = entry.tag(offset);
        self.set_header_raw(header, offset);
        self.list_owner(header);
        Ok(tag)
    }

    /// The tag of the live heap block that `addr` lies in, for `Box::into_raw`, `Vec::as_ptr`, `alloc`.
    pub fn allocation_tag(&mut self, addr: usize, span: SpanId) -> Option<Tag> {
        let block = self.heap.block_containing(addr)?;
        if let Some(&offset) = self.loans.blocks.get(&block.start) {
            return Some(self.loans.table.entry(offset).tag(offset));
        }
        let (lo, hi) = (block.start as u64, block.end as u64);
        let offset = self.loans.table.allocate(Kind::Allocation, lo, hi, span)?;
        let entry = self.loans.table.entry_mut(offset);
        entry.flags = UNLISTED;
        let tag = entry.tag(offset);
        self.loans.blocks.insert(block.start, offset);
        Some(tag)
    }

    /// The tag a pointer made from an integer may take up again: that of a heap block, or of a local that a raw pointer
    /// was made to.
    pub fn exposed_tag(&mut self, access: &Access<'_>) -> Tag {
        if let Some(tag) = self.allocation_tag(access.addr, access.span) {
            return tag;
        }
        match self.raw_entry_containing(access.addr, access.len) {
            Some(raw) => self.loans.table.entry(raw).tag(raw),
            None => Tag::NONE,
        }
    }

    /// Whether memory may be accessed without a tag: live heap blocks, statics, locals that a raw pointer was made to.
    pub(super) fn is_reachable_untagged(&self, addr: usize, len: usize) -> bool {
        len == 0
            || self.raw_entry_containing(addr, len).is_some()
            || (self.is_live(addr, len) && !self.stacks.holds(addr))
    }

    /// A heap block was resized where it is.
    pub(in crate::memory) fn resize_allocation(&mut self, addr: usize, size: usize) {
        if let Some(&offset) = self.loans.blocks.get(&addr) {
            self.loans.table.entry_mut(offset).hi = (addr + size) as u64;
        }
    }

    /// A heap block is about to be freed: raw pointers to it and what was made from them end.
    #[inline]
    pub(in crate::memory) fn end_allocation(
        &mut self,
        addr: usize,
        span: SpanId,
    ) -> Result<(), Box<Violation>> {
        if self.loans.blocks.is_empty() {
            return Ok(());
        }
        self.end_allocation_entry(addr, span)
    }

    fn end_allocation_entry(&mut self, addr: usize, span: SpanId) -> Result<(), Box<Violation>> {
        let Some(&offset) = self.loans.blocks.get(&addr) else { return Ok(()) };
        let access = Access::new(addr, 0, span);
        self.forbid_protected(offset, &access)?;
        self.loans.blocks.remove(&addr);
        self.end_subtree(offset, EndReason::Freed, span);
        self.end_linked(&access)
    }

    /// An access through a raw pointer that the fast check did not allow.
    #[cold]
    #[inline(never)]
    pub fn raw_slow(
        &mut self,
        tag: Tag,
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<(), Box<Violation>> {
        self.loans.slow += 1;
        if tag == Tag::NONE {
            return self.untagged_access(access);
        }
        let Some(entry) = self.loans.table.find(tag) else { return Err(self.stale(tag, access)) };
        let (kind, first, borrow) = (entry.kind, entry.first, entry.span);
        let (lo, hi) = (entry.lo, entry.hi);
        if mutability == Mutability::Mut && kind == Kind::Immortal {
            let violation = Violation::new(ViolationKind::WriteThroughShared, access);
            return Err(Violation { borrow: Some(borrow), ..violation }.boxed());
        }
        let end = (access.addr as u64).checked_add(access.len as u64);
        let inside = lo <= access.addr as u64 && end.is_some_and(|end| end <= hi);
        let inside = inside
            || access.len == 0
            || match kind {
                Kind::Raw | Kind::Allocation => false,
                // A loan's tag on a pointer into what the referent owns: any live memory.
                Kind::Free
                | Kind::Shared
                | Kind::Exclusive
                | Kind::Cell
                | Kind::Immortal
                | Kind::ImmortalMut
                | Kind::Untagged => self.is_reachable_untagged(access.addr, access.len),
            };
        if !inside {
            let violation = Violation::new(ViolationKind::OutOfAllocation, access);
            return Err(Violation { borrow: Some(borrow), ..violation }.boxed());
        }
        match (kind, mutability) {
            (Kind::Exclusive, Mutability::Mut) => self.end_conflicts(first, AccessKind::Write, access),
            (Kind::Exclusive, Mutability::Not) => self.end_conflicts(first, AccessKind::Read, access),
            // A cell's pointer may write beside shared loans (L12); the rest takes part in no exclusion.
            _ => Ok(()),
        }
    }

    /// `&*p`, `&mut *p`: the tag of a reference made from a raw pointer.
    pub fn ref_of_raw(
        &mut self,
        tag: Tag,
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let checked = match mutability {
            Mutability::Not => self.check_raw_read(tag, access.addr, access.len),
            Mutability::Mut => self.check_raw_write(tag, access.addr, access.len),
        };
        if checked.is_err() {
            self.raw_slow(tag, mutability, access)?;
        }
        if tag == Tag::NONE {
            return Ok(self.exposed_tag(access));
        }
        let entry = self.loans.table.entry(tag.offset());
        if entry.kind == Kind::Shared && mutability == Mutability::Mut {
            return self.cell_loan(tag.offset(), access);
        }
        Ok(tag)
    }

    /// The one loan beside a shared one through which a cell's contents are written (L12).
    fn cell_loan(&mut self, shared: u32, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let mut at = self.loans.table.entry(shared).first;
        while at != 0 {
            let entry = self.loans.table.entry(at);
            if entry.kind == Kind::Cell {
                return Ok(entry.tag(at));
            }
            at = entry.next;
        }
        self.make_loan(Node::Loan(shared), Kind::Cell, access)
    }
}
