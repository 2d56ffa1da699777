//! A shadowed binding lives on until its scope ends; `_` never binds.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn take(_: Noisy, _b: Noisy) {
    println!("in take");
}

fn main() {
    let x = Noisy("first");
    let x = Noisy(if x.0.len() > 3 { "second" } else { "other" });
    let y = Noisy("y");
    let _ = y;
    println!("y still {}", y.0);
    take(Noisy("unnamed"), Noisy("named"));
    println!("end {}", x.0);
}
