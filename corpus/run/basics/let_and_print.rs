//! Bindings with and without a type, printed one by one and together.
//@ stdout: 1
//@ stdout: -20
//@ stdout: 1 -20 3
fn main() {
    let a = 1;
    let b: i64 = -20;
    let c = a + 2;
    println!("{a}");
    println!("{b}");
    println!("{} {} {}", a, b, c);
}
