//! An enum variant that does not exist.
#[derive(Debug)]
enum Color {
    Red,
}

fn main() {
    println!("{:?}", Color::Red);
    println!("{:?}", Color::Blue); //~ E0599
}
