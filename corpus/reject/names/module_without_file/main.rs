//! A module has to have a file.
mod present;
mod absent; //~ E0583

fn main() {
    present::here();
}
