//! `std::cell`. `OnceCell` and `LazyCell` are in `cell::once`.

mod once;
mod refcell;

pub use self::once::{LazyCell, OnceCell};
pub use self::refcell::{BorrowError, BorrowMutError, Ref, RefCell, RefMut};

use crate::cmp::Ordering;
use crate::fmt;
use crate::intrinsics;
use crate::ops::CoerceUnsized;

#[lang = "unsafe_cell"]
#[repr(transparent)]
pub struct UnsafeCell<T: ?Sized> {
    value: T,
}
impl<T: ?Sized> !Sync for UnsafeCell<T> {}
impl<T: ?Sized> !crate::marker::Freeze for UnsafeCell<T> {}

impl<T> UnsafeCell<T> {
    pub const fn new(value: T) -> UnsafeCell<T> { UnsafeCell { value } }
    pub const fn into_inner(self) -> T { intrinsics::transmute_prefix(self) }
}
impl<T: ?Sized> UnsafeCell<T> {
    pub const fn get(&self) -> *mut T { self as *const UnsafeCell<T> as *const T as *mut T }
    pub const fn get_mut(&mut self) -> &mut T { &mut self.value }
    pub const fn raw_get(this: *const Self) -> *mut T { this as *const T as *mut T }
    pub const fn from_mut(value: &mut T) -> &mut UnsafeCell<T> { unsafe { &mut *(value as *mut T as *mut UnsafeCell<T>) } }
}
impl<T: Default> Default for UnsafeCell<T> {
    fn default() -> UnsafeCell<T> { UnsafeCell::new(T::default()) }
}
impl<T> From<T> for UnsafeCell<T> {
    fn from(t: T) -> UnsafeCell<T> { UnsafeCell::new(t) }
}
impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("UnsafeCell").finish_non_exhaustive() }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<UnsafeCell<U>> for UnsafeCell<T> {}

#[repr(transparent)]
pub struct Cell<T: ?Sized> {
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for Cell<T> {}
impl<T: ?Sized> !Sync for Cell<T> {}

impl<T> Cell<T> {
    pub const fn new(value: T) -> Cell<T> { Cell { value: UnsafeCell::new(value) } }
    #[fast]
    pub fn set(&self, val: T) { self.replace(val); }
    pub fn swap(&self, other: &Self) {
        if self.as_ptr() as usize != other.as_ptr() as usize {
            intrinsics::swap(self.value.get(), other.value.get());
        }
    }
    #[fast]
    pub const fn replace(&self, val: T) -> T {
        let place = self.value.get();
        let old = intrinsics::read(place as *const T);
        intrinsics::write(place, val);
        old
    }
    pub const fn into_inner(self) -> T { intrinsics::transmute_prefix(self) }
}
impl<T: Copy> Cell<T> {
    #[fast]
    pub const fn get(&self) -> T { intrinsics::read(self.value.get() as *const T) }
    pub fn update(&self, f: impl FnOnce(T) -> T) {
        let old = self.get();
        self.set(f(old));
    }
}
impl<T: ?Sized> Cell<T> {
    pub const fn as_ptr(&self) -> *mut T { self.value.get() }
    pub const fn get_mut(&mut self) -> &mut T { self.value.get_mut() }
    pub const fn from_mut(t: &mut T) -> &Cell<T> { unsafe { &*(t as *mut T as *const Cell<T>) } }
}
impl<T: Default> Cell<T> {
    pub fn take(&self) -> T { self.replace(Default::default()) }
}
impl<T> Cell<[T]> {
    pub const fn as_slice_of_cells(&self) -> &[Cell<T>] { unsafe { &*(self as *const Cell<[T]> as *const [Cell<T>]) } }
}
impl<T, const N: usize> Cell<[T; N]> {
    pub const fn as_array_of_cells(&self) -> &[Cell<T>; N] {
        unsafe { &*(self as *const Cell<[T; N]> as *const [Cell<T>; N]) }
    }
}
impl<T: Copy> Clone for Cell<T> {
    fn clone(&self) -> Cell<T> { Cell::new(self.get()) }
}
impl<T: Default> Default for Cell<T> {
    fn default() -> Cell<T> { Cell::new(Default::default()) }
}
impl<T: PartialEq + Copy> PartialEq for Cell<T> {
    fn eq(&self, other: &Cell<T>) -> bool { self.get() == other.get() }
}
impl<T: Eq + Copy> Eq for Cell<T> {}
impl<T: PartialOrd + Copy> PartialOrd for Cell<T> {
    fn partial_cmp(&self, other: &Cell<T>) -> Option<Ordering> { self.get().partial_cmp(&other.get()) }
}
impl<T: Ord + Copy> Ord for Cell<T> {
    fn cmp(&self, other: &Cell<T>) -> Ordering { self.get().cmp(&other.get()) }
}
impl<T> From<T> for Cell<T> {
    fn from(t: T) -> Cell<T> { Cell::new(t) }
}
impl<T: Copy + fmt::Debug> fmt::Debug for Cell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cell").field("value", &self.get()).finish()
    }
}
impl<T: CoerceUnsized<U>, U> CoerceUnsized<Cell<U>> for Cell<T> {}
