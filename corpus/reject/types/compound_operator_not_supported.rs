//! `+=` on a type without AddAssign.
fn main() {
    let mut flag = true;
    flag += 1; //~ E0368
    println!("{flag}");
}
