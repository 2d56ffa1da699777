//! A path through a module that does not exist.
fn main() {
    println!("{}", shapes::area(2)); //~ E0433
}
