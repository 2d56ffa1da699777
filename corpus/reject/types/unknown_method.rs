//! A method the type does not have.
struct Counter(u32);

impl Counter {
    fn increase(&mut self) {
        self.0 += 1;
    }
}

fn main() {
    let mut counter = Counter(1);
    counter.increase();
    counter.decrease(); //~ E0599
}
