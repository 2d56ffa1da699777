//! Functions, structs and constants may be declared inside a body, after their use, and shadow outer items.
const LIMIT: i32 = 1;

fn helper() -> &'static str {
    "outer"
}

fn outside() -> String {
    format!("{} {LIMIT}", helper())
}

fn main() {
    println!("{}", outside());
    println!("{} {}", helper(), LIMIT);
    let point = Point { x: 1, y: 2 };
    println!("{}", point.x + point.y);

    fn helper() -> &'static str {
        "inner"
    }
    const LIMIT: i32 = 2;
    struct Point {
        x: i32,
        y: i32,
    }
    {
        const LIMIT: i32 = 3;
        println!("{LIMIT}");
    }
}
