//! `Unique`: the owning pointer inside `Box` and `Vec`.

use crate::marker::{PhantomData, Unsize};
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::ptr::NonNull;

#[repr(transparent)]
pub(crate) struct Unique<T: ?Sized> {
    pointer: NonNull<T>,
    _marker: PhantomData<T>,
}
unsafe impl<T: Send + ?Sized> Send for Unique<T> {}
unsafe impl<T: Sync + ?Sized> Sync for Unique<T> {}

impl<T> Unique<T> {
    pub(crate) const fn dangling() -> Self { Unique { pointer: NonNull::dangling(), _marker: PhantomData } }
}
impl<T: ?Sized> Unique<T> {
    pub(crate) const fn new_unchecked(ptr: *mut T) -> Self {
        Unique { pointer: unsafe { NonNull::new_unchecked(ptr) }, _marker: PhantomData }
    }
    pub(crate) const fn as_ptr(self) -> *mut T { self.pointer.as_ptr() }
    pub(crate) const fn as_non_null_ptr(self) -> NonNull<T> { self.pointer }
}
impl<T: ?Sized> Clone for Unique<T> {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for Unique<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Unique<U>> for Unique<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Unique<U>> for Unique<T> {}
