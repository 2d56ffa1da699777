//! A visibility is restricted to a module that the item does not stand in.
pub mod foo {
    pub mod bar {}
}

pub mod baz {
    pub(in crate::foo::bar) struct Shark; //~ E0742
}

fn main() {}
