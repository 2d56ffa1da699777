//! Indexing text by ranges of bytes.

use crate::intrinsics;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::panicking;
use crate::slice::SliceIndex;

impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;
    #[track_caller]
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<I: SliceIndex<str>> IndexMut<I> for str {
    #[track_caller]
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}

/// How much of the text a message shows.
const SHOWN: usize = 256;

#[track_caller]
#[cold]
pub(crate) fn slice_error_fail(s: &str, begin: usize, end: usize) -> ! {
    let shown = s.floor_char_boundary(SHOWN);
    let (text, ellipsis) = (intrinsics::str_ref(s.as_ptr(), shown), if shown < s.len() { "[...]" } else { "" });
    if begin > s.len() || end > s.len() {
        let (which, index) = if begin > s.len() { ("start", begin) } else { ("end", end) };
        panicking::panic_fmt(format_args!("{which} byte index {index} is out of bounds of `{text}`{ellipsis}"));
    }
    if begin > end {
        panicking::panic_fmt(format_args!("begin > end ({begin} > {end}) when slicing `{text}`{ellipsis}"));
    }
    let (which, index) = if !s.is_char_boundary(begin) { ("start", begin) } else { ("end", end) };
    let start = s.floor_char_boundary(index);
    let c = intrinsics::utf8_next(intrinsics::ptr_add(s.as_ptr(), start));
    let range = start..start + c.len_utf8();
    panicking::panic_fmt(format_args!(
        "{which} byte index {index} is not a char boundary; it is inside {c:?} (bytes {range:?}) of `{text}`{ellipsis}"
    ))
}

unsafe impl SliceIndex<str> for Range<usize> {
    type Output = str;
    fn get(self, slice: &str) -> Option<&str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            Some(intrinsics::str_ref(intrinsics::ptr_add(slice.as_ptr(), self.start), self.end - self.start))
        } else {
            None
        }
    }
    fn get_mut(self, slice: &mut str) -> Option<&mut str> {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            let data = intrinsics::ptr_add_mut(slice.as_mut_ptr(), self.start);
            Some(intrinsics::str_mut(data, self.end - self.start))
        } else {
            None
        }
    }
    #[fast]
    #[track_caller]
    fn index(self, slice: &str) -> &str {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            return intrinsics::str_ref(intrinsics::ptr_add(slice.as_ptr(), self.start), self.end - self.start);
        }
        slice_error_fail(slice, self.start, self.end)
    }
    #[track_caller]
    fn index_mut(self, slice: &mut str) -> &mut str {
        if self.start <= self.end && slice.is_char_boundary(self.start) && slice.is_char_boundary(self.end) {
            let data = intrinsics::ptr_add_mut(slice.as_mut_ptr(), self.start);
            return intrinsics::str_mut(data, self.end - self.start);
        }
        slice_error_fail(slice, self.start, self.end)
    }
}

/// The other ranges are a `Range` once the length is known.
macro_rules! as_range {
    ($t:ty, |$range:ident, $len:ident| $whole:expr, checked $checked:expr) => {
        unsafe impl SliceIndex<str> for $t {
            type Output = str;
            fn get(self, slice: &str) -> Option<&str> {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    return None;
                }
                SliceIndex::get($whole, slice)
            }
            fn get_mut(self, slice: &mut str) -> Option<&mut str> {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    return None;
                }
                SliceIndex::get_mut($whole, slice)
            }
            #[track_caller]
            fn index(self, slice: &str) -> &str {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    slice_error_fail(slice, 0, usize::MAX);
                }
                SliceIndex::index($whole, slice)
            }
            #[track_caller]
            fn index_mut(self, slice: &mut str) -> &mut str {
                let ($range, $len) = (self, slice.len());
                if !$checked {
                    slice_error_fail(slice, 0, usize::MAX);
                }
                SliceIndex::index_mut($whole, slice)
            }
        }
    };
}
as_range! { RangeTo<usize>, |range, len| Range { start: 0, end: range.end }, checked true }
as_range! { RangeFull, |range, len| Range { start: 0, end: len }, checked true }
as_range! {
    RangeInclusive<usize>, |range, len| Range { start: if range.exhausted { range.end + 1 } else { range.start }, end: range.end + 1 },
    checked range.end != usize::MAX
}
as_range! { RangeToInclusive<usize>, |range, len| Range { start: 0, end: range.end + 1 }, checked range.end != usize::MAX }

unsafe impl SliceIndex<str> for RangeFrom<usize> {
    type Output = str;
    fn get(self, slice: &str) -> Option<&str> { SliceIndex::get(Range { start: self.start, end: slice.len() }, slice) }
    fn get_mut(self, slice: &mut str) -> Option<&mut str> {
        let end = slice.len();
        SliceIndex::get_mut(Range { start: self.start, end }, slice)
    }
    #[track_caller]
    fn index(self, slice: &str) -> &str { SliceIndex::index(Range { start: self.start, end: slice.len() }, slice) }
    #[track_caller]
    fn index_mut(self, slice: &mut str) -> &mut str {
        let end = slice.len();
        SliceIndex::index_mut(Range { start: self.start, end }, slice)
    }
}
