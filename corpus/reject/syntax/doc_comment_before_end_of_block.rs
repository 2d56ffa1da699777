//! The last doc comment of a block documents nothing.
fn main() {
    println!("x");
    /// Useless. //~ E0585
}
