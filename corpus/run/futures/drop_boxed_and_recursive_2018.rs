//! Boxed futures, recursion through boxes, and async methods of traits.
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

fn countdown(n: u32) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move {
        let _level = D(["zero", "one", "two", "three"][n as usize]);
        yield_now().await;
        if n == 0 { 0 } else { countdown(n - 1).await + n }
    })
}

async fn boxed_inside(n: u32) -> u32 {
    let _d = D("frame");
    if n == 0 {
        yield_now().await;
        return 0;
    }
    Box::pin(boxed_inside(n - 1)).await + 1
}

trait Step {
    async fn step(&mut self, d: D) -> i32;
    async fn twice(&mut self) -> i32 {
        let _default = D("default");
        let first = self.step(D("d1")).await;
        first + self.step(D("d2")).await
    }
    fn into_future(self) -> impl Future<Output = D>
    where
        Self: Sized;
}

struct Counter(i32, D);

impl Step for Counter {
    async fn step(&mut self, d: D) -> i32 {
        yield_now().await;
        self.0 += d.get();
        self.0
    }

    async fn into_future(self) -> D {
        yield_now().await;
        self.1
    }
}

fn main() {
    for times in [0, 1, 3, 9] {
        poll_times("countdown", times, countdown(3));
        poll_times("boxed", times, boxed_inside(2));
        let mut counter = Counter(10, D("counter"));
        poll_times("twice", times, counter.twice());
        poll_times("into_future", times, Counter(0, D("consumed")).into_future());
    }
    let futures: Vec<Pin<Box<dyn Future<Output = u32>>>> = vec![countdown(0), countdown(1)];
    drop(futures);
    let mut slot: Option<Pin<Box<dyn Future<Output = u32>>>> = Some(countdown(1));
    let waker = Waker::from(Arc::new(Silent));
    let mut context = Context::from_waker(&waker);
    if let Some(future) = &mut slot {
        println!("{}", future.as_mut().poll(&mut context).is_pending());
    }
    slot = None;
    println!("replaced {}", slot.is_none());
}
