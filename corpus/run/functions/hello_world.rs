//! The shortest program that prints.
//@ stdout: Hello, world!
fn main() {
    println!("Hello, world!");
}
