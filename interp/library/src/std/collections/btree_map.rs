//! `std::collections::btree_map`.
//!
//! Two levels: a vector of sorted chunks of bounded size. Searches are binary on both levels, insertions move at most
//! one chunk and the vector of chunks. No chunk is ever empty. Iterators are in `btree_map::iter`, entries in
//! `btree_map::entry`.

mod entry;
mod extract_if;
mod iter;

pub use self::entry::{Entry, OccupiedEntry, VacantEntry};
pub(in crate::collections) use self::extract_if::Extraction;
pub use self::extract_if::ExtractIf;
pub use self::iter::{IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Range, RangeMut, Values, ValuesMut};

use crate::borrow::Borrow;
use crate::cmp::Ordering;
use crate::fmt::{self, Debug};
use crate::hash::{Hash, Hasher};
use crate::ops::{Bound, Index, RangeBounds};

const CHUNK: usize = 64;

/// Which chunk, and where in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) chunk: usize,
    pub(crate) index: usize,
}

pub struct BTreeMap<K, V> {
    chunks: Option<Box<Vec<Vec<(K, V)>>>>,
    /// The real map has a height here; kept so that the size is the same.
    reserved: usize,
    length: usize,
}

impl<K, V> BTreeMap<K, V> {
    pub const fn new() -> BTreeMap<K, V> { BTreeMap { chunks: None, reserved: 0, length: 0 } }
    pub fn clear(&mut self) {
        self.length = 0;
        self.chunks = None;
    }
    pub const fn len(&self) -> usize { self.length }
    pub const fn is_empty(&self) -> bool { self.length == 0 }
    pub(crate) fn chunks(&self) -> &[Vec<(K, V)>] {
        match &self.chunks {
            Some(chunks) => chunks.as_slice(),
            None => &[],
        }
    }
    pub(crate) fn chunks_mut(&mut self) -> &mut Vec<Vec<(K, V)>> {
        if self.chunks.is_none() {
            self.chunks = Some(Box::new(Vec::new()));
        }
        match &mut self.chunks {
            Some(chunks) => chunks,
            None => unreachable!(),
        }
    }
    fn end(&self) -> Position { Position { chunk: self.chunks().len(), index: 0 } }
    pub fn iter(&self) -> Iter<'_, K, V> { Iter::new(self.chunks(), self.length) }
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        let length = self.length;
        IterMut::new(self.chunks_mut(), length)
    }
    pub fn keys(&self) -> Keys<'_, K, V> { Keys::new(self.iter()) }
    pub fn values(&self) -> Values<'_, K, V> { Values::new(self.iter()) }
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut::new(self.iter_mut()) }
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys::new(self.into_iter()) }
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues::new(self.into_iter()) }
    /// The entry at a position becomes the vacant place there; chunks that are full are halved first.
    pub(crate) fn insert_at(&mut self, at: Position, key: K, value: V) -> Position {
        self.length += 1;
        let chunks = self.chunks_mut();
        if chunks.is_empty() {
            let mut chunk = Vec::with_capacity(4);
            chunk.push((key, value));
            chunks.push(chunk);
            return Position { chunk: 0, index: 0 };
        }
        let mut at = at;
        if at.chunk == chunks.len() {
            at = Position { chunk: at.chunk - 1, index: chunks[at.chunk - 1].len() };
        }
        if chunks[at.chunk].len() >= CHUNK {
            let upper = chunks[at.chunk].split_off(CHUNK / 2);
            chunks.insert(at.chunk + 1, upper);
            if at.index > CHUNK / 2 {
                at = Position { chunk: at.chunk + 1, index: at.index - CHUNK / 2 };
            }
        }
        chunks[at.chunk].insert(at.index, (key, value));
        at
    }
    pub(crate) fn remove_at(&mut self, at: Position) -> (K, V) {
        self.length -= 1;
        let chunks = self.chunks_mut();
        let entry = chunks[at.chunk].remove(at.index);
        if chunks[at.chunk].is_empty() {
            chunks.remove(at.chunk);
        }
        entry
    }
    pub fn first_key_value(&self) -> Option<(&K, &V)> {
        let first = self.chunks().first()?;
        let entry = &first[0];
        Some((&entry.0, &entry.1))
    }
    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        let last = self.chunks().last()?;
        let entry = &last[last.len() - 1];
        Some((&entry.0, &entry.1))
    }
    pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> {
        if self.length == 0 {
            return None;
        }
        Some(OccupiedEntry::new(self, Position { chunk: 0, index: 0 }))
    }
    pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> {
        let at = self.last_position()?;
        Some(OccupiedEntry::new(self, at))
    }
    fn last_position(&self) -> Option<Position> {
        let chunks = self.chunks();
        if chunks.is_empty() {
            return None;
        }
        let chunk = chunks.len() - 1;
        Some(Position { chunk, index: chunks[chunk].len() - 1 })
    }
    pub fn pop_first(&mut self) -> Option<(K, V)> {
        if self.length == 0 { None } else { Some(self.remove_at(Position { chunk: 0, index: 0 })) }
    }
    pub fn pop_last(&mut self) -> Option<(K, V)> {
        let at = self.last_position()?;
        Some(self.remove_at(at))
    }
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        let mut left = 0;
        let chunks = self.chunks_mut();
        for chunk in chunks.iter_mut() {
            chunk.retain_mut(|entry| f(&entry.0, &mut entry.1));
            left += chunk.len();
        }
        chunks.retain(|chunk| !chunk.is_empty());
        self.length = left;
    }
}

