//! Fields are evaluated as written, dropped as declared; struct update moves what it takes.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct S {
    a: D,
    b: D,
    c: D,
}

fn make(name: &'static str) -> D {
    println!("make {name}");
    D(name)
}

fn main() {
    let s = S { c: make("c"), a: make("a"), b: make("b") };
    let t = S { b: make("new b"), ..s };
    println!("updated");
    drop(t);
    println!("-- what is left of s:");
    let u = S { a: make("1"), b: make("2"), c: make("3") };
    let S { b, .. } = u;
    println!("has {}", b.0);
}
