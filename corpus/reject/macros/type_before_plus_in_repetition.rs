//! The separator of a repetition follows its last fragment, too.
macro_rules! sum {
    ($($part:ty)+*) => {}; //~ ERROR
}

fn main() {}
