//! `Drop` is implemented for one instance of a generic type.
struct Foo<T> {
    t: T,
}

impl Drop for Foo<u32> { //~ E0366
    fn drop(&mut self) {}
}

fn main() {}
