//! Display of a vector belongs to neither crate.
use std::fmt;

impl fmt::Display for Vec<i32> {
    //~^ E0117
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.len())
    }
}

fn main() {
    println!("{}", vec![1, 2]);
}
