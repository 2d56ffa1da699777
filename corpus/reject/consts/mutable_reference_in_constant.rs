//! A constant holds a mutable reference.
const OH_NO: &'static mut usize = &mut 1; //~ E0764

fn main() {}
