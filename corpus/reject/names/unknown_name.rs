//! A variable that does not exist.
fn main() {
    let count = 1;
    println!("{}", count + total); //~ E0425
}
