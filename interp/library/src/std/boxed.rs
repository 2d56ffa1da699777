//! `std::boxed`. Dereferencing a `Box`, moving out of it and dropping it are built into the language.

use crate::any::Any;
use crate::borrow::{Borrow, BorrowMut, Cow};
use crate::cmp::Ordering;
use crate::error::Error;
use crate::fmt;
use crate::future::Future;
use crate::hash::{Hash, Hasher};
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::marker::{Tuple, Unpin, Unsize};
use crate::mem;
use crate::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, CoerceUnsized, Deref, DerefMut, DispatchFromDyn};
use crate::pin::Pin;
use crate::ptr::{self, Unique};
use crate::str::{self, FromStr};

#[lang = "owned_box"]
#[fundamental]
pub struct Box<T: ?Sized>(Unique<T>);

fn allocate<T>() -> *mut T {
    if mem::size_of::<T>() == 0 {
        mem::align_of::<T>() as *mut T
    } else {
        intrinsics::alloc(mem::size_of::<T>(), mem::align_of::<T>()) as *mut T
    }
}

/// `Box::new`, which `vec!` uses too.
#[doc(hidden)]
pub fn box_new<T>(x: T) -> Box<T> {
    let place = allocate::<T>();
    intrinsics::write(place, x);
    Box(Unique::new_unchecked(place))
}

/// Frees the memory of a box whose content is gone; the evaluator calls it after the content's drop glue.
#[lang = "box_free"]
fn box_free<T: ?Sized>(place: *mut T) {
    let size = intrinsics::size_of_val(place as *const T);
    if size != 0 {
        intrinsics::dealloc(place as *mut u8, size, intrinsics::align_of_val(place as *const T));
    }
}

impl<T> Box<T> {
    pub fn new(x: T) -> Self { box_new(x) }
    pub fn pin(x: T) -> Pin<Box<T>> { Box::into_pin(box_new(x)) }
    pub fn new_uninit() -> Box<mem::MaybeUninit<T>> { box_new(mem::MaybeUninit::uninit()) }
    pub fn new_zeroed() -> Box<mem::MaybeUninit<T>> { box_new(mem::MaybeUninit::zeroed()) }
    pub fn into_inner(boxed: Self) -> T { *boxed }
    pub fn into_boxed_slice(boxed: Self) -> Box<[T]> {
        let place = Box::into_raw(boxed);
        unsafe { Box::from_raw(intrinsics::slice_from_parts_mut(place, 1)) }
    }
}

impl<T> Box<[T]> {
    pub fn new_uninit_slice(len: usize) -> Box<[mem::MaybeUninit<T>]> {
        let mut vec: Vec<mem::MaybeUninit<T>> = Vec::with_capacity(len);
        unsafe { vec.set_len(len) };
        vec.into_boxed_slice()
    }
    pub fn new_zeroed_slice(len: usize) -> Box<[mem::MaybeUninit<T>]> {
        let mut slice = Box::<[T]>::new_uninit_slice(len);
        intrinsics::write_bytes((*slice).as_mut_ptr(), 0, len);
        slice
    }
}

impl<T> Box<[mem::MaybeUninit<T>]> {
    pub unsafe fn assume_init(self) -> Box<[T]> { unsafe { Box::from_raw(Box::into_raw(self) as *mut [T]) } }
}

impl<T> Box<mem::MaybeUninit<T>> {
    pub unsafe fn assume_init(self) -> Box<T> { unsafe { Box::from_raw(Box::into_raw(self) as *mut T) } }
    pub fn write(mut boxed: Self, value: T) -> Box<T> {
        (*boxed).write(value);
        unsafe { boxed.assume_init() }
    }
}

impl<T: ?Sized> Box<T> {
    pub unsafe fn from_raw(raw: *mut T) -> Self { Box(Unique::new_unchecked(raw)) }
    pub fn into_raw(b: Self) -> *mut T {
        let place = b.0.as_ptr();
        mem::forget(b);
        place
    }
    pub fn as_ptr(b: &Self) -> *const T { b.0.as_ptr() as *const T }
    pub fn as_mut_ptr(b: &mut Self) -> *mut T { b.0.as_ptr() }
    pub fn leak<'a>(b: Self) -> &'a mut T
    where
        T: 'a,
    {
        unsafe { &mut *Box::into_raw(b) }
    }
    pub fn into_pin(boxed: Self) -> Pin<Self> { unsafe { Pin::new_unchecked(boxed) } }
}

impl<T: ?Sized> Deref for Box<T> {
    type Target = T;
    fn deref(&self) -> &T { &**self }
}

impl<T: ?Sized> DerefMut for Box<T> {
    fn deref_mut(&mut self) -> &mut T { &mut **self }
}

impl<T: Default> Default for Box<T> {
    fn default() -> Self { Box::new(T::default()) }
}

impl<T> Default for Box<[T]> {
    fn default() -> Self { Vec::new().into_boxed_slice() }
}

impl Default for Box<str> {
    fn default() -> Self { String::new().into_boxed_str() }
}

