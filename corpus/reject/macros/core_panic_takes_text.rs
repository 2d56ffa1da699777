//! `core::panic!` takes a text before edition 2021.
//@ edition: 2018
fn main() {
    core::panic!(String::new()); //~ E0308
}
