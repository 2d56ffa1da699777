//! A future that would hold itself, directly, through others or in a generic one; a box or a drop before the await helps.
use std::future::Future;

async fn even(n: u32) -> bool { //~ E0733
    if n == 0 { true } else { odd(n - 1).await }
}

async fn odd(n: u32) -> bool {
    even(n).await
}

async fn outer(n: u32) -> u32 { //~ E0733
    let future = inner(n);
    future.await
}

async fn inner(n: u32) -> u32 {
    async { outer(n).await }.await
}

async fn in_a_generic(n: u32) { //~ E0733
    both(in_a_generic(n), in_a_generic(n)).await
}

async fn both<A: Future, B: Future>(a: A, b: B) {
    a.await;
    b.await;
}

fn block(n: u32) -> impl Future<Output = ()> {
    async move { block(n).await } //~ E0733
}

async fn dropped(n: u32) {
    let future = dropped(n);
    drop(future);
}

async fn boxed(n: u32) {
    let future = Box::pin(boxed(n));
    future.await
}

fn main() {}
