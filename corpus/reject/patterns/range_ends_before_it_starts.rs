//! An inclusive range whose lower end is above the upper one.
fn main() {
    match 5_u32 {
        1000..=5 => {} //~ E0030
        _ => {}
    }
}
