//! The crate's own limit of dereferences of a receiver.
#![recursion_limit = "4"]

struct S;

impl S {
    fn f(&self) {}
}

fn main() {
    let r = &&&&&S;
    r.f(); //~ E0055
}
