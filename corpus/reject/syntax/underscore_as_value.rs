//! `_` stands on the left of an assignment only.
fn main() {
    let mut a = 1;
    (a, _) = (2, 3);
    let b = a + _; //~ ERROR
}
