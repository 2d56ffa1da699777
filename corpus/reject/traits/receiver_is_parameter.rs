//! The type of `self` is a parameter of the method.
use std::ops::Deref;

struct Foo;

impl Foo {
    fn foo<R: Deref<Target = Self>>(self: R) {} //~ E0801
}

fn main() {}
