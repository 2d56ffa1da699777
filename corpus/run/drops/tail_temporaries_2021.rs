//! Up to edition 2021 the temporaries of a tail expression outlive the block's locals.
//@ edition: 2021
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
