//! A variable or field that was moved out of may be filled again, and is then dropped.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct S {
    a: D,
    b: D,
}

fn main() {
    let mut x = D("first");
    drop(x);
    x = D("second");
    println!("x is {}", x.0);
    let mut s = S { a: D("a"), b: D("b") };
    drop(s.a);
    s.a = D("again");
    println!("whole once more {} {}", s.a.0, s.b.0);
    let whole = s;
    s = S { a: D("a2"), b: D("b2") };
    println!("{} {}", whole.a.0, s.b.0);
    let y;
    for n in 0..2 {
        if n == 1 {
            y = D("late");
            println!("initialised {}", y.0);
            break;
        }
    }
    println!("end");
}
