//! Scoped threads.

use super::{Packet, Result, Thread, start};
use crate::cell::{Cell, RefCell};
use crate::fmt;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::sync::Arc;

pub struct Scope<'scope, 'env: 'scope> {
    /// Threads not joined yet.
    threads: RefCell<Vec<u64>>,
    /// Threads whose panic nobody has looked at.
    panicked: Cell<usize>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

unsafe impl Sync for Scope<'_, '_> {}

pub struct ScopedJoinHandle<'scope, T> {
    thread: Thread,
    packet: Arc<Packet<T>>,
    threads: *const RefCell<Vec<u64>>,
    panicked: *const Cell<usize>,
    marker: PhantomData<&'scope ()>,
}

unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope {
        threads: RefCell::new(Vec::new()),
        panicked: Cell::new(0),
        scope: PhantomData,
        env: PhantomData,
    };
    let result = intrinsics::catch_unwind(|| f(&scope));
    loop {
        let thread = scope.threads.borrow_mut().pop();
        match thread {
            Some(thread) => intrinsics::thread_join(thread),
            None => break,
        }
    }
    match result {
        Err(payload) => crate::panic::resume_unwind(payload),
        Ok(_) if scope.panicked.get() != 0 => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.spawn_named(None, f)
    }
    pub(super) fn spawn_named<F, T>(&'scope self, name: Option<String>, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let panicked: *const Cell<usize> = &self.panicked;
        let guarded = move || match intrinsics::catch_unwind(f) {
            Ok(value) => value,
            Err(payload) => {
                unsafe { (*panicked).set((*panicked).get() + 1) };
                crate::panic::resume_unwind(payload)
            }
        };
        let (thread, packet) = unsafe { start(name, guarded) };
        self.threads.borrow_mut().push(thread.id);
        ScopedJoinHandle { thread, packet, threads: &self.threads, panicked: &self.panicked, marker: PhantomData }
    }
}

impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.id);
        let threads = unsafe { &*self.threads };
        threads.borrow_mut().retain(|thread| *thread != self.thread.id);
        match self.packet.result.take() {
            Some(result) => {
                if result.is_err() {
                    let panicked = unsafe { &*self.panicked };
                    panicked.set(panicked.get() - 1);
                }
                result
            }
            None => unreachable!(),
        }
    }
    pub fn is_finished(&self) -> bool { intrinsics::thread_finished(self.thread.id) }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Scope").finish_non_exhaustive() }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("ScopedJoinHandle").finish_non_exhaustive() }
}
