//! What a pattern borrows as a whole, it cannot move a part of.
fn main() {
    match Some("a".to_string()) {
        ref whole @ Some(part) => println!("{whole:?} {part}"), //~ ERROR E0382
        None => {}
    }
}
