//! A field the struct does not have is read.
struct Point {
    x: i32,
}

fn main() {
    let point = Point { x: 1 };
    println!("{} {}", point.x, point.z); //~ E0609
}
