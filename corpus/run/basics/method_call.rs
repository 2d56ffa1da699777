//! Methods on a struct, by shared and by mutable reference.
//@ stdout: 7 14
struct Counter {
    count: u32,
}

impl Counter {
    fn increase(&mut self, by: u32) {
        self.count += by;
    }

    fn doubled(&self) -> u32 {
        self.count * 2
    }
}

fn main() {
    let mut counter = Counter { count: 1 };
    counter.increase(4);
    counter.increase(2);
    println!("{} {}", counter.count, counter.doubled());
}
