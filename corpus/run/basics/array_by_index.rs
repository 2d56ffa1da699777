//! An array is read and written by index and has a length.
//@ stdout: 0 4 16
//@ stdout: [0, 1, 4, 9, 16]
fn main() {
    let mut squares = [0; 5];
    let mut i = 0;
    while i < squares.len() {
        squares[i] = i * i;
        i += 1;
    }
    println!("{} {} {}", squares[0], squares[2], squares[4]);
    println!("{squares:?}");
}
