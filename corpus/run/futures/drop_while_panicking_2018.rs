//! A panic inside a poll drops what the future holds; later polls panic too.
//@ edition: 2018
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn get(&self) -> i32 {
        println!("use {}", self.0);
        1
    }
}

struct Silent;

impl Wake for Silent {
    fn wake(self: Arc<Self>) {}
}

/// Pending as often as told.
struct Yield(u32);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        Poll::Pending
    }
}

fn yield_now() -> Yield {
    Yield(1)
}

/// Polls at most so often, then drops.
fn poll_times<F: Future>(what: &str, times: u32, future: F) -> Option<F::Output> {
    println!("-- {what}, {times} polls");
    let waker = Waker::from(Arc::new(Silent));
    let mut context = Context::from_waker(&waker);
    let mut future = Box::pin(future);
    for n in 0..times {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => {
                println!("ready after {n}");
                return Some(value);
            }
            Poll::Pending => println!("pending"),
        }
    }
    println!("dropping the future");
    None
}

use std::panic::{AssertUnwindSafe, catch_unwind};

async fn fails(a: D, when: u32) -> i32 {
    let _before = D("before");
    yield_now().await;
    let _tuple = (D("t0"), {
        if when == 1 {
            panic!("in a tuple");
        }
        D("t1")
    });
    inner(&a, when).await
}

async fn inner(a: &D, when: u32) -> i32 {
    let _inner = D("inner");
    yield_now().await;
    if when == 2 {
        panic!("in the inner future");
    }
    a.get()
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        println!("bomb");
        if !std::thread::panicking() {
            panic!("from drop");
        }
    }
}

async fn bomb(_first: D) {
    let _x = D("x");
    let _bomb = Bomb;
    let _y = D("y");
    yield_now().await;
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        println!("panic: {}", info.payload().downcast_ref::<&str>().unwrap_or(&"?"));
    }));
    let waker = Waker::from(Arc::new(Silent));
    let mut context = Context::from_waker(&waker);
    for when in 0..3 {
        println!("-- {when}");
        let mut future = Box::pin(fails(D("a"), when));
        loop {
            match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context))) {
                Ok(Poll::Pending) => println!("pending"),
                Ok(Poll::Ready(n)) => {
                    println!("ready {n}");
                    break;
                }
                Err(_) => {
                    println!("caught");
                    break;
                }
            }
        }
        let again = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context).is_ready()));
        println!("again: {}", again.is_err());
    }
    for times in 0..3 {
        let caught = catch_unwind(AssertUnwindSafe(|| poll_times("bomb", times, bomb(D("parameter")))));
        println!("{}", caught.is_err());
    }
}
