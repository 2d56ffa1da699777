//! A closure is called with an argument too many.
fn main() {
    let double = |n: i32| n * 2;
    println!("{}", double(1, 2)); //~ E0057
}
