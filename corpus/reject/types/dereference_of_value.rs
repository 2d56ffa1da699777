//! Something that is no reference is dereferenced.
fn main() {
    let n = 5u32;
    println!("{}", *n); //~ E0614
}
