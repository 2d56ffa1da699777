//! A precise capture names a function.
fn bad() -> impl Sized + use<main> {} //~ E0799

fn main() {}
