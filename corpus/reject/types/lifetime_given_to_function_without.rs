//! A function without lifetime parameters takes no lifetime.
fn f() {}

fn main() {
    f::<'static>() //~ E0107
}
