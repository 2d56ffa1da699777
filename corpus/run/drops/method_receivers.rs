//! Receivers by value, reference and box, and temporaries of a chain.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn by_value(self) -> u32 {
        println!("by value {}", self.0);
        1
    }
    fn by_ref(&self) -> &D {
        println!("by ref {}", self.0);
        self
    }
    fn pass(self) -> D {
        println!("pass {}", self.0);
        self
    }
}

fn main() {
    D("a").by_value();
    println!("--");
    let n = D("b").by_ref().by_ref().0.len();
    println!("{n}");
    let kept = D("c").pass().pass();
    println!("--");
    Box::new(D("boxed")).by_value();
    println!("--");
    kept.by_ref();
    println!("end");
}
