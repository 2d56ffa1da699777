//! An enum with data is taken apart by `match`.
//@ stdout: 9
//@ stdout: 10
//@ stdout: 0
enum Shape {
    Square(u32),
    Rectangle(u32, u32),
    Nothing,
}

fn area(shape: Shape) -> u32 {
    match shape {
        Shape::Square(side) => side * side,
        Shape::Rectangle(width, height) => width * height,
        Shape::Nothing => 0,
    }
}

fn main() {
    println!("{}", area(Shape::Square(3)));
    println!("{}", area(Shape::Rectangle(2, 5)));
    println!("{}", area(Shape::Nothing));
}
