//! Since edition 2024 the temporaries of a tail expression, and of an `if let` scrutinee before `else`, die early.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

impl Noisy {
    fn value(&self) -> i32 {
        1
    }
}

fn tail() -> i32 {
    let _local = Noisy("local");
    Noisy("tail").value()
}

fn main() {
    println!("{}", tail());
    if let 2 = Noisy("scrutinee").value() {
        println!("then");
    } else {
        println!("else");
    }
}
