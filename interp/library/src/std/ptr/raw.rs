//! Methods of raw pointers, and the traits they implement.

use crate::cmp::Ordering;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;

impl<T: ?Sized> *const T {
    pub const fn is_null(self) -> bool { intrinsics::ptr_addr(self as *const T) == 0 }
    pub const fn cast<U>(self) -> *const U { self as *const U }
    pub fn addr(self) -> usize { intrinsics::ptr_addr(self as *const T) }
    pub fn expose_provenance(self) -> usize { intrinsics::ptr_addr(self as *const T) }
    pub fn with_addr(self, addr: usize) -> *const T { self.wrapping_byte_offset((addr as isize).wrapping_sub(self.addr() as isize)) }
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> *const T { self.with_addr(f(self.addr())) }
    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {
        if self.is_null() { None } else { Some(unsafe { &*self }) }
    }
    pub const unsafe fn byte_add(self, count: usize) -> *const T { self.wrapping_byte_offset(count as isize) }
    pub const unsafe fn byte_sub(self, count: usize) -> *const T { self.wrapping_byte_offset((0isize).wrapping_sub(count as isize)) }
    pub const unsafe fn byte_offset(self, count: isize) -> *const T { self.wrapping_byte_offset(count) }
    pub const unsafe fn as_ref_unchecked<'a>(self) -> &'a T { unsafe { &*self } }
    pub const unsafe fn byte_offset_from<U: ?Sized>(self, origin: *const U) -> isize {
        intrinsics::wrapping_sub(intrinsics::ptr_addr(self) as isize, intrinsics::ptr_addr(origin) as isize)
    }
    pub const unsafe fn byte_offset_from_unsigned<U: ?Sized>(self, origin: *const U) -> usize {
        intrinsics::wrapping_sub(intrinsics::ptr_addr(self), intrinsics::ptr_addr(origin))
    }
    pub const fn wrapping_byte_sub(self, count: usize) -> *const T {
        self.wrapping_byte_offset(intrinsics::wrapping_neg(count as isize))
    }
    pub const fn wrapping_byte_add(self, count: usize) -> *const T { self.wrapping_byte_offset(count as isize) }
    pub const fn wrapping_byte_offset(self, count: isize) -> *const T { intrinsics::ptr_byte_add(self, count) }
    pub const fn cast_mut(self) -> *mut T { self as *mut T }
}
impl<T> *const T {
    pub const unsafe fn offset(self, count: isize) -> *const T { intrinsics::ptr_offset(self, count) }
    pub const unsafe fn add(self, count: usize) -> *const T { intrinsics::ptr_add(self, count) }
    pub const unsafe fn sub(self, count: usize) -> *const T { intrinsics::ptr_sub(self, count) }
    pub const fn wrapping_offset(self, count: isize) -> *const T { intrinsics::ptr_offset(self, count) }
    pub const fn wrapping_add(self, count: usize) -> *const T { intrinsics::ptr_add(self, count) }
    pub const fn wrapping_sub(self, count: usize) -> *const T { intrinsics::ptr_sub(self, count) }
    pub const unsafe fn offset_from(self, origin: *const T) -> isize { intrinsics::ptr_distance(self as *const T, origin) }
    pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize {
        intrinsics::ptr_distance(self as *const T, origin) as usize
    }
    pub const unsafe fn read(self) -> T { intrinsics::read(self as *const T) }
    pub const unsafe fn read_unaligned(self) -> T { intrinsics::read(self as *const T) }
    pub unsafe fn read_volatile(self) -> T { intrinsics::read(self as *const T) }
    pub const unsafe fn copy_to(self, dest: *mut T, count: usize) { intrinsics::copy(self as *const T, dest, count) }
    pub const unsafe fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {
        intrinsics::copy_nonoverlapping(self as *const T, dest, count)
    }
    pub fn is_aligned(self) -> bool { self.addr() % intrinsics::align_of::<T>() == 0 }
    pub fn align_offset(self, align: usize) -> usize {
        if !align.is_power_of_two() {
            panic!("align_offset: align is not a power-of-two");
        }
        let size = intrinsics::size_of::<T>();
        let gap = (align - self.addr() % align) % align;
        if gap == 0 {
            0
        } else if size != 0 && gap % size == 0 {
            gap / size
        } else {
            usize::MAX
        }
    }
}
impl<T> *const [T] {
    pub const fn len(self) -> usize { intrinsics::slice_len(self) }
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    pub const fn as_ptr(self) -> *const T { self as *const T }
    pub const fn as_array<const N: usize>(self) -> Option<*const [T; N]> {
        if self.len() == N { Some(self as *const [T; N]) } else { None }
    }
}
impl<T: ?Sized> *mut T {
    pub const fn is_null(self) -> bool { intrinsics::ptr_addr(self as *const T) == 0 }
    pub const fn cast<U>(self) -> *mut U { self as *mut U }
    pub fn addr(self) -> usize { intrinsics::ptr_addr(self as *const T) }
    pub fn expose_provenance(self) -> usize { intrinsics::ptr_addr(self as *const T) }
    pub fn with_addr(self, addr: usize) -> *mut T { self.wrapping_byte_offset((addr as isize).wrapping_sub(self.addr() as isize)) }
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> *mut T { self.with_addr(f(self.addr())) }
    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {
        if self.is_null() { None } else { Some(unsafe { &*self }) }
    }
    pub const unsafe fn byte_add(self, count: usize) -> *mut T { self.wrapping_byte_offset(count as isize) }
    pub const unsafe fn byte_sub(self, count: usize) -> *mut T { self.wrapping_byte_offset((0isize).wrapping_sub(count as isize)) }
    pub const unsafe fn byte_offset(self, count: isize) -> *mut T { self.wrapping_byte_offset(count) }
    pub const unsafe fn as_ref_unchecked<'a>(self) -> &'a T { unsafe { &*self } }
    pub const unsafe fn as_mut_unchecked<'a>(self) -> &'a mut T { unsafe { &mut *self } }
    pub const unsafe fn byte_offset_from<U: ?Sized>(self, origin: *const U) -> isize {
        intrinsics::wrapping_sub(intrinsics::ptr_addr(self as *const T) as isize, intrinsics::ptr_addr(origin) as isize)
    }
    pub const unsafe fn byte_offset_from_unsigned<U: ?Sized>(self, origin: *mut U) -> usize {
        intrinsics::wrapping_sub(intrinsics::ptr_addr(self as *const T), intrinsics::ptr_addr(origin as *const U))
    }
    pub const fn wrapping_byte_sub(self, count: usize) -> *mut T {
        self.wrapping_byte_offset(intrinsics::wrapping_neg(count as isize))
    }
    pub const fn wrapping_byte_add(self, count: usize) -> *mut T { self.wrapping_byte_offset(count as isize) }
    pub const fn wrapping_byte_offset(self, count: isize) -> *mut T { intrinsics::ptr_byte_add_mut(self, count) }
    pub const fn cast_const(self) -> *const T { self as *const T }
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> {
        if self.is_null() { None } else { Some(unsafe { &mut *self }) }
    }
    pub unsafe fn drop_in_place(self) { intrinsics::drop_in_place(self) }
}
impl<T> *mut T {
    pub const unsafe fn offset(self, count: isize) -> *mut T { intrinsics::ptr_offset_mut(self, count) }
    pub const unsafe fn add(self, count: usize) -> *mut T { intrinsics::ptr_add_mut(self, count) }
    pub const unsafe fn sub(self, count: usize) -> *mut T { intrinsics::ptr_sub_mut(self, count) }
    pub const fn wrapping_offset(self, count: isize) -> *mut T { intrinsics::ptr_offset_mut(self, count) }
    pub const fn wrapping_add(self, count: usize) -> *mut T { intrinsics::ptr_add_mut(self, count) }
    pub const fn wrapping_sub(self, count: usize) -> *mut T { intrinsics::ptr_sub_mut(self, count) }
    pub const unsafe fn offset_from(self, origin: *const T) -> isize { intrinsics::ptr_distance(self as *const T, origin) }
    pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize {
        intrinsics::ptr_distance(self as *const T, origin) as usize
    }
    pub const unsafe fn read(self) -> T { intrinsics::read(self as *const T) }
    pub const unsafe fn read_unaligned(self) -> T { intrinsics::read(self as *const T) }
    pub unsafe fn read_volatile(self) -> T { intrinsics::read(self as *const T) }
    pub const unsafe fn copy_to(self, dest: *mut T, count: usize) { intrinsics::copy(self as *const T, dest, count) }
    pub const unsafe fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {
        intrinsics::copy_nonoverlapping(self as *const T, dest, count)
    }
    pub fn is_aligned(self) -> bool { self.addr() % intrinsics::align_of::<T>() == 0 }
    pub fn align_offset(self, align: usize) -> usize {
        if !align.is_power_of_two() {
            panic!("align_offset: align is not a power-of-two");
        }
        let size = intrinsics::size_of::<T>();
        let gap = (align - self.addr() % align) % align;
        if gap == 0 {
            0
        } else if size != 0 && gap % size == 0 {
            gap / size
        } else {
            usize::MAX
        }
    }
    pub const unsafe fn write(self, val: T) { intrinsics::write(self, val) }
    pub const unsafe fn write_unaligned(self, val: T) { intrinsics::write(self, val) }
    pub unsafe fn write_volatile(self, val: T) { intrinsics::write(self, val) }
    pub const unsafe fn write_bytes(self, val: u8, count: usize) { intrinsics::write_bytes(self, val, count) }
    pub const unsafe fn copy_from(self, src: *const T, count: usize) { intrinsics::copy(src, self, count) }
    pub const unsafe fn copy_from_nonoverlapping(self, src: *const T, count: usize) {
        intrinsics::copy_nonoverlapping(src, self, count)
    }
    pub const unsafe fn replace(self, src: T) -> T {
        let old = intrinsics::read(self as *const T);
        intrinsics::write(self, src);
        old
    }
    pub const unsafe fn swap(self, with: *mut T) { intrinsics::swap(self, with) }
}
impl<T> *mut [T] {
    pub const fn len(self) -> usize { intrinsics::slice_len(self as *const [T]) }
    pub const fn is_empty(self) -> bool { self.len() == 0 }
    pub const fn as_mut_ptr(self) -> *mut T { self as *mut T }
    pub const fn as_mut_array<const N: usize>(self) -> Option<*mut [T; N]> {
        if self.len() == N { Some(self as *mut [T; N]) } else { None }
    }
}

