//! Shifting by the width of the type or more panics.
//@ exit: 101
//@ stdout: 2147483648
fn shift(n: u32, by: u32) -> u32 {
    n << by
}

fn main() {
    println!("{}", shift(1, 31));
    println!("{}", shift(1, 32));
}
