//! Inherent methods take `self` by value, by reference or by mutable reference; `Self` names the type.
#[derive(Debug)]
struct Counter {
    count: u32,
    step: u32,
}

impl Counter {
    const START: u32 = 10;

    fn new(step: u32) -> Self {
        Self { count: Self::START, step }
    }

    fn advance(&mut self) -> &mut Self {
        self.count += self.step;
        self
    }

    fn count(&self) -> u32 {
        self.count
    }

    fn finish(self) -> u32 {
        self.count * 100
    }
}

fn main() {
    let mut counter = Counter::new(3);
    println!("{}", counter.count());
    counter.advance().advance();
    println!("{}", Counter::count(&counter));
    Counter::advance(&mut counter);
    println!("{counter:?}");
    println!("{} {}", counter.finish(), Counter::START);
}
