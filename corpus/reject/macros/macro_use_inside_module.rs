//! The macros of a crate are imported inside a module.
mod m {
    #[macro_use(debug_assert)]
    extern crate core; //~ E0468
}

fn main() {}
