//! A moved value is dropped by its new owner, once: parameters at the callee's end, returned values by the caller.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn consume(_value: Noisy, other: Noisy) -> Noisy {
    println!("consuming");
    other
}

fn main() {
    let a = Noisy("a");
    let b = Noisy("b");
    let c = consume(a, b);
    println!("back with {}", c.0);
    let list = vec![c];
    let moved = list;
    println!("moved {}", moved.len());
    std::mem::forget(Noisy("forgotten"));
    drop(moved);
    println!("end");
}
