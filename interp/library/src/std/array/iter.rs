//! `array::IntoIter`.

use crate::fmt;
use crate::intrinsics;
use crate::iter::{FusedIterator, TrustedLen};
use crate::mem::ManuallyDrop;

pub struct IntoIter<T, const N: usize> {
    data: ManuallyDrop<[T; N]>,
    start: usize,
    end: usize,
}
impl<T, const N: usize> IntoIter<T, N> {
    fn ptr(&self) -> *const T { &self.data as *const ManuallyDrop<[T; N]> as *const T }
    pub fn as_slice(&self) -> &[T] {
        intrinsics::slice_ref(intrinsics::ptr_add(self.ptr(), self.start), self.end - self.start)
    }
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        let data = &mut self.data as *mut ManuallyDrop<[T; N]> as *mut T;
        intrinsics::slice_mut(intrinsics::ptr_add_mut(data, self.start), self.end - self.start)
    }
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
    fn into_iter(self) -> IntoIter<T, N> { IntoIter { data: ManuallyDrop::new(self), start: 0, end: N } }
}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let value = intrinsics::read(intrinsics::ptr_add(self.ptr(), self.start));
        self.start += 1;
        Some(value)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.end - self.start;
        (len, Some(len))
    }
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(intrinsics::read(intrinsics::ptr_add(self.ptr(), self.end)))
    }
}
impl<T, const N: usize> Drop for IntoIter<T, N> {
    fn drop(&mut self) {
        let data = &mut self.data as *mut ManuallyDrop<[T; N]> as *mut T;
        intrinsics::drop_slice(intrinsics::ptr_add_mut(data, self.start), self.end - self.start)
    }
}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> FusedIterator for IntoIter<T, N> {}
unsafe impl<T, const N: usize> TrustedLen for IntoIter<T, N> {}
impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {
    fn clone(&self) -> Self {
        let mut copy = IntoIter { data: intrinsics::uninit::<ManuallyDrop<[T; N]>>(), start: 0, end: 0 };
        let data = &mut copy.data as *mut ManuallyDrop<[T; N]> as *mut T;
        for value in self.as_slice() {
            intrinsics::write(intrinsics::ptr_add_mut(data, copy.end), value.clone());
            copy.end += 1;
        }
        copy
    }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for IntoIter<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
