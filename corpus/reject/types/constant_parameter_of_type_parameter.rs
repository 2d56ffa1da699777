//! The type of a constant parameter is another parameter.
fn foo<T, const N: T>() {} //~ E0770

fn main() {}
