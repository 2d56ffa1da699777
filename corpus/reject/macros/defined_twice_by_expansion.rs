//! Two expansions define the same macro: which one is meant?
macro_rules! define {
    () => {
        macro_rules! twice {
            () => {};
        }
    };
}
define!();
define!();
twice!(); //~ E0659

fn main() {}
