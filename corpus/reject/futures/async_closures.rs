//! What async closures do not implement: by their captures, by what borrows from them, and by their results.
use std::future::Future;

fn by_ref<F: AsyncFn()>(_: F) {}
fn by_mut<F: AsyncFnMut()>(_: F) {}
fn function<Fut: Future>(_: impl Fn() -> Fut) {}
fn pointer(_: fn() -> i32) {}

fn consumes() {
    let s = String::new();
    by_ref(async move || drop(s)); //~ E0507
}

fn writes() {
    let mut n = 0;
    by_ref(async || n += 1); //~ E0596
}

fn lends() {
    let s = String::new();
    function(async move || println!("{s}")); //~ ERROR
}

fn is_no_pointer() {
    let c = async || 1;
    pointer(c); //~ E0308
}

fn is_no_future() {
    by_ref(|| 1); //~ E0277
}

fn called_twice() {
    let s = String::new();
    let c = async move || drop(s);
    c();
    c(); //~ E0382
}

fn wrong_kind() {
    let s = String::new();
    let c = async || drop(s); //~ E0525
    by_mut(c);
}

fn is_no_object() {
    let _: Box<dyn AsyncFn()> = Box::new(async || ()); //~ E0038
}

fn ordinary_bound<F: Fn() -> Fut, Fut: Future<Output = ()>>(f: F) {
    by_ref(f); //~ E0277
}

fn main() {}
