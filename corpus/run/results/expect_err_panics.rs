//! expect on Err panics with its message and the error's Debug form.
//@ exit: 101
//@ stdout: 12
fn main() {
    let good: i32 = "12".parse().expect("a number");
    println!("{good}");
    let bad: i32 = "twelve".parse().expect("a number");
    println!("{bad}");
}
