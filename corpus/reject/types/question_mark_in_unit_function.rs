//! `?` in a function that returns nothing.
fn main() {
    let n: i32 = "5".parse()?; //~ E0277
    println!("{n}");
}
