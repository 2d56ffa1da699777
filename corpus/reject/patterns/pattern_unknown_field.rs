//! A struct pattern names a field that does not exist.
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let point = Point { x: 1, y: 2 };
    println!("{}", point.y);
    let Point { x, z, .. } = point; //~ E0026
    println!("{x} {z}");
}
