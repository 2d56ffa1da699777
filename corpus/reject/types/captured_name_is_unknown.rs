//! A precise capture names what is not there.
fn bad() -> impl Sized + use<T> {} //~ E0800

fn main() {}
