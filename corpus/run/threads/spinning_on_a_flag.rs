//! A thread that spins lets the others get on.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

fn main() {
    let flag = Arc::new(AtomicBool::new(false));
    let count = Arc::new(AtomicU32::new(0));
    let (their_flag, their_count) = (flag.clone(), count.clone());
    let setter = thread::spawn(move || {
        while their_count.load(Ordering::SeqCst) < 10 {}
        their_flag.store(true, Ordering::SeqCst);
    });
    while !flag.load(Ordering::SeqCst) {
        count.fetch_add(1, Ordering::SeqCst);
    }
    setter.join().unwrap();
    println!("{}", count.load(Ordering::SeqCst) >= 10);
}
