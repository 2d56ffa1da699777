//! A lifetime of an impl that only the value of an associated type mentions.
struct S;

trait T {
    type Item;
}

impl<'a> T for S { //~ E0207
    type Item = &'a S;
}

fn main() {}
