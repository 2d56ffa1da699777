//! `std::future`.

use crate::intrinsics;
use crate::mem::MaybeUninit;
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::task::{Context, Poll};

#[lang = "future_trait"]
pub trait Future {
    #[lang = "future_output"]
    type Output;
    #[lang = "poll"]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>;
}

impl<F: ?Sized + Future + Unpin> Future for &mut F {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        F::poll(Pin::new(&mut **self), cx)
    }
}

impl<P> Future for Pin<P>
where
    P: DerefMut<Target: Future>,
{
    type Output = <<P as Deref>::Target as Future>::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        <P::Target as Future>::poll(self.as_deref_mut(), cx)
    }
}

/// The value of `future.await`.
#[lang = "await_future"]
pub(crate) fn await_future<F: IntoFuture>(future: F) -> F::Output {
    let mut future = future.into_future();
    loop {
        let context = unsafe { &mut *(intrinsics::task_context() as *mut Context<'_>) };
        match unsafe { Pin::new_unchecked(&mut future) }.poll(context) {
            Poll::Ready(value) => return value,
            Poll::Pending => intrinsics::task_suspend(),
        }
    }
}

/// `Future::poll` of an `async` block.
#[lang = "coroutine_poll"]
pub(crate) fn coroutine_poll<F: Future>(future: Pin<&mut F>, cx: &mut Context<'_>) -> Poll<F::Output> {
    let mut output = MaybeUninit::<F::Output>::uninit();
    let future: *mut F = unsafe { future.get_unchecked_mut() };
    match intrinsics::coroutine_resume(future, cx as *mut Context<'_> as *mut u8, output.as_mut_ptr()) {
        0 => Poll::Pending,
        1 => Poll::Ready(unsafe { output.assume_init() }),
        2 => panic!("`async fn` resumed after completion"),
        _ => panic!("`async fn` resumed after panicking"),
    }
}

#[lang = "IntoFuture"]
pub trait IntoFuture {
    type Output;
    type IntoFuture: Future<Output = Self::Output>;
    #[lang = "into_future"]
    fn into_future(self) -> Self::IntoFuture;
}

impl<F: Future> IntoFuture for F {
    type Output = F::Output;
    type IntoFuture = F;
    fn into_future(self) -> F { self }
}

#[derive(Debug, Clone)]
pub struct Ready<T>(Option<T>);

impl<T> Unpin for Ready<T> {}

impl<T> Future for Ready<T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<T> {
        Poll::Ready(self.0.take().expect("`Ready` polled after completion"))
    }
}

impl<T> Ready<T> {
    pub fn into_inner(self) -> T { self.0.expect("Called `into_inner()` on `Ready` after completion") }
}

pub fn ready<T>(t: T) -> Ready<T> { Ready(Some(t)) }

pub struct Pending<T> {
    _data: crate::marker::PhantomData<fn() -> T>,
}

pub fn pending<T>() -> Pending<T> { Pending { _data: crate::marker::PhantomData } }

impl<T> Future for Pending<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> { Poll::Pending }
}

pub struct PollFn<F> {
    f: F,
}

impl<F: Unpin> Unpin for PollFn<F> {}

pub fn poll_fn<T, F>(f: F) -> PollFn<F>
where
    F: FnMut(&mut Context<'_>) -> Poll<T>,
{
    PollFn { f }
}

impl<T, F> Future for PollFn<F>
where
    F: FnMut(&mut Context<'_>) -> Poll<T>,
{
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> { unsafe { (self.get_unchecked_mut().f)(cx) } }
}
