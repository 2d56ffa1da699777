//! `typeof` is a reserved word.
fn main() {
    let x: typeof(92) = 92; //~ E0516
}
