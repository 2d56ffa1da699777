//! The traits of what can be called and then awaited, and the future of an async closure that is called by value.

use crate::future::Future;
use crate::intrinsics;
use crate::marker::Tuple;
use crate::mem::ManuallyDrop;

#[lang = "async_fn"]
#[fundamental]
pub trait AsyncFn<Args: Tuple>: AsyncFnMut<Args> {
    extern "rust-call" fn async_call(&self, args: Args) -> Self::CallRefFuture<'_>;
}

#[lang = "async_fn_mut"]
#[fundamental]
pub trait AsyncFnMut<Args: Tuple>: AsyncFnOnce<Args> {
    #[lang = "call_ref_future"]
    type CallRefFuture<'a>: Future<Output = Self::Output>
    where
        Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: Args) -> Self::CallRefFuture<'_>;
}

#[lang = "async_fn_once"]
#[fundamental]
pub trait AsyncFnOnce<Args: Tuple> {
    #[lang = "call_once_future"]
    type CallOnceFuture: Future<Output = Self::Output>;
    #[lang = "async_fn_once_output"]
    type Output;
    extern "rust-call" fn async_call_once(self, args: Args) -> Self::CallOnceFuture;
}

impl<A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFn<A> for &F {
    extern "rust-call" fn async_call(&self, args: A) -> Self::CallRefFuture<'_> { F::async_call(*self, args) }
}
impl<A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFnMut<A> for &F {
    type CallRefFuture<'a>
        = F::CallRefFuture<'a>
    where
        Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: A) -> Self::CallRefFuture<'_> { F::async_call(*self, args) }
}
impl<'a, A: Tuple, F: ?Sized + AsyncFn<A>> AsyncFnOnce<A> for &'a F {
    type Output = F::Output;
    type CallOnceFuture = F::CallRefFuture<'a>;
    extern "rust-call" fn async_call_once(self, args: A) -> Self::CallOnceFuture { F::async_call(self, args) }
}
impl<A: Tuple, F: ?Sized + AsyncFnMut<A>> AsyncFnMut<A> for &mut F {
    type CallRefFuture<'a>
        = F::CallRefFuture<'a>
    where
        Self: 'a;
    extern "rust-call" fn async_call_mut(&mut self, args: A) -> Self::CallRefFuture<'_> { F::async_call_mut(*self, args) }
}
impl<'a, A: Tuple, F: ?Sized + AsyncFnMut<A>> AsyncFnOnce<A> for &'a mut F {
    type Output = F::Output;
    type CallOnceFuture = F::CallRefFuture<'a>;
    extern "rust-call" fn async_call_once(self, args: A) -> Self::CallOnceFuture { F::async_call_mut(self, args) }
}

/// An async closure, as the compiler sees it: its body makes a future that borrows from the closure, or, if the body
/// consumes what was captured, owns it.
#[lang = "async_closure"]
pub(crate) trait AsyncClosure<Args: Tuple>: Sized {
    #[lang = "async_closure_output"]
    type Output;
    #[lang = "async_closure_future"]
    type Future: Future<Output = Self::Output>;
    /// `call_held_once` of a closure that consumes its captures, `call_held_mut` of others.
    fn call_held(held: &mut Held<Self>, args: Args) -> Self::Future;
    /// Runs the body; the closure stays.
    extern "rust-call" fn call_body_mut(&mut self, args: Args) -> Self::Future;
    /// Runs the body of a closure that consumes its captures.
    extern "rust-call" fn call_body_once(self, args: Args) -> Self::Future;
}

/// A closure that may have been taken away.
pub(crate) struct Held<F> {
    closure: ManuallyDrop<F>,
    is_here: bool,
}

impl<F> Drop for Held<F> {
    fn drop(&mut self) {
        if self.is_here {
            unsafe { ManuallyDrop::drop(&mut self.closure) }
        }
    }
}

#[lang = "async_closure_held_mut"]
pub(crate) fn call_held_mut<F: AsyncClosure<A>, A: Tuple>(held: &mut Held<F>, args: A) -> F::Future {
    F::call_body_mut(&mut *held.closure, args)
}

#[lang = "async_closure_held_once"]
pub(crate) fn call_held_once<F: AsyncClosure<A>, A: Tuple>(held: &mut Held<F>, args: A) -> F::Future {
    held.is_here = false;
    let closure = unsafe { ManuallyDrop::take(&mut held.closure) };
    F::call_body_once(closure, args)
}

/// A call by value: the future owns the arguments and what the closure owned, in this order.
#[lang = "async_closure_call_once"]
pub(crate) extern "rust-call" fn call_once<F: AsyncClosure<A>, A: Tuple>(
    closure: F,
    args: A,
) -> impl Future<Output = F::Output> {
    let held = Held { closure: ManuallyDrop::new(closure), is_here: true };
    async move {
        let args = args;
        let mut held = held;
        F::call_held(&mut held, args).await
    }
}

/// `Fn` and `FnMut` of a closure from which no future borrows: all it captured are shared references.
#[lang = "async_closure_call"]
pub(crate) extern "rust-call" fn call<F: AsyncClosure<A>, A: Tuple>(
    closure: &F,
    args: A,
) -> impl Future<Output = F::Output> {
    call_once(unsafe { intrinsics::read(closure as *const F) }, args)
}
