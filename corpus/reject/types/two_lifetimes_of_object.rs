//! An object type has two lifetime bounds.
trait Foo {}

type Foos<'a, 'b> = dyn Foo + 'a + 'b; //~ E0226

fn main() {}
