//! `Once`.

use super::mutex::RawLock;
use crate::cell::Cell;
use crate::fmt;
use crate::intrinsics;

const NEW: u8 = 0;
const DONE: u8 = 1;
const POISONED: u8 = 2;

pub struct Once {
    lock: RawLock,
    state: Cell<u8>,
}

unsafe impl Send for Once {}
unsafe impl Sync for Once {}

pub struct OnceState {
    poisoned: bool,
}

impl OnceState {
    pub fn is_poisoned(&self) -> bool { self.poisoned }
}

/// Ends an initialisation, also by a panic.
struct Finish<'a> {
    once: &'a Once,
}

impl Drop for Finish<'_> {
    fn drop(&mut self) {
        self.once.state.set(if intrinsics::panic_count() != 0 { POISONED } else { DONE });
        self.once.lock.unlock();
    }
}

impl Once {
    pub const fn new() -> Once { Once { lock: RawLock::new(), state: Cell::new(NEW) } }
    pub fn is_completed(&self) -> bool { self.state.get() == DONE }
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        if !self.is_completed() {
            self.call(false, |_| f());
        }
    }
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        if !self.is_completed() {
            self.call(true, f);
        }
    }
    #[track_caller]
    fn call(&self, ignore_poison: bool, f: impl FnOnce(&OnceState)) {
        self.lock.lock();
        let state = self.state.get();
        if state == DONE {
            self.lock.unlock();
            return;
        }
        if state == POISONED && !ignore_poison {
            self.lock.unlock();
            panic!("Once instance has previously been poisoned");
        }
        let _finish = Finish { once: self };
        f(&OnceState { poisoned: state == POISONED });
    }
    pub fn wait_force(&self) { self.wait() }
    pub fn wait(&self) {
        while !self.is_completed() {
            crate::intrinsics::thread_yield();
        }
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Once").finish_non_exhaustive() }
}
