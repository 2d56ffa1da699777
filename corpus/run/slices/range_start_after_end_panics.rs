//! A slice range that starts after its end panics.
//@ exit: 101
//@ stdout: [2, 3]
//@ stdout: []
fn part(values: &[i32], from: usize, to: usize) -> &[i32] {
    &values[from..to]
}

fn main() {
    println!("{:?}", part(&[1, 2, 3], 1, 3));
    println!("{:?}", part(&[1, 2, 3], 2, 2));
    println!("{:?}", part(&[1, 2, 3], 2, 1));
}
