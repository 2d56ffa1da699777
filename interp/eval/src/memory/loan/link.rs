//! Links: what a call returns ends with the arguments its type names (L6).
//!
//! `fn pick<'a>(k: &'a mut i32, d: &'a i32) -> &'a i32` returns a reference that must not outlive the loan of `k`,
//! though its bytes are those of `d`. When the tag that comes back is the argument's own, or of a loan made from it,
//! nothing is to be done; otherwise the result becomes a loan of its own under the tag that came back, and each other
//! argument's loan is told to end it too.
//!
//! Invariant: links are by tag, so one to a loan that has ended since is harmless; lists are pruned as they grow.

use super::end::Node;
use super::entry::{Kind, LINKED, LINKS, PARENT_IS_OWNER, UNLISTED};
use super::raw::Mutability;
use super::table::Side;
use super::{Access, Violation, ViolationKind};
use crate::memory::{Memory, Tag};

/// How many of an argument's links are searched for one that fits.
const LINKS_SEARCHED: usize = 8;

impl Memory {
    /// The tag under which a call's result goes on, given the tags of the arguments whose lifetimes its type names.
    #[inline]
    pub fn link_returned(
        &mut self,
        result: Tag,
        arguments: &[Tag],
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        if arguments.iter().all(|&argument| argument == result) {
            return Ok(result);
        }
        self.link_slow(result, arguments, mutability, access)
    }

    #[cold]
    fn link_slow(
        &mut self,
        result: Tag,
        arguments: &[Tag],
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        if self.loans.table.find(result).is_none() {
            return Err(self.stale(result, access));
        }
        let mut needed = arguments.to_vec();
        needed.retain(|&argument| self.needs_link(result, argument));
        needed.sort_unstable_by_key(|argument| argument.bits());
        needed.dedup();
        let Some(&sought) = needed.first() else { return Ok(result) };
        if let Some(tag) = self.find_link(result, sought, &needed, mutability, access) {
            return Ok(tag);
        }
        let linked = match result {
            Tag::NONE => self.make_root(mutability, access)?,
            result => self.make_linked(result, mutability, access)?,
        };
        self.loans.table.entry_mut(linked.offset()).flags |= LINKED;
        self.loans.table.set_side(linked.offset(), Side::Word, needed.len());
        for argument in needed {
            self.add_link(argument, linked);
        }
        Ok(linked)
    }

    /// Whether the end of `argument` would not end `result` anyway.
    fn needs_link(&self, result: Tag, argument: Tag) -> bool {
        let Some(entry) = self.loans.table.find(argument) else { return false };
        if matches!(entry.kind, Kind::Immortal | Kind::ImmortalMut | Kind::Untagged) {
            return false;
        }
        if self.loans.links.get(&argument.offset()).is_some_and(|links| links.contains(&result)) {
            return false;
        }
        !self.is_ancestor(argument.offset(), result)
    }

    fn is_ancestor(&self, ancestor: u32, tag: Tag) -> bool {
        if self.loans.table.find(tag).is_none() {
            return false;
        }
        let mut at = tag.offset();
        loop {
            if at == ancestor {
                return true;
            }
            let entry = self.loans.table.entry(at);
            if entry.has(PARENT_IS_OWNER) || entry.has(UNLISTED) {
                return false;
            }
            at = entry.parent;
        }
    }

    /// A link made by an earlier call with the same arguments and result.
    fn find_link(
        &self,
        result: Tag,
        sought: Tag,
        needed: &[Tag],
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Option<Tag> {
        if mutability == Mutability::Mut || result == Tag::NONE {
            return None;
        }
        let links = self.loans.links.get(&sought.offset())?;
        links.iter().rev().take(LINKS_SEARCHED).copied().find(|&tag| {
            let fits = self.loans.table.find(tag).is_some_and(|entry| {
                entry.kind == Kind::Shared
                    && entry.flags == LINKED
                    && *self.loans.table.side(tag.offset(), Side::Word) == needed.len()
                    && entry.parent == result.offset()
                    && (entry.lo, entry.hi) == access.bounds()
            });
            fits && needed.iter().all(|argument| {
                self.loans.links.get(&argument.offset()).is_some_and(|links| links.contains(&tag))
            })
        })
    }

    fn make_linked(
        &mut self,
        result: Tag,
        mutability: Mutability,
        access: &Access<'_>,
    ) -> Result<Tag, Box<Violation>> {
        let Some(entry) = self.loans.table.find(result) else { return Err(self.stale(result, access)) };
        let (kind, first) = (entry.kind, entry.first);
        let exclusive = mutability == Mutability::Mut && kind.grants_write();
        if !kind.is_raw_like() {
            let access_kind =
                if exclusive { super::AccessKind::MutBorrow } else { super::AccessKind::SharedBorrow };
            self.end_conflicts(first, access_kind, access)?;
        }
        let made = if exclusive { Kind::Exclusive } else { Kind::Shared };
        let access = access.across(&[]);
        self.make_loan(Node::Loan(result.offset()), made, &access)
    }

    /// A loan under nothing, for a result that came back without a tag.
    fn make_root(&mut self, mutability: Mutability, access: &Access<'_>) -> Result<Tag, Box<Violation>> {
        self.untagged_access(access)?;
        let kind = if mutability == Mutability::Mut { Kind::Exclusive } else { Kind::Shared };
        let (lo, hi) = (access.addr as u64, (access.addr as u64).saturating_add(access.len as u64));
        let Some(offset) = self.loans.table.allocate(kind, lo, hi, access.span) else {
            return Err(Violation::new(ViolationKind::TableFull, access).boxed());
        };
        let entry = self.loans.table.entry_mut(offset);
        entry.flags = UNLISTED;
        Ok(entry.tag(offset))
    }

    fn add_link(&mut self, argument: Tag, linked: Tag) {
        if self.loans.table.find(argument).is_none() {
            // Making the result's loan ended it: an argument made from the result itself.
            return;
        }
        self.loans.table.entry_mut(argument.offset()).flags |= LINKS;
        let links = self.loans.links.entry(argument.offset()).or_default();
        if links.len() >= 16 && links.len().is_power_of_two() {
            links.retain(|&tag| self.loans.table.find(tag).is_some());
        }
        links.push(linked);
    }
}
