//! Ending loans.
//!
//! A loan ends with everything that was made from it. Loans linked to it (L6) are queued and end after the walk that
//! found it, because they may sit anywhere in the forest, also further along the list being walked.
//!
//! Invariant: `pending` is empty between operations. Ending is iterative: chains of any length are fine.

use super::entry::{CROSSED_MANY, INDEXED, Kind, LINKS, PARENT_IS_OWNER, UNLISTED};
use super::log::EndedLoan;
use super::{Access, EndReason, Violation, ViolationKind};
use crate::memory::{Memory, Tag};
use treebeard_syntax::SpanId;

/// What a loan hangs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Node {
    /// An owner, by the address of its header.
    Owner(usize),
    /// A loan, by its entry.
    Loan(u32),
}

impl Memory {
    pub(super) fn parent_of(&self, offset: u32) -> Node {
        let entry = self.loans.table.entry(offset);
        if entry.has(PARENT_IS_OWNER) {
            Node::Owner(self.region.header_addr(entry.parent))
        } else {
            Node::Loan(entry.parent)
        }
    }

    /// First child and number of exclusive children.
    pub(super) fn children(&self, node: Node) -> (u32, u32) {
        match node {
            Node::Owner(header) => self.header_children(header),
            Node::Loan(offset) => {
                let entry = self.loans.table.entry(offset);
                (entry.first, entry.exclusive)
            }
        }
    }

    /// Sets the children and with them what the fast path allows.
    #[inline]
    pub(super) fn set_children(&mut self, node: Node, first: u32, exclusive: u32) {
        match node {
            Node::Owner(header) => self.set_header_children(header, first, exclusive),
            Node::Loan(offset) => {
                let entry = self.loans.table.entry_mut(offset);
                (entry.first, entry.exclusive) = (first, exclusive);
                if entry.kind.is_raw_like() || entry.kind == Kind::Free {
                    return;
                }
                let tag = entry.tag(offset).bits();
                entry.read = if exclusive == 0 { tag } else { 0 };
                entry.write = if first == 0 && entry.kind == Kind::Exclusive { tag } else { 0 };
            }
        }
    }

    /// Ends a loan and everything made from it. Protection is the caller's business.
    pub(super) fn end_subtree(&mut self, root: u32, reason: EndReason, span: SpanId) {
        let mut at = root;
        loop {
            let entry = self.loans.table.entry(at);
            if entry.first != 0 {
                at = entry.first;
                continue;
            }
            let parent = self.parent_of(at);
            self.end_childless(at, parent, reason, span);
            match parent {
                Node::Loan(offset) if at != root => at = offset,
                _ => return,
            }
        }
    }

    fn end_childless(&mut self, at: u32, parent: Node, reason: EndReason, span: SpanId) {
        // Field by field: copying an entry that was just written would wait for its stores.
        let entry = self.loans.table.entry(at);
        let (flags, borrow, generation) = (entry.flags, entry.span, entry.generation);
        let is_exclusive = entry.kind == Kind::Exclusive;
        debug_assert_ne!(entry.kind, Kind::Free, "a listed entry is live");
        if flags & UNLISTED == 0 {
            let (prev, next) = (entry.prev, entry.next);
            let (mut first, exclusive) = self.children(parent);
            match prev {
                0 => first = next,
                prev => self.loans.table.entry_mut(prev).next = next,
            }
            if next != 0 {
                self.loans.table.entry_mut(next).prev = prev;
            }
            self.set_children(parent, first, exclusive - is_exclusive as u32);
        }
        if flags & (CROSSED_MANY | LINKS | INDEXED) != 0 {
            self.forget_extras(at, parent, reason, span);
        }
        self.loans.log.push(EndedLoan {
            offset: at,
            generation_first: generation,
            generation_last: generation,
            exclusive: is_exclusive,
            borrow,
            end: span,
            reason,
        });
        self.loans.table.release(at);
    }

    #[cold]
    fn forget_extras(&mut self, at: u32, parent: Node, reason: EndReason, span: SpanId) {
        let entry = *self.loans.table.entry(at);
        if entry.has(CROSSED_MANY) {
            self.loans.crossed.remove(&at);
        }
        if entry.has(INDEXED) {
            self.loans.index.remove(&self.index_key(parent, entry.lo, entry.hi));
        }
        if entry.has(LINKS) {
            let linked = self.loans.links.remove(&at).unwrap_or_default();
            self.loans.pending.extend(linked.into_iter().map(|tag| (tag, reason, span)));
        }
    }

