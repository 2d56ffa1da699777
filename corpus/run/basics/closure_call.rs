//! A closure with a parameter and a captured variable.
//@ stdout: 11 12
//@ stdout: 7
fn main() {
    let base = 10;
    let add = |n| n + base;
    println!("{} {}", add(1), add(2));
    let constant = || 7;
    println!("{}", constant());
}
