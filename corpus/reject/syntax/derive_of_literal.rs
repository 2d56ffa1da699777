//! A derive names a string.
#[derive("Clone")] //~ E0777
struct Foo;

fn main() {}
