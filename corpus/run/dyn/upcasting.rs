//! A trait object coerces to one of its supertrait.
//@ stdout: 27 9
//@ stdout: 9
trait Shape {
    fn area(&self) -> u32;
}

trait Solid: Shape {
    fn height(&self) -> u32;

    fn volume(&self) -> u32 {
        self.area() * self.height()
    }
}

struct Cube(u32);

impl Shape for Cube {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

impl Solid for Cube {
    fn height(&self) -> u32 {
        self.0
    }
}

fn flat(shape: &dyn Shape) -> u32 {
    shape.area()
}

fn main() {
    let solid: Box<dyn Solid> = Box::new(Cube(3));
    println!("{} {}", solid.volume(), flat(&*solid));
    let shape: Box<dyn Shape> = solid;
    println!("{}", shape.area());
}
