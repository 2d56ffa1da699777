//! `std::slice` and the methods of slices. Indexing is in `slice::index`, iterators in `slice::{iter, chunks, arrays, split, parts}`,
//! sorting and searching in `slice::{sort, search}`, comparison in `slice::compare`, joining in `slice::concat`, what
//! makes vectors in `slice::owned`.

mod arrays;
mod chunks;
mod compare;
#[origin = "alloc"]
mod concat;
mod index;
mod iter;
#[origin = "alloc"]
mod owned;
mod parts;
mod search;
mod sort;
mod split;

pub use self::arrays::ArrayWindows;
pub use self::chunks::{
    ChunkBy, ChunkByMut, Chunks, ChunksExact, ChunksExactMut, ChunksMut, RChunks, RChunksExact, RChunksExactMut, RChunksMut,
    Windows,
};
pub use self::concat::{Concat, Join};
pub(crate) use self::index::range;
pub use self::index::SliceIndex;
pub use self::iter::{Iter, IterMut};
#[doc(hidden)]
pub use self::owned::into_vec;
pub use self::parts::{GetDisjointMutError, GetDisjointMutIndex, OneSidedRange};
pub(crate) use self::sort::stable_sort;
pub use self::split::{
    RSplit, RSplitMut, RSplitN, RSplitNMut, Split, SplitInclusive, SplitInclusiveMut, SplitMut, SplitN, SplitNMut,
};

use crate::intrinsics;
use crate::ops::{Range, RangeBounds};

pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] { intrinsics::slice_ref(data, len) }
pub const unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {
    intrinsics::slice_mut(data, len)
}
pub const fn from_ref<T>(s: &T) -> &[T] { intrinsics::slice_ref(s as *const T, 1) }
pub const fn from_mut<T>(s: &mut T) -> &mut [T] { intrinsics::slice_mut(s as *mut T, 1) }

impl<T> [T] {
    pub const fn len(&self) -> usize { intrinsics::slice_ref_len(self) }
    pub const fn is_empty(&self) -> bool { intrinsics::slice_ref_len(self) == 0 }
    pub const fn as_ptr(&self) -> *const T { intrinsics::slice_data(self) }
    pub const fn as_mut_ptr(&mut self) -> *mut T { intrinsics::slice_data_mut(self) }
    pub const fn as_ptr_range(&self) -> Range<*const T> {
        let start = self.as_ptr();
        Range { start, end: intrinsics::ptr_add(start, self.len()) }
    }
    pub const fn as_mut_ptr_range(&mut self) -> Range<*mut T> {
        let len = self.len();
        let start = self.as_mut_ptr();
        Range { start, end: intrinsics::ptr_add_mut(start, len) }
    }
    pub const fn first(&self) -> Option<&T> { if let [first, ..] = self { Some(first) } else { None } }
    pub const fn first_mut(&mut self) -> Option<&mut T> { if let [first, ..] = self { Some(first) } else { None } }
    pub const fn split_first(&self) -> Option<(&T, &[T])> {
        if let [first, tail @ ..] = self { Some((first, tail)) } else { None }
    }
    pub const fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {
        if let [first, tail @ ..] = self { Some((first, tail)) } else { None }
    }
    pub const fn split_last(&self) -> Option<(&T, &[T])> {
        if let [init @ .., last] = self { Some((last, init)) } else { None }
    }
    pub const fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> {
        if let [init @ .., last] = self { Some((last, init)) } else { None }
    }
    pub const fn last(&self) -> Option<&T> { if let [.., last] = self { Some(last) } else { None } }
    pub const fn last_mut(&mut self) -> Option<&mut T> { if let [.., last] = self { Some(last) } else { None } }
    #[fast]
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> { index.get(self) }
    #[fast]
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> { index.get_mut(self) }
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output { index.index(self) }
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
    #[track_caller]
    pub fn swap(&mut self, a: usize, b: usize) {
        let pa = &raw mut self[a];
        let pb = &raw mut self[b];
        intrinsics::swap(pa, pb)
    }
    pub fn reverse(&mut self) {
        let len = self.len();
        let data = self.as_mut_ptr();
        let mut i = 0;
        while i < len / 2 {
            intrinsics::swap(intrinsics::ptr_add_mut(data, i), intrinsics::ptr_add_mut(data, len - 1 - i));
            i += 1;
        }
    }
    pub fn iter(&self) -> Iter<'_, T> { Iter::new(self) }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut::new(self) }
    #[track_caller]
    pub const fn split_at(&self, mid: usize) -> (&[T], &[T]) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => crate::panicking::panic("mid > len"),
        }
    }
    #[track_caller]
    pub const fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {
        match self.split_at_mut_checked(mid) {
            Some(pair) => pair,
            None => crate::panicking::panic("mid > len"),
        }
    }
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {
        let len = self.len();
        if mid > len {
            return None;
        }
        let data = self.as_ptr();
        Some((intrinsics::slice_ref(data, mid), intrinsics::slice_ref(intrinsics::ptr_add(data, mid), len - mid)))
    }
    pub const fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> {
        let len = self.len();
        if mid > len {
            return None;
        }
        let data = self.as_mut_ptr();
        Some((intrinsics::slice_mut(data, mid), intrinsics::slice_mut(intrinsics::ptr_add_mut(data, mid), len - mid)))
    }
    pub const unsafe fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) { self.split_at(mid) }
    pub const unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) { self.split_at_mut(mid) }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        for item in self {
            if *item == *x {
                return true;
            }
        }
        false
    }
    pub fn starts_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let n = needle.len();
        self.len() >= n && *needle == self[..n]
    }
    pub fn ends_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let (m, n) = (self.len(), needle.len());
        m >= n && *needle == self[m - n..]
    }
    pub fn strip_prefix(&self, prefix: &[T]) -> Option<&[T]>
    where
        T: PartialEq,
    {
        if self.starts_with(prefix) { Some(&self[prefix.len()..]) } else { None }
    }
    pub fn strip_suffix(&self, suffix: &[T]) -> Option<&[T]>
    where
        T: PartialEq,
    {
        if self.ends_with(suffix) { Some(&self[..self.len() - suffix.len()]) } else { None }
    }
    pub fn rotate_left(&mut self, mid: usize) {
        assert!(mid <= self.len());
        self[..mid].reverse();
        self[mid..].reverse();
        self.reverse();
    }
    pub fn rotate_right(&mut self, k: usize) {
        assert!(k <= self.len());
        let mid = self.len() - k;
        self.rotate_left(mid)
    }
    pub fn fill(&mut self, value: T)
    where
        T: Clone,
    {
        let Some((last, rest)) = self.split_last_mut() else { return };
        for place in rest {
            *place = value.clone();
        }
        *last = value;
    }
    pub fn fill_with<F: FnMut() -> T>(&mut self, mut f: F) {
        for place in self {
            *place = f();
        }
    }
    #[track_caller]
    pub fn clone_from_slice(&mut self, src: &[T])
    where
        T: Clone,
    {
        let kind = intrinsics::type_kind::<T>();
        if self.len() != src.len() && kind >= 1 && kind <= 6 {
            let (len, src_len) = (self.len(), src.len());
            panic!("copy_from_slice: source slice length ({src_len}) does not match destination slice length ({len})");
        }
        if self.len() != src.len() {
            panic!("destination and source slices have different lengths");
        }
        let mut i = 0;
        while i < src.len() {
            self[i].clone_from(&src[i]);
            i += 1;
        }
    }
    #[track_caller]
    pub const fn copy_from_slice(&mut self, src: &[T])
    where
        T: Copy,
    {
        let (len, src_len) = (self.len(), src.len());
        if len != src_len {
            crate::panicking::panic_fmt(format_args!(
                "copy_from_slice: source slice length ({src_len}) does not match destination slice length ({len})"
            ));
        }
        intrinsics::copy_nonoverlapping(src.as_ptr(), self.as_mut_ptr(), len)
    }
    #[track_caller]
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize)
    where
        T: Copy,
    {
        let Range { start, end } = range(src, self.len());
        let count = end - start;
        assert!(dest <= self.len() - count, "dest is out of bounds");
        let data = self.as_mut_ptr();
        intrinsics::copy(intrinsics::ptr_add_mut(data, start) as *const T, intrinsics::ptr_add_mut(data, dest), count)
    }
    #[track_caller]
    pub fn swap_with_slice(&mut self, other: &mut [T]) {
        assert!(self.len() == other.len(), "destination and source slices have different lengths");
        unsafe { crate::ptr::swap_nonoverlapping(self.as_mut_ptr(), other.as_mut_ptr(), self.len()) }
    }
}

