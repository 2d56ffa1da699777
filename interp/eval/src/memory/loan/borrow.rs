//! Making loans: borrows of owners, reborrows of references.
//!
//! Two shortcuts make borrows in loops cheap: a place has one cached shared loan, and an idle exclusive loan over the
//! same bytes is recycled in place, which ends it and issues its next generation without touching any list.
//!
//! Invariant: a borrow is first an access of its kind through the node it is made under.

use super::end::Node;
use super::entry::{CROSSED, CROSSED_MANY, INDEXED, Kind, LINKED, PARENT_IS_OWNER, ZERO_SIZED};
use super::log::EndedLoan;
use super::table::Side;
use super::{Access, AccessKind, EndReason, Owner, Violation, ViolationKind};
use crate::memory::{Memory, Tag};

/// How many siblings are looked at before the index is asked.
const SIBLINGS_SEARCHED: usize = 8;

impl Memory {
    /// `&place` of an owner.
    #[inline(always)]
    pub fn borrow_shared(&mut self, owner: Owner, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let children = self.owner_children(owner);
        // No exclusive child, and the newest child is the place's shared loan.
        if children >> 32 == 0 && access.crossed.is_empty() && access.len != 0 {
            let entry = self.loans.table.entry(children as u32);
            if entry.is_plain(Kind::Shared, access.addr, access.len) {
                return Ok(Tag::from_bits(entry.read));
            }
            if children == 0 {
                return self.make_first_loan(owner.header(), Kind::Shared, access);
            }
        }
        self.borrow_shared_slow(Node::Owner(owner.header()), access)
    }

    /// `&mut place` of an owner.
    #[inline(always)]
    pub fn borrow_mut(&mut self, owner: Owner, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let children = self.owner_children(owner);
        match self.recycle(children as u32, access) {
            Some(tag) => Ok(tag),
            None if children == 0 && access.crossed.is_empty() && access.len != 0 => {
                self.make_first_loan(owner.header(), Kind::Exclusive, access)
            }
            None => self.borrow_mut_slow(Node::Owner(owner.header()), access),
        }
    }

    /// `&*r`, `&r.field` of a reference: a shared one keeps its tag, a mutable one gets a shared child.
    #[inline]
    pub fn reborrow_shared(&mut self, tag: Tag, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        if let Some(entry) = self.loans.table.find(tag)
            && entry.kind != Kind::Exclusive
        {
            return Ok(tag);
        }
        self.access(tag, AccessKind::SharedBorrow, access)?;
        if tag == Tag::NONE {
            return Ok(tag);
        }
        self.borrow_shared_slow(Node::Loan(tag.offset()), access)
    }

    /// `&mut *r`, `&mut r.field` of a mutable reference that stays in use afterwards.
    #[inline]
    pub fn reborrow_mut(&mut self, tag: Tag, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let entry = self.loans.table.entry(tag.offset());
        if entry.is(tag) && entry.kind == Kind::Exclusive {
            let first = entry.first;
            if let Some(recycled) = self.recycle(first, access) {
                return Ok(recycled);
            }
            if first == 0 && access.crossed.is_empty() && access.len != 0 {
                return self.make_only_child(tag.offset(), access);
            }
            return self.borrow_mut_slow(Node::Loan(tag.offset()), access);
        }
        // Raw-like tags are passed on; stale and shared ones are violations.
        self.access(tag, AccessKind::MutBorrow, access)?;
        Ok(tag)
    }

    /// Ends a first child that is idle, exclusive and covers the same bytes, and reuses its entry.
    ///
    /// Its siblings conflict with the new loan no more than with the old one.
    #[inline(always)]
    fn recycle(&mut self, first: u32, access: &Access<'_>) -> Option<Tag> {
        let generation_max = self.loans.table.generation_max();
        let entry = self.loans.table.entry_mut(first);
        let idle = entry.is_plain(Kind::Exclusive, access.addr, access.len)
            && (entry.write != 0) & (entry.protectors == 0)
            && entry.generation < generation_max
            && access.crossed.is_empty()
            && access.len != 0;
        if idle { Some(self.reissue(first, access)) } else { None }
    }

    /// As `recycle`, for a place behind one `Box`.
    fn recycle_crossed(&mut self, first: u32, access: &Access<'_>) -> Option<Tag> {
        let entry = self.loans.table.entry(first);
        let idle = entry.kind == Kind::Exclusive
            && entry.flags & !PARENT_IS_OWNER == CROSSED
            && (entry.write != 0) & (entry.protectors == 0)
            && entry.generation < self.loans.table.generation_max()
            && (entry.lo, entry.hi) == access.bounds()
            && access.crossed == [*self.loans.table.side(first, Side::Word)];
        if idle { Some(self.reissue(first, access)) } else { None }
    }

    /// Ends the generation of an entry and begins the next with the same place.
    #[inline(always)]
    fn reissue(&mut self, first: u32, access: &Access<'_>) -> Tag {
        let entry = self.loans.table.entry_mut(first);
        let (generation, borrow) = (entry.generation, entry.span);
        entry.generation += 1;
        entry.span = access.span;
        let tag = entry.tag(first);
        (entry.read, entry.write) = (tag.bits(), tag.bits());
        self.loans.table.count_recycled();
        self.loans.log.push(EndedLoan {
            offset: first,
            generation_first: generation,
            generation_last: generation,
            exclusive: true,
            borrow,
            end: access.span,
            reason: EndReason::MutBorrow,
        });
        tag
    }

