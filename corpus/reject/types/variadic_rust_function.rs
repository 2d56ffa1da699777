//! Only C functions take any number of arguments.
unsafe extern "Rust" {
    fn f(x: u8, ...); //~ E0045
}

fn main() {}
