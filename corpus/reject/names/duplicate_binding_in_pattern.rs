//! A pattern binds one name twice.
fn main() {
    let (n, n) = (1, 2); //~ E0416
    println!("{n}");
}
