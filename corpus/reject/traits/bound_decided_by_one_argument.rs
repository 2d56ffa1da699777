//! A bound of a function that does not hold is the fault of the one argument that decides what it is about.
use std::fmt::Display;

struct Plain;
struct Wrapper<T>(T);

impl<T: Clone> Wrapper<T> {
    fn new(_first: u8, value: T) -> Wrapper<T> {
        Wrapper(value)
    }

    fn show<U: Display>(&self, _first: u8, _value: U) {}
}

fn show<T>(_first: u8, _value: &T)
where
    T: Display,
{
}

fn both<T: Display>(_first: T, _second: T) {}

fn main() {
    show(
        1,
        &Plain, //~ E0277
    );
    Wrapper(1).show(
        1,
        Plain, //~ E0277
    );
    let _ = Wrapper::new(
        1,
        Plain, //~ E0277
    );
    // Two arguments decide: neither is to blame.
    both( //~ E0277
        Plain,
        Plain,
    );
    println!(
        "{} {}",
        1,
        Plain, //~ E0277
    );
}
