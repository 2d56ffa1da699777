//! `std::task`.

use crate::fmt;
use crate::marker::PhantomData;
use crate::mem::ManuallyDrop;
use crate::sync::Arc;

#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
#[lang = "Poll"]
pub enum Poll<T> {
    Ready(T),
    Pending,
}

impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {
        match self {
            Poll::Ready(t) => Poll::Ready(f(t)),
            Poll::Pending => Poll::Pending,
        }
    }
    pub const fn is_ready(&self) -> bool { matches!(*self, Poll::Ready(_)) }
    pub const fn is_pending(&self) -> bool { !self.is_ready() }
}

impl<T> From<T> for Poll<T> {
    fn from(t: T) -> Poll<T> { Poll::Ready(t) }
}

#[derive(PartialEq, Copy, Clone, Debug)]
pub struct RawWaker {
    data: *const (),
    vtable: &'static RawWakerVTable,
}

impl RawWaker {
    pub const fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker { RawWaker { data, vtable } }
}

#[derive(PartialEq, Copy, Clone, Debug)]
pub struct RawWakerVTable {
    clone: unsafe fn(*const ()) -> RawWaker,
    wake: unsafe fn(*const ()),
    wake_by_ref: unsafe fn(*const ()),
    drop: unsafe fn(*const ()),
}

impl RawWakerVTable {
    pub const fn new(
        clone: unsafe fn(*const ()) -> RawWaker,
        wake: unsafe fn(*const ()),
        wake_by_ref: unsafe fn(*const ()),
        drop: unsafe fn(*const ()),
    ) -> Self {
        RawWakerVTable { clone, wake, wake_by_ref, drop }
    }
}

pub struct Waker {
    waker: RawWaker,
}

unsafe impl Send for Waker {}
unsafe impl Sync for Waker {}
impl Unpin for Waker {}

unsafe fn noop_clone(_: *const ()) -> RawWaker { RawWaker::new(crate::ptr::null(), &NOOP) }
unsafe fn noop(_: *const ()) {}
static NOOP: RawWakerVTable = RawWakerVTable::new(noop_clone, noop, noop, noop);
static NOOP_WAKER: Waker = Waker { waker: RawWaker { data: crate::ptr::null(), vtable: &NOOP } };

impl Waker {
    pub fn wake(self) {
        let this = ManuallyDrop::new(self);
        unsafe { (this.waker.vtable.wake)(this.waker.data) }
    }
    pub fn wake_by_ref(&self) { unsafe { (self.waker.vtable.wake_by_ref)(self.waker.data) } }
    pub fn will_wake(&self, other: &Waker) -> bool {
        self.waker.data == other.waker.data && crate::ptr::eq(self.waker.vtable, other.waker.vtable)
    }
    pub const unsafe fn from_raw(waker: RawWaker) -> Waker { Waker { waker } }
    pub const unsafe fn new(data: *const (), vtable: &'static RawWakerVTable) -> Waker {
        Waker { waker: RawWaker { data, vtable } }
    }
    pub fn noop() -> &'static Waker { &NOOP_WAKER }
    pub fn data(&self) -> *const () { self.waker.data }
}

impl Clone for Waker {
    fn clone(&self) -> Self { Waker { waker: unsafe { (self.waker.vtable.clone)(self.waker.data) } } }
}

impl Drop for Waker {
    fn drop(&mut self) { unsafe { (self.waker.vtable.drop)(self.waker.data) } }
}

impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("Waker").finish_non_exhaustive() }
}

#[lang = "Context"]
pub struct Context<'a> {
    waker: &'a Waker,
    _marker: PhantomData<fn(&'a ()) -> &'a ()>,
}

impl<'a> Context<'a> {
    pub const fn from_waker(waker: &'a Waker) -> Self { Context { waker, _marker: PhantomData } }
    pub const fn waker(&self) -> &'a Waker { self.waker }
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("waker", &self.waker).finish()
    }
}

pub trait Wake {
    fn wake(self: Arc<Self>);
    fn wake_by_ref(self: &Arc<Self>) { self.clone().wake() }
}

impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
    fn from(waker: Arc<W>) -> Waker { unsafe { Waker::from_raw(raw_waker(waker)) } }
}

unsafe fn clone_arc<W: Wake + Send + Sync + 'static>(data: *const ()) -> RawWaker {
    unsafe { Arc::increment_strong_count(data as *const W) };
    RawWaker::new(data, vtable::<W>())
}

unsafe fn wake_arc<W: Wake + Send + Sync + 'static>(data: *const ()) {
    let waker = unsafe { Arc::from_raw(data as *const W) };
    W::wake(waker);
}

unsafe fn wake_arc_by_ref<W: Wake + Send + Sync + 'static>(data: *const ()) {
    let waker = unsafe { ManuallyDrop::new(Arc::from_raw(data as *const W)) };
    W::wake_by_ref(&waker);
}

unsafe fn drop_arc<W: Wake + Send + Sync + 'static>(data: *const ()) {
    unsafe { Arc::decrement_strong_count(data as *const W) };
}

fn vtable<W: Wake + Send + Sync + 'static>() -> &'static RawWakerVTable {
    &const { RawWakerVTable::new(clone_arc::<W>, wake_arc::<W>, wake_arc_by_ref::<W>, drop_arc::<W>) }
}

fn raw_waker<W: Wake + Send + Sync + 'static>(waker: Arc<W>) -> RawWaker {
    RawWaker::new(Arc::into_raw(waker) as *const (), vtable::<W>())
}

impl Waker {
    pub fn vtable(&self) -> &'static RawWakerVTable { self.waker.vtable }
}

impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> {
        match self {
            Poll::Ready(result) => Poll::Ready(result.map(f)),
            Poll::Pending => Poll::Pending,
        }
    }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> {
        match self {
            Poll::Ready(result) => Poll::Ready(result.map_err(f)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T, E> Poll<Option<Result<T, E>>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>> {
        match self {
            Poll::Ready(item) => Poll::Ready(item.map(|result| result.map(f))),
            Poll::Pending => Poll::Pending,
        }
    }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>> {
        match self {
            Poll::Ready(item) => Poll::Ready(item.map(|result| result.map_err(f))),
            Poll::Pending => Poll::Pending,
        }
    }
}
