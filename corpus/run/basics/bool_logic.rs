//! Booleans from comparisons, combined and negated.
//@ stdout: true false true
//@ stdout: false true
//@ stdout: false true false
fn main() {
    let small = 3 < 5;
    let equal = 3 == 5;
    println!("{small} {equal} {}", !equal);
    println!("{} {}", small && equal, small || equal);
    println!("{} {} {}", 1 != 1, 2 >= 2, 2 <= 1);
}
