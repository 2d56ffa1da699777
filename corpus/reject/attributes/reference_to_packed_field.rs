//! A reference is taken of a field that may be unaligned.
#[repr(packed)]
struct Foo {
    head: u8,
    field: u64,
}

fn main() {
    let foo = Foo { head: 1, field: 2 };
    println!("{}", foo.head);
    let reference = &foo.field; //~ E0793
    println!("{reference}");
}
