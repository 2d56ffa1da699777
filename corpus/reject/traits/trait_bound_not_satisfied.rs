//! A generic call with a type that lacks the bound.
trait Shape {
    fn area(&self) -> f64;
}

struct Square(f64);
struct Label(&'static str);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}

fn show(shape: impl Shape) {
    println!("{}", shape.area());
}

fn main() {
    show(Square(2.0));
    let label = Label("x");
    println!("{}", label.0);
    show(label); //~ E0277
}
