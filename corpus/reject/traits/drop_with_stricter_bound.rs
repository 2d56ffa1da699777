//! `Drop` needs a bound that the type does not have.
trait Foo {}

struct Holder<T> {
    t: T,
}

impl<T: Foo> Drop for Holder<T> { //~ E0367
    fn drop(&mut self) {}
}

fn main() {}
