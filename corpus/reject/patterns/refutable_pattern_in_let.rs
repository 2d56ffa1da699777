//! A `let` pattern that may fail needs an `else`.
fn main() {
    let value: Option<i32> = "5".parse().ok();
    let Some(n) = value; //~ E0005
    println!("{n}");
}
