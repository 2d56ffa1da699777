//! `let … else` drops its scrutinee before the other way out; bindings of or-patterns are moved once.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

enum E {
    A(D),
    B(D, D),
    C,
}

fn pick(e: E) -> D {
    let (E::A(d) | E::B(d, _)) = e else {
        println!("none");
        return D("default");
    };
    println!("picked {}", d.0);
    d
}

fn tail(e: E) -> usize {
    let E::B(_, d) = e else { return 0 };
    d.0.len()
}

fn main() {
    pick(E::A(D("a")));
    pick(E::B(D("b0"), D("b1")));
    pick(E::C);
    println!("{}", tail(E::B(D("one"), D("three"))));
    println!("{}", tail(E::A(D("not b"))));
}
