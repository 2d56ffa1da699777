//! A string where an integer is expected.
fn double(n: i32) -> i32 {
    n * 2
}

fn main() {
    println!("{}", double("two")); //~ E0308
}
