//! An associated type of a public type stands for a private one.
struct Hidden;

pub struct Source;

impl Iterator for Source {
    type Item = Hidden; //~ E0446

    fn next(&mut self) -> Option<Hidden> {
        None
    }
}

fn main() {}
