//! A doc comment for what it stands in comes after an item.
fn foo() {}

//! Foo //~ E0753

fn main() {}
