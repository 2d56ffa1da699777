//! `std::mem`.

use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::ops::{Deref, DerefMut};

pub const fn size_of<T>() -> usize { intrinsics::size_of::<T>() }
pub const fn align_of<T>() -> usize { intrinsics::align_of::<T>() }
pub const fn size_of_val<T: ?Sized>(val: &T) -> usize {
    intrinsics::comparable_size::<T>();
    intrinsics::size_of_val(val as *const T)
}
pub const fn align_of_val<T: ?Sized>(val: &T) -> usize { intrinsics::align_of_val(val as *const T) }
pub const fn needs_drop<T: ?Sized>() -> bool { intrinsics::needs_drop::<T>() }
pub const fn forget<T>(t: T) { intrinsics::forget(t) }
pub const unsafe fn zeroed<T>() -> T {
    if !intrinsics::zero_is_valid::<T>() {
        invalid::<T>("zero-initialize type `", "`, which is invalid");
    }
    intrinsics::zeroed::<T>()
}
pub unsafe fn uninitialized<T>() -> T {
    if !intrinsics::filled_is_valid::<T>() {
        invalid::<T>("leave type `", "` uninitialized, which is invalid");
    }
    // What is not checked is at least the same each time.
    let mut value = MaybeUninit::<T>::uninit();
    unsafe { crate::ptr::write_bytes(value.as_mut_ptr() as *mut u8, 1, size_of::<T>()) };
    intrinsics::transmute_prefix(value)
}
/// Ends the program: there is no such value.
#[cold]
const fn invalid<T>(attempt: &str, wrong: &str) -> ! {
    crate::panicking::panic_nounwind(&["attempted to ", attempt, crate::any::type_name::<T>(), wrong].concat())
}
pub const unsafe fn transmute<Src, Dst>(src: Src) -> Dst { intrinsics::transmute(src) }
pub const unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst { intrinsics::read(src as *const Src as *const Dst) }
pub const fn swap<T>(x: &mut T, y: &mut T) { intrinsics::swap(x as *mut T, y as *mut T) }
#[fast]
pub const fn replace<T>(dest: &mut T, src: T) -> T {
    let result = intrinsics::read(dest as *const T);
    intrinsics::write(dest as *mut T, src);
    result
}
pub fn take<T: Default>(dest: &mut T) -> T { replace(dest, T::default()) }
pub fn drop<T>(_x: T) {}
pub fn variant_count<T>() -> usize { intrinsics::variant_count::<T>() }

pub struct Discriminant<T> {
    value: i128,
    marker: PhantomData<fn() -> T>,
}
pub const fn discriminant<T>(v: &T) -> Discriminant<T> {
    Discriminant { value: intrinsics::discriminant_wide(v as *const T), marker: PhantomData }
}
impl<T> Copy for Discriminant<T> {}
impl<T> Clone for Discriminant<T> {
    fn clone(&self) -> Self { *self }
}
impl<T> PartialEq for Discriminant<T> {
    fn eq(&self, other: &Self) -> bool { self.value == other.value }
}
impl<T> Eq for Discriminant<T> {}
impl<T> Hash for Discriminant<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { (self.value as isize).hash(state) }
}
impl<T> fmt::Debug for Discriminant<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Discriminant").field(&self.value).finish() }
}

#[lang = "manually_drop"]
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}
impl<T> ManuallyDrop<T> {
    pub const fn new(value: T) -> ManuallyDrop<T> { ManuallyDrop { value } }
    pub const fn into_inner(slot: ManuallyDrop<T>) -> T { intrinsics::transmute_prefix(slot) }
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T { intrinsics::read(&slot.value as *const T) }
}
impl<T: ?Sized> ManuallyDrop<T> {
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) { intrinsics::drop_in_place(&mut slot.value as *mut T) }
}
impl<T: ?Sized> Deref for ManuallyDrop<T> {
    type Target = T;
    fn deref(&self) -> &T { &self.value }
}
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {
    fn deref_mut(&mut self) -> &mut T { &mut self.value }
}

