//! A constant drops what has a destructor.
struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {}
}

const F: u32 = (Loud, 3).1; //~ E0493

fn main() {}
