//! Comparing slices.

use crate::cmp::Ordering;
use crate::intrinsics;

impl<T: PartialEq<U>, U> PartialEq<[U]> for [T] {
    fn eq(&self, other: &[U]) -> bool {
        let len = self.len();
        if len != other.len() {
            return false;
        }
        let (a, b) = (self.as_ptr(), other.as_ptr());
        // Whole numbers of one type are equal when their bytes are; a user's type may compare as it likes.
        let kind = intrinsics::type_kind::<T>();
        if (kind == 1 || kind == 2 || kind == 4 || kind == 5) && intrinsics::type_kind::<U>() == kind {
            return intrinsics::compare_bytes(a as *const u8, b as *const u8, len * intrinsics::size_of::<T>()) == 0;
        }
        let mut i = 0;
        while i < len {
            if intrinsics::deref(intrinsics::ptr_add(a, i)) != intrinsics::deref(intrinsics::ptr_add(b, i)) {
                return false;
            }
            i += 1;
        }
        true
    }
}
impl<T: Eq> Eq for [T] {}
impl<T: Ord> Ord for [T] {
    fn cmp(&self, other: &[T]) -> Ordering {
        let shorter = if self.len() < other.len() { self.len() } else { other.len() };
        let mut i = 0;
        while i < shorter {
            match self[i].cmp(&other[i]) {
                Ordering::Equal => {}
                ordering => return ordering,
            }
            i += 1;
        }
        self.len().cmp(&other.len())
    }
}
impl<T: PartialOrd> PartialOrd for [T] {
    fn partial_cmp(&self, other: &[T]) -> Option<Ordering> {
        let shorter = if self.len() < other.len() { self.len() } else { other.len() };
        let mut i = 0;
        while i < shorter {
            match self[i].partial_cmp(&other[i]) {
                Some(Ordering::Equal) => {}
                ordering => return ordering,
            }
            i += 1;
        }
        self.len().partial_cmp(&other.len())
    }
}
