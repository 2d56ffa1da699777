//! A failing assert_ne! with a message prints the message and both sides.
//@ exit: 101
//@ stdout: x y
fn different(a: &str, b: &str) {
    assert_ne!(a, b, "{} should differ from {}", a, b);
    println!("{a} {b}");
}

fn main() {
    different("x", "y");
    different("x", "x");
}
