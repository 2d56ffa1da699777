//! An integer and a float cannot be added.
fn main() {
    let n = 1i32;
    let x = 2.0f64;
    println!("{}", n + x); //~ E0277
}
