//! `std::collections::hash_map`. The table itself is in `hash_map::table`, iterators in `hash_map::iter`, entries in
//! `hash_map::entry`.

mod entry;
mod iter;
mod table;

pub use self::entry::{Entry, OccupiedEntry, VacantEntry};
pub(in crate::collections) use self::iter::Extraction;
pub use self::iter::{Drain, ExtractIf, IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut};
pub use crate::hash::{DefaultHasher, RandomState};

pub(crate) use self::table::Table;

use super::TryReserveError;
use crate::borrow::Borrow;
use crate::fmt::{self, Debug};
use crate::hash::{BuildHasher, Hash};
use crate::ops::Index;

pub struct HashMap<K, V, S = RandomState> {
    pub(crate) hash_builder: S,
    pub(crate) table: Table<(K, V)>,
}

impl<K, V> HashMap<K, V, RandomState> {
    pub fn new() -> HashMap<K, V, RandomState> { HashMap { hash_builder: RandomState::new(), table: Table::new() } }
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> {
        HashMap { hash_builder: RandomState::new(), table: Table::with_capacity(capacity) }
    }
}

impl<K, V, S> HashMap<K, V, S> {
    pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> { HashMap { hash_builder, table: Table::new() } }
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S> {
        HashMap { hash_builder, table: Table::with_capacity(capacity) }
    }
    pub fn capacity(&self) -> usize { self.table.capacity() }
    pub fn keys(&self) -> Keys<'_, K, V> { Keys::new(self.iter()) }
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys::new(self.into_iter()) }
    pub fn values(&self) -> Values<'_, K, V> { Values::new(self.iter()) }
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut::new(self.iter_mut()) }
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues::new(self.into_iter()) }
    pub fn iter(&self) -> Iter<'_, K, V> { Iter::new(&self.table) }
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> { IterMut::new(&mut self.table) }
    pub fn len(&self) -> usize { self.table.len() }
    pub fn is_empty(&self) -> bool { self.table.len() == 0 }
    pub fn drain(&mut self) -> Drain<'_, K, V> { Drain::new(&mut self.table) }
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F>
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        ExtractIf::new(&mut self.table, pred)
    }
    pub(in crate::collections) fn extraction(&mut self) -> Extraction<'_, K, V> { Extraction::new(&mut self.table) }
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        let mut at = self.table.next_full(0);
        while let Some(index) = at {
            let entry = unsafe { &mut *self.table.bucket(index) };
            if !f(&entry.0, &mut entry.1) {
                drop(self.table.take(index));
            }
            at = self.table.next_full(index + 1);
        }
    }
    pub fn clear(&mut self) { self.table.clear() }
    pub fn hasher(&self) -> &S { &self.hash_builder }
}

impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    fn find<Q: ?Sized>(&self, k: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        if self.table.len() == 0 {
            return None;
        }
        let hash = self.hash_builder.hash_one(k);
        let mut probe = self.table.probe(hash);
        while let Some(index) = self.table.next_candidate(&mut probe) {
            if unsafe { (*self.table.bucket(index)).0.borrow() == k } {
                return Some(index);
            }
        }
        None
    }
    pub(crate) fn make_room(&mut self, additional: usize) {
        if self.table.needs_room(additional) {
            let hash_builder = &self.hash_builder;
            self.table.grow(additional, |entry| hash_builder.hash_one(&entry.0));
        }
    }
    pub fn reserve(&mut self, additional: usize) { self.make_room(additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        if additional > (isize::MAX as usize) / 16 {
            return Err(TryReserveError::capacity_overflow());
        }
        self.make_room(additional);
        Ok(())
    }
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let hash_builder = &self.hash_builder;
        self.table.shrink(min_capacity, |entry| hash_builder.hash_one(&entry.0));
    }
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        match self.find(&key) {
            Some(index) => Entry::Occupied(OccupiedEntry::new(&mut self.table, index)),
            None => {
                self.make_room(1);
                let hash = self.hash_builder.hash_one(&key);
                Entry::Vacant(VacantEntry::new(&mut self.table, key, hash))
            }
        }
    }
    pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        match self.find(k) {
            Some(index) => Some(unsafe { &(*self.table.bucket(index)).1 }),
            None => None,
        }
    }
    pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        match self.find(k) {
            Some(index) => {
                let entry = unsafe { &*self.table.bucket(index) };
                Some((&entry.0, &entry.1))
            }
            None => None,
        }
    }
    pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        self.find(k).is_some()
    }
    pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        match self.find(k) {
            Some(index) => Some(unsafe { &mut (*self.table.bucket(index)).1 }),
            None => None,
        }
    }
    pub fn get_disjoint_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N]
    where
        K: Borrow<Q>,
    {
        let found = ks.map(|k| self.find(k));
        for (i, place) in found.iter().enumerate() {
            if place.is_some() && found[..i].contains(place) {
                panic!("duplicate keys found");
            }
        }
        found.map(|place| place.map(|index| unsafe { &mut (*self.table.bucket(index)).1 }))
    }
    pub unsafe fn get_disjoint_unchecked_mut<Q: ?Sized + Hash + Eq, const N: usize>(
        &mut self,
        ks: [&Q; N],
    ) -> [Option<&mut V>; N]
    where
        K: Borrow<Q>,
    {
        ks.map(|k| self.find(k).map(|index| unsafe { &mut (*self.table.bucket(index)).1 }))
    }
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        match self.find(&k) {
            Some(index) => {
                let slot = unsafe { &mut (*self.table.bucket(index)).1 };
                Some(crate::mem::replace(slot, v))
            }
            None => {
                self.make_room(1);
                let hash = self.hash_builder.hash_one(&k);
                self.table.insert_new(hash, (k, v));
                None
            }
        }
    }
    pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        match self.find(k) {
            Some(index) => Some(self.table.take(index).1),
            None => None,
        }
    }
    pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq,
    {
        match self.find(k) {
            Some(index) => Some(self.table.take(index)),
            None => None,
        }
    }
}

impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {
    fn clone(&self) -> Self { HashMap { hash_builder: self.hash_builder.clone(), table: self.table.clone() } }
}

impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for HashMap<K, V, S> {
    fn eq(&self, other: &HashMap<K, V, S>) -> bool {
        if self.len() != other.len() {
            return false;
        }
        for (key, value) in self {
            match other.get(key) {
                Some(v) if *value == *v => {}
                _ => return false,
            }
        }
        true
    }
}

impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for HashMap<K, V, S> {}

impl<K: Debug, V: Debug, S> Debug for HashMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}

impl<K, V, S: Default> Default for HashMap<K, V, S> {
    fn default() -> HashMap<K, V, S> { HashMap::with_hasher(S::default()) }
}

impl<K: Eq + Hash + Borrow<Q>, Q: ?Sized + Eq + Hash, V, S: BuildHasher> Index<&Q> for HashMap<K, V, S> {
    type Output = V;
    #[track_caller]
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}

impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}

impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}

impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> { IntoIter::new(self.table) }
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> HashMap<K, V, S> {
        let mut map = HashMap::with_hasher(S::default());
        map.extend(iter);
        map
    }
}

impl<K: Eq + Hash, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> {
    fn from(arr: [(K, V); N]) -> Self {
        let mut map = HashMap::new();
        map.extend(arr);
        map
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for HashMap<K, V, S> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        let iter = iter.into_iter();
        let (least, _) = iter.size_hint();
        let least = if self.is_empty() { least } else { (least + 1) / 2 };
        self.make_room(least);
        for (k, v) in iter {
            self.insert(k, v);
        }
    }
}

impl<'a, K: Eq + Hash + Copy, V: Copy, S: BuildHasher> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T) {
        for (k, v) in iter {
            self.insert(*k, *v);
        }
    }
}
