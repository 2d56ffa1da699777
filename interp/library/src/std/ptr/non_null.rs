//! `NonNull`.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::marker::Unsize;
use crate::num::NonZero;
use crate::ops::{CoerceUnsized, DispatchFromDyn};

#[lang = "NonNull"]
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_start(1)]
pub struct NonNull<T: ?Sized> {
    pointer: *const T,
}
impl<T: ?Sized> !Send for NonNull<T> {}
impl<T: ?Sized> !Sync for NonNull<T> {}

impl<T> NonNull<T> {
    pub const fn dangling() -> NonNull<T> { unsafe { NonNull { pointer: intrinsics::align_of::<T>() as *const T } } }
    pub const unsafe fn add(self, count: usize) -> Self {
        unsafe { NonNull { pointer: intrinsics::ptr_add(self.pointer, count) } }
    }
    pub const unsafe fn sub(self, count: usize) -> Self {
        unsafe { NonNull { pointer: intrinsics::ptr_sub(self.pointer, count) } }
    }
    pub const unsafe fn offset(self, count: isize) -> Self {
        unsafe { NonNull { pointer: intrinsics::ptr_offset(self.pointer, count) } }
    }
    pub const unsafe fn offset_from(self, origin: NonNull<T>) -> isize {
        intrinsics::ptr_distance(self.pointer, origin.pointer)
    }
    pub const unsafe fn read(self) -> T { intrinsics::read(self.pointer) }
    pub const unsafe fn write(self, val: T) { intrinsics::write(self.pointer as *mut T, val) }
    pub unsafe fn replace(self, src: T) -> T { unsafe { crate::ptr::replace(self.as_ptr(), src) } }
    pub unsafe fn swap(self, with: NonNull<T>) { intrinsics::swap(self.as_ptr(), with.as_ptr()) }
    pub const unsafe fn copy_to(self, dest: NonNull<T>, count: usize) {
        intrinsics::copy(self.pointer, dest.as_ptr(), count)
    }
    pub const unsafe fn copy_to_nonoverlapping(self, dest: NonNull<T>, count: usize) {
        intrinsics::copy_nonoverlapping(self.pointer, dest.as_ptr(), count)
    }
    pub const unsafe fn copy_from(self, src: NonNull<T>, count: usize) {
        intrinsics::copy(src.pointer, self.as_ptr(), count)
    }
}
impl<T: ?Sized> NonNull<T> {
    pub const unsafe fn new_unchecked(ptr: *mut T) -> NonNull<T> { unsafe { NonNull { pointer: ptr as *const T } } }
    pub const fn new(ptr: *mut T) -> Option<NonNull<T>> {
        if intrinsics::ptr_addr(ptr as *const T) == 0 { None } else { Some(unsafe { NonNull::new_unchecked(ptr) }) }
    }
    pub const fn from_ref(r: &T) -> NonNull<T> { unsafe { NonNull { pointer: r as *const T } } }
    pub const fn from_mut(r: &mut T) -> NonNull<T> { unsafe { NonNull { pointer: r as *mut T as *const T } } }
    pub fn addr(self) -> crate::num::NonZero<usize> {
        unsafe { crate::num::NonZero::new_unchecked(intrinsics::ptr_addr(self.pointer)) }
    }
    pub const fn as_ptr(self) -> *mut T { self.pointer as *mut T }
    pub const unsafe fn as_ref<'a>(&self) -> &'a T { unsafe { &*self.pointer } }
    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T { unsafe { &mut *(self.pointer as *mut T) } }
    pub const fn cast<U>(self) -> NonNull<U> { unsafe { NonNull { pointer: self.pointer as *const U } } }
    pub unsafe fn drop_in_place(self) { intrinsics::drop_in_place(self.as_ptr()) }
}
impl<T> NonNull<[T]> {
    pub const fn slice_from_raw_parts(data: NonNull<T>, len: usize) -> Self {
        unsafe { NonNull { pointer: intrinsics::slice_from_parts(data.pointer, len) } }
    }
    pub const fn len(self) -> usize { intrinsics::slice_len(self.pointer) }
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    pub const fn as_mut_ptr(self) -> *mut T { self.pointer as *mut T }
}
impl<T: ?Sized> Clone for NonNull<T> {
    fn clone(&self) -> Self { *self }
}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<NonNull<U>> for NonNull<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<NonNull<U>> for NonNull<T> {}
impl<T: ?Sized> fmt::Debug for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.as_ptr(), f) }
}
impl<T: ?Sized> fmt::Pointer for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.as_ptr(), f) }
}
impl<T: ?Sized> Eq for NonNull<T> {}
impl<T: ?Sized> PartialEq for NonNull<T> {
    fn eq(&self, other: &Self) -> bool { self.pointer == other.pointer }
}
impl<T: ?Sized> Ord for NonNull<T> {
    fn cmp(&self, other: &Self) -> Ordering { self.pointer.cmp(&other.pointer) }
}
impl<T: ?Sized> PartialOrd for NonNull<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { self.pointer.partial_cmp(&other.pointer) }
}
impl<T: ?Sized> Hash for NonNull<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { self.pointer.hash(state) }
}
impl<T: ?Sized> From<&mut T> for NonNull<T> {
    fn from(r: &mut T) -> Self { NonNull::from_mut(r) }
}
impl<T: ?Sized> From<&T> for NonNull<T> {
    fn from(r: &T) -> Self { NonNull::from_ref(r) }
}

