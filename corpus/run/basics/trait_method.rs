//! One trait implemented by two types and called through a bound.
//@ stdout: 9 20
trait Area {
    fn area(&self) -> u32;
}

struct Square(u32);
struct Pair(u32, u32);

impl Area for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

impl Area for Pair {
    fn area(&self) -> u32 {
        self.0 * self.1
    }
}

fn twice<T: Area>(shape: &T) -> u32 {
    shape.area() * 2
}

fn main() {
    println!("{} {}", Square(3).area(), twice(&Pair(2, 5)));
}
