//! `vec::IntoIter`.

use crate::fmt;
use crate::intrinsics;
use crate::iter::{FusedIterator, TrustedLen};
use crate::vec::Vec;
use crate::vec::buffer::RawVec;

pub struct IntoIter<T> {
    /// Owns the memory only.
    buf: RawVec<T>,
    start: usize,
    end: usize,
}
impl<T> IntoIter<T> {
    pub fn as_slice(&self) -> &[T] {
        intrinsics::slice_ref(intrinsics::ptr_add(self.buf.ptr() as *const T, self.start), self.end - self.start)
    }
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        intrinsics::slice_mut(intrinsics::ptr_add_mut(self.buf.ptr(), self.start), self.end - self.start)
    }
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        let buf = intrinsics::read(&self.buf as *const RawVec<T>);
        let end = self.len;
        intrinsics::forget(self);
        IntoIter { buf, start: 0, end }
    }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    #[fast]
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), self.start);
        self.start += 1;
        Some(intrinsics::read(place as *const T))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.end - self.start;
        (len, Some(len))
    }
    fn count(self) -> usize { self.end - self.start }
    fn nth(&mut self, n: usize) -> Option<T> {
        let len = self.end - self.start;
        let skip = if n < len { n } else { len };
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), self.start);
        self.start += skip;
        intrinsics::drop_slice(place, skip);
        self.next()
    }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(intrinsics::read(intrinsics::ptr_add_mut(self.buf.ptr(), self.end) as *const T))
    }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}
unsafe impl<T> TrustedLen for IntoIter<T> {}
unsafe impl<#[may_dangle] T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        intrinsics::drop_slice(intrinsics::ptr_add_mut(self.buf.ptr(), self.start), self.end - self.start)
    }
}
impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> IntoIter<T> { self.as_slice().to_vec().into_iter() }
}
impl<T> Default for IntoIter<T> {
    fn default() -> IntoIter<T> { Vec::new().into_iter() }
}
impl<T> AsRef<[T]> for IntoIter<T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
