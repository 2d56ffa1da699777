//! A struct with named fields is called like a function.
struct Point {
    x: i32,
}

fn main() {
    let point = Point(1); //~ E0423
    println!("{}", point.x);
}
