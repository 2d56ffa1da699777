//! An object type gives an associated type two values.
type Foo = dyn Iterator<Item = u32, Item = u32>; //~ E0719

fn main() {}
