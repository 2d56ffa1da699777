//! unwrap on None panics at the caller's place.
//@ exit: 101
//@ stdout: 7
fn first(values: &[i32]) -> i32 {
    *values.first().unwrap()
}

fn main() {
    println!("{}", first(&[7]));
    println!("{}", first(&[]));
}
