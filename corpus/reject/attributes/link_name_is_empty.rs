//! The name of a linked library is empty.
#[link(name = "")] //~ E0454
unsafe extern "C" {}

fn main() {}
