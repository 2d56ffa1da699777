//! An allocator that has nothing left: `std::alloc::alloc` answers with null, a box ends the program.
use std::alloc::{GlobalAlloc, Layout, System, alloc};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

struct Limited;

static EMPTY: AtomicBool = AtomicBool::new(false);

unsafe impl GlobalAlloc for Limited {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if EMPTY.load(Relaxed) { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Limited = Limited;

fn main() {
    println!("{:?}", Box::new(5));
    EMPTY.store(true, Relaxed);
    let null = unsafe { alloc(Layout::new::<u64>()) }.is_null();
    println!("{null}");
    let _ = Box::new([1u8; 24]);
}
