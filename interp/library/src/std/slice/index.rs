//! Indexing slices by positions and ranges.

use crate::intrinsics;
use crate::ops::{
    Bound, Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive,
};
use crate::panicking;

impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;
    #[fast]
    #[track_caller]
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
    #[fast]
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}

#[track_caller]
#[cold]
pub(crate) const fn slice_index_fail(start: usize, end: usize, len: usize) -> ! {
    if start > len {
        panicking::panic_fmt(format_args!("range start index {start} out of range for slice of length {len}"));
    }
    if end > len {
        panicking::panic_fmt(format_args!("range end index {end} out of range for slice of length {len}"));
    }
    if start > end {
        panicking::panic_fmt(format_args!("slice index starts at {start} but ends at {end}"));
    }
    panicking::panic_fmt(format_args!("range end index {end} out of range for slice of length {len}"))
}

pub unsafe trait SliceIndex<T: ?Sized> {
    type Output: ?Sized;
    fn get(self, slice: &T) -> Option<&Self::Output>;
    fn get_mut(self, slice: &mut T) -> Option<&mut Self::Output>;
    #[track_caller]
    fn index(self, slice: &T) -> &Self::Output;
    #[track_caller]
    fn index_mut(self, slice: &mut T) -> &mut Self::Output;
}

unsafe impl<T> SliceIndex<[T]> for usize {
    type Output = T;
    #[fast]
    fn get(self, slice: &[T]) -> Option<&T> {
        if self < slice.len() { Some(intrinsics::deref(intrinsics::ptr_add(slice.as_ptr(), self))) } else { None }
    }
    #[fast]
    fn get_mut(self, slice: &mut [T]) -> Option<&mut T> {
        if self < slice.len() {
            Some(intrinsics::deref_mut(intrinsics::ptr_add_mut(slice.as_mut_ptr(), self)))
        } else {
            None
        }
    }
    #[track_caller]
    fn index(self, slice: &[T]) -> &T { &(*slice)[self] }
    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut T { &mut (*slice)[self] }
}

unsafe impl<T> SliceIndex<[T]> for Range<usize> {
    type Output = [T];
    fn get(self, slice: &[T]) -> Option<&[T]> {
        if self.start > self.end || self.end > slice.len() {
            None
        } else {
            Some(intrinsics::slice_ref(intrinsics::ptr_add(slice.as_ptr(), self.start), self.end - self.start))
        }
    }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
        if self.start > self.end || self.end > slice.len() {
            None
        } else {
            let data = intrinsics::ptr_add_mut(slice.as_mut_ptr(), self.start);
            Some(intrinsics::slice_mut(data, self.end - self.start))
        }
    }
    #[track_caller]
    fn index(self, slice: &[T]) -> &[T] {
        if self.start > self.end || self.end > slice.len() {
            slice_index_fail(self.start, self.end, slice.len());
        }
        intrinsics::slice_ref(intrinsics::ptr_add(slice.as_ptr(), self.start), self.end - self.start)
    }
    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        if self.start > self.end || self.end > slice.len() {
            slice_index_fail(self.start, self.end, slice.len());
        }
        let data = intrinsics::ptr_add_mut(slice.as_mut_ptr(), self.start);
        intrinsics::slice_mut(data, self.end - self.start)
    }
}

/// The other ranges are a `Range` once the length is known.
macro_rules! as_range {
    ($t:ty, |$range:ident, $len:ident| $whole:expr, checked $checked:expr) => {
        unsafe impl<T> SliceIndex<[T]> for $t {
            type Output = [T];
            fn get(self, slice: &[T]) -> Option<&[T]> {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    return None;
                }
                SliceIndex::get($whole, slice)
            }
            fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    return None;
                }
                SliceIndex::get_mut($whole, slice)
            }
            #[track_caller]
            fn index(self, slice: &[T]) -> &[T] {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    slice_index_fail(0, usize::MAX, $len);
                }
                SliceIndex::index($whole, slice)
            }
            #[track_caller]
            fn index_mut(self, slice: &mut [T]) -> &mut [T] {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    slice_index_fail(0, usize::MAX, $len);
                }
                SliceIndex::index_mut($whole, slice)
            }
        }
    };
}
as_range! { RangeTo<usize>, |range, len| Range { start: 0, end: range.end }, checked true }
as_range! { RangeFull, |range, len| Range { start: 0, end: len }, checked true }
as_range! { RangeInclusive<usize>, |range, len| inclusive(range), checked range.end != usize::MAX }
as_range! { RangeToInclusive<usize>, |range, len| Range { start: 0, end: range.end + 1 }, checked range.end != usize::MAX }

fn inclusive(range: RangeInclusive<usize>) -> Range<usize> {
    let end = range.end + 1;
    Range { start: if range.exhausted { end } else { range.start }, end }
}

unsafe impl<T> SliceIndex<[T]> for RangeFrom<usize> {
    type Output = [T];
    fn get(self, slice: &[T]) -> Option<&[T]> { SliceIndex::get(Range { start: self.start, end: slice.len() }, slice) }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
        let end = slice.len();
        SliceIndex::get_mut(Range { start: self.start, end }, slice)
    }
    #[track_caller]
    fn index(self, slice: &[T]) -> &[T] { SliceIndex::index(Range { start: self.start, end: slice.len() }, slice) }
    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        let end = slice.len();
        SliceIndex::index_mut(Range { start: self.start, end }, slice)
    }
}
unsafe impl<T> SliceIndex<[T]> for (Bound<usize>, Bound<usize>) {
    type Output = [T];
    fn get(self, slice: &[T]) -> Option<&[T]> {
        let len = slice.len();
        SliceIndex::get(bounds(self, len)?, slice)
    }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
        let len = slice.len();
        SliceIndex::get_mut(bounds(self, len)?, slice)
    }
    #[track_caller]
    fn index(self, slice: &[T]) -> &[T] { SliceIndex::index(range(self, slice.len()), slice) }
    #[track_caller]
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        let len = slice.len();
        SliceIndex::index_mut(range(self, len), slice)
    }
}
fn bounds(bounds: (Bound<usize>, Bound<usize>), len: usize) -> Option<Range<usize>> {
    let start = match bounds.0 {
        Bound::Included(i) => i,
        Bound::Excluded(i) => i.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let end = match bounds.1 {
        Bound::Included(i) => i.checked_add(1)?,
        Bound::Excluded(i) => i,
        Bound::Unbounded => len,
    };
    Some(Range { start, end })
}

/// A range of any kind within `..len`, or a panic as slicing would give.
#[track_caller]
pub(crate) fn range<R: RangeBounds<usize>>(range: R, len: usize) -> Range<usize> {
    let start = match range.start_bound() {
        Bound::Included(start) => *start,
        Bound::Excluded(start) => match start.checked_add(1) {
            Some(start) => start,
            None => slice_index_fail(*start, len, len),
        },
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(end) => match end.checked_add(1) {
            Some(end) => end,
            None => slice_index_fail(0, *end, len),
        },
        Bound::Excluded(end) => *end,
        Bound::Unbounded => len,
    };
    if start > end || end > len {
        slice_index_fail(start, end, len);
    }
    Range { start, end }
}
