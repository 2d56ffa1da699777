//! `std::panic`: locations, hooks, catching.

mod hook;

pub use self::hook::{PanicHookInfo, set_hook, take_hook, update_hook};
pub(crate) use self::hook::{in_hook, keep_note, run_hook};

use crate::any::Any;
use crate::fmt;
use crate::future::Future;
use crate::intrinsics;
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::task::{Context, Poll};
use crate::thread::Result;

pub type PanicInfo<'a> = PanicHookInfo<'a>;

/// A place in a source file. The evaluator makes these; it knows the order of the fields.
#[lang = "Location"]
#[derive(Copy, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location<'a> {
    file: &'a str,
    line: u32,
    col: u32,
}

impl<'a> Location<'a> {
    #[track_caller]
    pub const fn caller() -> &'static Location<'static> { intrinsics::caller_location() }
    pub const fn file(&self) -> &str { self.file }
    pub const fn line(&self) -> u32 { self.line }
    pub const fn column(&self) -> u32 { self.col }
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}:{}:{}", self.file, self.line, self.col) }
}

pub auto trait UnwindSafe {}
pub auto trait RefUnwindSafe {}

impl<T: ?Sized> !UnwindSafe for &mut T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for &T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *const T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *mut T {}
impl<T> UnwindSafe for AssertUnwindSafe<T> {}
impl<T: ?Sized> !RefUnwindSafe for crate::cell::UnsafeCell<T> {}
impl<T> RefUnwindSafe for AssertUnwindSafe<T> {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for crate::rc::Rc<T> {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for crate::sync::Arc<T> {}
impl<T: ?Sized> UnwindSafe for crate::sync::Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for crate::sync::Mutex<T> {}
impl<T: ?Sized> UnwindSafe for crate::sync::RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for crate::sync::RwLock<T> {}

pub struct AssertUnwindSafe<T>(pub T);

impl<T> Deref for AssertUnwindSafe<T> {
    type Target = T;
    fn deref(&self) -> &T { &self.0 }
}

impl<T> DerefMut for AssertUnwindSafe<T> {
    fn deref_mut(&mut self) -> &mut T { &mut self.0 }
}

impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;
    extern "rust-call" fn call_once(self, _args: ()) -> R { (self.0)() }
}

impl<F: Future> Future for AssertUnwindSafe<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let inner = unsafe { self.map_unchecked_mut(|this| &mut this.0) };
        F::poll(inner, cx)
    }
}

pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R> { intrinsics::catch_unwind(f) }

pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    intrinsics::panic_count_add(1);
    intrinsics::start_unwind(payload)
}

#[track_caller]
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! {
    crate::panicking::begin_any(Box::new(msg), "Box<dyn Any>")
}
