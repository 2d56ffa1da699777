//! A slice range that ends after the slice panics.
//@ exit: 101
//@ stdout: [2]
//@ stdout: [2, 3]
fn main() {
    let values = vec![1, 2, 3];
    for end in 2..6 {
        println!("{:?}", &values[1..end]);
    }
}
