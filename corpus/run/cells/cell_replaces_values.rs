//! Cell is changed through shared references, by whole values only.
use std::cell::Cell;

struct Visitor<'a> {
    count: &'a Cell<u32>,
    last: Cell<Option<&'static str>>,
}

impl Visitor<'_> {
    fn visit(&self, name: &'static str) -> Option<&'static str> {
        self.count.set(self.count.get() + 1);
        self.last.replace(Some(name))
    }
}

fn main() {
    let count = Cell::new(0);
    let a = Visitor { count: &count, last: Cell::new(None) };
    let b = Visitor { count: &count, last: Cell::default() };
    println!("{:?} {:?}", a.visit("x"), a.visit("y"));
    println!("{:?} {:?}", b.visit("z"), a.last.take());
    println!("{} {:?}", count.get(), a.last.get());
    let mut owned = Cell::new(5);
    *owned.get_mut() += 1;
    let other = Cell::new(9);
    owned.swap(&other);
    println!("{} {}", owned.get(), other.into_inner());
}
