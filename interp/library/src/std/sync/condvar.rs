//! `Condvar` and `Barrier`.

use super::mutex::{Mutex, MutexGuard, guard_is_poisoned, guard_lock};
use super::poison::{LockResult, PoisonError};
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::intrinsics;
use crate::time::Duration;

/// Counts notifications; waiters sleep while the count is the one they saw.
pub struct Condvar {
    notified: UnsafeCell<u32>,
}

unsafe impl Send for Condvar {}
unsafe impl Sync for Condvar {}

#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool { self.0 }
}

impl Condvar {
    pub const fn new() -> Condvar { Condvar { notified: UnsafeCell::new(0) } }
    fn sleep<T: ?Sized>(&self, guard: &MutexGuard<'_, T>, nanos: u64) -> bool {
        let seen = intrinsics::atomic_load(self.notified.get() as *const u32);
        let lock = guard_lock(guard);
        lock.unlock();
        let woken = intrinsics::futex_wait(self.notified.get() as *const u32, seen, nanos);
        lock.lock();
        woken
    }
    pub fn wait<'a, T: ?Sized>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.sleep(&guard, u64::MAX);
        if guard_is_poisoned(&guard) { Err(PoisonError::new(guard)) } else { Ok(guard) }
    }
    pub fn wait_while<'a, T: ?Sized, F: FnMut(&mut T) -> bool>(
        &self,
        guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>> {
        let mut guard = guard;
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }
    pub fn wait_timeout<'a, T: ?Sized>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let woken = self.sleep(&guard, dur.as_nanos() as u64);
        let result = WaitTimeoutResult(!woken);
        if guard_is_poisoned(&guard) { Err(PoisonError::new((guard, result))) } else { Ok((guard, result)) }
    }
    pub fn wait_timeout_while<'a, T: ?Sized, F: FnMut(&mut T) -> bool>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let mut guard = guard;
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let (again, result) = self.wait_timeout(guard, dur)?;
            guard = again;
            if result.timed_out() {
                let still = condition(&mut *guard);
                return Ok((guard, WaitTimeoutResult(still)));
            }
        }
    }
    fn notify(&self, count: usize) {
        intrinsics::atomic_add(self.notified.get(), 1);
        intrinsics::futex_wake(self.notified.get() as *const u32, count);
    }
    pub fn notify_one(&self) { self.notify(1) }
    pub fn notify_all(&self) { self.notify(usize::MAX) }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Condvar").finish_non_exhaustive() }
}

impl Default for Condvar {
    fn default() -> Condvar { Condvar::new() }
}

pub struct Barrier {
    state: Mutex<(usize, usize)>,
    cvar: Condvar,
    num_threads: usize,
}

pub struct BarrierWaitResult(bool);

impl BarrierWaitResult {
    pub fn is_leader(&self) -> bool { self.0 }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.is_leader()).finish()
    }
}

impl Barrier {
    pub const fn new(n: usize) -> Barrier { Barrier { state: Mutex::new((0, 0)), cvar: Condvar::new(), num_threads: n } }
    pub fn wait(&self) -> BarrierWaitResult {
        let mut state = self.state.lock().unwrap();
        let generation = state.1;
        state.0 += 1;
        if state.0 < self.num_threads {
            let _state = self.cvar.wait_while(state, |state| generation == state.1).unwrap();
            BarrierWaitResult(false)
        } else {
            state.0 = 0;
            state.1 = state.1.wrapping_add(1);
            self.cvar.notify_all();
            BarrierWaitResult(true)
        }
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Barrier").finish_non_exhaustive() }
}

impl Condvar {
    pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(ms as u64)) {
            Ok((guard, timeout)) => Ok((guard, !timeout.timed_out())),
            Err(error) => {
                let (guard, timeout) = error.into_inner();
                Err(PoisonError::new((guard, !timeout.timed_out())))
            }
        }
    }
}
