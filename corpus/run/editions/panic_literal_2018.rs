//! Before edition 2021 panic! with one literal takes it as it is, braces and all.
//@ edition: 2018
//@ exit: 101
//@ stdout: before
#[allow(non_fmt_panics)]
fn fail() {
    panic!("take {} as it is");
}

fn main() {
    println!("before");
    fail();
}
