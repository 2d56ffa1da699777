//! An Rc cannot be moved into a thread.
use std::rc::Rc;

fn main() {
    let shared = Rc::new(1);
    let handle = std::thread::spawn(move || println!("{shared}")); //~ E0277
    handle.join().unwrap();
}
