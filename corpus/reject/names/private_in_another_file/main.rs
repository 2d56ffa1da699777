//! Items of a file are private to it unless it says otherwise.
mod other;

fn main() {
    other::open();
    other::closed(); //~ E0603
}
