//! Async closures in interfaces: returned, stored, passed on by reference, composed.
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::collections::HashMap;
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
fn block_on<F: Future>(f: F) -> F::Output {
    let mut f = pin!(f);
    let mut cx = Context::from_waker(Waker::noop());
    loop { if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return v; } }
}
fn make(n: i32) -> impl AsyncFn(i32) -> i32 { async move |x| x + n }
fn make_once(d: D) -> impl AsyncFnOnce() -> D { async move || { println!("once {}", d.0); d } }
struct Router<F> { f: F, hits: u32 }
impl<F: AsyncFnMut(&str) -> usize> Router<F> {
    async fn hit(&mut self, p: &str) -> usize { self.hits += 1; (self.f)(p).await }
}
async fn retry<T, E: std::fmt::Debug>(n: u32, mut f: impl AsyncFnMut(u32) -> Result<T, E>) -> Result<T, E> {
    let mut last = None;
    for i in 0..n {
        match f(i).await { Ok(v) => return Ok(v), Err(e) => { println!("retry {e:?}"); last = Some(e); } }
    }
    Err(last.unwrap())
}
async fn map_all<A, B>(items: Vec<A>, f: impl AsyncFn(A) -> B) -> Vec<B> {
    let mut out = Vec::new();
    for item in items { out.push(f(item).await); }
    out
}
async fn pass_ref<F>(f: &F) -> i32 where F: AsyncFn(i32) -> i32 { f(1).await + inner(f).await }
async fn inner(f: impl AsyncFn(i32) -> i32) -> i32 { f(10).await }
async fn pass_mut<F: AsyncFnMut(i32)>(f: &mut F) { f(1).await; takes_mut(&mut *f).await; takes_mut(f).await; }
async fn takes_mut(mut f: impl AsyncFnMut(i32)) { f(2).await; }
async fn once_by_ref<F: AsyncFn() -> i32>(f: F) -> i32 { takes_once(&f).await + takes_once(f).await }
async fn takes_once(f: impl AsyncFnOnce() -> i32) -> i32 { f().await }
async fn nested(f: impl AsyncFn(i32) -> i32) -> i32 {
    let g = async |x| f(x).await * 2;
    let h = async |x| { let y = g(x).await; g(y).await };
    h(3).await
}
fn compose<A, B, C>(f: impl AsyncFn(A) -> B, g: impl AsyncFn(B) -> C) -> impl AsyncFn(A) -> C { async move |a| g(f(a).await).await }
async fn higher(f: impl for<'a> AsyncFn(&'a str, &'a str) -> &'a str) { println!("{}", f("x", "y").await); }
async fn free(x: i32) -> i32 { x + 1000 }
fn boxed(x: i32) -> Pin<Box<dyn Future<Output = i32>>> { Box::pin(async move { x - 1 }) }
fn main() {
    let f = make(5);
    println!("{}", block_on(f(1)));
    println!("{}", block_on(make_once(D("o"))()).0);
    let mut seen = HashMap::new();
    let mut r = Router { f: async |p: &str| { *seen.entry(p.to_string()).or_insert(0) += 1; p.len() }, hits: 0 };
    println!("{} {}", block_on(r.hit("/a")), block_on(r.hit("/abc")));
    println!("{}", r.hits);
    let mut v: Vec<_> = seen.into_iter().collect(); v.sort();
    println!("{v:?}");
    println!("{:?}", block_on(retry(3, async |i| if i < 2 { Err(format!("no {i}")) } else { Ok(i) })));
    println!("{:?}", block_on(map_all(vec![1, 2, 3], async |x| x * x)));
    println!("{:?}", block_on(map_all(vec!["a", "bb"], async |s: &str| s.len())));
    println!("{:?}", block_on(map_all(vec![1, 2], free)));
    println!("{:?}", block_on(map_all(vec![1, 2], boxed)));
    println!("{:?}", block_on(map_all(vec![1, 2], boxed as fn(i32) -> Pin<Box<dyn Future<Output = i32>>>)));
    let k = 7;
    println!("{}", block_on(pass_ref(&async |x| x + k)));
    let mut log = vec![];
    block_on(pass_mut(&mut async |x| log.push(x)));
    println!("{log:?}");
    let s = String::from("four");
    println!("{}", block_on(once_by_ref(async || s.len() as i32)));
    println!("{}", block_on(nested(async |x| x + 1)));
    println!("{}", block_on(compose(async |x: i32| x + 1, async |y: i32| format!("<{y}>"))(4)));
    block_on(higher(async |a, _b| a));
    let d = D("moved");
    let c = async move || { let _d = &d; 1 };
    let fut = c();
    println!("{}", block_on(fut));
    drop(c);
    let d = D("by once");
    let fut = { let c = async move || { println!("{}", d.0); drop(d); }; c() };
    println!("made");
    block_on(fut);
    println!("{}", block_on((async |x: i32| x + 1)(2)));
    let arr = [async |x: i32| x + 1];
    println!("{}", block_on(arr[0](2)));
    let opt = Some(async |x: i32| x + 2);
    if let Some(c) = &opt { println!("{}", block_on(c(2))); }
    let c = async |x: Option<i32>| -> Option<i32> { let y = x?; Some(y + 1) };
    println!("{:?} {:?}", block_on(c(Some(1))), block_on(c(None)));
    let mut count = 0;
    let mut c = async || { count += 1; if count > 2 { return count; } count * 10 };
    println!("{} {} {}", block_on(c()), block_on(c()), block_on(c()));
    let c = async |mut v: Vec<i32>, ref w: String| { v.push(w.len() as i32); v };
    println!("{:?}", block_on(c(vec![1], "abc".into())));
    let cl = async |x: i32| x; let cl2 = cl.clone(); let cl3 = cl;
    println!("{}", block_on(cl(1)) + block_on(cl2(2)) + block_on(cl3(3)));
}
