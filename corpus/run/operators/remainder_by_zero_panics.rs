//! The remainder of a division by zero panics.
//@ exit: 101
//@ stdout: 1
fn remainder(a: u64, b: u64) -> u64 {
    a % b
}

fn main() {
    println!("{}", remainder(10, 3));
    println!("{}", remainder(10, 0));
}
