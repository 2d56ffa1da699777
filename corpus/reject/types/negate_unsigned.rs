//! An unsigned integer cannot be negated.
fn flip(n: u32) -> u32 {
    -n //~ E0600
}

fn main() {
    println!("{}", flip(1));
}
