//! A panic while arguments are evaluated drops what was already evaluated.
//@ exit: 101
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn make(name: &'static str, fail: bool) -> Noisy {
    if fail {
        panic!("cannot make {name}");
    }
    println!("make {name}");
    Noisy(name)
}

fn take(_a: Noisy, _b: [Noisy; 2]) {
    println!("never");
}

fn main() {
    let _outer = make("outer", false);
    take(make("a", false), [make("b", false), make("c", true)]);
}
