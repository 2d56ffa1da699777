//! Unwinding drops locals from the innermost frame outwards, then arguments.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn inner(_argument: D) {
    let _a = D("inner a");
    let _b = D("inner b");
    panic!("inner");
}

fn outer() {
    let _a = D("outer a");
    let moved = D("moved into inner");
    inner(moved);
    println!("never");
}

fn main() {
    let result = std::panic::catch_unwind(outer);
    println!("{:?}", result.unwrap_err().downcast_ref::<&str>());
}
