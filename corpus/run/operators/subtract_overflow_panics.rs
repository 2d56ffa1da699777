//! Unsigned subtraction below zero panics in a debug build.
//@ exit: 101
//@ stdout: 0
fn difference(a: usize, b: usize) -> usize {
    a - b
}

fn main() {
    println!("{}", difference(3, 3));
    println!("{}", difference(3, 4));
}