impl<T, const N: usize> [[T; N]] {
    pub const fn as_flattened(&self) -> &[T] { intrinsics::slice_ref(self.as_ptr() as *const T, self.len() * N) }
    pub const fn as_flattened_mut(&mut self) -> &mut [T] {
        let len = self.len() * N;
        intrinsics::slice_mut(self.as_mut_ptr() as *mut T, len)
    }
}

impl [u8] {
    pub const fn is_ascii(&self) -> bool {
        let mut i = 0;
        while i < self.len() {
            if self[i] > 127 {
                return false;
            }
            i += 1;
        }
        true
    }
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b))
    }
    pub fn make_ascii_uppercase(&mut self) { self.iter_mut().for_each(|b| b.make_ascii_uppercase()) }
    pub fn make_ascii_lowercase(&mut self) { self.iter_mut().for_each(|b| b.make_ascii_lowercase()) }
    pub fn trim_ascii_start(&self) -> &[u8] {
        let mut bytes = self;
        while let [first, rest @ ..] = bytes {
            if !first.is_ascii_whitespace() {
                break;
            }
            bytes = rest;
        }
        bytes
    }
    pub fn trim_ascii_end(&self) -> &[u8] {
        let mut bytes = self;
        while let [rest @ .., last] = bytes {
            if !last.is_ascii_whitespace() {
                break;
            }
            bytes = rest;
        }
        bytes
    }
    pub fn escape_ascii(&self) -> crate::ascii::EscapeBytes<'_> { crate::ascii::EscapeBytes::new(self) }
    pub fn to_ascii_uppercase(&self) -> crate::vec::Vec<u8> {
        let mut copy = self.to_vec();
        copy.make_ascii_uppercase();
        copy
    }
    pub fn to_ascii_lowercase(&self) -> crate::vec::Vec<u8> {
        let mut copy = self.to_vec();
        copy.make_ascii_lowercase();
        copy
    }
    pub fn trim_ascii(&self) -> &[u8] { self.trim_ascii_start().trim_ascii_end() }
}

impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { Iter::new(self) }
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { IterMut::new(self) }
}
impl<T> Default for &[T] {
    fn default() -> Self { &[] }
}
impl<T> Default for &mut [T] {
    fn default() -> Self { &mut [] }
}
