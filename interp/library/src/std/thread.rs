//! `std::thread`: threads are coroutines of the isolate, started and joined through leaves. Thread-locals are in
//! `thread::local`.

pub(crate) mod local;
mod scoped;

pub use self::local::{AccessError, LocalKey, local_impl};
pub use self::scoped::{Scope, ScopedJoinHandle, scope};

use crate::any::Any;
use crate::cell::Cell;
use crate::fmt;
use crate::intrinsics;
use crate::io;
use crate::num::NonZero;
use crate::sync::{Arc, Mutex};
use crate::time::Duration;

pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

#[derive(Eq, PartialEq, Clone, Copy, Hash)]
pub struct ThreadId(u64);

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("ThreadId").field(&self.0).finish() }
}

#[derive(Clone)]
pub struct Thread {
    id: u64,
    name: Option<Arc<str>>,
}

impl Thread {
    pub fn id(&self) -> ThreadId { ThreadId(self.id) }
    pub fn name(&self) -> Option<&str> {
        match &self.name {
            Some(name) => Some(name),
            None if self.id == 1 => Some("main"),
            None => None,
        }
    }
    pub fn unpark(&self) { intrinsics::thread_unpark(self.id) }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}

static NAMES: Mutex<Vec<(u64, Arc<str>)>> = Mutex::new(Vec::new());

pub(crate) fn name_current(name: &str) {
    if let Ok(mut names) = NAMES.lock() {
        names.push((intrinsics::thread_current(), Arc::from(name)));
    }
}

pub(crate) fn current_name() -> Option<String> { current().name().map(String::from) }

pub fn current() -> Thread {
    let id = intrinsics::thread_current();
    let names = match NAMES.lock() {
        Ok(names) => names,
        Err(poisoned) => poisoned.into_inner(),
    };
    let name = names.iter().find(|(thread, _)| *thread == id).map(|(_, name)| name.clone());
    Thread { id, name }
}

pub fn yield_now() { intrinsics::thread_yield() }
pub fn panicking() -> bool { intrinsics::panic_count() != 0 }
pub fn sleep(dur: Duration) { intrinsics::thread_sleep(dur.as_nanos() as u64) }
pub fn sleep_ms(ms: u32) { sleep(Duration::from_millis(ms as u64)) }
pub fn park() { intrinsics::thread_park(u64::MAX) }
pub fn park_timeout(dur: Duration) { intrinsics::thread_park(dur.as_nanos() as u64) }
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    Ok(NonZero::new(intrinsics::cpu_count()).unwrap_or(NonZero::<usize>::MIN))
}

/// What a thread leaves for whoever joins it.
pub(crate) struct Packet<T> {
    result: Cell<Option<Result<T>>>,
}

unsafe impl<T: Send> Send for Packet<T> {}
unsafe impl<T: Send> Sync for Packet<T> {}

pub struct JoinHandle<T> {
    thread: Thread,
    packet: Arc<Packet<T>>,
}

unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    pub fn thread(&self) -> &Thread { &self.thread }
    pub fn join(self) -> Result<T> {
        intrinsics::thread_join(self.thread.id);
        match self.packet.result.take() {
            Some(result) => result,
            None => unreachable!(),
        }
    }
    pub fn is_finished(&self) -> bool { intrinsics::thread_finished(self.thread.id) }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("JoinHandle").finish_non_exhaustive() }
}

/// Starts a thread; the closure may borrow whatever the caller keeps alive until it has joined.
pub(crate) unsafe fn start<'a, F, T>(name: Option<String>, f: F) -> (Thread, Arc<Packet<T>>)
where
    F: FnOnce() -> T + Send + 'a,
    T: Send + 'a,
{
    let packet: Arc<Packet<T>> = Arc::new(Packet { result: Cell::new(None) });
    let theirs = packet.clone();
    let name: Option<Arc<str>> = name.map(|name| Arc::from(name.as_str()));
    let their_name = name.clone();
    let main = move || {
        if let Some(name) = their_name {
            if let Ok(mut names) = NAMES.lock() {
                names.push((intrinsics::thread_current(), name));
            }
        }
        let result = intrinsics::catch_unwind(f);
        local::run_destructors();
        theirs.result.set(Some(result));
    };
    let main: Box<dyn FnOnce() + 'a> = Box::new(main);
    let main: Box<dyn FnOnce()> = intrinsics::transmute(main);
    let id = intrinsics::thread_spawn(main);
    (Thread { id, name }, packet)
}

pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T,
    F: Send + 'static,
    T: Send + 'static,
{
    let (thread, packet) = unsafe { start(None, f) };
    JoinHandle { thread, packet }
}

#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
    stack_size: Option<usize>,
}

impl Builder {
    pub fn new() -> Builder { Builder { name: None, stack_size: None } }
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send + 'static,
    {
        let (thread, packet) = unsafe { start(self.name, f) };
        Ok(JoinHandle { thread, packet })
    }
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(scope.spawn_named(self.name, f))
    }
}

pub fn park_timeout_ms(ms: u32) { park_timeout(Duration::from_millis(ms as u64)) }
