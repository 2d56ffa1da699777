//! A parameter of a function pointer type is a pattern.
type A = fn(mut param: u8); //~ E0561

fn main() {}