impl<T: Clone> Clone for Box<T> {
    fn clone(&self) -> Self { Box::new((**self).clone()) }
    fn clone_from(&mut self, source: &Self) { (**self).clone_from(&**source) }
}

impl<T: Clone> Clone for Box<[T]> {
    fn clone(&self) -> Self { self.to_vec().into_boxed_slice() }
    fn clone_from(&mut self, source: &Self) {
        if self.len() == source.len() {
            self.clone_from_slice(&**source)
        } else {
            *self = source.clone()
        }
    }
}

impl Clone for Box<str> {
    fn clone(&self) -> Self { String::from(&**self).into_boxed_str() }
}

impl<T: ?Sized + PartialEq> PartialEq for Box<T> {
    fn eq(&self, other: &Self) -> bool { PartialEq::eq(&**self, &**other) }
    fn ne(&self, other: &Self) -> bool { PartialEq::ne(&**self, &**other) }
}

impl<T: ?Sized + PartialOrd> PartialOrd for Box<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> { PartialOrd::partial_cmp(&**self, &**other) }
    fn lt(&self, other: &Self) -> bool { PartialOrd::lt(&**self, &**other) }
    fn le(&self, other: &Self) -> bool { PartialOrd::le(&**self, &**other) }
    fn ge(&self, other: &Self) -> bool { PartialOrd::ge(&**self, &**other) }
    fn gt(&self, other: &Self) -> bool { PartialOrd::gt(&**self, &**other) }
}

impl<T: ?Sized + Ord> Ord for Box<T> {
    fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(&**self, &**other) }
}

impl<T: ?Sized + Eq> Eq for Box<T> {}

impl<T: ?Sized + Hash> Hash for Box<T> {
    fn hash<H: Hasher>(&self, state: &mut H) { (**self).hash(state) }
}

impl<T: ?Sized + Hasher> Hasher for Box<T> {
    fn finish(&self) -> u64 { (**self).finish() }
    fn write(&mut self, bytes: &[u8]) { (**self).write(bytes) }
}

impl<T: fmt::Display + ?Sized> fmt::Display for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&**self, f) }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}

impl<T: ?Sized> fmt::Pointer for Box<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer: *const T = &**self;
        fmt::Pointer::fmt(&pointer, f)
    }
}

impl<T> From<T> for Box<T> {
    fn from(t: T) -> Self { Box::new(t) }
}

impl<T: ?Sized> From<Box<T>> for Pin<Box<T>> {
    fn from(boxed: Box<T>) -> Self { Box::into_pin(boxed) }
}

impl<T: Clone> From<&[T]> for Box<[T]> {
    fn from(slice: &[T]) -> Box<[T]> { slice.to_vec().into_boxed_slice() }
}

impl<T, const N: usize> From<[T; N]> for Box<[T]> {
    fn from(array: [T; N]) -> Box<[T]> { Box::new(array) }
}

impl<T: Clone> From<&mut [T]> for Box<[T]> {
    fn from(slice: &mut [T]) -> Box<[T]> { Box::from(&*slice) }
}
impl From<&mut str> for Box<str> {
    fn from(text: &mut str) -> Box<str> { Box::from(&*text) }
}
impl From<&str> for Box<str> {
    fn from(s: &str) -> Box<str> { String::from(s).into_boxed_str() }
}

impl From<String> for Box<str> {
    fn from(s: String) -> Box<str> { s.into_boxed_str() }
}

impl From<Box<str>> for String {
    fn from(s: Box<str>) -> String { s.into_string() }
}

impl<T> From<Vec<T>> for Box<[T]> {
    fn from(v: Vec<T>) -> Self { v.into_boxed_slice() }
}

impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {
    fn from(err: E) -> Box<dyn Error + 'a> { Box::new(err) }
}

impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: E) -> Box<dyn Error + Send + Sync + 'a> { Box::new(err) }
}

/// The error that a text becomes.
struct StringError(String);

impl Error for StringError {}

impl fmt::Display for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
}

impl fmt::Debug for StringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.0, f) }
}

impl<'a> From<String> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: String) -> Box<dyn Error + Send + Sync + 'a> { Box::new(StringError(err)) }
}

impl<'a> From<String> for Box<dyn Error + 'a> {
    fn from(err: String) -> Box<dyn Error + 'a> { Box::new(StringError(err)) }
}

impl<'a, 'b> From<&'b str> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: &'b str) -> Box<dyn Error + Send + Sync + 'a> { Box::new(StringError(String::from(err))) }
}

