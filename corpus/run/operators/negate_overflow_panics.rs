//! Negating the minimum of a signed type panics.
//@ exit: 101
//@ stdout: -9223372036854775807
fn negate(n: i64) -> i64 {
    -n
}

fn main() {
    println!("{}", negate(i64::MAX));
    println!("{}", negate(i64::MIN));
}
