//! Taking parts off a slice, several parts at once, and parts of another type.

use crate::intrinsics;
use crate::mem;
use crate::ops::{Bound, Range, RangeBounds, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::SliceIndex;

/// The ranges with one end, which say on which side `split_off` cuts.
pub trait OneSidedRange<T: ?Sized>: RangeBounds<T> {}
impl<T> OneSidedRange<T> for RangeTo<T> {}
impl<T> OneSidedRange<T> for RangeFrom<T> {}
impl<T> OneSidedRange<T> for RangeToInclusive<T> {}

/// Where to cut, and whether the front is what is taken off; nothing if the bound overflows.
fn cut<R: OneSidedRange<usize>>(range: R) -> Option<(usize, bool)> {
    match (range.start_bound(), range.end_bound()) {
        (Bound::Unbounded, Bound::Excluded(end)) => Some((*end, true)),
        (Bound::Unbounded, Bound::Included(end)) => end.checked_add(1).map(|end| (end, true)),
        (Bound::Included(start), Bound::Unbounded) => Some((*start, false)),
        (Bound::Excluded(start), Bound::Unbounded) => start.checked_add(1).map(|start| (start, false)),
        _ => None,
    }
}

/// What `get_disjoint_mut` takes: positions and ranges.
pub unsafe trait GetDisjointMutIndex: Clone {
    fn is_in_bounds(&self, len: usize) -> bool;
    fn is_overlapping(&self, other: &Self) -> bool;
}
unsafe impl GetDisjointMutIndex for usize {
    fn is_in_bounds(&self, len: usize) -> bool { *self < len }
    fn is_overlapping(&self, other: &usize) -> bool { *self == *other }
}
unsafe impl GetDisjointMutIndex for Range<usize> {
    fn is_in_bounds(&self, len: usize) -> bool { self.start <= self.end && self.end <= len }
    fn is_overlapping(&self, other: &Range<usize>) -> bool { self.start < other.end && other.start < self.end }
}
unsafe impl GetDisjointMutIndex for RangeInclusive<usize> {
    fn is_in_bounds(&self, len: usize) -> bool { *self.start() <= *self.end() && *self.end() < len }
    fn is_overlapping(&self, other: &RangeInclusive<usize>) -> bool {
        *self.start() <= *other.end() && *other.start() <= *self.end()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetDisjointMutError {
    IndexOutOfBounds,
    OverlappingIndices,
}
impl crate::fmt::Display for GetDisjointMutError {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
        f.pad(match self {
            GetDisjointMutError::IndexOutOfBounds => "an index is out of bounds",
            GetDisjointMutError::OverlappingIndices => "there were overlapping indices",
        })
    }
}
impl crate::error::Error for GetDisjointMutError {}

impl<T> [T] {
    pub fn get_disjoint_mut<I: GetDisjointMutIndex + SliceIndex<[T]>, const N: usize>(
        &mut self,
        indices: [I; N],
    ) -> Result<[&mut I::Output; N], GetDisjointMutError> {
        let mut i = 0;
        while i < N {
            if !indices[i].is_in_bounds(self.len()) {
                return Err(GetDisjointMutError::IndexOutOfBounds);
            }
            let mut j = 0;
            while j < i {
                if indices[i].is_overlapping(&indices[j]) {
                    return Err(GetDisjointMutError::OverlappingIndices);
                }
                j += 1;
            }
            i += 1;
        }
        Ok(unsafe { self.get_disjoint_unchecked_mut(indices) })
    }
    pub unsafe fn get_disjoint_unchecked_mut<I: GetDisjointMutIndex + SliceIndex<[T]>, const N: usize>(
        &mut self,
        indices: [I; N],
    ) -> [&mut I::Output; N] {
        let whole = self as *mut [T];
        crate::array::from_fn(|i| unsafe { indices[i].clone().index_mut(&mut *whole) })
    }
    pub fn split_off<'a, R: OneSidedRange<usize>>(self: &mut &'a [T], range: R) -> Option<&'a [T]> {
        let (at, takes_front) = cut(range)?;
        let (front, back) = self.split_at_checked(at)?;
        let (taken, left) = if takes_front { (front, back) } else { (back, front) };
        *self = left;
        Some(taken)
    }
    pub fn split_off_mut<'a, R: OneSidedRange<usize>>(self: &mut &'a mut [T], range: R) -> Option<&'a mut [T]> {
        let (at, takes_front) = cut(range)?;
        if at > self.len() {
            return None;
        }
        let (front, back) = mem::take(self).split_at_mut(at);
        let (taken, left) = if takes_front { (front, back) } else { (back, front) };
        *self = left;
        Some(taken)
    }
    pub const fn split_off_first<'a>(self: &mut &'a [T]) -> Option<&'a T> {
        let Some((first, rest)) = self.split_first() else { return None };
        *self = rest;
        Some(first)
    }
    pub fn split_off_first_mut<'a>(self: &mut &'a mut [T]) -> Option<&'a mut T> {
        let (first, rest) = mem::take(self).split_first_mut()?;
        *self = rest;
        Some(first)
    }
    pub const fn split_off_last<'a>(self: &mut &'a [T]) -> Option<&'a T> {
        let Some((last, rest)) = self.split_last() else { return None };
        *self = rest;
        Some(last)
    }
    pub fn split_off_last_mut<'a>(self: &mut &'a mut [T]) -> Option<&'a mut T> {
        let (last, rest) = mem::take(self).split_last_mut()?;
        *self = rest;
        Some(last)
    }
    pub fn element_offset(&self, element: &T) -> Option<usize> {
        let size = intrinsics::size_of::<T>();
        if size == 0 {
            panic!("elements are zero-sized");
        }
        let distance = (element as *const T).addr().wrapping_sub(self.as_ptr().addr());
        if distance % size == 0 && distance / size < self.len() { Some(distance / size) } else { None }
    }
    /// How many items precede the first place that is aligned for `U`, how many of `U` fit, and how many items remain.
    fn aligned_parts<U>(&self) -> (usize, usize, usize) {
        let (from, to) = (intrinsics::size_of::<T>(), intrinsics::size_of::<U>());
        if from == 0 || to == 0 {
            return (self.len(), 0, 0);
        }
        let head = self.as_ptr().align_offset(intrinsics::align_of::<U>());
        if head > self.len() {
            return (self.len(), 0, 0);
        }
        let bytes = (self.len() - head) * from;
        let mut count = bytes / to;
        // What remains is whole items.
        while count * to % from != 0 {
            count -= 1;
        }
        (head, count, (bytes - count * to) / from)
    }
    pub unsafe fn align_to<U>(&self) -> (&[T], &[U], &[T]) {
        let (head, count, tail) = self.aligned_parts::<U>();
        let data = self.as_ptr();
        let middle = intrinsics::ptr_add(data, head) as *const U;
        (
            intrinsics::slice_ref(data, head),
            if count == 0 { &[] } else { intrinsics::slice_ref(middle, count) },
            intrinsics::slice_ref(intrinsics::ptr_add(data, self.len() - tail), tail),
        )
    }
    pub unsafe fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {
        let (head, count, tail) = self.aligned_parts::<U>();
        let len = self.len();
        let data = self.as_mut_ptr();
        let middle = intrinsics::ptr_add_mut(data, head) as *mut U;
        (
            intrinsics::slice_mut(data, head),
            if count == 0 { &mut [] } else { intrinsics::slice_mut(middle, count) },
            intrinsics::slice_mut(intrinsics::ptr_add_mut(data, len - tail), tail),
        )
    }
}
