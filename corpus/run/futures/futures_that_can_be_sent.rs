//! What a future has dropped, moved away or finished with before an await does not keep it from being sent.
//@ stdout: all can be sent
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
fn send<T: Send>(_: T) {}
async fn y() {}
async fn num() -> i32 { 1 }
async fn res() -> Result<i32, String> { Ok(1) }
struct NS(*const u8);
fn mk() -> NS { NS(std::ptr::null()) }
fn usev<T>(_: &T) {}
fn spawn<F>(_: F) where F: Future + Send + 'static, F::Output: Send + 'static {}
type BoxF<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
fn rec(n: u32) -> BoxF<'static, u32> { Box::pin(async move { if n == 0 { 0 } else { rec(n - 1).await + 1 } }) }
trait Service { fn call(&self, x: i32) -> BoxF<'_, i32>; }
struct S(i32);
impl Service for S { fn call(&self, x: i32) -> BoxF<'_, i32> { Box::pin(async move { let n = num().await; self.0 + x + n }) } }
async fn generic<T: Send + Clone + std::fmt::Debug>(t: T) -> T { let c = t.clone(); y().await; println!("{c:?} {t:?}"); t }
async fn by_ref(s: &str) -> usize { y().await; s.len() }
struct Db { m: Mutex<HashMap<String, i32>> }
impl Db { async fn get(&self, k: &str) -> Option<i32> { let v = self.m.lock().unwrap().get(k).copied(); y().await; v }
 async fn set(&self, k: String, v: i32) { { let mut g = self.m.lock().unwrap(); g.insert(k, v); } y().await; } }

fn main() {
    send(async { println!("{} {}", 1, num().await); });
    send(async { println!("{} {}", num().await, num().await); });
    send(async { let s = format!("{}-{:?}", num().await, res().await); by_ref(&s).await; });
    send(async { let v = vec![num().await, num().await]; y().await; drop(v); });
    send(async { for x in [1, 2, 3] { y().await; println!("{x}"); } });
    send(async { let v = vec![String::new()]; for x in &v { by_ref(x).await; } for x in v { by_ref(&x).await; } });
    send(async { let mut m = HashMap::new(); m.insert(1, num().await); for (k, v) in &m { y().await; println!("{k}{v}"); } });
    send(async { while let Ok(x) = res().await { if x == 1 { break; } } });
    send(async { let r: Result<i32, String> = async { let x = res().await?; let z = res().await?; Ok(x + z) }.await; drop(r); });
    send(async { match res().await { Ok(x) => { y().await; println!("{x}"); } Err(e) => { y().await; println!("{e}"); } } });
    send(async { let x = if num().await == 1 { num().await } else { 2 }; y().await; println!("{x}"); });
    send(async { let db = Db { m: Mutex::new(HashMap::new()) }; db.set("a".into(), 1).await; println!("{:?}", db.get("a").await); });
    send(rec(3));
    send(async { S(1).call(2).await });
    send(generic(1));
    send(generic(String::from("a")));
    spawn(async { let a = Arc::new(Mutex::new(0)); let b = a.clone(); *a.lock().unwrap() += 1; y().await; *b.lock().unwrap() += num().await; });
    spawn(async { let n = { let r = Rc::new(1); *r + 1 }; y().await; println!("{n}"); });
    spawn(async { let r = Rc::new(RefCell::new(1)); *r.borrow_mut() += 1; let _n = *r.borrow(); { let _x = r; } });
    spawn(async { let p = mk(); let _q = p.0 as usize; y().await; });
    spawn(async { let x = 5; let p = &x as *const i32 as usize; y().await; println!("{p}"); });
    spawn(async { let (tx, rx) = mpsc::channel(); tx.send(num().await).unwrap(); y().await; println!("{:?}", rx.recv()); });
    spawn(async { let l = RwLock::new(1); { let r = l.read().unwrap(); println!("{r}"); } y().await; *l.write().unwrap() = 2; y().await; });
    spawn(async { let l = Mutex::new(vec![1]); let n = l.lock().unwrap().len(); y().await; println!("{n}"); });
    spawn(async { let l = Mutex::new(Some(1)); let v = l.lock().unwrap().take(); if let Some(v) = v { y().await; println!("{v}"); } });
    spawn(async { let l = Mutex::new(Some(1)); while let Some(v) = { let x = l.lock().unwrap().take(); x } { y().await; println!("{v}"); } });
    spawn(async { let f: fn(i32) -> i32 = |x| x; let c = |x: i32| f(x) + 1; y().await; println!("{}", c(1)); });
    spawn(async { let s = String::from("a"); let t = async { by_ref(&s).await }.await; println!("{t}"); });
    spawn(async { let it = vec![1, 2, 3].into_iter().map(|x| x + 1).filter(|x| x % 2 == 0); for x in it { y().await; println!("{x}"); } });
    spawn(async { let mut o = Some(3); if let Some(x) = o.as_mut() { y().await; *x += 1; } println!("{o:?}"); });
    spawn(async { let c = Cell::new(1); c.set(2); let n = c.get(); y().await; println!("{n}{}", c.get()); });
    spawn(async { let b: Box<dyn Fn(i32) -> i32 + Send> = Box::new(|x| x); y().await; println!("{}", b(1)); });
    spawn(async { let d: Box<dyn std::error::Error + Send + Sync> = "a".into(); y().await; println!("{d}"); });
    spawn(async { let c = async |x: i32| { y().await; x }; println!("{}", c(1).await); });
    spawn(async { let v = vec![1u8; 4]; let p = v.as_ptr(); let n = p as usize; y().await; println!("{n}{}", v.len()); });
    spawn(async { let t = std::thread::current(); y().await; println!("{:?}", t.name()); });
    spawn(async { let i = std::time::Instant::now(); y().await; println!("{:?}", i.elapsed().as_secs() > 100); });
    spawn(async { let s = std::fs::read_to_string("x"); y().await; println!("{}", s.is_ok()); });
    spawn(async { let e = std::io::Error::other("x"); y().await; println!("{e}"); });
    spawn(async { let r: Result<(), Box<dyn std::error::Error>> = Err("a".into()); if let Err(e) = r { println!("{e}"); } });
    spawn(async { let x = loop { let r = Rc::new(1); if *r == 1 { break 5; } }; y().await; println!("{x}"); });
    spawn(async { { let r = Rc::new(1); if *r == 2 { return; } } y().await; });
    spawn(async { let r = Rc::new(1); let n = Rc::try_unwrap(r).unwrap(); y().await; println!("{n}"); });
    spawn(async { let a = std::sync::atomic::AtomicI32::new(1); a.fetch_add(num().await, std::sync::atomic::Ordering::SeqCst); y().await; });
    spawn(std::future::ready(1));
    spawn(async { std::future::poll_fn(|_| std::task::Poll::Ready(1)).await });
    spawn(async { let v: Vec<BoxF<'static, i32>> = vec![Box::pin(num()), Box::pin(async { 2 })]; for f in v { f.await; } });
    spawn(async { let b = std::sync::LazyLock::new(|| 3); y().await; println!("{}", *b); });
    spawn(async { let mut s = String::new(); s.push_str(&by_ref("a").await.to_string()); s += &num().await.to_string(); y().await; println!("{s}"); });
    spawn(async { assert_eq!(num().await, 1); assert!(num().await == 1, "{}", num().await); dbg!(num().await); });
    spawn(async { let x = (num().await, res().await.unwrap_or_default()); let [a, b] = [x.0, num().await]; println!("{a}{b}"); });
    spawn(async { let s: &'static str = "a"; let r = &1; y().await; println!("{s}{r}{:?}", Some(1).as_ref()); });
    spawn(async { let mut v = vec![3, 1]; v.sort(); v.push(num().await); let s = &v[..]; y().await; println!("{s:?}"); });
    println!("all can be sent");
}
