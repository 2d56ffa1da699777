//! Setting a thread-local that has no value yet skips its initialiser.
use std::cell::{Cell, RefCell};

thread_local! {
    static NUMBER: Cell<i32> = panic!("not initialised");
    static LIST: RefCell<Vec<i32>> = { println!("initialiser"); RefCell::new(vec![1]) };
}

fn main() {
    NUMBER.set(5);
    println!("{}", NUMBER.get());
    LIST.with_borrow(|list| println!("{list:?}"));
    LIST.set(vec![2]);
    println!("{:?}", LIST.take());
}
