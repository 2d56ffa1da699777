//! A macro that does not exist; the error has no code.
fn main() {
    printline!("hello"); //~ ERROR
}
