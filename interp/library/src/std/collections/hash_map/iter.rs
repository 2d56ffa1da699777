//! Iterators of a `HashMap`.

use super::Table;
use crate::fmt::{self, Debug};
use crate::iter::FusedIterator;
use crate::marker::PhantomData;

/// Walks the full buckets of a table.
struct Walk<T> {
    table: *const Table<T>,
    at: usize,
    left: usize,
}

// Whose entries they are, and whether they may be changed, the markers of the iterators say.
unsafe impl<T> Send for Walk<T> {}
unsafe impl<T> Sync for Walk<T> {}

impl<T> Walk<T> {
    fn new(table: *const Table<T>) -> Walk<T> { Walk { table, at: 0, left: unsafe { (*table).len() } } }
    fn next(&mut self) -> Option<*mut T> {
        if self.left == 0 {
            return None;
        }
        let table = unsafe { &*self.table };
        match table.next_full(self.at) {
            Some(index) => {
                self.at = index + 1;
                self.left -= 1;
                Some(table.bucket(index))
            }
            None => None,
        }
    }
    fn copy(&self) -> Walk<T> { Walk { table: self.table, at: self.at, left: self.left } }
}

pub struct Iter<'a, K: 'a, V: 'a> {
    walk: Walk<(K, V)>,
    marker: PhantomData<&'a (K, V)>,
}

impl<'a, K, V> Iter<'a, K, V> {
    pub(super) fn new(table: &'a Table<(K, V)>) -> Self { Iter { walk: Walk::new(table), marker: PhantomData } }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {
        match self.walk.next() {
            Some(entry) => unsafe { Some((&(*entry).0, &(*entry).1)) },
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.walk.left, Some(self.walk.left)) }
    fn count(self) -> usize { self.walk.left }
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self { Iter { walk: self.walk.copy(), marker: PhantomData } }
}

impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

pub struct IterMut<'a, K: 'a, V: 'a> {
    walk: Walk<(K, V)>,
    marker: PhantomData<&'a mut (K, V)>,
}

impl<'a, K, V> IterMut<'a, K, V> {
    pub(super) fn new(table: &'a mut Table<(K, V)>) -> Self { IterMut { walk: Walk::new(table), marker: PhantomData } }
}

impl<'a, K, V> Iterator for IterMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
        match self.walk.next() {
            Some(entry) => unsafe { Some((&(*entry).0, &mut (*entry).1)) },
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.walk.left, Some(self.walk.left)) }
}

pub struct IntoIter<K, V> {
    table: Table<(K, V)>,
    at: usize,
}

impl<K, V> IntoIter<K, V> {
    pub(super) fn new(table: Table<(K, V)>) -> Self { IntoIter { table, at: 0 } }
}

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        match self.table.next_full(self.at) {
            Some(index) => {
                self.at = index + 1;
                Some(self.table.take(index))
            }
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.table.len(), Some(self.table.len())) }
}

pub struct Drain<'a, K: 'a, V: 'a> {
    table: &'a mut Table<(K, V)>,
    at: usize,
}

impl<'a, K, V> Drain<'a, K, V> {
    pub(super) fn new(table: &'a mut Table<(K, V)>) -> Self { Drain { table, at: 0 } }
}

impl<K, V> Iterator for Drain<'_, K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        match self.table.next_full(self.at) {
            Some(index) => {
                self.at = index + 1;
                Some(self.table.take(index))
            }
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.table.len(), Some(self.table.len())) }
}

impl<K, V> Drop for Drain<'_, K, V> {
    fn drop(&mut self) { self.table.clear() }
}

/// Goes through the entries and takes out some; sets use it too.
pub(in crate::collections) struct Extraction<'a, K, V> {
    table: &'a mut Table<(K, V)>,
    at: usize,
}

impl<'a, K, V> Extraction<'a, K, V> {
    pub(super) fn new(table: &'a mut Table<(K, V)>) -> Self { Extraction { table, at: 0 } }
    /// The next entry that the predicate wants out.
    pub(in crate::collections) fn next(&mut self, mut pred: impl FnMut(&K, &mut V) -> bool) -> Option<(K, V)> {
        while let Some(index) = self.table.next_full(self.at) {
            self.at = index + 1;
            let entry = unsafe { &mut *self.table.bucket(index) };
            if pred(&entry.0, &mut entry.1) {
                return Some(self.table.take(index));
            }
        }
        None
    }
    pub(in crate::collections) fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.table.len())) }
}

pub struct ExtractIf<'a, K, V, F> {
    walk: Extraction<'a, K, V>,
    pred: F,
}

impl<'a, K, V, F> ExtractIf<'a, K, V, F> {
    pub(super) fn new(table: &'a mut Table<(K, V)>, pred: F) -> Self { ExtractIf { walk: Extraction::new(table), pred } }
}

impl<K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> { self.walk.next(&mut self.pred) }
    fn size_hint(&self) -> (usize, Option<usize>) { self.walk.size_hint() }
}

