//! What is forgotten or leaked is never dropped.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    std::mem::forget(D("forgotten"));
    let leaked: &'static mut D = Box::leak(Box::new(D("leaked")));
    leaked.0 = "changed";
    println!("{}", leaked.0);
    let raw = Box::into_raw(Box::new(D("raw")));
    let back = unsafe { Box::from_raw(raw) };
    println!("{}", back.0);
    let list: &mut [D] = vec![D("in a leaked vector")].leak();
    println!("{}", list.len());
    let moved = D("moved");
    let f = || std::mem::forget(moved);
    f();
    drop(back);
    println!("end");
}
