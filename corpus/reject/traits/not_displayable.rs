//! A struct without Display in a format string.
struct Point {
    x: i32,
}

fn main() {
    let point = Point { x: 1 };
    println!("{}", point.x);
    println!("{}", point); //~ E0277
}
