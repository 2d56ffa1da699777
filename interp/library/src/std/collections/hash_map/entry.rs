//! Entries of a `HashMap`.

use super::Table;
use crate::fmt::{self, Debug};
use crate::mem;

pub enum Entry<'a, K: 'a, V: 'a> {
    Occupied(OccupiedEntry<'a, K, V>),
    Vacant(VacantEntry<'a, K, V>),
}

use Entry::{Occupied, Vacant};

pub struct OccupiedEntry<'a, K: 'a, V: 'a> {
    table: &'a mut Table<(K, V)>,
    index: usize,
}

pub struct VacantEntry<'a, K: 'a, V: 'a> {
    table: &'a mut Table<(K, V)>,
    key: K,
    hash: u64,
}

impl<'a, K, V> Entry<'a, K, V> {
    pub fn or_insert(self, default: V) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(default),
        }
    }
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(default()),
        }
    }
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => {
                let value = default(entry.key());
                entry.insert(value)
            }
        }
    }
    pub fn key(&self) -> &K {
        match self {
            Occupied(entry) => entry.key(),
            Vacant(entry) => entry.key(),
        }
    }
    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self {
        match self {
            Occupied(mut entry) => {
                f(entry.get_mut());
                Occupied(entry)
            }
            Vacant(entry) => Vacant(entry),
        }
    }
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        match self {
            Occupied(mut entry) => {
                entry.insert(value);
                entry
            }
            Vacant(entry) => entry.insert_entry(value),
        }
    }
}

impl<'a, K, V: Default> Entry<'a, K, V> {
    pub fn or_default(self) -> &'a mut V {
        match self {
            Occupied(entry) => entry.into_mut(),
            Vacant(entry) => entry.insert(Default::default()),
        }
    }
}

impl<'a, K, V> OccupiedEntry<'a, K, V> {
    pub(super) fn new(table: &'a mut Table<(K, V)>, index: usize) -> Self { OccupiedEntry { table, index } }
    pub fn key(&self) -> &K { unsafe { &(*self.table.bucket(self.index)).0 } }
    pub fn remove_entry(self) -> (K, V) { self.table.take(self.index) }
    pub fn get(&self) -> &V { unsafe { &(*self.table.bucket(self.index)).1 } }
    pub fn get_mut(&mut self) -> &mut V { unsafe { &mut (*self.table.bucket(self.index)).1 } }
    pub fn into_mut(self) -> &'a mut V { unsafe { &mut (*self.table.bucket(self.index)).1 } }
    pub fn insert(&mut self, value: V) -> V { mem::replace(self.get_mut(), value) }
    pub fn remove(self) -> V { self.remove_entry().1 }
}

impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
    pub(super) fn new(table: &'a mut Table<(K, V)>, key: K, hash: u64) -> Self { VacantEntry { table, key, hash } }
    pub fn key(&self) -> &K { &self.key }
    pub fn into_key(self) -> K { self.key }
    pub fn insert(self, value: V) -> &'a mut V { self.insert_entry(value).into_mut() }
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        let index = self.table.insert_new(self.hash, (self.key, value));
        OccupiedEntry { table: self.table, index }
    }
}

impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Vacant(ref v) => f.debug_tuple("Entry").field(v).finish(),
            Occupied(ref o) => f.debug_tuple("Entry").field(o).finish(),
        }
    }
}

impl<K: Debug, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OccupiedEntry").field("key", self.key()).field("value", self.get()).finish_non_exhaustive()
    }
}

impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("VacantEntry").field(self.key()).finish() }
}
