//! A linked library has a kind and no name.
#[link(kind = "dylib")] //~ E0459
unsafe extern "C" {}

fn main() {}
