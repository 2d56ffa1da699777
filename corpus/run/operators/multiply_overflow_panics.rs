//! Multiplication checks the width of its own type, here u8.
//@ exit: 101
fn main() {
    let mut n: u8 = 1;
    loop {
        println!("{n}");
        n *= 3;
    }
}
