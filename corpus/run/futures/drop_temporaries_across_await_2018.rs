//! Temporaries that live across an await, and in tail expressions.
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

fn make(name: &'static str) -> D {
    D(name)
}

async fn consume(d: D) -> i32 {
    yield_now().await;
    d.get()
}

async fn borrow(d: &D) -> i32 {
    yield_now().await;
    d.get()
}

async fn in_statement() {
    let _n = make("t").get() + borrow(&make("u")).await;
    println!("next statement");
    yield_now().await;
}

async fn in_arguments() {
    fn three(_: &D, _: i32, _: D) {
        println!("called");
    }
    three(&make("first"), consume(make("second")).await, make("third"));
    println!("after call");
    yield_now().await;
}

async fn in_match() {
    match make("scrutinee").get() {
        1 => {
            let _arm = D("arm");
            yield_now().await;
            println!("end of arm");
        }
        _ => {}
    }
    println!("after match");
}

async fn in_if_let() {
    if let 2 = borrow(&make("condition")).await {
        println!("two");
    } else {
        yield_now().await;
        println!("else");
    }
    println!("after if let");
}

async fn in_while() {
    let mut n = 0;
    while make("loop").get() + n < 3 {
        let _body = D("body");
        yield_now().await;
        n += 1;
    }
}

async fn in_tail() -> i32 {
    let _local = D("local");
    borrow(&make("tail")).await
}

async fn in_block() {
    let n = {
        let inner = D("inner");
        borrow(&inner).await + make("block tail").get()
    };
    println!("block gave {n}");
}

async fn underscore() {
    let _ = make("gone at once");
    let _ = consume(make("awaited")).await;
    let _kept = make("kept");
    _ = make("assigned to nothing");
    yield_now().await;
    println!("end");
}

fn main() {
    for times in 0..4 {
        poll_times("statement", times, in_statement());
        poll_times("arguments", times, in_arguments());
        poll_times("match", times, in_match());
        poll_times("if let", times, in_if_let());
        poll_times("tail", times, in_tail());
        poll_times("block", times, in_block());
        poll_times("underscore", times, underscore());
    }
    poll_times("while", 2, in_while());
    poll_times("while", 9, in_while());
}
