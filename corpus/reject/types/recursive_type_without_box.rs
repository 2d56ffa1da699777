//! An enum that contains itself has no size.
pub enum List {
    //~^ E0072
    Nil,
    Cons(i32, List),
}

fn main() {
    println!("no list");
}
