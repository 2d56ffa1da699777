//! `Vec`. Its buffer is in `vec::buffer`, what it implements in `vec::impls`, its iterators in `vec::{into_iter, drain}`.

mod buffer;
mod drain;
mod impls;
mod into_iter;

pub use self::drain::{Drain, ExtractIf, Splice};
pub use self::into_iter::IntoIter;

use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::intrinsics;
use crate::ops::{Range, RangeBounds};
use crate::slice;
use self::buffer::RawVec;

#[lang = "Vec"]
pub struct Vec<T> {
    buf: RawVec<T>,
    len: usize,
}

/// What `vec![elem; n]` calls.
#[doc(hidden)]
pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T> {
    let mut v = Vec::with_capacity(n);
    v.extend_with(n, elem);
    v
}

impl<T> Vec<T> {
    pub const fn new() -> Vec<T> { Vec { buf: RawVec::new(), len: 0 } }
    pub fn with_capacity(capacity: usize) -> Vec<T> { Vec { buf: RawVec::with_capacity(capacity), len: 0 } }
    pub unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Vec<T> {
        Vec { buf: RawVec::from_parts(ptr, capacity), len: length }
    }
    pub fn into_raw_parts(self) -> (*mut T, usize, usize) {
        let parts = (self.buf.ptr(), self.len, self.capacity());
        intrinsics::forget(self);
        parts
    }
    pub const fn capacity(&self) -> usize { self.buf.capacity() }
    pub fn reserve(&mut self, additional: usize) { self.buf.reserve(self.len, additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.buf.reserve_exact(self.len, additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.buf.try_reserve(self.len, additional)
    }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.buf.try_reserve(self.len, additional)
    }
    pub fn shrink_to_fit(&mut self) {
        if self.capacity() > self.len {
            self.buf.shrink(self.len);
        }
    }
    pub fn shrink_to(&mut self, min_capacity: usize) {
        if self.capacity() > min_capacity {
            self.buf.shrink(if self.len > min_capacity { self.len } else { min_capacity });
        }
    }
    pub fn into_boxed_slice(mut self) -> Box<[T]> {
        self.shrink_to_fit();
        let raw = intrinsics::slice_from_parts_mut(self.buf.ptr(), self.len);
        intrinsics::forget(self);
        unsafe { Box::from_raw(raw) }
    }
    pub fn truncate(&mut self, len: usize) {
        if len < self.len {
            let rest = self.len - len;
            self.len = len;
            intrinsics::drop_slice(intrinsics::ptr_add_mut(self.buf.ptr(), len), rest);
        }
    }
    pub const fn as_slice(&self) -> &[T] { intrinsics::slice_ref(self.buf.ptr() as *const T, self.len) }
    pub const fn as_mut_slice(&mut self) -> &mut [T] { intrinsics::slice_mut(self.buf.ptr(), self.len) }
    pub const fn as_ptr(&self) -> *const T { self.buf.ptr() as *const T }
    pub const fn as_mut_ptr(&mut self) -> *mut T { self.buf.ptr() }
    pub unsafe fn set_len(&mut self, new_len: usize) { self.len = new_len; }
    pub fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("swap_remove index (is {index}) should be < len (is {len})");
        }
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), index);
        let value = intrinsics::read(place as *const T);
        intrinsics::copy(intrinsics::ptr_add_mut(self.buf.ptr(), len - 1) as *const T, place, 1);
        self.len = len - 1;
        value
    }
    #[track_caller]
    pub fn insert(&mut self, index: usize, element: T) {
        let len = self.len;
        if index > len {
            panic!("insertion index (is {index}) should be <= len (is {len})");
        }
        if len == self.capacity() {
            self.buf.grow_one();
        }
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), index);
        if index < len {
            intrinsics::copy(place as *const T, intrinsics::ptr_add_mut(place, 1), len - index);
        }
        intrinsics::write(place, element);
        self.len = len + 1;
    }
    #[track_caller]
    pub fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("removal index (is {index}) should be < len (is {len})");
        }
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), index);
        let value = intrinsics::read(place as *const T);
        intrinsics::copy(intrinsics::ptr_add_mut(place, 1) as *const T, place, len - index - 1);
        self.len = len - 1;
        value
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|elem| f(elem)) }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let original = self.len;
        self.len = 0;
        let mut guard = Retained { v: self, processed: 0, deleted: 0, original };
        while guard.processed < original {
            let current = intrinsics::ptr_add_mut(guard.v.buf.ptr(), guard.processed);
            if f(unsafe { &mut *current }) {
                if guard.deleted > 0 {
                    let hole = intrinsics::ptr_sub_mut(current, guard.deleted);
                    intrinsics::copy_nonoverlapping(current as *const T, hole, 1);
                }
                guard.processed += 1;
            } else {
                guard.processed += 1;
                guard.deleted += 1;
                intrinsics::drop_in_place(current);
            }
        }
    }
    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: PartialEq>(&mut self, mut key: F) { self.dedup_by(|a, b| key(a) == key(b)) }
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same_bucket: F) {
        if self.len < 2 {
            return;
        }
        let mut last = self.buf.ptr();
        let mut first = true;
        self.retain_mut(|x| {
            if first {
                first = false;
                return true;
            }
            if same_bucket(x, unsafe { &mut *last }) {
                return false;
            }
            last = intrinsics::ptr_add_mut(last, 1);
            true
        });
    }
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.dedup_by(|a, b| a == b)
    }
    #[fast]
    pub fn push(&mut self, value: T) {
        let len = self.len;
        if len == self.buf.capacity() {
            self.buf.grow_one();
        }
        intrinsics::write(intrinsics::ptr_add_mut(self.buf.ptr(), len), value);
        self.len = len + 1;
    }
    pub fn push_mut(&mut self, value: T) -> &mut T {
        let len = self.len;
        self.push(value);
        unsafe { &mut *intrinsics::ptr_add_mut(self.buf.ptr(), len) }
    }
    #[track_caller]
    pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T {
        self.insert(index, element);
        unsafe { &mut *intrinsics::ptr_add_mut(self.buf.ptr(), index) }
    }
    #[fast]
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            None
        } else {
            self.len -= 1;
            Some(intrinsics::read(intrinsics::ptr_add_mut(self.buf.ptr(), self.len) as *const T))
        }
    }
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.last_mut()?;
        if predicate(last) { self.pop() } else { None }
    }
    #[track_caller]
    pub fn append(&mut self, other: &mut Vec<T>) {
        let count = other.len;
        self.reserve(count);
        let target = intrinsics::ptr_add_mut(self.buf.ptr(), self.len);
        intrinsics::copy_nonoverlapping(other.buf.ptr() as *const T, target, count);
        self.len += count;
        other.len = 0;
    }
    #[track_caller]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let Range { start, end } = slice::range(range, self.len);
        Drain::new(self, start, end)
    }
    pub fn clear(&mut self) { self.truncate(0) }
    #[fast]
    pub const fn len(&self) -> usize { self.len }
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    #[track_caller]
    pub fn split_off(&mut self, at: usize) -> Vec<T> {
        let len = self.len;
        if at > len {
            panic!("`at` split index (is {at}) should be <= len (is {len})");
        }
        let mut other = Vec::with_capacity(len - at);
        self.len = at;
        let source = intrinsics::ptr_add_mut(self.buf.ptr(), at) as *const T;
        intrinsics::copy_nonoverlapping(source, other.buf.ptr(), len - at);
        other.len = len - at;
        other
    }
    #[track_caller]
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, mut f: F) {
        if new_len <= self.len {
            self.truncate(new_len);
            return;
        }
        self.reserve(new_len - self.len);
        while self.len < new_len {
            self.push(f());
        }
    }
    pub fn leak<'a>(self) -> &'a mut [T] {
        let result = intrinsics::slice_mut(self.buf.ptr(), self.len);
        intrinsics::forget(self);
        result
    }
    pub fn spare_capacity_mut(&mut self) -> &mut [crate::mem::MaybeUninit<T>] {
        let place = intrinsics::ptr_add_mut(self.buf.ptr(), self.len) as *mut crate::mem::MaybeUninit<T>;
        intrinsics::slice_mut(place, self.capacity() - self.len)
    }
    pub fn resize(&mut self, new_len: usize, value: T)
    where
        T: Clone,
    {
        if new_len > self.len { self.extend_with(new_len - self.len, value) } else { self.truncate(new_len) }
    }
    fn extend_with(&mut self, n: usize, value: T)
    where
        T: Clone,
    {
        self.reserve(n);
        if n == 0 {
            return;
        }
        let kind = intrinsics::type_kind::<T>();
        if kind >= 1 && kind <= 6 {
            // A clone is a copy of the bytes: each round doubles what is there.
            let start = intrinsics::ptr_add_mut(self.buf.ptr(), self.len);
            intrinsics::write(start, value);
            let mut done = 1;
            while done < n {
                let more = if done < n - done { done } else { n - done };
                intrinsics::copy_nonoverlapping(start as *const T, intrinsics::ptr_add_mut(start, done), more);
                done += more;
            }
            self.len += n;
            return;
        }
        let mut i = 1;
        while i < n {
            self.push(value.clone());
            i += 1;
        }
        self.push(value);
    }
    pub fn extend_from_slice(&mut self, other: &[T])
    where
        T: Clone,
    {
        let count = other.len();
        self.reserve(count);
        let kind = intrinsics::type_kind::<T>();
        if kind >= 1 && kind <= 6 {
            let target = intrinsics::ptr_add_mut(self.buf.ptr(), self.len);
            intrinsics::copy_nonoverlapping(other.as_ptr(), target, count);
            self.len += count;
            return;
        }
        for item in other {
            self.push(item.clone());
        }
    }
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R)
    where
        T: Clone,
    {
        let Range { start, end } = slice::range(src, self.len);
        self.reserve(end - start);
        let mut i = start;
        while i < end {
            let copy = self[i].clone();
            self.push(copy);
            i += 1;
        }
    }
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(
        &mut self,
        range: R,
        replace_with: I,
    ) -> Splice<'_, I::IntoIter> {
        Splice::new(self.drain(range), replace_with.into_iter())
    }
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(
        &mut self,
        range: R,
        filter: F,
    ) -> ExtractIf<'_, T, F> {
        let Range { start, end } = slice::range(range, self.len);
        ExtractIf::new(self, filter, start, end)
    }
}

impl<T, const N: usize> Vec<[T; N]> {
    pub fn into_flattened(self) -> Vec<T> {
        let mut result = Vec::with_capacity(self.len * N);
        for array in self {
            result.extend(array);
        }
        result
    }
}

/// Closes the gap of removed items, also when the predicate or a drop panics.
struct Retained<'a, T> {
    v: &'a mut Vec<T>,
    processed: usize,
    deleted: usize,
    original: usize,
}
impl<T> Drop for Retained<'_, T> {
    fn drop(&mut self) {
        let rest = self.original - self.processed;
        if self.deleted > 0 && rest > 0 {
            let from = intrinsics::ptr_add_mut(self.v.buf.ptr(), self.processed);
            intrinsics::copy(from as *const T, intrinsics::ptr_sub_mut(from, self.deleted), rest);
        }
        self.v.len = self.original - self.deleted;
    }
}

unsafe impl<#[may_dangle] T> Drop for Vec<T> {
    fn drop(&mut self) { intrinsics::drop_slice(self.buf.ptr(), self.len) }
}