impl<'a, 'b> From<&'b str> for Box<dyn Error + 'a> {
    fn from(err: &'b str) -> Box<dyn Error + 'a> { Box::new(StringError(String::from(err))) }
}

impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + 'a> {
    fn from(err: Cow<'b, str>) -> Box<dyn Error + 'a> { Box::new(StringError(err.into_owned())) }
}

impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + Send + Sync + 'a> {
    fn from(err: Cow<'b, str>) -> Box<dyn Error + Send + Sync + 'a> { Box::new(StringError(err.into_owned())) }
}

macro_rules! downcasts {
    ($($any:ty),*) => { $(
        impl Box<$any> {
            pub fn downcast<T: Any>(self) -> Result<Box<T>, Self> {
                if self.is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
            }
        }
    )* };
}
downcasts! { dyn Any, dyn Any + Send, dyn Any + Send + Sync }

impl<A: Tuple, F: FnOnce<A> + ?Sized> FnOnce<A> for Box<F> {
    type Output = <F as FnOnce<A>>::Output;
    extern "rust-call" fn call_once(self, args: A) -> Self::Output { intrinsics::call_once_box(self, args) }
}

impl<A: Tuple, F: FnMut<A> + ?Sized> FnMut<A> for Box<F> {
    extern "rust-call" fn call_mut(&mut self, args: A) -> Self::Output { (**self).call_mut(args) }
}

impl<A: Tuple, F: Fn<A> + ?Sized> Fn<A> for Box<F> {
    extern "rust-call" fn call(&self, args: A) -> Self::Output { (**self).call(args) }
}

impl<A: Tuple, F: AsyncFnOnce<A>> AsyncFnOnce<A> for Box<F> {
    type Output = F::Output;
    type CallOnceFuture = F::CallOnceFuture;
    extern "rust-call" fn async_call_once(self, args: A) -> Self::CallOnceFuture { F::async_call_once(*self, args) }
}

impl<A: Tuple, F: AsyncFnMut<A>> AsyncFnMut<A> for Box<F> {
    type CallRefFuture<'a>
        = F::CallRefFuture<'a>
    where
        Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: A) -> Self::CallRefFuture<'_> {
        F::async_call_mut(&mut **self, args)
    }
}

impl<A: Tuple, F: AsyncFn<A>> AsyncFn<A> for Box<F> {
    extern "rust-call" fn async_call(&self, args: A) -> Self::CallRefFuture<'_> { F::async_call(&**self, args) }
}

impl<I: Iterator + ?Sized> Iterator for Box<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { (**self).next() }
    fn size_hint(&self) -> (usize, Option<usize>) { (**self).size_hint() }
    fn nth(&mut self, n: usize) -> Option<I::Item> { (**self).nth(n) }
}

impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<I> {
    fn next_back(&mut self) -> Option<I::Item> { (**self).next_back() }
}

impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for Box<I> {}
impl<I: FusedIterator + ?Sized> FusedIterator for Box<I> {}

impl<I> FromIterator<I> for Box<[I]> {
    fn from_iter<T: IntoIterator<Item = I>>(iter: T) -> Self { iter.into_iter().collect::<Vec<_>>().into_boxed_slice() }
}

impl FromIterator<char> for Box<str> {
    fn from_iter<T: IntoIterator<Item = char>>(iter: T) -> Self { iter.into_iter().collect::<String>().into_boxed_str() }
}

impl<I> IntoIterator for Box<[I]> {
    type Item = I;
    type IntoIter = crate::vec::IntoIter<I>;
    fn into_iter(self) -> crate::vec::IntoIter<I> { self.into_vec().into_iter() }
}

impl<'a, I> IntoIterator for &'a Box<[I]> {
    type Item = &'a I;
    type IntoIter = crate::slice::Iter<'a, I>;
    fn into_iter(self) -> crate::slice::Iter<'a, I> { self.iter() }
}

impl<T: ?Sized> Borrow<T> for Box<T> {
    fn borrow(&self) -> &T { &**self }
}

impl<T: ?Sized> BorrowMut<T> for Box<T> {
    fn borrow_mut(&mut self) -> &mut T { &mut **self }
}

impl<T: ?Sized> AsRef<T> for Box<T> {
    fn as_ref(&self) -> &T { &**self }
}

impl<T: ?Sized> AsMut<T> for Box<T> {
    fn as_mut(&mut self) -> &mut T { &mut **self }
}

impl<T: ?Sized> Unpin for Box<T> {}

impl<F: ?Sized + Future + Unpin> Future for Box<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<Self::Output> {
        F::poll(Pin::new(&mut **self), cx)
    }
}

impl<T: Error> Error for Box<T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> { Error::source(&**self) }
}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Box<U>> for Box<T> {}

impl From<Cow<'_, str>> for Box<str> {
    fn from(cow: Cow<'_, str>) -> Box<str> { cow.into_owned().into_boxed_str() }
}
impl<T: Clone> From<Cow<'_, [T]>> for Box<[T]> {
    fn from(cow: Cow<'_, [T]>) -> Box<[T]> { cow.into_owned().into_boxed_slice() }
}
impl From<Box<str>> for Box<[u8]> {
    fn from(s: Box<str>) -> Box<[u8]> { s.into_boxed_bytes() }
}
impl<T, const N: usize> TryFrom<Vec<T>> for Box<[T; N]> {
    type Error = Vec<T>;
    fn try_from(vec: Vec<T>) -> Result<Box<[T; N]>, Vec<T>> {
        if vec.len() != N {
            return Err(vec);
        }
        Ok(unsafe { Box::from_raw(Box::into_raw(vec.into_boxed_slice()) as *mut [T; N]) })
    }
}
