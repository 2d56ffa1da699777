//! Arguments are dropped by the callee, in reverse order; what was evaluated before a panic is dropped by the caller.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn take(_a: D, b: D, _: D) {
    println!("in take with {}", b.0);
}

fn pattern((x, _): (D, D), D(_name): &D) {
    println!("in pattern with {}", x.0);
}

fn fail() -> D {
    panic!("third argument")
}

fn main() {
    take(D("a"), D("b"), D("ignored"));
    println!("--");
    pattern((D("x"), D("unbound")), &D("by reference"));
    println!("--");
    let result = std::panic::catch_unwind(|| take(D("1"), D("2"), fail()));
    println!("{}", result.is_err());
}
