//! `clone` copies the value when its type is Clone and the reference when it is not.
//@ stdout: 5 true
//@ stdout: 1 2
//@ stdout: abc abc
struct Opaque(i32);

#[derive(Clone)]
struct Copied(Vec<i32>);

fn copy_of<T: Clone>(value: &T) -> T {
    value.clone()
}

fn main() {
    let opaque = Opaque(5);
    let reference = &opaque;
    let again: &Opaque = <&Opaque as Clone>::clone(&reference);
    println!("{} {}", again.0, std::ptr::eq(again, reference));
    let original = Copied(vec![1]);
    let mut copy = (&original).clone();
    copy.0.push(2);
    println!("{} {}", original.0.len(), copy.0.len());
    let text = "abc";
    let owned: String = copy_of(&text.to_string());
    let slice: &str = copy_of(&text);
    println!("{owned} {slice}");
}
