//! An object type names a lifetime and no trait.
type Foo = dyn 'static +; //~ E0224

fn main() {}
