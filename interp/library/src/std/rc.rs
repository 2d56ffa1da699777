//! `std::rc`. `Rc` and `sync::Arc` are the same code (`counted_pointer!`): threads of a program are coroutines, so
//! plain counters are indivisible.

use crate::cell::Cell;
use crate::ptr::NonNull;

/// What a counted pointer points to. All strong pointers together hold one weak one.
#[repr(C)]
pub(crate) struct Counted<T: ?Sized> {
    pub(crate) strong: Cell<usize>,
    pub(crate) weak: Cell<usize>,
    pub(crate) value: T,
}

pub(crate) fn is_dangling<T: ?Sized>(pointer: NonNull<Counted<T>>) -> bool {
    (pointer.as_ptr() as *const () as usize) == usize::MAX
}

macro_rules! counted_pointer {
    ($pointer:ident, $weak:ident) => {
        pub struct $pointer<T: ?Sized> {
            inner: NonNull<Counted<T>>,
            marker: PhantomData<Counted<T>>,
        }

        pub struct $weak<T: ?Sized> {
            inner: NonNull<Counted<T>>,
        }

        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<$pointer<U>> for $pointer<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<$pointer<U>> for $pointer<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<$weak<U>> for $weak<T> {}

        impl<T> $pointer<T> {
            pub fn new(value: T) -> $pointer<T> {
                let inner = Box::new(Counted { strong: Cell::new(1), weak: Cell::new(1), value });
                $pointer { inner: unsafe { NonNull::new_unchecked(Box::into_raw(inner)) }, marker: PhantomData }
            }
            pub fn pin(value: T) -> Pin<$pointer<T>> { unsafe { Pin::new_unchecked($pointer::new(value)) } }
            pub fn new_cyclic<F: FnOnce(&$weak<T>) -> T>(data_fn: F) -> $pointer<T> {
                let inner = Box::new(Counted {
                    strong: Cell::new(0),
                    weak: Cell::new(1),
                    value: mem::MaybeUninit::<T>::uninit(),
                });
                let inner: NonNull<Counted<T>> =
                    unsafe { NonNull::new_unchecked(Box::into_raw(inner) as *mut Counted<T>) };
                let weak = $weak { inner };
                let value = data_fn(&weak);
                unsafe {
                    ptr::write(&raw mut (*inner.as_ptr()).value, value);
                    (*inner.as_ptr()).strong.set(1);
                }
                mem::forget(weak);
                $pointer { inner, marker: PhantomData }
            }
            pub fn try_unwrap(this: Self) -> Result<T, Self> {
                if $pointer::strong_count(&this) == 1 {
                    unsafe {
                        let value = ptr::read(&raw const (*this.inner.as_ptr()).value);
                        (*this.inner.as_ptr()).strong.set(0);
                        let weak = $weak { inner: this.inner };
                        mem::forget(this);
                        drop(weak);
                        Ok(value)
                    }
                } else {
                    Err(this)
                }
            }
            pub fn into_inner(this: Self) -> Option<T> { $pointer::try_unwrap(this).ok() }
            pub fn unwrap_or_clone(this: Self) -> T
            where
                T: Clone,
            {
                $pointer::try_unwrap(this).unwrap_or_else(|this| (*this).clone())
            }
        }

        impl<T: ?Sized> $pointer<T> {
            fn counted(&self) -> &Counted<T> { unsafe { &*self.inner.as_ptr() } }
            pub unsafe fn from_raw(pointer: *const T) -> Self {
                let align = unsafe { mem::align_of_val(&*pointer) };
                let header = if align > 16 { align } else { 16 };
                let inner = unsafe { pointer.byte_sub(header) } as *mut Counted<T>;
                $pointer { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData }
            }
            pub fn into_raw(this: Self) -> *const T {
                let pointer = $pointer::as_ptr(&this);
                mem::forget(this);
                pointer
            }
            pub fn as_ptr(this: &Self) -> *const T { unsafe { &raw const (*this.inner.as_ptr()).value } }
            pub unsafe fn increment_strong_count(pointer: *const T) {
                let this = unsafe { mem::ManuallyDrop::new($pointer::from_raw(pointer)) };
                mem::forget((*this).clone());
            }
            pub unsafe fn decrement_strong_count(pointer: *const T) { drop(unsafe { $pointer::from_raw(pointer) }) }
            pub fn downgrade(this: &Self) -> $weak<T> {
                let weak = &this.counted().weak;
                weak.set(weak.get() + 1);
                $weak { inner: this.inner }
            }
            pub fn weak_count(this: &Self) -> usize { this.counted().weak.get() - 1 }
            pub fn strong_count(this: &Self) -> usize { this.counted().strong.get() }
            pub fn get_mut(this: &mut Self) -> Option<&mut T> {
                if $pointer::strong_count(this) == 1 && $pointer::weak_count(this) == 0 {
                    Some(unsafe { &mut (*this.inner.as_ptr()).value })
                } else {
                    None
                }
            }
            pub fn ptr_eq(this: &Self, other: &Self) -> bool {
                this.inner.as_ptr() as *const () == other.inner.as_ptr() as *const ()
            }
        }

        // Memory whose value is written later.
        impl<T> $pointer<T> {
            pub fn new_uninit() -> $pointer<mem::MaybeUninit<T>> { $pointer::new(mem::MaybeUninit::uninit()) }
            pub fn new_zeroed() -> $pointer<mem::MaybeUninit<T>> { $pointer::new(mem::MaybeUninit::zeroed()) }
        }
        impl<T> $pointer<[T]> {
            pub fn new_uninit_slice(len: usize) -> $pointer<[mem::MaybeUninit<T>]> {
                $pointer::from_vec(Box::<[T]>::new_uninit_slice(len).into_vec())
            }
            pub fn new_zeroed_slice(len: usize) -> $pointer<[mem::MaybeUninit<T>]> {
                $pointer::from_vec(Box::<[T]>::new_zeroed_slice(len).into_vec())
            }
        }
        impl<T> $pointer<mem::MaybeUninit<T>> {
            pub unsafe fn assume_init(self) -> $pointer<T> {
                let inner = self.inner.as_ptr() as *mut Counted<T>;
                mem::forget(self);
                $pointer { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData }
            }
        }
        impl<T> $pointer<[mem::MaybeUninit<T>]> {
            pub unsafe fn assume_init(self) -> $pointer<[T]> {
                let inner = self.inner.as_ptr() as *mut Counted<[T]>;
                mem::forget(self);
                $pointer { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData }
            }
        }

        impl<T: ?Sized> $weak<T> {
            pub fn as_ptr(&self) -> *const T {
                if is_dangling(self.inner) {
                    self.inner.as_ptr() as *const T
                } else {
                    unsafe { &raw const (*self.inner.as_ptr()).value }
                }
            }
            pub fn into_raw(self) -> *const T {
                let pointer = self.as_ptr();
                mem::forget(self);
                pointer
            }
            pub unsafe fn from_raw(pointer: *const T) -> Self {
                if pointer.addr() == usize::MAX {
                    return $weak { inner: unsafe { NonNull::new_unchecked(pointer as *mut Counted<T>) } };
                }
                let align = intrinsics::align_of_val(pointer);
                let header = if align > 16 { align } else { 16 };
                let inner = unsafe { pointer.byte_sub(header) } as *mut Counted<T>;
                $weak { inner: unsafe { NonNull::new_unchecked(inner) } }
            }
        }

        impl From<$pointer<str>> for $pointer<[u8]> {
            fn from(text: $pointer<str>) -> Self { unsafe { $pointer::from_raw($pointer::into_raw(text) as *const [u8]) } }
        }

        impl<T: Clone> $pointer<T> {
            pub fn make_mut(this: &mut Self) -> &mut T {
                if $pointer::strong_count(this) != 1 {
                    *this = $pointer::new((**this).clone());
                } else if $pointer::weak_count(this) != 0 {
                    // Only weak pointers are left besides: move the value away from them.
                    unsafe {
                        let value = ptr::read(&raw const (*this.inner.as_ptr()).value);
                        (*this.inner.as_ptr()).strong.set(0);
                        let weak = $weak { inner: this.inner };
                        ptr::write(this, $pointer::new(value));
                        drop(weak);
                    }
                }
                unsafe { &mut (*this.inner.as_ptr()).value }
            }
        }

        impl<T> $pointer<[T]> {
            fn from_vec(vec: Vec<T>) -> $pointer<[T]> {
                let mut vec = vec;
                let len = vec.len();
                let align = if mem::align_of::<T>() > 8 { mem::align_of::<T>() } else { 8 };
                let header = if align > 16 { align } else { 16 };
                let size = (header + len * mem::size_of::<T>() + align - 1) / align * align;
                let base = intrinsics::alloc(size, align);
                let slice = intrinsics::slice_from_parts_mut(base as *mut T, len);
                let inner = slice as *mut Counted<[T]>;
                unsafe {
                    ptr::write(&raw mut (*inner).strong, Cell::new(1));
                    ptr::write(&raw mut (*inner).weak, Cell::new(1));
                    ptr::copy_nonoverlapping(vec.as_ptr(), &raw mut (*inner).value as *mut T, len);
                    vec.set_len(0);
                    $pointer { inner: NonNull::new_unchecked(inner), marker: PhantomData }
                }
            }
        }

        impl<T: ?Sized> Deref for $pointer<T> {
            type Target = T;
            fn deref(&self) -> &T { unsafe { &(*self.inner.as_ptr()).value } }
        }

        impl<T: ?Sized> Drop for $pointer<T> {
            fn drop(&mut self) {
                let counted = self.inner.as_ptr();
                unsafe {
                    let strong = (*counted).strong.get() - 1;
                    (*counted).strong.set(strong);
                    if strong == 0 {
                        let weak = $weak { inner: self.inner };
                        ptr::drop_in_place(&raw mut (*counted).value);
                        drop(weak);
                    }
                }
            }
        }

        impl<T: ?Sized> Clone for $pointer<T> {
            fn clone(&self) -> $pointer<T> {
                let strong = &self.counted().strong;
                strong.set(strong.get() + 1);
                $pointer { inner: self.inner, marker: PhantomData }
            }
        }

        impl<T> $weak<T> {
            pub const fn new() -> $weak<T> {
                $weak { inner: unsafe { NonNull::new_unchecked(usize::MAX as *mut Counted<T>) } }
            }
        }

        impl<T: ?Sized> $weak<T> {
            pub fn upgrade(&self) -> Option<$pointer<T>> {
                if is_dangling(self.inner) {
                    return None;
                }
                let strong = unsafe { &(*self.inner.as_ptr()).strong };
                if strong.get() == 0 {
                    return None;
                }
                strong.set(strong.get() + 1);
                Some($pointer { inner: self.inner, marker: PhantomData })
            }
            pub fn strong_count(&self) -> usize {
                if is_dangling(self.inner) { 0 } else { unsafe { (*self.inner.as_ptr()).strong.get() } }
            }
            pub fn weak_count(&self) -> usize {
                if is_dangling(self.inner) || self.strong_count() == 0 {
                    0
                } else {
                    unsafe { (*self.inner.as_ptr()).weak.get() - 1 }
                }
            }
            pub fn ptr_eq(&self, other: &Self) -> bool {
                self.inner.as_ptr() as *const () == other.inner.as_ptr() as *const ()
            }
        }

        impl<T: ?Sized> Drop for $weak<T> {
            fn drop(&mut self) {
                if is_dangling(self.inner) {
                    return;
                }
                let counted = self.inner.as_ptr();
                unsafe {
                    let weak = (*counted).weak.get() - 1;
                    (*counted).weak.set(weak);
                    if weak == 0 {
                        let size = intrinsics::size_of_val(counted as *const Counted<T>);
                        let align = intrinsics::align_of_val(counted as *const Counted<T>);
                        intrinsics::dealloc(counted as *mut u8, size, align);
                    }
                }
            }
        }

        impl<T: ?Sized> Clone for $weak<T> {
            fn clone(&self) -> $weak<T> {
                if !is_dangling(self.inner) {
                    let weak = unsafe { &(*self.inner.as_ptr()).weak };
                    weak.set(weak.get() + 1);
                }
                $weak { inner: self.inner }
            }
        }

        impl<T> Default for $weak<T> {
            fn default() -> $weak<T> { $weak::new() }
        }

        impl<T: ?Sized> fmt::Debug for $weak<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("(Weak)") }
        }

        impl<T: Default> Default for $pointer<T> {
            fn default() -> $pointer<T> { $pointer::new(T::default()) }
        }

        impl<T: ?Sized + PartialEq> PartialEq for $pointer<T> {
            fn eq(&self, other: &$pointer<T>) -> bool { **self == **other }
            fn ne(&self, other: &$pointer<T>) -> bool { **self != **other }
        }

        impl<T: ?Sized + Eq> Eq for $pointer<T> {}

        impl<T: ?Sized + PartialOrd> PartialOrd for $pointer<T> {
            fn partial_cmp(&self, other: &$pointer<T>) -> Option<Ordering> { (**self).partial_cmp(&**other) }
        }

        impl<T: ?Sized + Ord> Ord for $pointer<T> {
            fn cmp(&self, other: &$pointer<T>) -> Ordering { (**self).cmp(&**other) }
        }

        impl<T: ?Sized + Hash> Hash for $pointer<T> {
            fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $pointer<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&**self, f) }
        }

        impl<T: ?Sized + fmt::Debug> fmt::Debug for $pointer<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
        }

        impl<T: ?Sized> fmt::Pointer for $pointer<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Pointer::fmt(&(&raw const **self), f)
            }
        }

        impl<T> From<T> for $pointer<T> {
            fn from(t: T) -> Self { $pointer::new(t) }
        }

        impl<T, const N: usize> From<[T; N]> for $pointer<[T]> {
            fn from(v: [T; N]) -> $pointer<[T]> { $pointer::<[T; N]>::new(v) }
        }

        impl<T: Clone> From<&[T]> for $pointer<[T]> {
            fn from(v: &[T]) -> $pointer<[T]> { $pointer::from_vec(v.to_vec()) }
        }

        impl<T> From<Vec<T>> for $pointer<[T]> {
            fn from(v: Vec<T>) -> $pointer<[T]> { $pointer::from_vec(v) }
        }

        impl<T: Clone> From<&mut [T]> for $pointer<[T]> {
            fn from(slice: &mut [T]) -> $pointer<[T]> { $pointer::from(&*slice) }
        }
        impl From<&mut str> for $pointer<str> {
            fn from(text: &mut str) -> $pointer<str> { $pointer::from(&*text) }
        }
        impl<'a, B: ?Sized + crate::borrow::ToOwned> From<crate::borrow::Cow<'a, B>> for $pointer<B>
        where
            $pointer<B>: From<&'a B> + From<B::Owned>,
        {
            fn from(cow: crate::borrow::Cow<'a, B>) -> $pointer<B> {
                match cow {
                    crate::borrow::Cow::Borrowed(borrowed) => $pointer::from(borrowed),
                    crate::borrow::Cow::Owned(owned) => $pointer::from(owned),
                }
            }
        }
        impl From<&str> for $pointer<str> {
            fn from(v: &str) -> $pointer<str> {
                let bytes = $pointer::<[u8]>::from_vec(v.as_bytes().to_vec());
                let inner = bytes.inner.as_ptr() as *mut Counted<str>;
                mem::forget(bytes);
                $pointer { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData }
            }
        }

        impl From<String> for $pointer<str> {
            fn from(v: String) -> $pointer<str> { $pointer::from(v.as_str()) }
        }

        impl<T: ?Sized> From<Box<T>> for $pointer<T> {
            fn from(v: Box<T>) -> $pointer<T> {
                let value: *mut T = Box::into_raw(v);
                let (size, align) = (intrinsics::size_of_val(value as *const T), intrinsics::align_of_val(value as *const T));
                let whole = if align > 8 { align } else { 8 };
                let header = if align > 16 { align } else { 16 };
                let base = intrinsics::alloc((header + size + whole - 1) / whole * whole, whole);
                let inner = (value as *mut Counted<T>).with_addr(base.addr());
                unsafe {
                    ptr::write(&raw mut (*inner).strong, Cell::new(1));
                    ptr::write(&raw mut (*inner).weak, Cell::new(1));
                    ptr::copy_nonoverlapping(value as *const u8, base.add(header), size);
                    if size != 0 {
                        intrinsics::dealloc(value as *mut u8, size, align);
                    }
                    $pointer { inner: NonNull::new_unchecked(inner), marker: PhantomData }
                }
            }
        }

        impl<T> FromIterator<T> for $pointer<[T]> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self { $pointer::from_vec(iter.into_iter().collect()) }
        }

        impl<T: ?Sized> Borrow<T> for $pointer<T> {
            fn borrow(&self) -> &T { &**self }
        }

        impl<T: ?Sized> AsRef<T> for $pointer<T> {
            fn as_ref(&self) -> &T { &**self }
        }

        impl<T: ?Sized> Unpin for $pointer<T> {}
    };
}

