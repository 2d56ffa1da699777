//! A `use` of an item its module lacks.
mod shapes {
    pub fn area(n: u32) -> u32 {
        n * n
    }
}

use shapes::volume; //~ E0432

fn main() {
    println!("{} {}", shapes::area(2), volume(2));
}
