//! Indexing past the end panics with the length and the index.
//@ exit: 101
//@ stdout: 3
fn at(values: &[i32], index: usize) -> i32 {
    values[index]
}

fn main() {
    println!("{}", at(&[1, 2, 3], 2));
    println!("{}", at(&[1, 2, 3], 3));
}
