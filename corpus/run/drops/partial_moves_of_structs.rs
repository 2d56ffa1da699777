//! What was moved out of a variable is not dropped with it; the rest is, in the order of its fields.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct S {
    a: D,
    b: Option<D>,
    c: (D, D),
}

fn main() {
    let s = S { a: D("a"), b: Some(D("b")), c: (D("c0"), D("c1")) };
    let moved = s.c.0;
    println!("moved {}", moved.0);
    {
        let t = S { a: D("ta"), b: None, c: (D("t0"), D("t1")) };
        drop(t.a);
        println!("left a block");
    }
    if let Some(d) = s.b {
        println!("took {}", d.0);
    }
    let boxed = Box::new((D("in box 0"), D("in box 1")));
    let out = boxed.0;
    println!("out of the box {}", out.0);
    println!("end {}", s.a.0);
}
