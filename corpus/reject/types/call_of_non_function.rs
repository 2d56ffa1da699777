//! An integer is called.
fn main() {
    let n = 5;
    println!("{}", n(1)); //~ E0618
}
