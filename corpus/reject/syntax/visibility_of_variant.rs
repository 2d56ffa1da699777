//! Variants are as visible as their enum.
enum Colour {
    Red,
    pub Green, //~ E0449
}

fn main() {}
