//! A condition of a loop breaks without a label.
fn main() {
    while break {} //~ E0590
}
