//! A waker made from an `Arc<impl Wake>` counts its references and wakes.
use std::sync::Arc;
use std::task::{Wake, Waker};

struct Bell(u8);

impl Drop for Bell {
    fn drop(&mut self) {
        println!("gone");
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        println!("ring {}", self.0);
    }
}

fn main() {
    let bell = Arc::new(Bell(1));
    let waker = Waker::from(bell.clone());
    println!("{}", Arc::strong_count(&bell));
    waker.wake_by_ref();
    let other = waker.clone();
    println!("{} {}", Arc::strong_count(&bell), waker.will_wake(&other));
    drop(waker);
    other.wake();
    println!("{}", Arc::strong_count(&bell));
}
