//! Operands, arguments, array elements and struct fields are evaluated from left to right as written.
struct Point {
    x: i32,
    y: i32,
}

fn trace(n: i32) -> i32 {
    print!("{n} ");
    n
}

fn sum(a: i32, b: i32, c: i32) -> i32 {
    a + b + c
}

fn main() {
    println!("= {}", trace(1) + trace(2) * trace(3));
    println!("= {}", sum(trace(4), trace(5), trace(6)));
    println!("= {:?}", [trace(7), trace(8)]);
    println!("= {:?}", (trace(9), trace(10)));
    let point = Point { y: trace(11), x: trace(12) };
    println!("= {} {}", point.x, point.y);
    println!("= {}", trace(13) < trace(14));
}
