//! An impl defines a method its trait does not have.
trait Shape {
    fn area(&self) -> u32;
}

struct Square(u32);

impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }

    fn sides(&self) -> u32 {
        //~^ E0407
        4
    }
}

fn main() {
    println!("{}", Square(2).area());
}
