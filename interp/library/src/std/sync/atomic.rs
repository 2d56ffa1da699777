//! `std::sync::atomic`: plain operations; threads switch only between them.

use crate::cell::UnsafeCell;
use crate::fmt;
use crate::intrinsics;

#[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)]
pub enum Ordering {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}

pub fn fence(_order: Ordering) {}
pub fn compiler_fence(_order: Ordering) {}
pub const ATOMIC_BOOL_INIT: AtomicBool = AtomicBool::new(false);
pub const ATOMIC_ISIZE_INIT: AtomicIsize = AtomicIsize::new(0);
pub const ATOMIC_USIZE_INIT: AtomicUsize = AtomicUsize::new(0);
pub fn spin_loop_hint() { intrinsics::thread_yield() }

macro_rules! common {
    ($name:ident $(<$param:ident>)?, $t:ty) => {
        impl$(<$param>)? $name$(<$param>)? {
            pub const unsafe fn from_ptr<'a>(ptr: *mut $t) -> &'a Self { unsafe { &*(ptr as *const Self) } }
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($t) -> Option<$t>,
            ) -> Result<$t, $t> {
                let mut prev = self.load(fetch_order);
                while let Some(next) = f(prev) {
                    match self.compare_exchange_weak(prev, next, set_order, fetch_order) {
                        Ok(x) => return Ok(x),
                        Err(next_prev) => prev = next_prev,
                    }
                }
                Err(prev)
            }
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, mut f: impl FnMut($t) -> $t) -> $t {
                match self.try_update(set_order, fetch_order, |value| Some(f(value))) {
                    Ok(previous) | Err(previous) => previous,
                }
            }
            pub const fn new(v: $t) -> Self { Self { v: UnsafeCell::new(v) } }
            pub fn get_mut(&mut self) -> &mut $t { self.v.get_mut() }
            pub const fn into_inner(self) -> $t { self.v.into_inner() }
            pub const fn as_ptr(&self) -> *mut $t { self.v.get() }
            pub fn load(&self, _order: Ordering) -> $t { intrinsics::atomic_load(self.v.get() as *const $t) }
            pub fn store(&self, val: $t, _order: Ordering) { intrinsics::atomic_store(self.v.get(), val) }
            pub fn swap(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_swap(self.v.get(), val) }
            pub fn compare_and_swap(&self, current: $t, new: $t, _order: Ordering) -> $t {
                intrinsics::atomic_cas(self.v.get(), current, new)
            }
            pub fn compare_exchange(&self, current: $t, new: $t, _success: Ordering, _failure: Ordering) -> Result<$t, $t> {
                let found = intrinsics::atomic_cas(self.v.get(), current, new);
                if found == current { Ok(found) } else { Err(found) }
            }
            pub fn compare_exchange_weak(&self, current: $t, new: $t, success: Ordering, failure: Ordering) -> Result<$t, $t> {
                self.compare_exchange(current, new, success, failure)
            }
            pub fn fetch_update<F: FnMut($t) -> Option<$t>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<$t, $t> {
                self.try_update(set_order, fetch_order, f)
            }
        }
    };
}

macro_rules! atomics {
    ($($name:ident $t:ty, $align:literal;)*) => { $(
        #[repr(C, align($align))]
        pub struct $name {
            v: UnsafeCell<$t>,
        }

        unsafe impl Sync for $name {}

        common! { $name, $t }

        impl $name {
            pub fn fetch_add(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_add(self.v.get(), val) }
            pub fn fetch_sub(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_sub(self.v.get(), val) }
            pub fn fetch_and(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_and(self.v.get(), val) }
            pub fn fetch_nand(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_nand(self.v.get(), val) }
            pub fn fetch_or(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_or(self.v.get(), val) }
            pub fn fetch_xor(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_xor(self.v.get(), val) }
            pub fn fetch_max(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_max(self.v.get(), val) }
            pub fn fetch_min(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_min(self.v.get(), val) }
        }

        impl Default for $name {
            fn default() -> Self { Self::new(0) }
        }

        impl From<$t> for $name {
            fn from(v: $t) -> Self { Self::new(v) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Ordering::Relaxed), f) }
        }
    )* };
}

atomics! {
    AtomicI8 i8, 1;
    AtomicU8 u8, 1;
    AtomicI16 i16, 2;
    AtomicU16 u16, 2;
    AtomicI32 i32, 4;
    AtomicU32 u32, 4;
    AtomicI64 i64, 8;
    AtomicU64 u64, 8;
    AtomicIsize isize, 8;
    AtomicUsize usize, 8;
}

#[repr(C, align(1))]
pub struct AtomicBool {
    v: UnsafeCell<bool>,
}

unsafe impl Sync for AtomicBool {}

common! { AtomicBool, bool }

impl AtomicBool {
    fn replace_by(&self, f: impl Fn(bool) -> bool) -> bool { self.update(Ordering::SeqCst, Ordering::SeqCst, f) }
    pub fn fetch_and(&self, val: bool, _order: Ordering) -> bool { self.replace_by(|old| old & val) }
    pub fn fetch_nand(&self, val: bool, _order: Ordering) -> bool { self.replace_by(|old| !(old & val)) }
    pub fn fetch_or(&self, val: bool, _order: Ordering) -> bool { self.replace_by(|old| old | val) }
    pub fn fetch_xor(&self, val: bool, _order: Ordering) -> bool { self.replace_by(|old| old ^ val) }
    pub fn fetch_not(&self, _order: Ordering) -> bool { self.replace_by(|old| !old) }
}

impl Default for AtomicBool {
    fn default() -> Self { Self::new(false) }
}

impl From<bool> for AtomicBool {
    fn from(v: bool) -> Self { Self::new(v) }
}

impl fmt::Debug for AtomicBool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Ordering::Relaxed), f) }
}

#[repr(C, align(8))]
pub struct AtomicPtr<T> {
    v: UnsafeCell<*mut T>,
}

unsafe impl<T> Send for AtomicPtr<T> {}
unsafe impl<T> Sync for AtomicPtr<T> {}

common! { AtomicPtr<T>, *mut T }

// The numeric ones work on the address; the pointer keeps its provenance.
impl<T> AtomicPtr<T> {
    fn replace_by(&self, f: impl Fn(*mut T) -> *mut T) -> *mut T { self.update(Ordering::SeqCst, Ordering::SeqCst, f) }
    pub fn fetch_ptr_add(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.wrapping_add(val)) }
    pub fn fetch_ptr_sub(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.wrapping_sub(val)) }
    pub fn fetch_byte_add(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.wrapping_byte_add(val)) }
    pub fn fetch_byte_sub(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.wrapping_byte_sub(val)) }
    pub fn fetch_or(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.map_addr(|a| a | val)) }
    pub fn fetch_and(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.map_addr(|a| a & val)) }
    pub fn fetch_xor(&self, val: usize, _order: Ordering) -> *mut T { self.replace_by(|p| p.map_addr(|a| a ^ val)) }
}

impl<T> From<*mut T> for AtomicPtr<T> {
    fn from(p: *mut T) -> AtomicPtr<T> { AtomicPtr::new(p) }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&self.load(Ordering::Relaxed), f) }
}

impl<T> Default for AtomicPtr<T> {
    fn default() -> AtomicPtr<T> { AtomicPtr::new(crate::ptr::null_mut()) }
}

impl<T> fmt::Debug for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Ordering::Relaxed), f) }
}
