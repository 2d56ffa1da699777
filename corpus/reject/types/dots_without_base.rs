//! `..` at the end of a struct expression wants a base.
#[derive(Default)]
struct S {
    a: u8,
    b: u8,
}

fn main() {
    let s = S { a: 1, .. }; //~ E0797
    println!("{} {}", s.a, s.b);
}
