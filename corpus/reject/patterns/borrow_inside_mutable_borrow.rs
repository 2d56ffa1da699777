//! What a pattern borrows as a whole mutably, it cannot borrow a part of.
fn main() {
    match Some(1) {
        ref mut whole @ Some(ref part) => { //~ ERROR
            println!("{part}");
            *whole = None;
        }
        None => {}
    }
}
