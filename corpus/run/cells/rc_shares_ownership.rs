//! Rc counts its owners; the last one drops the value; Weak does not own.
use std::rc::{Rc, Weak};

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    let a = Rc::new(Noisy("shared"));
    let b = Rc::clone(&a);
    println!("{} {}", Rc::strong_count(&a), b.0);
    let weak: Weak<Noisy> = Rc::downgrade(&a);
    drop(a);
    println!("{} {}", Rc::strong_count(&b), weak.upgrade().is_some());
    drop(b);
    println!("{} {}", weak.upgrade().is_none(), weak.strong_count());
    let mut number = Rc::new(5);
    *Rc::make_mut(&mut number) += 1;
    let other = number.clone();
    *Rc::make_mut(&mut number) += 10;
    println!("{number} {other} {}", Rc::ptr_eq(&number, &other));
    println!("{:?} {:?}", Rc::try_unwrap(other), Rc::new("text".to_string()).len());
    let text: Rc<str> = "slice".into();
    println!("{text} {}", Rc::strong_count(&text));
}
