//! A struct is built, read and changed by field.
//@ stdout: 11 2 2
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let mut point = Point { x: 1, y: 2 };
    point.x += 10;
    let y = point.y;
    let shorthand = Point { x: 0, y };
    println!("{} {} {}", point.x, point.y, shorthand.x + shorthand.y);
}
