//! Tuple fields are read and written by number.
//@ stdout: 6 y
//@ stdout: 5
fn main() {
    let mut pair = (1, 'x');
    pair.0 += 5;
    pair.1 = 'y';
    println!("{} {}", pair.0, pair.1);
    let nested = ((1, 2), 3);
    println!("{}", nested.0.1 + nested.1);
}
