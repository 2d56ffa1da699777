//! An `impl Trait` is an argument of another.
trait Into2<T> {}

fn foo(x: impl Into2<impl Copy>) {} //~ E0666

fn main() {}
