//! The branches of an `if` have different types.
fn main() {
    let n = std::env::args().count();
    let value = if n > 1 { 1 } else { "one" }; //~ E0308
    println!("{value}");
}
