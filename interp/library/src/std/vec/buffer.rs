//! The allocation behind a vector: pointer and capacity, and the policy by which it grows.

use crate::collections::TryReserveError;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::ptr::Unique;

/// A capacity: at most `isize::MAX`, so that `Option<Vec<T>>` needs no more room.
#[derive(Copy, Clone)]
#[repr(transparent)]
#[rustc_layout_scalar_valid_range_start(0)]
#[rustc_layout_scalar_valid_range_end(0x7fff_ffff_ffff_ffff)]
struct Cap(usize);

impl Cap {
    const fn of(n: usize) -> Cap { unsafe { Cap(n) } }
}

/// Field for field as in the real library, for the same layout.
struct RawVecInner {
    ptr: Unique<u8>,
    cap: Cap,
}

pub(crate) struct RawVec<T> {
    inner: RawVecInner,
    _marker: PhantomData<T>,
}

#[track_caller]
#[cold]
fn capacity_overflow() -> ! { panic!("capacity overflow") }

impl<T> RawVec<T> {
    pub(crate) const fn new() -> RawVec<T> {
        let ptr = Unique::new_unchecked(intrinsics::align_of::<T>() as *mut u8);
        RawVec { inner: RawVecInner { ptr, cap: Cap::of(0) }, _marker: PhantomData }
    }
    pub(crate) fn from_parts(ptr: *mut T, capacity: usize) -> RawVec<T> {
        let cap = Cap::of(if intrinsics::size_of::<T>() == 0 { 0 } else { capacity });
        RawVec { inner: RawVecInner { ptr: Unique::new_unchecked(ptr as *mut u8), cap }, _marker: PhantomData }
    }
    pub(crate) fn with_capacity(capacity: usize) -> RawVec<T> {
        let mut buf = RawVec::new();
        if capacity > 0 && intrinsics::size_of::<T>() != 0 {
            buf.set_capacity(capacity);
        }
        buf
    }
    #[fast]
    pub(crate) const fn ptr(&self) -> *mut T { self.inner.ptr.as_ptr() as *mut T }
    #[fast]
    pub(crate) const fn capacity(&self) -> usize {
        if intrinsics::size_of::<T>() == 0 { usize::MAX } else { self.inner.cap.0 }
    }

    /// Doubles, at least to 8 one-byte items, 4 of up to 1 KiB, 1 of more.
    #[track_caller]
    pub(crate) fn grow_one(&mut self) { self.grow_amortized(self.inner.cap.0, 1) }
    #[track_caller]
    fn grow_amortized(&mut self, len: usize, additional: usize) {
        let size = intrinsics::size_of::<T>();
        if size == 0 {
            capacity_overflow();
        }
        let Some(required) = len.checked_add(additional) else { capacity_overflow() };
        let doubled = self.inner.cap.0 * 2;
        let min = if size == 1 {
            8
        } else if size <= 1024 {
            4
        } else {
            1
        };
        let mut cap = if doubled > required { doubled } else { required };
        if cap < min {
            cap = min;
        }
        self.set_capacity(cap)
    }
    pub(crate) fn reserve(&mut self, len: usize, additional: usize) {
        if additional > self.capacity() - len {
            self.grow_amortized(len, additional);
        }
    }
    pub(crate) fn reserve_exact(&mut self, len: usize, additional: usize) {
        if additional > self.capacity() - len {
            match len.checked_add(additional) {
                Some(required) => self.set_capacity(required),
                None => capacity_overflow(),
            }
        }
    }
    pub(crate) fn try_reserve(&mut self, len: usize, additional: usize) -> Result<(), TryReserveError> {
        if additional > self.capacity() - len {
            let bytes = match len.checked_add(additional) {
                Some(required) => required.checked_mul(intrinsics::size_of::<T>()),
                None => None,
            };
            match bytes {
                Some(bytes) if bytes <= isize::MAX as usize => self.grow_amortized(len, additional),
                _ => return Err(TryReserveError::capacity_overflow()),
            }
        }
        Ok(())
    }
    pub(crate) fn shrink(&mut self, capacity: usize) {
        if intrinsics::size_of::<T>() != 0 {
            self.set_capacity(capacity);
        }
    }
    #[track_caller]
    fn set_capacity(&mut self, capacity: usize) {
        let (size, align) = (intrinsics::size_of::<T>(), intrinsics::align_of::<T>());
        let old = self.inner.cap.0 * size;
        let new = match capacity.checked_mul(size) {
            Some(new) if new <= isize::MAX as usize => new,
            _ => capacity_overflow(),
        };
        let data = self.inner.ptr.as_ptr();
        let data = if new == 0 {
            if old != 0 {
                intrinsics::dealloc(data, old, align);
            }
            align as *mut u8
        } else if old == 0 {
            intrinsics::alloc(new, align)
        } else {
            intrinsics::realloc(data, old, align, new)
        };
        self.inner.ptr = Unique::new_unchecked(data);
        self.inner.cap = Cap::of(capacity);
    }
}

unsafe impl<#[may_dangle] T> Drop for RawVec<T> {
    fn drop(&mut self) {
        let bytes = self.inner.cap.0 * intrinsics::size_of::<T>();
        if bytes != 0 {
            intrinsics::dealloc(self.inner.ptr.as_ptr(), bytes, intrinsics::align_of::<T>());
        }
    }
}
