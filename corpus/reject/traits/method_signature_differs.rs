//! A trait method is implemented with another parameter type.
trait Scale {
    fn scale(&self, by: u32) -> u32;
}

struct Square(u32);

impl Scale for Square {
    fn scale(&self, by: i64) -> u32 {
        //~^ E0053
        self.0 * by as u32
    }
}

fn main() {
    println!("{}", Square(2).scale(3));
}
