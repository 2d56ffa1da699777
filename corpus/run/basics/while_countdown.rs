//! A `while` loop with a counter.
//@ stdout: 120
fn main() {
    let mut n = 5;
    let mut product = 1;
    while n > 1 {
        product *= n;
        n -= 1;
    }
    println!("{product}");
}
