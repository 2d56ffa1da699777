//! A tuple variant is not matched by names.
enum E {
    A(i32),
}

fn main() {
    match E::A(1) {
        E::A { number } => println!("{number}"), //~ E0769
    }
}
