//! `self` in a function without a receiver.
struct Counter {
    count: u32,
}

impl Counter {
    fn count() -> u32 {
        self.count //~ E0424
    }
}

fn main() {
    println!("{}", Counter { count: 1 }.count);
    println!("{}", Counter::count());
}
