//! Async blocks inside each other: what each captured, and when it goes.
//@ edition: 2021
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

fn main() {
    for times in 0..4 {
        let (a, b, c) = (D("a"), D("b"), D("c"));
        let outer = async move {
            let _first = D("first");
            let inner = async {
                let _inner = D("inner local");
                yield_now().await;
                a.get()
            };
            let moved = async move {
                yield_now().await;
                b.get()
            };
            println!("made");
            let n = inner.await;
            println!("inner gave {n}");
            moved.await + c.get()
        };
        poll_times("outer", times, outer);
    }
    let (d, e) = (D("d"), D("e"));
    let borrowing = async { d.get() };
    let owning = async move {
        let _e = e;
    };
    drop(owning);
    println!("dropped unpolled");
    poll_times("borrowing", 1, borrowing);
    let pair = (D("left"), D("right"));
    let parts = async move {
        yield_now().await;
        drop(pair.1);
        println!("took the right");
    };
    poll_times("parts", 1, parts);
    let pair = (D("left2"), D("right2"));
    let parts = async {
        let _left = pair.0;
        yield_now().await;
    };
    poll_times("by use", 2, parts);
    println!("end of main");
}
