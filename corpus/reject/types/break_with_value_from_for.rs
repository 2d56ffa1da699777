//! A `for` loop cannot yield a value.
fn main() {
    for n in 0..5 {
        if n == 3 {
            break n; //~ E0571
        }
    }
}
