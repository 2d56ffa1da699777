//! `#[inline()]` has parentheses without an argument.
#[inline()] //~ E0805
fn f() {}

fn main() {
    f();
}
