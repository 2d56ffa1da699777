//! An impl of a trait has a visibility of its own.
struct Foo;

trait Bar {}

pub impl Bar for Foo {} //~ E0449

fn main() {}
