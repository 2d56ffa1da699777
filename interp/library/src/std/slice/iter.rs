//! `slice::Iter`, `slice::IterMut`: a pointer and how many are left, so that zero-sized items need no special case.

use crate::fmt;
use crate::intrinsics;
use crate::iter::{FusedIterator, TrustedLen};
use crate::marker::PhantomData;
use crate::ptr::NonNull;

pub struct Iter<'a, T: 'a> {
    ptr: NonNull<T>,
    len: usize,
    marker: PhantomData<&'a T>,
}
pub struct IterMut<'a, T: 'a> {
    ptr: NonNull<T>,
    len: usize,
    marker: PhantomData<&'a mut T>,
}
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
unsafe impl<T: Sync> Send for Iter<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
unsafe impl<T: Send> Send for IterMut<'_, T> {}

impl<'a, T> Iter<'a, T> {
    pub(super) fn new(slice: &'a [T]) -> Iter<'a, T> {
        let len = slice.len();
        Iter { ptr: unsafe { NonNull::new_unchecked(slice.as_ptr() as *mut T) }, len, marker: PhantomData }
    }
    pub fn as_slice(&self) -> &'a [T] { intrinsics::slice_ref(self.ptr.as_ptr() as *const T, self.len) }
}
impl<'a, T> IterMut<'a, T> {
    pub(super) fn new(slice: &'a mut [T]) -> IterMut<'a, T> {
        let len = slice.len();
        IterMut { ptr: unsafe { NonNull::new_unchecked(slice.as_mut_ptr()) }, len, marker: PhantomData }
    }
    pub fn into_slice(self) -> &'a mut [T] { intrinsics::slice_mut(self.ptr.as_ptr(), self.len) }
    pub fn as_slice(&self) -> &[T] { intrinsics::slice_ref(self.ptr.as_ptr() as *const T, self.len) }
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { ptr: self.ptr, len: self.len, marker: PhantomData } }
}
impl<T> AsRef<[T]> for Iter<'_, T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T> Default for Iter<'_, T> {
    fn default() -> Self { (&[]).into_iter() }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.as_slice()).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IterMut").field(&self.as_slice()).finish()
    }
}

macro_rules! iterator {
    ($name:ident, $item:ty, |$p:ident| $reference:expr) => {
        impl<'a, T> $name<'a, T> {
            fn advance(&mut self, n: usize) {
                self.ptr = unsafe { self.ptr.add(n) };
                self.len -= n;
            }
        }
        impl<'a, T> Iterator for $name<'a, T> {
            type Item = $item;
            #[fast]
            fn next(&mut self) -> Option<$item> {
                if self.len == 0 {
                    return None;
                }
                self.len -= 1;
                let $p = self.ptr.as_ptr();
                self.ptr = unsafe { NonNull::new_unchecked(intrinsics::ptr_add_mut($p, 1)) };
                Some($reference)
            }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
            fn count(self) -> usize { self.len }
            fn nth(&mut self, n: usize) -> Option<$item> {
                if n >= self.len {
                    let len = self.len;
                    self.advance(len);
                    return None;
                }
                self.advance(n);
                self.next()
            }
            fn last(mut self) -> Option<$item> { self.next_back() }
            fn fold<B, F: FnMut(B, $item) -> B>(self, init: B, mut f: F) -> B {
                let mut accum = init;
                let mut i = 0;
                let data = self.ptr.as_ptr();
                while i < self.len {
                    let $p = intrinsics::ptr_add_mut(data, i);
                    accum = f(accum, $reference);
                    i += 1;
                }
                accum
            }
        }
        impl<'a, T> DoubleEndedIterator for $name<'a, T> {
            #[fast]
            fn next_back(&mut self) -> Option<$item> {
                if self.len == 0 {
                    return None;
                }
                self.len -= 1;
                let $p = intrinsics::ptr_add_mut(self.ptr.as_ptr(), self.len);
                Some($reference)
            }
            fn nth_back(&mut self, n: usize) -> Option<$item> {
                if n >= self.len {
                    self.len = 0;
                    return None;
                }
                self.len -= n;
                self.next_back()
            }
        }
        impl<T> ExactSizeIterator for $name<'_, T> {
            fn len(&self) -> usize { self.len }
        }
        impl<T> FusedIterator for $name<'_, T> {}
        unsafe impl<T> TrustedLen for $name<'_, T> {}
    };
}
iterator! { Iter, &'a T, |p| intrinsics::deref(p as *const T) }
iterator! { IterMut, &'a mut T, |p| intrinsics::deref_mut(p) }
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { (&mut []).into_iter() }
}
