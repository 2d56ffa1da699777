//! Thread-local values: a list per thread of (key, boxed value), in order of first use.

use crate::cell::{Cell, RefCell};
use crate::error::Error;
use crate::fmt;
use crate::intrinsics;

#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("AccessError").finish() }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("already destroyed") }
}

impl Error for AccessError {}

pub mod local_impl {
    //! What `thread_local!` expands to.

    /// Tells keys apart by its address.
    pub struct Key {
        pub(super) unused: u8,
    }

    impl Key {
        pub const fn new() -> Key { Key { unused: 0 } }
    }

    unsafe impl Sync for Key {}
}

pub struct LocalKey<T: 'static> {
    key: &'static local_impl::Key,
    init: fn() -> T,
}

/// One value of one thread.
struct Slot {
    thread: u64,
    key: usize,
    value: *mut u8,
    destroy: fn(*mut u8),
    /// Its destructor has begun.
    dead: bool,
}

static mut SLOTS: Vec<Slot> = Vec::new();

fn destroy<T>(value: *mut u8) { drop(unsafe { Box::from_raw(value as *mut T) }) }

#[expect(static_mut_refs)]
fn find(thread: u64, key: usize) -> Option<(*mut u8, bool)> {
    let slots = unsafe { &SLOTS };
    let mut index = 0;
    while index < slots.len() {
        let slot = &slots[index];
        if slot.key == key && slot.thread == thread {
            return Some((slot.value, slot.dead));
        }
        index += 1;
    }
    None
}

/// Drops this thread's values, those made last by others' destructors included.
#[lang = "run_thread_local_destructors"]
#[expect(static_mut_refs)]
pub(crate) fn run_destructors() {
    let thread = intrinsics::thread_current();
    loop {
        let mut found = None;
        for slot in unsafe { SLOTS.iter_mut() } {
            if slot.thread == thread && !slot.dead {
                slot.dead = true;
                found = Some((slot.value, slot.destroy));
                break;
            }
        }
        match found {
            Some((value, destroy)) => destroy(value),
            None => return,
        }
    }
}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const fn new(key: &'static local_impl::Key, init: fn() -> T) -> LocalKey<T> { LocalKey { key, init } }
    fn place(&'static self) -> Option<*mut T> {
        let mut given = None;
        self.place_or(&mut given)
    }
    /// The value's place. The first use takes the value that is given, if there is one, instead of the initialiser's.
    #[expect(static_mut_refs)]
    fn place_or(&'static self, given: &mut Option<T>) -> Option<*mut T> {
        let thread = intrinsics::thread_current();
        let key = self.key as *const local_impl::Key as usize;
        match find(thread, key) {
            Some((_, true)) => None,
            Some((value, false)) => Some(value as *mut T),
            None => {
                let first = match given.take() {
                    Some(value) => value,
                    None => (self.init)(),
                };
                let value = Box::into_raw(Box::new(first));
                let slot = Slot { thread, key, value: value as *mut u8, destroy: destroy::<T>, dead: false };
                unsafe { SLOTS.push(slot) };
                Some(value)
            }
        }
    }
    #[track_caller]
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        match self.place() {
            Some(value) => f(unsafe { &*value }),
            None => panic!("cannot access a Thread Local Storage value during or after destruction: AccessError"),
        }
    }
    /// Makes the first value of a thread without the initialiser; the value comes back if there is one already.
    #[track_caller]
    fn initialise(&'static self, value: T) -> Option<T> {
        let mut given = Some(value);
        match self.place_or(&mut given) {
            Some(_) => given,
            None => panic!("cannot access a Thread Local Storage value during or after destruction: AccessError"),
        }
    }
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> Result<R, AccessError> {
        match self.place() {
            Some(value) => Ok(f(unsafe { &*value })),
            None => Err(AccessError),
        }
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    #[track_caller]
    pub fn set(&'static self, value: T) {
        if let Some(given) = self.initialise(Cell::new(value)) {
            self.with(|cell| cell.set(given.into_inner()))
        }
    }
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(|cell| cell.get())
    }
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(|cell| cell.take())
    }
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R { self.with(|cell| f(&cell.borrow())) }
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }
    #[track_caller]
    pub fn set(&'static self, value: T) {
        if let Some(given) = self.initialise(RefCell::new(value)) {
            self.with(|cell| *cell.borrow_mut() = given.into_inner())
        }
    }
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(|cell| cell.take())
    }
    pub fn replace(&'static self, value: T) -> T { self.with(|cell| cell.replace(value)) }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("LocalKey").finish_non_exhaustive() }
}