impl<T: ?Sized> PartialEq for *const T {
    fn eq(&self, other: &*const T) -> bool { *self == *other }
}
impl<T: ?Sized> Eq for *const T {}
impl<T: ?Sized> Ord for *const T {
    fn cmp(&self, other: &*const T) -> Ordering {
        if *self < *other {
            Ordering::Less
        } else if *self == *other {
            Ordering::Equal
        } else {
            Ordering::Greater
        }
    }
}
impl<T: ?Sized> PartialOrd for *const T {
    fn partial_cmp(&self, other: &*const T) -> Option<Ordering> { Some(self.cmp(other)) }
    fn lt(&self, other: &*const T) -> bool { *self < *other }
    fn le(&self, other: &*const T) -> bool { *self <= *other }
    fn gt(&self, other: &*const T) -> bool { *self > *other }
    fn ge(&self, other: &*const T) -> bool { *self >= *other }
}
impl<T: ?Sized> Hash for *const T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(intrinsics::ptr_addr(*self as *const T));
        if intrinsics::size_of::<*const T>() > 8 {
            state.write_usize(intrinsics::ptr_metadata(*self as *const T));
        }
    }
}

impl<T: ?Sized> PartialEq for *mut T {
    fn eq(&self, other: &*mut T) -> bool { *self == *other }
}
impl<T: ?Sized> Eq for *mut T {}
impl<T: ?Sized> Ord for *mut T {
    fn cmp(&self, other: &*mut T) -> Ordering {
        if *self < *other {
            Ordering::Less
        } else if *self == *other {
            Ordering::Equal
        } else {
            Ordering::Greater
        }
    }
}
impl<T: ?Sized> PartialOrd for *mut T {
    fn partial_cmp(&self, other: &*mut T) -> Option<Ordering> { Some(self.cmp(other)) }
    fn lt(&self, other: &*mut T) -> bool { *self < *other }
    fn le(&self, other: &*mut T) -> bool { *self <= *other }
    fn gt(&self, other: &*mut T) -> bool { *self > *other }
    fn ge(&self, other: &*mut T) -> bool { *self >= *other }
}
impl<T: ?Sized> Hash for *mut T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(intrinsics::ptr_addr(*self as *const T));
        if intrinsics::size_of::<*mut T>() > 8 {
            state.write_usize(intrinsics::ptr_metadata(*self as *const T));
        }
    }
}
