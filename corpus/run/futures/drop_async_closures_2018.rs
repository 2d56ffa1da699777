//! Async closures, called by reference and by value: when captures, parameters and locals go.
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

async fn by_ref(name: &str, f: impl AsyncFn(D) -> i32) -> i32 {
    println!("{name} by ref");
    let first = f(D("arg 1")).await;
    first + f(D("arg 2")).await
}

async fn by_mut(mut f: impl AsyncFnMut(&D)) {
    let d = D("lent");
    f(&d).await;
    f(&D("lent temporary")).await;
}

async fn once<R>(f: impl AsyncFnOnce(D, D) -> R) -> R {
    f(D("arg"), D("other arg")).await
}

fn once_future<F: AsyncFnOnce(D, D) -> i32>(f: F) -> impl Future<Output = i32> {
    f(D("arg"), D("other arg"))
}

fn main() {
    for times in 0..6 {
        let captured = D("captured");
        poll_times("shared", times, by_ref("shared", async |a: D| {
            let _local = D("local");
            yield_now().await;
            a.get() + captured.get()
        }));
        poll_times("moved", times, by_ref("moved", async move |_a| {
            yield_now().await;
            captured.get()
        }));
    }
    for times in 0..4 {
        let (x, y) = (D("x"), D("y"));
        poll_times("lends what it owns", times, once(async move |a, _| {
            let _local = D("local");
            yield_now().await;
            x.get() + y.get() + a.get()
        }));
        let (x, y) = (D("x"), D("y"));
        poll_times("consumes one", times, once(async move |_, b: D| {
            yield_now().await;
            drop(x);
            println!("x is gone");
            yield_now().await;
            y.get() + b.get()
        }));
        let (x, y) = (D("x"), D("y"));
        let future = once_future(async |a, b| {
            let (_a, _x) = (a, x);
            yield_now().await;
            y.get() + b.get()
        });
        poll_times("outlives its closure", times, future);
    }
    let mut seen = Vec::new();
    poll_times("mutable", 9, by_mut(async |d| {
        yield_now().await;
        seen.push(d.get());
    }));
    println!("{seen:?}");
    let c = async |(a, _): (D, D), _: D| a.get();
    poll_times("patterns, unpolled", 0, c((D("p"), D("q")), D("r")));
    poll_times("patterns", 1, c((D("p"), D("q")), D("r")));
    let held = D("held");
    let c = async move || held.get();
    let n = poll_times("direct", 1, c()).unwrap_or(0) + poll_times("again", 1, c()).unwrap_or(0);
    drop(c);
    println!("{n}");
}
