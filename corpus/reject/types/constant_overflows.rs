//! The value of a constant overflows at compile time.
const BIG: u8 = 200 + 100; //~ E0080

fn main() {
    println!("{BIG}");
}
