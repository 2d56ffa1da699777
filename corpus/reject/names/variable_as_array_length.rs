//! A local variable is no constant.
fn main() {
    let length = 3;
    let values = [0; length]; //~ E0435
    println!("{values:?}");
}
