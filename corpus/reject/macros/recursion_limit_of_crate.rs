//! The crate's own limit of expansions inside each other.
#![recursion_limit = "4"]

macro_rules! count {
    () => { count!(1); };
    (1) => { count!(2); };
    (2) => { count!(3); };
    (3) => { count!(4); }; //~ ERROR
    (4) => {};
}

fn main() {
    count! {}
}
