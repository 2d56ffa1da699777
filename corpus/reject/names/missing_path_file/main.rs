//! `#[path]` names a file that is there.
#[path = "nowhere.rs"]
mod gone; //~ ERROR

fn main() {}
