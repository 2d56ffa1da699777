//! The impl needs itself for a larger type, and so on.
trait Foo {}

struct Bar<T>(T);

impl<T> Foo for T where Bar<T>: Foo {} //~ E0275

fn main() {}
