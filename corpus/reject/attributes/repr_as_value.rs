//! `repr` takes a list.
#[repr = "C"] //~ E0539
struct S;

fn main() {
    let _ = S;
}
