//! A static is one place for the whole run: shared by reference, counted up with atomics and cells per thread.
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

static GREETING: &str = "hello";
static TABLE: [[u8; 2]; 2] = [[1, 2], [3, 4]];
static COUNTER: AtomicU32 = AtomicU32::new(10);

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

fn next() -> u32 {
    COUNTER.fetch_add(1, Ordering::Relaxed)
}

fn calls() -> u32 {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    CALLS.fetch_add(1, Ordering::SeqCst) + 1
}

fn nested(n: u32) -> u32 {
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    if n > 0 { nested(n - 1) } else { DEPTH.get() }
}

fn main() {
    println!("{GREETING} {}", TABLE[1][0]);
    println!("{} {} {}", next(), next(), COUNTER.load(Ordering::Relaxed));
    println!("{} {} {}", calls(), calls(), calls());
    println!("{}", nested(4));
    let reference: &'static str = GREETING;
    println!("{}", std::ptr::eq(reference, GREETING));
}
