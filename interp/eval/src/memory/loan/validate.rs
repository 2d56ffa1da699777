//! What holds of the loan table between operations, checked in full.

use super::end::Node;
use super::entry::{CROSSED_MANY, INDEXED, Kind, PARENT_IS_OWNER, UNLISTED};
use crate::memory::Memory;
use rustc_hash::FxHashSet;

impl Memory {
    /// Panics where the table contradicts itself.
    pub(in crate::memory) fn validate_loans(&self) {
        let table = &self.loans.table;
        let free: FxHashSet<u32> = table.free_list().into_iter().collect();
        let mut owners = FxHashSet::default();
        let mut live = 0;
        for offset in table.offsets() {
            let entry = table.entry(offset);
            if entry.kind == Kind::Free {
                assert_eq!((entry.read, entry.write), (0, 0), "an ended loan grants nothing");
                assert_eq!(free.contains(&offset), entry.generation != 0, "free, or retired");
                continue;
            }
            live += 1;
            assert!(!free.contains(&offset) && entry.generation != 0);
            let tag = entry.tag(offset).bits();
            let (first, exclusive) = self.validate_children(Node::Loan(offset));
            assert_eq!((first, exclusive), (entry.first, entry.exclusive));
            let raw_like = entry.kind.is_raw_like();
            let read = raw_like || exclusive == 0;
            let write = entry.kind.grants_write() && (raw_like || first == 0);
            assert_eq!(entry.read, if read { tag } else { 0 }, "{entry:?}");
            assert_eq!(entry.write, if write { tag } else { 0 }, "{entry:?}");
            assert_eq!(entry.has(CROSSED_MANY), self.loans.crossed.contains_key(&offset));
            if entry.has(INDEXED) {
                let key = self.index_key(self.parent_of(offset), entry.lo, entry.hi);
                assert_eq!(self.loans.index.get(&key), Some(&offset));
            }
            if entry.has(PARENT_IS_OWNER) {
                owners.insert(self.region.header_addr(entry.parent));
            } else if !entry.has(UNLISTED) {
                assert_ne!(table.entry(entry.parent).kind, Kind::Free, "a parent outlives its children");
            }
        }
        assert_eq!(live, table.stats().live);
        for header in owners {
            self.validate_children(Node::Owner(header));
        }
        assert!(self.loans.pending.is_empty());
    }

    /// Walks a sibling list; answers its head and how many of it are exclusive.
    fn validate_children(&self, node: Node) -> (u32, u32) {
        let (first, counted) = self.children(node);
        let (mut at, mut prev, mut exclusive) = (first, 0, 0);
        while at != 0 {
            let entry = self.loans.table.entry(at);
            assert_ne!(entry.kind, Kind::Free, "a listed entry is live");
            assert_eq!(entry.prev, prev, "the list runs both ways");
            assert_eq!(self.parent_of(at), node);
            exclusive += (entry.kind == Kind::Exclusive) as u32;
            (prev, at) = (at, entry.next);
        }
        assert_eq!(counted, exclusive);
        (first, exclusive)
    }
}
