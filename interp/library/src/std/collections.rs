//! `std::collections`.

#[origin = "alloc"]
pub mod binary_heap;
#[origin = "alloc"]
pub mod btree_map;
#[origin = "alloc"]
pub mod btree_set;
pub mod hash_map;
pub mod hash_set;
#[origin = "alloc"]
pub mod linked_list;
#[origin = "alloc"]
pub mod vec_deque;

pub use self::binary_heap::BinaryHeap;
pub use self::btree_map::BTreeMap;
pub use self::btree_set::BTreeSet;
pub use self::hash_map::HashMap;
pub use self::hash_set::HashSet;
pub use self::linked_list::LinkedList;
pub use self::vec_deque::VecDeque;
pub use crate::ops::Bound;

use crate::fmt;

/// Why `try_reserve` failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TryReserveError {
    kind: TryReserveErrorKind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum TryReserveErrorKind {
    CapacityOverflow,
}

impl TryReserveError {
    pub(crate) fn capacity_overflow() -> TryReserveError {
        TryReserveError { kind: TryReserveErrorKind::CapacityOverflow }
    }
}

impl fmt::Display for TryReserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("memory allocation failed because the computed capacity exceeded the collection's maximum")
    }
}

impl crate::error::Error for TryReserveError {}
