//! A struct pattern leaves out a field without `..`.
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let point = Point { x: 1, y: 2 };
    println!("{}", point.y);
    let Point { x } = point; //~ E0027
    println!("{x}");
}
