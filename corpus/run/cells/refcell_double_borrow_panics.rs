//! A second mutable borrow of a RefCell panics.
//@ exit: 101
//@ stdout: 3
use std::cell::RefCell;

fn add(cell: &RefCell<i32>, other: &RefCell<i32>) {
    let mut target = cell.borrow_mut();
    *target += *other.borrow();
    println!("{target}");
}

fn main() {
    let (a, b) = (RefCell::new(1), RefCell::new(2));
    add(&a, &b);
    add(&a, &a);
}
