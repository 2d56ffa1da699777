//! Trait functions without `self` are called on a type parameter; Default is one of them.
//@ stdout: Square(6) 36
//@ stdout: Rectangle(2, 4)
//@ stdout: 0 ""
trait Shape {
    fn unit() -> Self;
    fn scaled(self, by: u32) -> Self;
    fn area(&self) -> u32;
}

#[derive(Debug)]
struct Square(u32);

#[derive(Debug)]
struct Rectangle(u32, u32);

impl Shape for Square {
    fn unit() -> Self {
        Square(1)
    }
    fn scaled(self, by: u32) -> Self {
        Square(self.0 * by)
    }
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

impl Shape for Rectangle {
    fn unit() -> Self {
        Rectangle(1, 2)
    }
    fn scaled(self, by: u32) -> Self {
        Rectangle(self.0 * by, self.1 * by)
    }
    fn area(&self) -> u32 {
        self.0 * self.1
    }
}

fn grow<S: Shape>(steps: u32) -> S {
    let mut shape = S::unit();
    for by in 1..=steps {
        shape = shape.scaled(by);
    }
    shape
}

fn main() {
    let square: Square = grow(3);
    println!("{square:?} {}", square.area());
    println!("{:?}", grow::<Rectangle>(2));
    let (a, b): (i32, String) = Default::default();
    println!("{a} {b:?}");
}
