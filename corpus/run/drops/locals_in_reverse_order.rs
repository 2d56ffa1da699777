//! Locals are dropped in the reverse order of their declaration, also those of inner blocks at their end.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let _a = Noisy("a");
    let _b = Noisy("b");
    {
        let _c = Noisy("c");
        let _d = Noisy("d");
        println!("inner end");
    }
    let _e = Noisy("e");
    println!("main end");
}
