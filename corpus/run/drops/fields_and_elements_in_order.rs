//! A value's own drop runs before those of its fields, which run in declaration order; elements in index order.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Outer {
    second: Noisy,
    first: Noisy,
}

impl Drop for Outer {
    fn drop(&mut self) {
        println!("drop outer of {} {}", self.first.0, self.second.0);
    }
}

fn main() {
    let _outer = Outer { first: Noisy("first"), second: Noisy("second") };
    let _tuple = (Noisy("t0"), Noisy("t1"));
    let _array = [Noisy("a0"), Noisy("a1")];
    let _vector = vec![Noisy("v0"), Noisy("v1")];
    let _boxed = Some(Box::new(Noisy("boxed")));
    println!("end");
}
