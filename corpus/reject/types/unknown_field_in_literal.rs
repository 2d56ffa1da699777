//! A struct literal names a field that does not exist.
struct Point {
    x: i32,
}

fn main() {
    let point = Point { x: 1, y: 2 }; //~ E0560
    println!("{}", point.x);
}
