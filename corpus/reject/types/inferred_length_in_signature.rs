//! The length of an array is not inferred in a signature.
fn f<const N: usize>(x: [u8; N]) -> [u8; _] { //~ E0121
    x
}

fn main() {
    f([1]);
}
