//! A bare panic! says "explicit panic".
//@ exit: 101
//@ stdout: before
fn main() {
    println!("before");
    panic!();
}
