//! Signed addition past the maximum panics in a debug build.
//@ exit: 101
//@ stdout: 2147483647
fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {
    println!("{}", add(i32::MAX - 1, 1));
    println!("{}", add(i32::MAX, 1));
}
