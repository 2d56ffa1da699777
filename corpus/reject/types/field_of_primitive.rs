//! An integer has no fields.
fn main() {
    let n = 5u32;
    println!("{}", n.value); //~ E0610
}
