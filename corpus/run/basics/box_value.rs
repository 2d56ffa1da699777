//! A boxed value is read, changed and moved out of.
//@ stdout: 6 6
fn main() {
    let mut boxed = Box::new(5);
    *boxed += 1;
    let n = *boxed;
    println!("{n} {boxed}");
}
