//! A `mut` binding is assigned again and again.
//@ stdout: 20
//@ stdout: 15
fn main() {
    let mut n = 1;
    n = n + 1;
    n = n * 10;
    println!("{n}");
    let unset;
    unset = n - 5;
    println!("{unset}");
}