impl<K: Ord, V> BTreeMap<K, V> {
    /// Where the key is, or where it would go.
    pub(crate) fn search<Q: ?Sized + Ord>(&self, key: &Q) -> Result<Position, Position>
    where
        K: Borrow<Q>,
    {
        let chunks = self.chunks();
        // The last chunk whose first key is not greater.
        let (mut low, mut high) = (0, chunks.len());
        while low < high {
            let middle = (low + high) / 2;
            match chunks[middle][0].0.borrow().cmp(key) {
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(Position { chunk: middle, index: 0 }),
                Ordering::Less => low = middle + 1,
            }
        }
        if low == 0 {
            return Err(Position { chunk: 0, index: 0 });
        }
        let chunk = low - 1;
        let entries = chunks[chunk].as_slice();
        let (mut low, mut high) = (1, entries.len());
        while low < high {
            let middle = (low + high) / 2;
            match entries[middle].0.borrow().cmp(key) {
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(Position { chunk, index: middle }),
                Ordering::Less => low = middle + 1,
            }
        }
        Err(Position { chunk, index: low })
    }
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        match self.search(key) {
            Ok(at) => Some(&self.chunks()[at.chunk][at.index].1),
            Err(_) => None,
        }
    }
    pub fn get_key_value<Q: ?Sized + Ord>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        match self.search(k) {
            Ok(at) => {
                let entry = &self.chunks()[at.chunk][at.index];
                Some((&entry.0, &entry.1))
            }
            Err(_) => None,
        }
    }
    pub fn contains_key<Q: ?Sized + Ord>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.search(key).is_ok()
    }
    pub fn get_mut<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        match self.search(key) {
            Ok(at) => Some(&mut self.chunks_mut()[at.chunk][at.index].1),
            Err(_) => None,
        }
    }
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.search(&key) {
            Ok(at) => Some(crate::mem::replace(&mut self.chunks_mut()[at.chunk][at.index].1, value)),
            Err(at) => {
                self.insert_at(at, key, value);
                None
            }
        }
    }
    pub fn remove<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        match self.search(key) {
            Ok(at) => Some(self.remove_at(at).1),
            Err(_) => None,
        }
    }
    pub fn remove_entry<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
    {
        match self.search(key) {
            Ok(at) => Some(self.remove_at(at)),
            Err(_) => None,
        }
    }
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        match self.search(&key) {
            Ok(at) => Entry::Occupied(OccupiedEntry::new(self, at)),
            Err(at) => Entry::Vacant(VacantEntry::new(self, at, key)),
        }
    }
    pub fn append(&mut self, other: &mut Self) {
        let all = crate::mem::take(other);
        for (key, value) in all {
            self.insert(key, value);
        }
    }
    pub fn split_off<Q: ?Sized + Ord>(&mut self, key: &Q) -> Self
    where
        K: Borrow<Q>,
    {
        let mut upper = BTreeMap::new();
        let mut lower = BTreeMap::new();
        for (k, v) in crate::mem::take(self) {
            if k.borrow() < key {
                lower.insert(k, v);
            } else {
                upper.insert(k, v);
            }
        }
        *self = lower;
        upper
    }
    #[track_caller]
    pub(in crate::collections) fn bounds<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: &R) -> (Position, Position)
    where
        K: Borrow<T>,
    {
        match (range.start_bound(), range.end_bound()) {
            (Bound::Excluded(s), Bound::Excluded(e)) if s == e => {
                panic!("range start and end are equal and excluded in BTreeMap")
            }
            (Bound::Included(s) | Bound::Excluded(s), Bound::Included(e) | Bound::Excluded(e)) if s > e => {
                panic!("range start is greater than range end in BTreeMap")
            }
            _ => {}
        }
        let after = |at: Position| Position { chunk: at.chunk, index: at.index + 1 };
        let start = match range.start_bound() {
            Bound::Included(key) => match self.search(key) {
                Ok(at) => at,
                Err(at) => at,
            },
            Bound::Excluded(key) => match self.search(key) {
                Ok(at) => after(at),
                Err(at) => at,
            },
            Bound::Unbounded => Position { chunk: 0, index: 0 },
        };
        let end = match range.end_bound() {
            Bound::Included(key) => match self.search(key) {
                Ok(at) => after(at),
                Err(at) => at,
            },
            Bound::Excluded(key) => match self.search(key) {
                Ok(at) => at,
                Err(at) => at,
            },
            Bound::Unbounded => self.end(),
        };
        (start, end)
    }
    pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F>
    where
        R: RangeBounds<K>,
        F: FnMut(&K, &mut V) -> bool,
    {
        let bounds = self.bounds(&range);
        ExtractIf::new(self, bounds, pred)
    }
    pub fn range<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V>
    where
        K: Borrow<T>,
    {
        let (start, end) = self.bounds(&range);
        Range::new(self.chunks(), start, end)
    }
    pub fn range_mut<T: ?Sized + Ord, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V>
    where
        K: Borrow<T>,
    {
        let (start, end) = self.bounds(&range);
        RangeMut::new(self.chunks_mut(), start, end)
    }
}

impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> {
    fn clone(&self) -> BTreeMap<K, V> {
        BTreeMap { chunks: self.chunks.clone(), reserved: 0, length: self.length }
    }
}

impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> BTreeMap<K, V> { BTreeMap::new() }
}

impl<K: PartialEq, V: PartialEq> PartialEq for BTreeMap<K, V> {
    fn eq(&self, other: &BTreeMap<K, V>) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a == b)
    }
}

impl<K: Eq, V: Eq> Eq for BTreeMap<K, V> {}

impl<K: PartialOrd, V: PartialOrd> PartialOrd for BTreeMap<K, V> {
    fn partial_cmp(&self, other: &BTreeMap<K, V>) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}

impl<K: Ord, V: Ord> Ord for BTreeMap<K, V> {
    fn cmp(&self, other: &BTreeMap<K, V>) -> Ordering { self.iter().cmp(other.iter()) }
}

impl<K: Hash, V: Hash> Hash for BTreeMap<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len());
        for entry in self {
            entry.hash(state);
        }
    }
}

impl<K: Debug, V: Debug> Debug for BTreeMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}

impl<K: Borrow<Q> + Ord, Q: ?Sized + Ord, V> Index<&Q> for BTreeMap<K, V> {
    type Output = V;
    #[track_caller]
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}

impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}

impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}

impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> {
        let length = self.length;
        let chunks = match self.chunks {
            Some(chunks) => *chunks,
            None => Vec::new(),
        };
        IntoIter::new(chunks, length)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> BTreeMap<K, V> {
        let mut map = BTreeMap::new();
        map.extend(iter);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> {
    fn from(arr: [(K, V); N]) -> Self {
        let mut map = BTreeMap::new();
        map.extend(arr);
        map
    }
}

impl<K: Ord, V> Extend<(K, V)> for BTreeMap<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        for (k, v) in iter {
            self.insert(k, v);
        }
    }
}

impl<'a, K: Ord + Copy, V: Copy> Extend<(&'a K, &'a V)> for BTreeMap<K, V> {
    fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T) {
        for (k, v) in iter {
            self.insert(*k, *v);
        }
    }
}
