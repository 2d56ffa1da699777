//! Futures polled together: the loser is dropped where it waits, the joined ones where they end.
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

use std::future::poll_fn;

struct Select<A, B>(Option<A>, Option<B>);

enum Either<A, B> {
    Left(A),
    Right(B),
}

impl<A: Future + Unpin, B: Future + Unpin> Future for Select<A, B> {
    type Output = Either<A::Output, B::Output>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(left) = &mut self.0 {
            if let Poll::Ready(value) = Pin::new(left).poll(cx) {
                return Poll::Ready(Either::Left(value));
            }
        }
        if let Some(right) = &mut self.1 {
            if let Poll::Ready(value) = Pin::new(right).poll(cx) {
                return Poll::Ready(Either::Right(value));
            }
        }
        Poll::Pending
    }
}

async fn task(name: &'static str, steps: u32) -> D {
    let _local = D(name);
    for step in 0..steps {
        println!("{name} at {step}");
        yield_now().await;
    }
    D("result")
}

async fn select() {
    let which = Select(Some(Box::pin(task("quick", 1))), Some(Box::pin(task("slow", 3)))).await;
    match which {
        Either::Left(_d) => println!("left won"),
        Either::Right(_d) => println!("right won"),
    }
    println!("after select");
}

async fn join<T>(futures: Vec<Pin<Box<dyn Future<Output = T>>>>) -> Vec<T> {
    let mut waiting: Vec<Option<Pin<Box<dyn Future<Output = T>>>>> = futures.into_iter().map(Some).collect();
    let mut results: Vec<Option<T>> = waiting.iter().map(|_| None).collect();
    poll_fn(|cx| {
        let mut pending = false;
        for (slot, result) in waiting.iter_mut().zip(&mut results) {
            if let Some(future) = slot {
                match future.as_mut().poll(cx) {
                    Poll::Ready(value) => {
                        *result = Some(value);
                        *slot = None;
                    }
                    Poll::Pending => pending = true,
                }
            }
        }
        if pending { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    results.into_iter().flatten().collect()
}

async fn joined() {
    let all = join(vec![Box::pin(task("one", 2)) as Pin<Box<dyn Future<Output = D>>>, Box::pin(task("two", 1))]).await;
    println!("{} results", all.len());
}

fn main() {
    poll_times("select", 5, select());
    poll_times("select", 1, select());
    for times in 0..4 {
        poll_times("join", times, joined());
    }
}
