//! Async closures as AsyncFn, AsyncFnMut, AsyncFnOnce and as functions that return futures; functions as AsyncFn.
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) { println!("drop {}", self.0); }
}
fn block_on<F: Future>(f: F) -> F::Output {
    let mut f = pin!(f);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; }
        println!("pending");
    }
}
struct Yield(bool);
impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.0 { Poll::Ready(()) } else { self.0 = true; Poll::Pending }
    }
}
async fn by_ref(f: impl AsyncFn(i32) -> i32) -> i32 { f(1).await + f(2).await }
async fn by_mut(mut f: impl AsyncFnMut(&str)) { f("a").await; f("b").await; }
async fn once<R>(f: impl AsyncFnOnce(D) -> R) -> R { f(D("arg")).await }
fn once_future<R>(f: impl AsyncFnOnce(D) -> R) -> impl Future<Output = R> { f(D("arg")) }
fn fn_once<Fut: Future<Output = i32>>(f: impl FnOnce(i32) -> Fut) -> i32 { block_on(f(5)) }
fn fn_fn<Fut: Future<Output = i32>>(f: impl Fn(i32) -> Fut) -> i32 { let a = f(5); let b = f(6); block_on(b) + block_on(a) }
async fn plain(x: i32) -> i32 { x * 100 }

fn main() {
    println!("{}", block_on(by_ref(async |x| { Yield(false).await; x + 1 })));
    let k = 10;
    println!("{}", block_on(by_ref(async |x| x + k)));
    println!("{}", block_on(by_ref(async move |x| x + k)));
    println!("{}", block_on(by_ref(plain)));
    println!("{}", block_on(by_ref(|x| async move { x + 7 })));
    println!("{}", block_on(by_ref(|x: i32| Box::pin(async move { x + 7 }) as Pin<Box<dyn Future<Output = i32>>>)));
    let mut log = String::new();
    block_on(by_mut(async |s| { Yield(false).await; log.push_str(s); }));
    println!("{log}");
    let d = D("captured");
    let r = block_on(once(async |a: D| { println!("in {} {}", a.0, d.0); 3 }));
    println!("{r}");
    let r = block_on(once(async move |a: D| { println!("in {} {}", a.0, d.0); let _l = D("local"); Yield(false).await; 3 }));
    println!("{r}");
    let d = D("captured2");
    let e = D("other2");
    let r = block_on(once(async move |a| { drop(d); println!("{}{}", a.0, e.0); 4 }));
    println!("{r}");
    println!("- unpolled");
    let d = D("captured3");
    let fut = once_future(async move |a| { println!("{}{}", a.0, d.0); });
    drop(fut);
    println!("- suspended");
    let d = D("captured4");
    let mut fut = Box::pin(once_future(async move |a| { let _x = D("local"); Yield(false).await; println!("{}{}", a.0, d.0); }));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(fut.as_mut().poll(&mut cx).is_pending());
    drop(fut);
    println!("- direct");
    let d = D("captured5");
    let c = async |a: D| { println!("{}{}", a.0, d.0); 5 };
    println!("{}", block_on(c(D("x"))));
    println!("{}", block_on(c(D("y"))));
    let mut n = 0;
    let mut inc = async |by: i32| { n += by; n };
    println!("{}", block_on(inc(3)));
    println!("{}", block_on(inc(4)));
    println!("{n}");
    println!("{}", fn_once(async |x| x));
    println!("{}", fn_once(async move |x| x + k));
    println!("{}", fn_once(async |x| x + k));
    println!("{}", fn_fn(async |x| x + k));
    let s = String::from("abc");
    println!("{}", fn_fn(async |x| x + s.len() as i32));
    let t = (D("t0"), 1);
    let c = async move || { let t = t; println!("{}", t.0.0); t.1 };
    println!("{}", block_on(c()));
    let f = async || -> Result<i32, std::num::ParseIntError> { let v: i32 = "12".parse()?; Ok(v) };
    println!("{:?}", block_on(f()));
    let c = async |(a, b): (i32, D), _: D| { println!("{a}{}", b.0); };
    block_on(c((1, D("tb")), D("under")));
    let boxed = Box::new(async |x: i32| x * 2);
    println!("{}", block_on(by_ref(boxed)));
    let r = &async |x: i32| x * 3;
    println!("{}", block_on(by_ref(r)));
}
