//! `std::ptr`. Methods of raw pointers are in `ptr::raw`.

mod fn_ptr;
mod non_null;
mod raw;
mod unique;

pub use self::non_null::NonNull;
pub(crate) use self::unique::Unique;

use crate::hash::{Hash, Hasher};
use crate::intrinsics;

#[lang = "drop_in_place"]
pub unsafe fn drop_in_place<T: ?Sized>(to_drop: *mut T) { intrinsics::drop_in_place(to_drop) }
pub const fn null<T>() -> *const T { 0usize as *const T }
pub const fn null_mut<T>() -> *mut T { 0usize as *mut T }
pub const fn without_provenance<T>(addr: usize) -> *const T { addr as *const T }
pub const fn without_provenance_mut<T>(addr: usize) -> *mut T { addr as *mut T }
pub const fn dangling<T>() -> *const T { intrinsics::align_of::<T>() as *const T }
pub const fn dangling_mut<T>() -> *mut T { intrinsics::align_of::<T>() as *mut T }
pub fn with_exposed_provenance<T>(addr: usize) -> *const T { addr as *const T }
pub fn with_exposed_provenance_mut<T>(addr: usize) -> *mut T { addr as *mut T }
pub const fn from_ref<T: ?Sized>(r: &T) -> *const T { r }
pub const fn from_mut<T: ?Sized>(r: &mut T) -> *mut T { r }
pub const fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] { intrinsics::slice_from_parts(data, len) }
pub const fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {
    intrinsics::slice_from_parts_mut(data, len)
}
pub const unsafe fn swap<T>(x: *mut T, y: *mut T) { intrinsics::swap(x, y) }
pub const unsafe fn swap_nonoverlapping<T>(x: *mut T, y: *mut T, count: usize) {
    let mut i = 0;
    while i < count {
        intrinsics::swap(intrinsics::ptr_add_mut(x, i), intrinsics::ptr_add_mut(y, i));
        i += 1;
    }
}
pub const unsafe fn replace<T>(dst: *mut T, src: T) -> T {
    let old = intrinsics::read(dst as *const T);
    intrinsics::write(dst, src);
    old
}
pub const unsafe fn read<T>(src: *const T) -> T { intrinsics::read(src) }
pub const unsafe fn read_unaligned<T>(src: *const T) -> T { intrinsics::read(src) }
pub const unsafe fn write<T>(dst: *mut T, src: T) { intrinsics::write(dst, src) }
pub const unsafe fn write_unaligned<T>(dst: *mut T, src: T) { intrinsics::write(dst, src) }
pub unsafe fn read_volatile<T>(src: *const T) -> T { intrinsics::read(src) }
pub unsafe fn write_volatile<T>(dst: *mut T, src: T) { intrinsics::write(dst, src) }
pub const unsafe fn copy<T>(src: *const T, dst: *mut T, count: usize) { intrinsics::copy(src, dst, count) }
pub const unsafe fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {
    intrinsics::copy_nonoverlapping(src, dst, count)
}
pub const unsafe fn write_bytes<T>(dst: *mut T, val: u8, count: usize) { intrinsics::write_bytes(dst, val, count) }
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool { a == b }
pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {
    intrinsics::ptr_addr(p) == intrinsics::ptr_addr(q)
}
pub fn fn_addr_eq<T: crate::marker::FnPtr, U: crate::marker::FnPtr>(f: T, g: U) -> bool {
    intrinsics::fn_addr(f) == intrinsics::fn_addr(g)
}
pub fn hash<T: ?Sized, S: Hasher>(hashee: *const T, into: &mut S) { hashee.hash(into) }