    /// The first child of an idle mutable reference.
    #[inline]
    fn make_only_child(&mut self, parent: u32, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let (lo, hi) = access.bounds();
        let Some(offset) = self.loans.table.allocate(Kind::Exclusive, lo, hi, access.span) else {
            return Err(Violation::new(ViolationKind::TableFull, access).boxed());
        };
        let entry = self.loans.table.entry_mut(offset);
        entry.parent = parent;
        let tag = entry.tag(offset);
        let entry = self.loans.table.entry_mut(parent);
        (entry.first, entry.exclusive, entry.read, entry.write) = (offset, 1, 0, 0);
        Ok(tag)
    }

    /// The first loan of an owner.
    #[inline(never)]
    fn make_first_loan(
        &mut self,
        header: usize,
        kind: Kind,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let (lo, hi) = access.bounds();
        let Some(offset) = self.loans.table.allocate(kind, lo, hi, access.span) else {
            return Err(Violation::new(ViolationKind::TableFull, access).boxed());
        };
        let parent = self.header_parent(header);
        let entry = self.loans.table.entry_mut(offset);
        (entry.parent, entry.flags) = (parent, PARENT_IS_OWNER);
        let tag = entry.tag(offset);
        self.set_header_children(header, offset, (kind == Kind::Exclusive) as u32);
        self.list_owner(header);
        Ok(tag)
    }

    #[inline(never)]
    fn borrow_mut_slow(&mut self, node: Node, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let (first, _) = self.children(node);
        if first != 0 {
            self.loans.slow += 1;
            if let Some(tag) = self.recycle_crossed(first, access) {
                return Ok(tag);
            }
            self.end_conflicts(first, AccessKind::MutBorrow, access)?;
        }
        self.make_loan(node, Kind::Exclusive, access)
    }

    #[inline(never)]
    fn borrow_shared_slow(&mut self, node: Node, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        let (first, exclusive) = self.children(node);
        if exclusive != 0 {
            self.loans.slow += 1;
            self.end_conflicts(first, AccessKind::SharedBorrow, access)?;
        }
        let (first, _) = self.children(node);
        let (found, searched) = self.find_shared(node, first, access);
        if let Some(tag) = found {
            return Ok(tag);
        }
        let tag = self.make_loan(node, Kind::Shared, access)?;
        if searched == SIBLINGS_SEARCHED && access.crossed.is_empty() && access.len != 0 {
            let (lo, hi) = access.bounds();
            self.loans.index.insert(self.index_key(node, lo, hi), tag.offset());
            self.loans.table.entry_mut(tag.offset()).flags |= INDEXED;
        }
        Ok(tag)
    }

    pub(super) fn index_key(&self, node: Node, lo: u64, hi: u64) -> (u64, u64, u64) {
        let key = match node {
            Node::Owner(header) => header as u64 | 1,
            Node::Loan(offset) => offset as u64,
        };
        (key, lo, hi)
    }

    /// The shared loan of a place, if there is one, and how many siblings were looked at.
    fn find_shared(&self, node: Node, first: u32, access: &Access<'_>) -> (Option<Tag>, usize) {
        let (lo, hi) = access.bounds();
        let mut at = first;
        let mut searched = 0;
        while at != 0 && searched < SIBLINGS_SEARCHED {
            let entry = self.loans.table.entry(at);
            let same = entry.kind == Kind::Shared
                && !entry.has(LINKED)
                && (entry.lo, entry.hi) == (lo, hi)
                && (access.len != 0 || self.is_same_empty(at, access))
                && self.crossed_of(at) == access.crossed;
            if same {
                return (Some(entry.tag(at)), searched);
            }
            (at, searched) = (entry.next, searched + 1);
        }
        if at == 0 || !access.crossed.is_empty() || access.len == 0 {
            return (None, searched);
        }
        let indexed = self.loans.index.get(&self.index_key(node, lo, hi));
        (indexed.map(|&offset| self.loans.table.entry(offset).tag(offset)), searched)
    }

    /// The `Box` words that the place of a loan crossed.
    pub(super) fn crossed_of(&self, offset: u32) -> &[usize] {
        let entry = self.loans.table.entry(offset);
        if entry.has(CROSSED) {
            std::slice::from_ref(self.loans.table.side(offset, Side::Word))
        } else if entry.has(CROSSED_MANY) {
            self.loans.crossed.get(&offset).map_or(&[], |words| words)
        } else {
            &[]
        }
    }

    /// Makes a loan under a node from which everything that conflicts was ended.
    pub(super) fn make_loan(
        &mut self,
        node: Node,
        kind: Kind,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let (lo, hi) = access.bounds();
        let Some(offset) = self.loans.table.allocate(kind, lo, hi, access.span) else {
            return Err(Violation::new(ViolationKind::TableFull, access).boxed());
        };
        let (parent, mut flags) = match node {
            Node::Owner(header) => (self.header_parent(header), PARENT_IS_OWNER),
            Node::Loan(parent) => (parent, 0),
        };
        if access.len == 0 {
            flags |= ZERO_SIZED;
            self.loans.table.set_side(offset, Side::Key, access.key as usize);
        }
        match *access.crossed {
            [] => {}
            [word] => {
                flags |= CROSSED;
                self.loans.table.set_side(offset, Side::Word, word);
            }
            ref words => {
                flags |= CROSSED_MANY;
                self.loans.crossed.insert(offset, words.into());
            }
        }
        let (first, exclusive) = self.children(node);
        let entry = self.loans.table.entry_mut(offset);
        (entry.parent, entry.flags, entry.next) = (parent, flags, first);
        let tag = entry.tag(offset);
        if first != 0 {
            self.loans.table.entry_mut(first).prev = offset;
        }
        self.set_children(node, offset, exclusive + (kind == Kind::Exclusive) as u32);
        if let Node::Owner(header) = node {
            self.list_owner(header);
        }
        Ok(tag)
    }
}
