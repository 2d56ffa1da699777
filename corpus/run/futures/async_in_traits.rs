//! Async methods of traits, and `impl Future` in their place.
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

trait Service {
    async fn call(&mut self, by: i32) -> i32;
    fn twice(&mut self, by: i32) -> impl Future<Output = i32>;
    async fn described(&mut self) -> String {
        format!("<{}>", self.call(1).await)
    }
}

struct Counter(i32);

impl Service for Counter {
    async fn call(&mut self, by: i32) -> i32 {
        Yield(false).await;
        self.0 += by;
        self.0
    }
    async fn twice(&mut self, by: i32) -> i32 {
        self.call(by).await;
        self.call(by).await
    }
}

async fn generic<S: Service>(mut service: S) -> i32 {
    service.call(10).await + service.twice(5).await
}

fn main() {
    let mut counter = Counter(0);
    println!("{}", block_on(counter.call(2)));
    println!("{}", block_on(counter.twice(3)));
    println!("{}", block_on(counter.described()));
    println!("{}", block_on(generic(counter)));
}
