//! Taking a range of items out of a vector.

use crate::fmt;
use crate::intrinsics;
use crate::iter::{FusedIterator, TrustedLen};
use crate::marker::PhantomData;
use crate::ptr::NonNull;
use crate::vec::Vec;

pub struct Drain<'a, T: 'a> {
    vec: NonNull<Vec<T>>,
    /// The items not yet given.
    start: usize,
    end: usize,
    /// What follows the drained range.
    tail_start: usize,
    tail_len: usize,
    _marker: PhantomData<&'a mut Vec<T>>,
}
impl<'a, T> Drain<'a, T> {
    pub(super) fn new(vec: &'a mut Vec<T>, start: usize, end: usize) -> Drain<'a, T> {
        let tail_len = vec.len - end;
        // A forgotten drain leaves only what precedes it.
        vec.len = start;
        Drain { vec: NonNull::from(vec), start, end, tail_start: end, tail_len, _marker: PhantomData }
    }
    fn data(&self) -> *mut T { unsafe { self.vec.as_ref() }.buf.ptr() }
    pub fn as_slice(&self) -> &[T] {
        intrinsics::slice_ref(intrinsics::ptr_add_mut(self.data(), self.start) as *const T, self.end - self.start)
    }
}
impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let value = intrinsics::read(intrinsics::ptr_add_mut(self.data(), self.start) as *const T);
        self.start += 1;
        Some(value)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.end - self.start;
        (len, Some(len))
    }
}
impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(intrinsics::read(intrinsics::ptr_add_mut(self.data(), self.end) as *const T))
    }
}
impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> FusedIterator for Drain<'_, T> {}
unsafe impl<T> TrustedLen for Drain<'_, T> {}

/// Moves the tail down, also when dropping an item panics.
struct Tail<'r, 'a, T>(&'r mut Drain<'a, T>);
impl<T> Drop for Tail<'_, '_, T> {
    fn drop(&mut self) {
        let (start, count) = (self.0.tail_start, self.0.tail_len);
        let vec = unsafe { self.0.vec.as_mut() };
        if count > 0 {
            let len = vec.len;
            if start != len {
                let data = vec.buf.ptr();
                let from = intrinsics::ptr_add_mut(data, start) as *const T;
                intrinsics::copy(from, intrinsics::ptr_add_mut(data, len), count);
            }
            vec.len = len + count;
        }
    }
}
impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        let place = intrinsics::ptr_add_mut(self.data(), self.start);
        let count = self.end - self.start;
        self.start = self.end;
        let _tail = Tail(self);
        intrinsics::drop_slice(place, count);
    }
}
impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_slice()).finish() }
}

pub struct Splice<'a, I: Iterator + 'a> {
    drain: Drain<'a, I::Item>,
    replace_with: I,
}
impl<'a, I: Iterator> Splice<'a, I> {
    pub(super) fn new(drain: Drain<'a, I::Item>, replace_with: I) -> Splice<'a, I> { Splice { drain, replace_with } }
}
impl<I: Iterator> Iterator for Splice<'_, I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { self.drain.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.drain.size_hint() }
}
impl<I: Iterator> DoubleEndedIterator for Splice<'_, I> {
    fn next_back(&mut self) -> Option<I::Item> { self.drain.next_back() }
}
impl<I: Iterator> ExactSizeIterator for Splice<'_, I> {}
impl<I: Iterator> Drop for Splice<'_, I> {
    fn drop(&mut self) {
        while let Some(item) = self.drain.next() {
            crate::mem::drop(item);
        }
        let mut new: Vec<I::Item> = Vec::new();
        while let Some(item) = self.replace_with.next() {
            new.push(item);
        }
        let (tail_start, tail_len) = (self.drain.tail_start, self.drain.tail_len);
        let vec = unsafe { self.drain.vec.as_mut() };
        let at = vec.len;
        vec.buf.reserve(tail_start + tail_len, new.len());
        let data = vec.buf.ptr();
        let count = new.len();
        let from = intrinsics::ptr_add_mut(data, tail_start) as *const I::Item;
        intrinsics::copy(from, intrinsics::ptr_add_mut(data, at + count), tail_len);
        intrinsics::copy_nonoverlapping(new.as_ptr(), intrinsics::ptr_add_mut(data, at), count);
        unsafe { new.set_len(0) };
        vec.len = at + count;
        self.drain.tail_start = at + count;
    }
}

pub struct ExtractIf<'a, T, F> {
    vec: &'a mut Vec<T>,
    pred: F,
    index: usize,
    end: usize,
}
impl<'a, T, F> ExtractIf<'a, T, F> {
    pub(super) fn new(vec: &'a mut Vec<T>, pred: F, index: usize, end: usize) -> Self { ExtractIf { vec, pred, index, end } }
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while self.index < self.end {
            if (self.pred)(&mut self.vec[self.index]) {
                self.end -= 1;
                return Some(self.vec.remove(self.index));
            }
            self.index += 1;
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.end - self.index)) }
}

unsafe impl<T: Send> Send for Drain<'_, T> {}
unsafe impl<T: Sync> Sync for Drain<'_, T> {}
impl<T> AsRef<[T]> for Drain<'_, T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<I: Iterator + fmt::Debug> fmt::Debug for Splice<'_, I>
where
    I::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Splice").field("drain", &self.drain).field("replace_with", &self.replace_with).finish()
    }
}
