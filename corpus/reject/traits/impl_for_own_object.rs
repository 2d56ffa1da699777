//! A trait is implemented for the object type of its subtrait.
trait Foo {}
trait Bar: Foo {}

impl Foo for dyn Bar {} //~ E0371

fn main() {}
