//! A method of an operator's trait is called on a float of no known type.
fn main() {
    2.0.neg(); //~ E0689
}
