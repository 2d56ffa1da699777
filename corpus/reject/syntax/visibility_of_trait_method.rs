//! A method of a trait has a visibility of its own.
trait Bar {
    pub fn foo(); //~ E0449
}

fn main() {}
