//! Dividing the minimum by minus one overflows.
//@ exit: 101
//@ stdout: -128
fn ratio(a: i8, b: i8) -> i8 {
    a / b
}

fn main() {
    println!("{}", ratio(i8::MIN, 1));
    println!("{}", ratio(i8::MIN, -1));
}
