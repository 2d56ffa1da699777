//! An exclusive range from a number to itself.
fn main() {
    match 5_u32 {
        5..5 => {} //~ E0579
        _ => {}
    }
}