mod pointer {
    use super::{Counted, is_dangling};
    use crate::any::Any;
    use crate::borrow::Borrow;
    use crate::cell::Cell;
    use crate::cmp::Ordering;
    use crate::fmt;
    use crate::hash::{Hash, Hasher};
    use crate::intrinsics;
    use crate::marker::{PhantomData, Unpin, Unsize};
    use crate::mem;
    use crate::ops::{CoerceUnsized, Deref, DispatchFromDyn};
    use crate::pin::Pin;
    use crate::ptr::{self, NonNull};

    counted_pointer! { Rc, Weak }

    impl<T: ?Sized> !Send for Rc<T> {}
    impl<T: ?Sized> !Sync for Rc<T> {}
    impl<T: ?Sized> !Send for Weak<T> {}
    impl<T: ?Sized> !Sync for Weak<T> {}

    impl Rc<dyn Any> {
        pub fn downcast<T: Any>(self) -> Result<Rc<T>, Self> {
            if (*self).is::<T>() {
                let inner = self.inner.as_ptr() as *mut Counted<T>;
                mem::forget(self);
                Ok(Rc { inner: unsafe { NonNull::new_unchecked(inner) }, marker: PhantomData })
            } else {
                Err(self)
            }
        }
    }
}

pub use self::pointer::{Rc, Weak};
