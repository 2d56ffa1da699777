//! Iterators of a `BTreeMap`.

use super::Position;
use crate::fmt::{self, Debug};
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::vec;

/// Walks the entries between two positions from both ends.
struct Walk<K, V> {
    chunks: *const Vec<(K, V)>,
    front: Position,
    back: Position,
}

// Whose entries they are, and whether they may be changed, the markers of the iterators say.
unsafe impl<K, V> Send for Walk<K, V> {}
unsafe impl<K, V> Sync for Walk<K, V> {}

impl<K, V> Walk<K, V> {
    fn new(chunks: *const Vec<(K, V)>, front: Position, back: Position) -> Self { Walk { chunks, front, back } }
    fn copy(&self) -> Self { Walk { chunks: self.chunks, front: self.front, back: self.back } }
    fn len_of(&self, chunk: usize) -> usize { unsafe { (*self.chunks.add(chunk)).len() } }
    fn entry(&self, at: Position) -> *mut (K, V) {
        unsafe { (*self.chunks.add(at.chunk)).as_ptr().add(at.index) as *mut (K, V) }
    }
    fn is_done(&self) -> bool {
        self.front.chunk > self.back.chunk
            || self.front.chunk == self.back.chunk && self.front.index >= self.back.index
    }
    fn next(&mut self) -> Option<*mut (K, V)> {
        loop {
            if self.is_done() {
                return None;
            }
            if self.front.index < self.len_of(self.front.chunk) {
                let entry = self.entry(self.front);
                self.front.index += 1;
                return Some(entry);
            }
            self.front = Position { chunk: self.front.chunk + 1, index: 0 };
        }
    }
    fn next_back(&mut self) -> Option<*mut (K, V)> {
        loop {
            if self.is_done() {
                return None;
            }
            if self.back.index > 0 {
                self.back.index -= 1;
                return Some(self.entry(self.back));
            }
            if self.back.chunk == 0 {
                return None;
            }
            let chunk = self.back.chunk - 1;
            self.back = Position { chunk, index: self.len_of(chunk) };
        }
    }
}

const START: Position = Position { chunk: 0, index: 0 };

pub struct Iter<'a, K: 'a, V: 'a> {
    walk: Walk<K, V>,
    left: usize,
    marker: PhantomData<&'a (K, V)>,
}

impl<'a, K, V> Iter<'a, K, V> {
    pub(super) fn new(chunks: &'a [Vec<(K, V)>], left: usize) -> Self {
        let end = Position { chunk: chunks.len(), index: 0 };
        Iter { walk: Walk::new(chunks.as_ptr(), START, end), left, marker: PhantomData }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {
        match self.walk.next() {
            Some(entry) => {
                self.left -= 1;
                unsafe { Some((&(*entry).0, & (*entry).1)) }
            }
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
    fn last(mut self) -> Option<(&'a K, &'a V)> { self.next_back() }
}

impl<'a, K, V> DoubleEndedIterator for Iter<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
        match self.walk.next_back() {
            Some(entry) => {
                self.left -= 1;
                unsafe { Some((&(*entry).0, & (*entry).1)) }
            }
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
impl<K, V> FusedIterator for Iter<'_, K, V> {}

pub struct IterMut<'a, K: 'a, V: 'a> {
    walk: Walk<K, V>,
    left: usize,
    marker: PhantomData<&'a mut (K, V)>,
}

impl<'a, K, V> IterMut<'a, K, V> {
    pub(super) fn new(chunks: &'a mut [Vec<(K, V)>], left: usize) -> Self {
        let end = Position { chunk: chunks.len(), index: 0 };
        IterMut { walk: Walk::new(chunks.as_ptr(), START, end), left, marker: PhantomData }
    }
}

impl<'a, K, V> Iterator for IterMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
        match self.walk.next() {
            Some(entry) => {
                self.left -= 1;
                unsafe { Some((&(*entry).0, &mut (*entry).1)) }
            }
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
    fn last(mut self) -> Option<(&'a K, &'a mut V)> { self.next_back() }
}

impl<'a, K, V> DoubleEndedIterator for IterMut<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
        match self.walk.next_back() {
            Some(entry) => {
                self.left -= 1;
                unsafe { Some((&(*entry).0, &mut (*entry).1)) }
            }
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
impl<K, V> FusedIterator for IterMut<'_, K, V> {}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self { Iter { walk: self.walk.copy(), left: self.left, marker: PhantomData } }
}

impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

pub struct Range<'a, K: 'a, V: 'a> {
    walk: Walk<K, V>,
    marker: PhantomData<&'a (K, V)>,
}

impl<'a, K, V> Range<'a, K, V> {
    pub(super) fn new(chunks: &'a [Vec<(K, V)>], start: Position, end: Position) -> Self {
        Range { walk: Walk::new(chunks.as_ptr(), start, end), marker: PhantomData }
    }
}

impl<'a, K, V> Iterator for Range<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<(&'a K, &'a V)> {
        match self.walk.next() {
            Some(entry) => unsafe { Some((&(*entry).0, & (*entry).1)) },
            None => None,
        }
    }
    fn last(mut self) -> Option<(&'a K, &'a V)> { self.next_back() }
}

impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a V)> {
        match self.walk.next_back() {
            Some(entry) => unsafe { Some((&(*entry).0, & (*entry).1)) },
            None => None,
        }
    }
}

impl<K, V> FusedIterator for Range<'_, K, V> {}

pub struct RangeMut<'a, K: 'a, V: 'a> {
    walk: Walk<K, V>,
    marker: PhantomData<&'a mut (K, V)>,
}

impl<'a, K, V> RangeMut<'a, K, V> {
    pub(super) fn new(chunks: &'a mut [Vec<(K, V)>], start: Position, end: Position) -> Self {
        RangeMut { walk: Walk::new(chunks.as_ptr(), start, end), marker: PhantomData }
    }
}

impl<'a, K, V> Iterator for RangeMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);
    fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
        match self.walk.next() {
            Some(entry) => unsafe { Some((&(*entry).0, &mut (*entry).1)) },
            None => None,
        }
    }
    fn last(mut self) -> Option<(&'a K, &'a mut V)> { self.next_back() }
}

impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {
    fn next_back(&mut self) -> Option<(&'a K, &'a mut V)> {
        match self.walk.next_back() {
            Some(entry) => unsafe { Some((&(*entry).0, &mut (*entry).1)) },
            None => None,
        }
    }
}

impl<K, V> FusedIterator for RangeMut<'_, K, V> {}

impl<K, V> Clone for Range<'_, K, V> {
    fn clone(&self) -> Self { Range { walk: self.walk.copy(), marker: PhantomData } }
}

impl<K: Debug, V: Debug> Debug for Range<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

pub struct IntoIter<K, V> {
    chunks: vec::IntoIter<Vec<(K, V)>>,
    front: Option<vec::IntoIter<(K, V)>>,
    back: Option<vec::IntoIter<(K, V)>>,
    left: usize,
}

impl<K, V> IntoIter<K, V> {
    pub(super) fn new(chunks: Vec<Vec<(K, V)>>, left: usize) -> Self {
        IntoIter { chunks: chunks.into_iter(), front: None, back: None, left }
    }
}

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        loop {
            if let Some(front) = &mut self.front {
                if let Some(entry) = front.next() {
                    self.left -= 1;
                    return Some(entry);
                }
            }
            match self.chunks.next() {
                Some(chunk) => self.front = Some(chunk.into_iter()),
                None => {
                    let entry = self.back.as_mut()?.next()?;
                    self.left -= 1;
                    return Some(entry);
                }
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
}

impl<K, V> DoubleEndedIterator for IntoIter<K, V> {
    fn next_back(&mut self) -> Option<(K, V)> {
        loop {
            if let Some(back) = &mut self.back {
                if let Some(entry) = back.next_back() {
                    self.left -= 1;
                    return Some(entry);
                }
            }
            match self.chunks.next_back() {
                Some(chunk) => self.back = Some(chunk.into_iter()),
                None => {
                    let entry = self.front.as_mut()?.next_back()?;
                    self.left -= 1;
                    return Some(entry);
                }
            }
        }
    }
}

impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
impl<K, V> FusedIterator for IntoIter<K, V> {}

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

impl<'a, K, V> DoubleEndedIterator for Keys<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a K> {
        match self.inner.next_back() {
            Some(entry) => Some(match entry { (k, _) => k }),
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
impl<K, V> FusedIterator for Keys<'_, K, V> {}

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

impl<'a, K, V> DoubleEndedIterator for Values<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a V> {
        match self.inner.next_back() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
impl<K, V> FusedIterator for Values<'_, K, V> {}

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

impl<'a, K, V> DoubleEndedIterator for ValuesMut<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a mut V> {
        match self.inner.next_back() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
impl<K, V> FusedIterator for ValuesMut<'_, K, V> {}

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

impl<K, V> DoubleEndedIterator for IntoKeys<K, V> {
    fn next_back(&mut self) -> Option<K> {
        match self.inner.next_back() {
            Some(entry) => Some(match entry { (k, _) => k }),
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
impl<K, V> FusedIterator for IntoKeys<K, V> {}

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

impl<K, V> DoubleEndedIterator for IntoValues<K, V> {
    fn next_back(&mut self) -> Option<V> {
        match self.inner.next_back() {
            Some(entry) => Some(match entry { (_, v) => v }),
            None => None,
        }
    }
}

impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
impl<K, V> FusedIterator for IntoValues<K, V> {}

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

/// Nothing to walk.
const fn nothing<K, V>() -> Walk<K, V> { Walk { chunks: crate::ptr::null(), front: START, back: START } }

impl<K, V> Default for Iter<'_, K, V> {
    fn default() -> Self { Iter { walk: nothing(), left: 0, marker: PhantomData } }
}

impl<K, V> Default for IterMut<'_, K, V> {
    fn default() -> Self { IterMut { walk: nothing(), left: 0, marker: PhantomData } }
}

impl<K, V> Default for Range<'_, K, V> {
    fn default() -> Self { Range { walk: nothing(), marker: PhantomData } }
}

impl<K, V> Default for RangeMut<'_, K, V> {
    fn default() -> Self { RangeMut { walk: nothing(), marker: PhantomData } }
}

impl<K, V> Default for IntoIter<K, V> {
    fn default() -> Self { IntoIter::new(Vec::new(), 0) }
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