impl<K: Debug, V: Debug, F> Debug for ExtractIf<'_, K, V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}

pub struct Keys<'a, K: 'a, V: 'a> {
    inner: Iter<'a, K, V>,
}

impl<'a, K, V> Keys<'a, K, V> {
    pub(super) fn new(inner: Iter<'a, K, V>) -> Self { Keys { inner } }
}

impl<'a, K, V> Iterator for Keys<'a, K, V> {
    type Item = &'a K;
    fn next(&mut self) -> Option<&'a K> {
        match self.inner.next() {
            Some(entry) => Some(match entry { (k, _) => k }),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}

pub struct Values<'a, K: 'a, V: 'a> {
    inner: Iter<'a, K, V>,
}

impl<'a, K, V> Values<'a, K, V> {
    pub(super) fn new(inner: Iter<'a, K, V>) -> Self { Values { inner } }
}

impl<'a, K, V> Iterator for Values<'a, K, V> {
    type Item = &'a V;
    fn next(&mut self) -> Option<&'a V> {
        match self.inner.next() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}

pub struct ValuesMut<'a, K: 'a, V: 'a> {
    inner: IterMut<'a, K, V>,
}

impl<'a, K, V> ValuesMut<'a, K, V> {
    pub(super) fn new(inner: IterMut<'a, K, V>) -> Self { ValuesMut { inner } }
}

impl<'a, K, V> Iterator for ValuesMut<'a, K, V> {
    type Item = &'a mut V;
    fn next(&mut self) -> Option<&'a mut V> {
        match self.inner.next() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}

pub struct IntoKeys<K, V> {
    inner: IntoIter<K, V>,
}

impl<K, V> IntoKeys<K, V> {
    pub(super) fn new(inner: IntoIter<K, V>) -> Self { IntoKeys { inner } }
}

impl<K, V> Iterator for IntoKeys<K, V> {
    type Item = K;
    fn next(&mut self) -> Option<K> {
        match self.inner.next() {
            Some(entry) => Some(match entry { (k, _) => k }),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}

pub struct IntoValues<K, V> {
    inner: IntoIter<K, V>,
}

impl<K, V> IntoValues<K, V> {
    pub(super) fn new(inner: IntoIter<K, V>) -> Self { IntoValues { inner } }
}

impl<K, V> Iterator for IntoValues<K, V> {
    type Item = V;
    fn next(&mut self) -> Option<V> {
        match self.inner.next() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}

impl<K, V> Clone for Keys<'_, K, V> {
    fn clone(&self) -> Self { Keys { inner: self.inner.clone() } }
}

impl<K, V> Clone for Values<'_, K, V> {
    fn clone(&self) -> Self { Values { inner: self.inner.clone() } }
}

impl<K: Debug, V> Debug for Keys<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

impl<K, V: Debug> Debug for Values<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
impl<K, V> FusedIterator for Iter<'_, K, V> {}
impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
impl<K, V> FusedIterator for IterMut<'_, K, V> {}
impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
impl<K, V> FusedIterator for IntoIter<K, V> {}
impl<K, V> ExactSizeIterator for Drain<'_, K, V> {}
impl<K, V> FusedIterator for Drain<'_, K, V> {}
impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
impl<K, V> FusedIterator for Keys<'_, K, V> {}
impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
impl<K, V> FusedIterator for Values<'_, K, V> {}
impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
impl<K, V> FusedIterator for ValuesMut<'_, K, V> {}
impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
impl<K, V> FusedIterator for IntoKeys<K, V> {}
impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
impl<K, V> FusedIterator for IntoValues<K, V> {}

/// Nothing to walk.
const fn nothing<T>() -> Walk<T> { Walk { table: crate::ptr::null(), at: 0, left: 0 } }

impl<K, V> Default for Iter<'_, K, V> {
    fn default() -> Self { Iter { walk: nothing(), marker: PhantomData } }
}
impl<K, V> Default for IterMut<'_, K, V> {
    fn default() -> Self { IterMut { walk: nothing(), marker: PhantomData } }
}
impl<K, V> Default for IntoIter<K, V> {
    fn default() -> Self { IntoIter::new(Table::new()) }
}
impl<K, V> Default for Keys<'_, K, V> {
    fn default() -> Self { Keys::new(Iter::default()) }
}
impl<K, V> Default for Values<'_, K, V> {
    fn default() -> Self { Values::new(Iter::default()) }
}
impl<K, V> Default for ValuesMut<'_, K, V> {
    fn default() -> Self { ValuesMut::new(IterMut::default()) }
}
impl<K, V> Default for IntoKeys<K, V> {
    fn default() -> Self { IntoKeys::new(IntoIter::default()) }
}
impl<K, V> Default for IntoValues<K, V> {
    fn default() -> Self { IntoValues::new(IntoIter::default()) }
}
