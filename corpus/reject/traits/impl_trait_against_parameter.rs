//! The trait's method takes `impl Trait`, the impl's has a parameter.
trait Foo {
    fn foo(&self, _: &impl Iterator);
}

impl Foo for () {
    fn foo<U: Iterator>(&self, _: &U) {} //~ E0643
}

fn main() {}
