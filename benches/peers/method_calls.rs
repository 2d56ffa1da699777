//! A method that changes a field through `&mut self`, called in a loop.
const N: i64 = 20_000_000;

struct Counter {
    total: i64,
}

impl Counter {
    #[inline(never)]
    fn add(&mut self, n: i64) {
        self.total += n;
    }
}

fn main() {
    let mut counter = Counter { total: 0 };
    for i in 0..N {
        counter.add(i & 7);
    }
    println!("{}", counter.total);
}
