//! Dropping a suspended future drops what is live at its await, innermost first.
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
    let mut future = Box::pin(async {
        let _a = Noisy("a");
        Yield(false).await;
        let _b = Noisy("b");
        {
            let _c = Noisy("c");
            Yield(false).await;
        }
        println!("never");
    });
    let mut context = Context::from_waker(Waker::noop());
    println!("{}", future.as_mut().poll(&mut context).is_pending());
    println!("{}", future.as_mut().poll(&mut context).is_pending());
    println!("dropping");
    drop(future);
    println!("dropped");
    drop(async { Yield(false).await });
}
