//! Temporaries of conditions end before the block, those of operators with their statement.
struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl D {
    fn yes(&self) -> bool {
        println!("asked {}", self.0);
        true
    }
}

fn main() {
    if D("if").yes() {
        println!("then");
    }
    let mut n = 0;
    while D("while").yes() && n < 1 {
        n += 1;
        println!("turn");
    }
    let both = D("left").yes() && D("right").yes();
    println!("{both}");
    match 1 {
        _ if D("guard").yes() => println!("arm"),
        _ => {}
    }
    assert!(D("assert").yes());
    println!("{} {}", D("one").yes(), D("two").yes());
}
