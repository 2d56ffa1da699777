//! A block is an expression whose value is its last expression.
//@ stdout: 6 ()
fn main() {
    let n = {
        let a = 2;
        let b = 3;
        a * b
    };
    let unit = {
        let _ = n;
    };
    println!("{n} {unit:?}");
}
