//! The shortest program: what starting and stopping costs.
fn main() {
    println!("Hello, world!");
}
