//! `?` and `return` leave the async block they stand in.
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

async fn small(n: i32) -> Result<i32, String> {
    if n > 2 { Err(format!("too big: {n}")) } else { Ok(n) }
}

async fn chain(n: i32) -> Result<i32, String> {
    let a = small(n).await?;
    let b = small(a + 1).await?;
    Ok(a + b)
}

fn main() {
    println!("{:?} {:?}", block_on(chain(1)), block_on(chain(2)));
    let limit = 3;
    let early = block_on(async {
        if limit > 2 {
            return "early";
        }
        Yield(false).await;
        "late"
    });
    println!("{early}");
}