    /// Ends the loans that were linked to those just ended (L6).
    #[inline]
    pub(super) fn end_linked(&mut self, access: &Access<'_>) -> Result<(), Box<Violation>> {
        if self.loans.pending.is_empty() { Ok(()) } else { self.end_pending(access) }
    }

    #[cold]
    fn end_pending(&mut self, access: &Access<'_>) -> Result<(), Box<Violation>> {
        let mut outcome = Ok(());
        while let Some((tag, reason, span)) = self.loans.pending.pop() {
            if self.loans.table.find(tag).is_some() {
                outcome = outcome.and(self.forbid_protected(tag.offset(), access));
                self.end_subtree(tag.offset(), reason, span);
            }
        }
        outcome
    }

    /// Ends linked loans where nothing can object: scope exit by unwinding.
    pub(super) fn end_linked_anyway(&mut self) {
        while let Some((tag, reason, span)) = self.loans.pending.pop() {
            if self.loans.table.find(tag).is_some() {
                self.end_subtree(tag.offset(), reason, span);
            }
        }
    }

    /// Ends a `&mut` loan that cannot have escaped its scope: a reborrow handed to a call whose result names no lifetime.
    /// Shared loans stay: every borrow of the place has the same one.
    ///
    /// Without this a finished reborrow of a part would send every later access to the other part to the slow path.
    #[inline]
    pub fn end_loan(&mut self, tag: Tag, span: SpanId) {
        let entry = self.loans.table.entry(tag.offset());
        if !entry.is(tag) || entry.kind != Kind::Exclusive {
            return;
        }
        if entry.is_alone() && !entry.has(PARENT_IS_OWNER) {
            // Not logged: nothing holds a reference that did not escape.
            let parent = entry.parent;
            self.set_children(Node::Loan(parent), 0, 0);
            self.loans.table.release(tag.offset());
            return;
        }
        self.end_subtree(tag.offset(), EndReason::ScopeEnd, span);
        self.end_linked_anyway();
    }

    /// Ends the only loan of an owner if it is alone; answers whether it was.
    #[inline]
    pub(super) fn end_only_loan(&mut self, header: usize, reason: EndReason, span: SpanId) -> bool {
        let (first, _) = self.header_children(header);
        let entry = self.loans.table.entry(first);
        if !entry.is_alone() {
            return false;
        }
        let (generation, borrow, exclusive) = (entry.generation, entry.span, entry.kind == Kind::Exclusive);
        self.set_header_children(header, 0, 0);
        self.loans.log.push(EndedLoan {
            offset: first,
            generation_first: generation,
            generation_last: generation,
            exclusive,
            borrow,
            end: span,
            reason,
        });
        self.loans.table.release(first);
        true
    }

    /// Refuses to end a loan that a running call was given, or one of those made from it (L5).
    pub(super) fn forbid_protected(&self, root: u32, access: &Access<'_>) -> Result<(), Box<Violation>> {
        if self.loans.scopes.protected == 0 {
            return Ok(());
        }
        match self.protected_in(root) {
            None => Ok(()),
            Some(offset) => {
                let entry = self.loans.table.entry(offset);
                let violation = Violation::new(ViolationKind::ProtectedLoan, access);
                Err(Violation { borrow: Some(entry.span), end: Some(access.span), ..violation }.boxed())
            }
        }
    }

    fn protected_in(&self, root: u32) -> Option<u32> {
        let mut at = root;
        loop {
            let entry = self.loans.table.entry(at);
            if entry.protectors != 0 {
                return Some(at);
            }
            if entry.first != 0 {
                at = entry.first;
                continue;
            }
            // The next entry in preorder: the sibling of the nearest ancestor that has one.
            loop {
                if at == root {
                    return None;
                }
                let entry = self.loans.table.entry(at);
                if entry.next != 0 {
                    at = entry.next;
                    break;
                }
                at = entry.parent;
            }
        }
    }
}
