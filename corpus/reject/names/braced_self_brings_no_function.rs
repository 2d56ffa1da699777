//! `use m::{self}` imports the module alone.
mod outer {
    pub mod inner {}
    pub fn inner() {}
}
use outer::inner::{self};

fn main() {
    inner(); //~ E0423
}
