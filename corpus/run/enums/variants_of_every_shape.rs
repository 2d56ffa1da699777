//! An enum mixes unit, tuple and struct variants, has methods and is matched by value and by reference.
enum Shape {
    Empty,
    Circle(f64),
    Rectangle { width: f64, height: f64 },
    Named(String, Box<Shape>),
}

use Shape::{Circle, Empty, Named, Rectangle};

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Empty => 0.0,
            Circle(radius) => 3.0 * radius * radius,
            Rectangle { width, height } => width * height,
            Named(_, shape) => shape.area(),
        }
    }

    fn describe(self) -> String {
        match self {
            Shape::Empty => "nothing".to_string(),
            Shape::Circle(r) => format!("circle {r}"),
            Shape::Rectangle { width: w, .. } => format!("rectangle {w} wide"),
            Shape::Named(name, shape) => name + ": " + &shape.describe(),
        }
    }
}

fn main() {
    let square = Rectangle { width: 2.0, height: 2.0 };
    let shapes = [Empty, Circle(1.5), Named(String::from("sq"), Box::new(square))];
    for shape in shapes {
        println!("{:.2}", shape.area());
        println!("{}", shape.describe());
    }
}
