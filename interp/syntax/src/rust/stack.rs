//! Running on a large stack.
//!
//! syn, the conversion and the destruction of deep trees recurse. Nesting is limited by the lexer, and long chains
//! by [`crate::rust::bridge`], so a fixed large stack is enough. Its pages are only used when touched.

use std::cell::Cell;

/// Address space of the stack.
pub(crate) const BYTES: usize = 1 << 30;

thread_local! {
    static IS_LARGE: Cell<bool> = const { Cell::new(false) };
}

/// Calls `work` on a thread with a large stack and returns its result; a panic in it goes on here. A call inside another
/// one stays on its thread.
///
/// Whoever holds or destroys deep trees should be inside such a call too.
///
/// # Panics
/// When there is no memory for another thread.
pub fn on_large_stack<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    if IS_LARGE.get() {
        return work();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("treebeard".to_owned()).stack_size(BYTES);
        let work = || {
            IS_LARGE.set(true);
            work()
        };
        match thread.spawn_scoped(scope, work) {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => panic!("cannot start a thread with a stack of {BYTES} bytes: {error}"),
        }
    })
}
