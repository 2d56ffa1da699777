//! A module may not have both files.
mod twice; //~ E0761

fn main() {}
