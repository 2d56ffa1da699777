//! Parameters of an async fn are dropped with its future, in reverse order, used or not.
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

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn takes(_: Noisy, used: Noisy, (a, _b): (Noisy, Noisy)) {
    println!("body");
    let _both = (&used, &a);
}

fn main() {
    let future = takes(Noisy("0"), Noisy("1"), (Noisy("2a"), Noisy("2b")));
    println!("made");
    block_on(future);
    let future = takes(Noisy("0"), Noisy("1"), (Noisy("2a"), Noisy("2b")));
    drop(future);
    println!("never polled");
}
