//! Iterators of a `VecDeque`.

use super::VecDeque;
use crate::fmt::{self, Debug};
use crate::iter::FusedIterator;
use crate::mem;
use crate::slice;

pub struct Iter<'a, T: 'a> {
    first: slice::Iter<'a, T>,
    second: slice::Iter<'a, T>,
}

impl<'a, T> Iter<'a, T> {
    pub(super) fn new(first: slice::Iter<'a, T>, second: slice::Iter<'a, T>) -> Self { Iter { first, second } }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        match self.first.next() {
            Some(value) => Some(value),
            None => self.second.next(),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.first.len() + self.second.len();
        (len, Some(len))
    }
}

impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        match self.second.next_back() {
            Some(value) => Some(value),
            None => self.first.next_back(),
        }
    }
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { first: self.first.clone(), second: self.second.clone() } }
}

impl<T: Debug> Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}

pub struct IterMut<'a, T: 'a> {
    first: slice::IterMut<'a, T>,
    second: slice::IterMut<'a, T>,
}

impl<'a, T> IterMut<'a, T> {
    pub(super) fn new(first: slice::IterMut<'a, T>, second: slice::IterMut<'a, T>) -> Self { IterMut { first, second } }
}

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        match self.first.next() {
            Some(value) => Some(value),
            None => self.second.next(),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.first.len() + self.second.len();
        (len, Some(len))
    }
}

impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        match self.second.next_back() {
            Some(value) => Some(value),
            None => self.first.next_back(),
        }
    }
}

impl<T> ExactSizeIterator for IterMut<'_, T> {}
impl<T> FusedIterator for IterMut<'_, T> {}

pub struct IntoIter<T> {
    inner: VecDeque<T>,
}

impl<T> IntoIter<T> {
    pub(super) fn new(inner: VecDeque<T>) -> Self { IntoIter { inner } }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.inner.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.inner.len(), Some(self.inner.len())) }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> { self.inner.pop_back() }
}

impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self { IntoIter { inner: self.inner.clone() } }
}

impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}

pub struct Drain<'a, T: 'a> {
    deque: &'a mut VecDeque<T>,
    taken: VecDeque<T>,
    tail: VecDeque<T>,
}

impl<'a, T> Drain<'a, T> {
    pub(super) fn new(deque: &'a mut VecDeque<T>, taken: VecDeque<T>, tail: VecDeque<T>) -> Self {
        Drain { deque, taken, tail }
    }
}

impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.taken.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.taken.len(), Some(self.taken.len())) }
}

impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> { self.taken.pop_back() }
}

impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> FusedIterator for Drain<'_, T> {}

impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        drop(mem::take(&mut self.taken));
        self.deque.append(&mut self.tail);
    }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self { Iter { first: Default::default(), second: Default::default() } }
}

impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { IterMut { first: Default::default(), second: Default::default() } }
}

impl<T> Default for IntoIter<T> {
    fn default() -> Self { VecDeque::new().into_iter() }
}
