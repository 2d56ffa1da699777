//! Tables that only grow and are read without a lock.
//!
//! What names, positions and definitions stand for is read far more often than written, by several threads at once: a
//! lock around it, however short, would be what all threads wait for. An entry is set once and stays where it is.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Entries that are allocated together.
const LEAF: usize = 128;

/// Leaves of the first level; each level has twice as many as the one before.
const FIRST: usize = 16;

/// Enough for every `u32`.
const LEVELS: usize = 22;

type Leaf<T> = OnceLock<Box<[OnceLock<T>; LEAF]>>;

/// A table from small numbers to values that are set once. Numbers may be far apart: what is between them costs
/// two words for every 128.
#[derive(Debug)]
pub struct AppendTable<T> {
    levels: [OnceLock<Box<[Leaf<T>]>>; LEVELS],
}

impl<T> AppendTable<T> {
    /// How many entries are allocated together: threads that take numbers in portions of this size do not disturb each
    /// other.
    pub const PORTION: u32 = LEAF as u32;

    /// An empty table.
    pub const fn new() -> AppendTable<T> {
        AppendTable { levels: [const { OnceLock::new() }; LEVELS] }
    }

    /// The value at `index`, if it was set.
    #[inline]
    pub fn get(&self, index: u32) -> Option<&T> {
        let (level, leaf, offset) = place(index);
        self.levels[level].get()?[leaf].get()?[offset].get()
    }

    /// The value at `index`, set to what `value` gives if there is none yet.
    pub fn get_or_init(&self, index: u32, value: impl FnOnce() -> T) -> &T {
        let (level, leaf, offset) = place(index);
        let leaves =
            self.levels[level].get_or_init(|| (0..FIRST << level).map(|_| OnceLock::new()).collect());
        leaves[leaf].get_or_init(|| Box::new([const { OnceLock::new() }; LEAF]))[offset].get_or_init(value)
    }
}

impl<T> Default for AppendTable<T> {
    fn default() -> AppendTable<T> {
        AppendTable::new()
    }
}

/// A list that only grows.
///
/// ```
/// use treebeard_syntax::table::AppendList;
///
/// let list = AppendList::default();
/// let first: &str = std::thread::scope(|scope| {
///     let added = scope.spawn(|| list.push("a")).join().unwrap();
///     // The entry stays where it is, whatever comes after it.
///     list.get(added).unwrap()
/// });
/// list.push("b");
/// assert_eq!((first, list.len()), ("a", 2));
/// ```
#[derive(Debug)]
pub struct AppendList<T> {
    table: AppendTable<T>,
    /// Entries that are there.
    len: AtomicU32,
    growing: Mutex<()>,
}

impl<T> AppendList<T> {
    /// An empty list.
    pub const fn new() -> AppendList<T> {
        AppendList { table: AppendTable::new(), len: AtomicU32::new(0), growing: Mutex::new(()) }
    }

    /// How many values there are.
    pub fn len(&self) -> u32 {
        self.len.load(Ordering::Acquire)
    }

    /// Has it no values?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at `index`.
    #[inline]
    pub fn get(&self, index: u32) -> Option<&T> {
        self.table.get(index)
    }

    /// Adds the value that `make` gives for its index; gives the index.
    ///
    /// # Panics
    /// At 2^32 - 1 values.
    pub fn push_with(&self, make: impl FnOnce(u32) -> T) -> u32 {
        let _growing = self.growing.lock().unwrap_or_else(PoisonError::into_inner);
        let index = self.len.load(Ordering::Relaxed);
        let len = index.checked_add(1).expect("fewer than 2^32 values");
        self.table.get_or_init(index, || make(index));
        self.len.store(len, Ordering::Release);
        index
    }

    /// Adds a value; gives its index.
    ///
    /// # Panics
    /// At 2^32 - 1 values.
    pub fn push(&self, value: T) -> u32 {
        self.push_with(|_| value)
    }

    /// The values that are there now.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

impl<T> Default for AppendList<T> {
    fn default() -> AppendList<T> {
        AppendList::new()
    }
}

/// Level, leaf of the level, entry of the leaf.
#[inline]
fn place(index: u32) -> (usize, usize, usize) {
    let index = index as usize;
    let leaf = index / LEAF + FIRST;
    let level = (leaf / FIRST).ilog2() as usize;
    (level, leaf - (FIRST << level), index % LEAF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_place_of_its_own() {
        let ends = (0..LEVELS - 1).map(|level| ((FIRST << level) - FIRST) * LEAF);
        for first in ends.filter(|first| *first < u32::MAX as usize) {
            let first = first as u32;
            assert_eq!(place(first).1, 0);
            assert_eq!(place(first).2, 0);
            if first > 0 {
                let (level, leaf, offset) = place(first - 1);
                assert_eq!((leaf, offset), ((FIRST << level) - 1, LEAF - 1));
            }
        }
        let (level, leaf, _) = place(u32::MAX);
        assert!(level < LEVELS && leaf < FIRST << level);
    }

    #[test]
    fn a_list_grows() {
        let list = AppendList::new();
        assert!(list.is_empty());
        for index in 0..1_000 {
            assert_eq!(list.push_with(|own| own * 2), index);
        }
        assert_eq!((list.len(), list.get(999), list.get(1_000)), (1_000, Some(&1_998), None));
        assert_eq!(list.iter().next_back(), Some(&1_998));
    }

    #[test]
    fn the_first_value_stays() {
        let table = AppendTable::new();
        assert_eq!(table.get(70_000), None);
        assert_eq!(*table.get_or_init(70_000, || 'a'), 'a');
        assert_eq!(*table.get_or_init(70_000, || 'b'), 'a');
        assert_eq!((table.get(70_000), table.get(69_999)), (Some(&'a'), None));
    }
}
