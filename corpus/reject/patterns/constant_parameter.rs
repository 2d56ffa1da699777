//! A pattern names a constant parameter.
fn is_it<const N: u8>(value: u8) -> bool {
    match value {
        N => true, //~ E0158
        _ => false,
    }
}

fn main() {}
