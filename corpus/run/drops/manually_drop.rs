//! `ManuallyDrop` is dropped only when told to.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

use std::mem::ManuallyDrop;

struct S {
    _auto: D,
    manual: ManuallyDrop<D>,
}

fn main() {
    let _never = ManuallyDrop::new(D("never"));
    let mut once = ManuallyDrop::new(D("once"));
    println!("{}", once.0);
    unsafe { ManuallyDrop::drop(&mut once) };
    let s = S { _auto: D("auto"), manual: ManuallyDrop::new(D("manual")) };
    println!("{}", s.manual.0);
    drop(s);
    let mut taken = ManuallyDrop::new(D("taken"));
    let inner = unsafe { ManuallyDrop::take(&mut taken) };
    println!("{}", inner.0);
    let out = ManuallyDrop::into_inner(ManuallyDrop::new(D("into inner")));
    println!("end {}", out.0);
}