#[lang = "maybe_uninit"]
#[repr(transparent)]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}
impl<T: Copy> Copy for MaybeUninit<T> {}
impl<T: Copy> Clone for MaybeUninit<T> {
    fn clone(&self) -> Self { *self }
}
impl<T> fmt::Debug for MaybeUninit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("MaybeUninit<")?;
        f.write_str(crate::any::type_name::<T>())?;
        f.write_str(">")
    }
}
impl<T> MaybeUninit<T> {
    pub const fn new(val: T) -> MaybeUninit<T> { MaybeUninit { value: ManuallyDrop::new(val) } }
    pub const fn uninit() -> MaybeUninit<T> { intrinsics::uninit::<MaybeUninit<T>>() }
    pub const fn zeroed() -> MaybeUninit<T> { intrinsics::zeroed::<MaybeUninit<T>>() }
    pub const fn write(&mut self, val: T) -> &mut T {
        intrinsics::write(self.as_mut_ptr(), val);
        unsafe { &mut *self.as_mut_ptr() }
    }
    pub const fn as_ptr(&self) -> *const T { self as *const MaybeUninit<T> as *const T }
    pub const fn as_mut_ptr(&mut self) -> *mut T { self as *mut MaybeUninit<T> as *mut T }
    pub const unsafe fn assume_init(self) -> T {
        if !intrinsics::is_inhabited::<T>() {
            invalid::<T>("instantiate uninhabited type `", "`");
        }
        intrinsics::transmute_prefix(self)
    }
    pub const unsafe fn assume_init_read(&self) -> T { intrinsics::read(self.as_ptr()) }
    pub unsafe fn assume_init_drop(&mut self) { intrinsics::drop_in_place(self.as_mut_ptr()) }
    pub const unsafe fn assume_init_ref(&self) -> &T { unsafe { &*self.as_ptr() } }
    pub const unsafe fn assume_init_mut(&mut self) -> &mut T { unsafe { &mut *self.as_mut_ptr() } }
}

impl<T> [MaybeUninit<T>] {
    pub const unsafe fn assume_init_ref(&self) -> &[T] { intrinsics::slice_ref(self.as_ptr() as *const T, self.len()) }
    pub const unsafe fn assume_init_mut(&mut self) -> &mut [T] {
        let len = self.len();
        intrinsics::slice_mut(self.as_mut_ptr() as *mut T, len)
    }
    pub unsafe fn assume_init_drop(&mut self) {
        let len = self.len();
        intrinsics::drop_slice(self.as_mut_ptr() as *mut T, len)
    }
    pub const fn write_copy_of_slice(&mut self, src: &[T]) -> &mut [T]
    where
        T: Copy,
    {
        let len = self.len();
        let target = intrinsics::slice_mut(self.as_mut_ptr() as *mut T, len);
        target.copy_from_slice(src);
        target
    }
    pub fn write_clone_of_slice(&mut self, src: &[T]) -> &mut [T]
    where
        T: Clone,
    {
        assert_eq!(self.len(), src.len(), "destination and source slices have different lengths");
        // What is written is dropped when a clone panics.
        let mut written = Written { slice: self, count: 0 };
        while written.count < src.len() {
            written.slice[written.count].write(src[written.count].clone());
            written.count += 1;
        }
        let slice = &raw mut *written.slice;
        forget(written);
        unsafe { (*slice).assume_init_mut() }
    }
}

/// The first values of a slice, while the others are being made.
struct Written<'a, T> {
    slice: &'a mut [MaybeUninit<T>],
    count: usize,
}
impl<T> Drop for Written<'_, T> {
    fn drop(&mut self) { intrinsics::drop_slice(self.slice.as_mut_ptr() as *mut T, self.count) }
}

pub fn min_align_of<T>() -> usize { intrinsics::align_of::<T>() }
pub fn min_align_of_val<T: ?Sized>(val: &T) -> usize { intrinsics::align_of_val(val as *const T) }
