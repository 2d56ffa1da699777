//! Slices and vectors.

use crate::borrow::{Borrow, BorrowMut, ToOwned};
use crate::boxed::Box;
use crate::vec::Vec;

/// What `vec![a, b]` calls.
#[doc(hidden)]
pub fn into_vec<T>(slice: Box<[T]>) -> Vec<T> { slice.into_vec() }

impl<T> [T] {
    pub fn to_vec(&self) -> Vec<T>
    where
        T: Clone,
    {
        let mut result = Vec::with_capacity(self.len());
        result.extend_from_slice(self);
        result
    }
    pub fn into_vec(self: Box<Self>) -> Vec<T> {
        let len = self.len();
        let data = Box::into_raw(self) as *mut T;
        unsafe { Vec::from_raw_parts(data, len, len) }
    }
    pub fn repeat(&self, n: usize) -> Vec<T>
    where
        T: Copy,
    {
        let capacity = self.len().checked_mul(n).expect("capacity overflow");
        let mut result = Vec::with_capacity(capacity);
        let mut i = 0;
        while i < n && !self.is_empty() {
            result.extend_from_slice(self);
            i += 1;
        }
        result
    }
}
impl<T> Borrow<[T]> for Vec<T> {
    fn borrow(&self) -> &[T] { self }
}
impl<T> BorrowMut<[T]> for Vec<T> {
    fn borrow_mut(&mut self) -> &mut [T] { self }
}
impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;
    fn to_owned(&self) -> Vec<T> { self.to_vec() }
    fn clone_into(&self, target: &mut Vec<T>) {
        target.truncate(self.len());
        let filled = target.len();
        target.clone_from_slice(&self[..filled]);
        target.extend_from_slice(&self[filled..]);
    }
}
