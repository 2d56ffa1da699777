//! `std::collections::linked_list`: a doubly linked list of boxed nodes.

use crate::cmp::Ordering;
use crate::fmt::{self, Debug};
use crate::hash::{Hash, Hasher};
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::mem;
use crate::ptr::NonNull;

type Link<T> = Option<NonNull<Node<T>>>;

pub struct LinkedList<T> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<Box<Node<T>>>,
}

struct Node<T> {
    next: Link<T>,
    prev: Link<T>,
    element: T,
}

impl<T> LinkedList<T> {
    pub const fn new() -> Self { LinkedList { head: None, tail: None, len: 0, marker: PhantomData } }
    pub fn append(&mut self, other: &mut Self) {
        while let Some(element) = other.pop_front() {
            self.push_back(element);
        }
    }
    pub fn iter(&self) -> Iter<'_, T> { Iter { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut { head: self.head, tail: self.tail, len: self.len, marker: PhantomData }
    }
    pub fn is_empty(&self) -> bool { self.len == 0 }
    pub fn len(&self) -> usize { self.len }
    pub fn clear(&mut self) { drop(mem::take(self)) }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq<T>,
    {
        self.iter().any(|e| e == x)
    }
    pub fn front(&self) -> Option<&T> { self.head.map(|node| unsafe { &(*node.as_ptr()).element }) }
    pub fn front_mut(&mut self) -> Option<&mut T> { self.head.map(|node| unsafe { &mut (*node.as_ptr()).element }) }
    pub fn back(&self) -> Option<&T> { self.tail.map(|node| unsafe { &(*node.as_ptr()).element }) }
    pub fn back_mut(&mut self) -> Option<&mut T> { self.tail.map(|node| unsafe { &mut (*node.as_ptr()).element }) }
    pub fn push_front(&mut self, element: T) {
        let node = Box::new(Node { next: self.head, prev: None, element });
        let node = unsafe { NonNull::new_unchecked(Box::into_raw(node)) };
        match self.head {
            Some(head) => unsafe { (*head.as_ptr()).prev = Some(node) },
            None => self.tail = Some(node),
        }
        self.head = Some(node);
        self.len += 1;
    }
    pub fn push_back(&mut self, element: T) {
        let node = Box::new(Node { next: None, prev: self.tail, element });
        let node = unsafe { NonNull::new_unchecked(Box::into_raw(node)) };
        match self.tail {
            Some(tail) => unsafe { (*tail.as_ptr()).next = Some(node) },
            None => self.head = Some(node),
        }
        self.tail = Some(node);
        self.len += 1;
    }
    pub fn pop_front(&mut self) -> Option<T> {
        let head = self.head?;
        let node = unsafe { Box::from_raw(head.as_ptr()) };
        self.head = node.next;
        match self.head {
            Some(head) => unsafe { (*head.as_ptr()).prev = None },
            None => self.tail = None,
        }
        self.len -= 1;
        Some(node.element)
    }
    pub fn pop_back(&mut self) -> Option<T> {
        let tail = self.tail?;
        let node = unsafe { Box::from_raw(tail.as_ptr()) };
        self.tail = node.prev;
        match self.tail {
            Some(tail) => unsafe { (*tail.as_ptr()).next = None },
            None => self.head = None,
        }
        self.len -= 1;
        Some(node.element)
    }
    pub fn split_off(&mut self, at: usize) -> LinkedList<T> {
        assert!(at <= self.len(), "Cannot split off at a nonexistent index");
        let mut front = LinkedList::new();
        while front.len() < at {
            match self.pop_front() {
                Some(element) => front.push_back(element),
                None => break,
            }
        }
        mem::replace(self, front)
    }
}

impl<T> Drop for LinkedList<T> {
    fn drop(&mut self) {
        while let Some(element) = self.pop_front() {
            drop(element);
        }
    }
}

pub struct Iter<'a, T: 'a> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<&'a Node<T>>,
}

pub struct IterMut<'a, T: 'a> {
    head: Link<T>,
    tail: Link<T>,
    len: usize,
    marker: PhantomData<&'a mut Node<T>>,
}

pub struct IntoIter<T> {
    list: LinkedList<T>,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        if self.len == 0 {
            return None;
        }
        let node = self.head?;
        self.len -= 1;
        unsafe {
            self.head = (*node.as_ptr()).next;
            Some(&(*node.as_ptr()).element)
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
}

impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        if self.len == 0 {
            return None;
        }
        let node = self.tail?;
        self.len -= 1;
        unsafe {
            self.tail = (*node.as_ptr()).prev;
            Some(&(*node.as_ptr()).element)
        }
    }
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
}

impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        if self.len == 0 {
            return None;
        }
        let node = self.head?;
        self.len -= 1;
        unsafe {
            self.head = (*node.as_ptr()).next;
            Some(&mut (*node.as_ptr()).element)
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
}

impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        if self.len == 0 {
            return None;
        }
        let node = self.tail?;
        self.len -= 1;
        unsafe {
            self.tail = (*node.as_ptr()).prev;
            Some(&mut (*node.as_ptr()).element)
        }
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.list.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.list.len, Some(self.list.len)) }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> { self.list.pop_back() }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}
impl<T> ExactSizeIterator for IterMut<'_, T> {}
impl<T> FusedIterator for IterMut<'_, T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}

impl<T> IntoIterator for LinkedList<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { list: self } }
}

impl<'a, T> IntoIterator for &'a LinkedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}

impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}

impl<T> FromIterator<T> for LinkedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut list = LinkedList::new();
        list.extend(iter);
        list
    }
}

impl<T> Extend<T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for element in iter {
            self.push_back(element);
        }
    }
}

impl<T, const N: usize> From<[T; N]> for LinkedList<T> {
    fn from(arr: [T; N]) -> Self { Self::from_iter(arr) }
}

impl<T> Default for LinkedList<T> {
    fn default() -> Self { LinkedList::new() }
}

impl<T: Clone> Clone for LinkedList<T> {
    fn clone(&self) -> Self { self.iter().cloned().collect() }
}

impl<T: PartialEq> PartialEq for LinkedList<T> {
    fn eq(&self, other: &Self) -> bool { self.len == other.len && self.iter().zip(other.iter()).all(|(a, b)| a == b) }
}

impl<T: Eq> Eq for LinkedList<T> {}

impl<T: PartialOrd> PartialOrd for LinkedList<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}

impl<T: Ord> Ord for LinkedList<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.iter().cmp(other.iter()) }
}

impl<T: Hash> Hash for LinkedList<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len);
        for element in self {
            element.hash(state);
        }
    }
}

impl<T: Debug> Debug for LinkedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}

impl<T> LinkedList<T> {
    pub fn push_front_mut(&mut self, elt: T) -> &mut T {
        self.push_front(elt);
        match self.front_mut() {
            Some(element) => element,
            None => unreachable!(),
        }
    }
    pub fn push_back_mut(&mut self, elt: T) -> &mut T {
        self.push_back(elt);
        match self.back_mut() {
            Some(element) => element,
            None => unreachable!(),
        }
    }
    pub fn extract_if<F: FnMut(&mut T) -> bool>(&mut self, filter: F) -> ExtractIf<'_, T, F> {
        ExtractIf { next: self.head, seen: 0, len: self.len, list: self, pred: filter }
    }
    /// Takes a node out of the list.
    fn unlink(&mut self, node: NonNull<Node<T>>) -> T {
        let node = unsafe { Box::from_raw(node.as_ptr()) };
        match node.prev {
            Some(prev) => unsafe { (*prev.as_ptr()).next = node.next },
            None => self.head = node.next,
        }
        match node.next {
            Some(next) => unsafe { (*next.as_ptr()).prev = node.prev },
            None => self.tail = node.prev,
        }
        self.len -= 1;
        node.element
    }
}

pub struct ExtractIf<'a, T: 'a, F: 'a> {
    list: &'a mut LinkedList<T>,
    next: Link<T>,
    pred: F,
    seen: usize,
    len: usize,
}

impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while let Some(node) = self.next {
            unsafe { self.next = (*node.as_ptr()).next };
            self.seen += 1;
            if (self.pred)(unsafe { &mut (*node.as_ptr()).element }) {
                return Some(self.list.unlink(node));
            }
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.len - self.seen)) }
}

impl<T: Debug, F> Debug for ExtractIf<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ExtractIf").finish_non_exhaustive() }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self { Iter { head: None, tail: None, len: 0, marker: PhantomData } }
}

impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { IterMut { head: None, tail: None, len: 0, marker: PhantomData } }
}

impl<T> Default for IntoIter<T> {
    fn default() -> Self { LinkedList::new().into_iter() }
}

impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self { IntoIter { list: self.list.clone() } }
}

impl<T: Debug> Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}

impl<T: Debug> Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.list).finish() }
}

impl<'a, T: 'a + Copy> Extend<&'a T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().cloned()) }
}

unsafe impl<T: Send> Send for LinkedList<T> {}
unsafe impl<T: Sync> Sync for LinkedList<T> {}
unsafe impl<T: Sync> Send for Iter<'_, T> {}
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
