//! `break` outside of a loop.
fn main() {
    println!("before");
    if std::env::args().count() > 1 {
        break; //~ E0268
    }
}
