//! A struct is implemented as if it were a trait.
struct Shape;
struct Square;

impl Shape for Square {} //~ E0404

fn main() {
    let _ = (Shape, Square);
    println!("done");
}
