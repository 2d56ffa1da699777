//! A vector bound without `mut` is pushed to.
fn main() {
    let values = vec![1];
    values.push(2); //~ E0596
    println!("{values:?}");
}
