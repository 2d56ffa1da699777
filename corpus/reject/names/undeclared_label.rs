//! A label that does not exist.
fn main() {
    'outer: loop {
        println!("once");
        if std::env::args().count() > 0 {
            break 'outer;
        }
        break 'other; //~ E0426
    }
}
