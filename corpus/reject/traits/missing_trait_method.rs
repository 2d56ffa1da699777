//! An impl leaves out a required method.
trait Shape {
    fn area(&self) -> u32;
    fn sides(&self) -> u32;
}

struct Square(u32);

impl Shape for Square {
    //~^ E0046
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

fn main() {
    println!("{}", Square(2).area());
}
