//! An impl of a trait that does not exist.
struct Square;

impl Shape for Square {} //~ E0405

fn main() {
    let _ = Square;
    println!("done");
}
