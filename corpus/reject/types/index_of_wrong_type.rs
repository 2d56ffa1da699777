//! A vector is indexed with an i32.
fn main() {
    let values = vec![1, 2];
    let index: i32 = 1;
    println!("{}", values[index]); //~ E0277
}
