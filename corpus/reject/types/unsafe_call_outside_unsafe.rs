//! An unsafe function is called without an unsafe block.
unsafe fn dangerous(n: i32) -> i32 {
    n + 1
}

fn main() {
    println!("{}", dangerous(1)); //~ E0133
}
