//! A `#[global_allocator]` sees what boxes, vectors, counted pointers and `std::alloc` ask for.
use std::alloc::{GlobalAlloc, Layout, System, alloc, dealloc};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counter;

static CALLS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Relaxed);
        BYTES.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counter = Counter;

fn report(what: &str, start: (usize, usize)) {
    let (calls, bytes) = (CALLS.load(Relaxed), BYTES.load(Relaxed));
    println!("{what}: {} {}", calls - start.0, bytes - start.1);
}

fn main() {
    // What the runtime itself allocates before and for the first line is its own business.
    println!("start");
    let start = (CALLS.load(Relaxed), BYTES.load(Relaxed));
    let boxed = Box::new([0u64; 3]);
    report("box", start);
    let mut list = Vec::with_capacity(2);
    list.extend([1u32, 2, 3]);
    report("vector", start);
    let shared = Rc::new(5u8);
    let text = String::from("abc") + "def";
    report("text", start);
    drop((boxed, list, shared, text));
    report("dropped", start);
    let layout = Layout::new::<u128>();
    unsafe { dealloc(alloc(layout), layout) };
    report("by hand", start);
}
