//! `...` stands inside a type.
fn foo(x: u8, y: &...) {} //~ E0743

fn main() {}
