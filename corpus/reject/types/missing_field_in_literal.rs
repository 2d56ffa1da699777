//! A struct literal leaves out a field.
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let point = Point { x: 1 }; //~ E0063
    println!("{} {}", point.x, point.y);
}
