//! Division by zero panics with its own message.
//@ exit: 101
//@ stdout: 3
fn ratio(a: i32, b: i32) -> i32 {
    a / b
}

fn main() {
    println!("{}", ratio(10, 3));
    println!("{}", ratio(10, 0));
}
