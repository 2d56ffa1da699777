//! An async fn runs when it is polled, and goes on where it waited.
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Pending once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    let mut polls = 0;
    loop {
        polls += 1;
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            println!("{polls} polls");
            return value;
        }
    }
}

async fn add(a: i32, b: i32) -> i32 {
    Yield(false).await;
    a + b
}

async fn greeting(name: &str) -> String {
    println!("in greeting");
    Yield(false).await;
    format!("hello {name}")
}

fn main() {
    let future = greeting("you");
    println!("made");
    println!("{}", block_on(future));
    println!("{}", block_on(async { add(1, 2).await + add(3, 4).await }));
}
