//! `std::sync`. Threads are coroutines of one isolate: locks wait through `intrinsics::futex_wait`.

mod arc;
#[origin = "core"]
pub mod atomic;
mod condvar;
mod lazy;
pub mod mpsc;
mod mutex;
mod once;
pub mod poison;
mod rwlock;

pub use self::arc::{Arc, Weak};
pub use self::condvar::{Barrier, BarrierWaitResult, Condvar, WaitTimeoutResult};
pub use self::lazy::{LazyLock, OnceLock};
pub use self::mutex::{Mutex, MutexGuard};
pub use self::once::{Once, OnceState};
pub use self::poison::{LockResult, PoisonError, TryLockError, TryLockResult};
pub use self::rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};

pub const ONCE_INIT: Once = Once::new();
