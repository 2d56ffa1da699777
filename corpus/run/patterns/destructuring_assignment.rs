//! Assignment destructures tuples, arrays, structs and skips with `_` and `..`.
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let (mut a, mut b) = (1, 2);
    (a, b) = (b, a);
    println!("{a} {b}");
    [a, .., b] = [10, 20, 30];
    println!("{a} {b}");
    (a, _) = (7, 8);
    Point { x: b, .. } = Point { x: 5, y: 6 };
    println!("{a} {b}");
    let mut list = [0; 3];
    (list[0], list[2]) = (1, 3);
    let mut point = Point { x: 0, y: 0 };
    (point.x, point.y) = (list[0], list[2]);
    println!("{list:?} {} {}", point.x, point.y);
    _ = a + b;
    ((a, _), [b]) = ((1, 2), [3]);
    println!("{a} {b}");
}
