//! An integer is indexed.
fn main() {
    let n = 5u32;
    println!("{}", n[0]); //~ E0608
}
