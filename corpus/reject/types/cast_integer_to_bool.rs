//! An integer does not cast to bool.
fn main() {
    let n = std::env::args().count();
    println!("{}", n as bool); //~ E0054
}
