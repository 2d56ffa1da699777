//! The left side of an assignment is no place.
fn one() -> i32 {
    1
}

fn main() {
    one() = 2; //~ E0070
    println!("{}", one());
}
