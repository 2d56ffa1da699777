//! A bound is added to a reference without parentheses.
//@ edition: 2018
trait Foo {}

struct Bar<'a> {
    x: &'a Foo + 'a, //~ E0178
}

fn main() {}
