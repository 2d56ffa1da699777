//! A panic leaves the poll, drops what the future holds, and the future cannot be polled again.
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

fn main() {
    std::panic::set_hook(Box::new(|_| println!("panicked")));
    let mut future = Box::pin(async {
        let _a = Noisy("a");
        Yield(false).await;
        if true {
            panic!("inside");
        }
    });
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..3 {
        let polled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
        println!("{}", polled.is_err());
    }
    println!("{}", block_on(async { 1 }));
}
