//! A panic names the file it stands in.
//@ exit: 101
mod deep {
    pub mod down;
}

fn main() {
    deep::down::fall(0);
}
