//! Parameters of an async fn: dropped unpolled, suspended and completed.
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

async fn plain(_a: D, b: D, _: D) -> i32 {
    yield_now().await;
    b.get()
}

async fn patterns((_x, _): (D, D), D2 { left, .. }: D2, mut c: D) {
    let _local = D("local");
    yield_now().await;
    c = D("c2");
    c.get();
    left.get();
    yield_now().await;
}

struct D2 {
    left: D,
    #[allow(dead_code)]
    right: D,
}

struct Owner(D);

impl Owner {
    async fn by_value(self, _other: D) {
        yield_now().await;
    }

    async fn by_ref(&self, other: D) -> i32 {
        yield_now().await;
        self.0.get() + other.get()
    }
}

fn main() {
    for times in 0..3 {
        poll_times("plain", times, plain(D("a"), D("b"), D("c")));
    }
    for times in 0..4 {
        let both = D2 { left: D("left"), right: D("right") };
        poll_times("patterns", times, patterns((D("x"), D("y")), both, D("c")));
    }
    for times in 0..3 {
        poll_times("by value", times, Owner(D("owner")).by_value(D("other")));
        let owner = Owner(D("owner"));
        poll_times("by ref", times, owner.by_ref(D("other")));
    }
}