// What raw pointers do, done to one that is not null.
impl<T> NonNull<T> {
    pub const unsafe fn offset_from_unsigned(self, subtracted: NonNull<T>) -> usize {
        intrinsics::ptr_distance(self.pointer, subtracted.pointer) as usize
    }
    pub unsafe fn read_volatile(self) -> T { intrinsics::read(self.pointer) }
    pub const unsafe fn read_unaligned(self) -> T { intrinsics::read(self.pointer) }
    pub unsafe fn write_volatile(self, val: T) { intrinsics::write(self.as_ptr(), val) }
    pub const unsafe fn write_unaligned(self, val: T) { intrinsics::write(self.as_ptr(), val) }
    pub const unsafe fn write_bytes(self, val: u8, count: usize) { intrinsics::write_bytes(self.as_ptr(), val, count) }
    pub const unsafe fn copy_from_nonoverlapping(self, src: NonNull<T>, count: usize) {
        intrinsics::copy_nonoverlapping(src.pointer, self.as_ptr(), count)
    }
    pub fn is_aligned(self) -> bool { self.pointer.is_aligned() }
    pub fn align_offset(self, align: usize) -> usize { self.pointer.align_offset(align) }
    pub const fn without_provenance(addr: NonZero<usize>) -> NonNull<T> {
        unsafe { NonNull { pointer: addr.get() as *const T } }
    }
    pub fn with_exposed_provenance(addr: NonZero<usize>) -> NonNull<T> { NonNull::without_provenance(addr) }
}
impl<T: ?Sized> NonNull<T> {
    pub const unsafe fn byte_offset(self, count: isize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.byte_offset(count) } }
    }
    pub const unsafe fn byte_add(self, count: usize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.byte_add(count) } }
    }
    pub const unsafe fn byte_sub(self, count: usize) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.byte_sub(count) } }
    }
    pub const unsafe fn byte_offset_from<U: ?Sized>(self, origin: NonNull<U>) -> isize {
        unsafe { self.pointer.byte_offset_from(origin.pointer) }
    }
    pub const unsafe fn byte_offset_from_unsigned<U: ?Sized>(self, origin: NonNull<U>) -> usize {
        unsafe { self.pointer.byte_offset_from_unsigned(origin.pointer) }
    }
    pub fn expose_provenance(self) -> NonZero<usize> { self.addr() }
    pub fn with_addr(self, addr: NonZero<usize>) -> NonNull<T> {
        unsafe { NonNull { pointer: self.pointer.with_addr(addr.get()) } }
    }
    pub fn map_addr(self, f: impl FnOnce(NonZero<usize>) -> NonZero<usize>) -> NonNull<T> { self.with_addr(f(self.addr())) }
}
