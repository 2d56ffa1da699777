//! Coroutines: native stacks of their own that interpreted code runs on, and can be suspended on.
//!
//! Threads of the program and futures of `async` code are coroutines. Whoever calls [`resume`] gets control back when
//! the coroutine ends or calls [`suspend`]; coroutines nest (a future polled by a future), and a switch between
//! threads passes through every coroutine between it and the scheduler.
//!
//! A coroutine that is dropped before it ended is forgotten as it stands, without unwinding: nothing interpreted runs,
//! and what its host frames own is not released. To run the drops of a suspended future, [`resume`] it with
//! [`Wake::Cancel`].
//!
//! # Invariants
//! - **K1** The [`Ctx`] that a coroutine was started with stays where it is while the coroutine exists, and is the one
//!   it is resumed with.
//! - **K2** Only one coroutine of a `Ctx` runs at a time; the frames below it hold the `Ctx` as a parent of its
//!   reference, and pass that reference to [`suspend`] and [`resume`], which nothing can see through.
//! - **K3** A yielder lies on the stack of its coroutine, and is used only while that coroutine runs.
#![expect(unsafe_code, reason = "the state of the isolate is reached from several stacks")]

use std::ptr::NonNull;

use corosensei::stack::{DefaultStack, Stack};
use corosensei::{CoroutineResult, Yielder};

use crate::ctx::Ctx;
use crate::memory::{StackId, StackOverflow};
use crate::reg::Ptr;
use crate::trap::{Trap, bug, caught, raise};

/// Why a coroutine gives control back before its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Switch {
    /// A future is not ready.
    Pending,
    /// The thread waits, or its time is up.
    Thread,
}

/// How a coroutine goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wake {
    /// As if nothing had been.
    Continue,
    /// With [`Trap::Cancelled`], which runs the drops of what is live.
    Cancel,
}

/// What came of a [`resume`].
#[derive(Debug)]
pub(crate) enum Step {
    /// It is suspended.
    Yielded(Switch),
    /// It is over.
    Done(Result<(), Trap>),
}

/// How large its stacks are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Size {
    /// The main thread's: as deep as a program recurses natively in 8 MiB.
    Main,
    /// Spawned threads and futures.
    Small,
}

/// Native stack of the main thread; halved until the system grants it. Pages are used only as deep as it recurses.
const MAIN_NATIVE_BYTES: usize = 1 << 30;
const SMALL_NATIVE_BYTES: usize = 256 << 20;
const SMALL_VALUE_BYTES: usize = 16 << 20;
/// What natives may need below the lowest interpreted call.
const RESERVE_BYTES: usize = 256 << 10;
/// Stacks kept for the next coroutine.
const POOLED_MAX: usize = 64;

struct Resume {
    ctx: *mut Ctx,
    wake: Wake,
}

type Native = corosensei::Coroutine<Resume, Switch, Result<(), Trap>, DefaultStack>;
type YielderPtr = NonNull<Yielder<Resume, Switch>>;

/// A coroutine that is not running.
pub(crate) struct Coroutine {
    /// Always there until it is over.
    native: Option<Native>,
    size: Size,
    /// Its first value stack, its own unless it is the main thread's.
    base: StackId,
    state: State,
}

/// What of the [`Ctx`] belongs to the running coroutine.
#[derive(Clone, Copy)]
struct State {
    values: StackId,
    native_limit: usize,
    running: Running,
}

/// What a coroutine that runs needs at hand.
#[derive(Clone, Copy, Default)]
struct Running {
    yielder: Option<YielderPtr>,
    task: Option<Task>,
}

/// The poll that a future is running for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task {
    /// The program's `Context`.
    pub(crate) context: Ptr,
    /// Where the future's value goes.
    pub(crate) output: Ptr,
}

/// The coroutines of an isolate.
#[derive(Default)]
pub(crate) struct Coroutines {
    /// Those that run, the innermost last.
    running: Vec<Running>,
    pool: Vec<DefaultStack>,
}

impl std::fmt::Debug for Coroutine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Coroutine").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Drop for Coroutine {
    fn drop(&mut self) {
        if let Some(native) = &mut self.native
            && !native.done()
        {
            // SAFETY: its frames are never entered again; what they own is leaked, and nothing refers to them.
            unsafe { native.force_reset() };
        }
    }
}

/// A native stack of at least a few pages.
fn native_stack(ctx: &mut Ctx, size: Size) -> Option<DefaultStack> {
    match size {
        Size::Small => ctx.coroutines.pool.pop().or_else(|| DefaultStack::new(SMALL_NATIVE_BYTES).ok()),
        Size::Main => {
            std::iter::successors(Some(MAIN_NATIVE_BYTES), |bytes| Some(bytes / 2).filter(|b| *b >= 8 << 20))
                .find_map(|bytes| DefaultStack::new(bytes).ok())
        }
    }
}

/// Makes a coroutine that will run `body`; `None` if there is no room for its stacks.
pub(crate) fn start(ctx: &mut Ctx, size: Size, body: impl FnOnce(&mut Ctx) + 'static) -> Option<Coroutine> {
    let stack = native_stack(ctx, size)?;
    let base = match size {
        Size::Main => StackId::MAIN,
        Size::Small => ctx.mem.new_stack(SMALL_VALUE_BYTES).ok()?,
    };
    let native_limit = stack.limit().get() + RESERVE_BYTES;
    let native = Native::with_stack(stack, move |yielder, resume| {
        // SAFETY: K1, K2.
        let ctx = unsafe { &mut *resume.ctx };
        if let Some(running) = ctx.coroutines.running.last_mut() {
            running.yielder = Some(NonNull::from(yielder));
        }
        let body = std::panic::AssertUnwindSafe(|| {
            if resume.wake == Wake::Continue {
                body(ctx);
            }
        });
        std::panic::catch_unwind(body).map_err(caught)
    });
    let state = State { values: base, native_limit, running: Running::default() };
    Some(Coroutine { native: Some(native), size, base, state })
}

/// Runs a coroutine until it is suspended or over.
pub(crate) fn resume(ctx: &mut Ctx, coroutine: &mut Coroutine, wake: Wake) -> Step {
    let outer = exchange(ctx, coroutine.state);
    ctx.coroutines.running.push(coroutine.state.running);
    let Some(native) = &mut coroutine.native else { bug("a coroutine resumed after its end") };
    let result = native.resume(Resume { ctx, wake });
    let running = ctx.coroutines.running.pop().unwrap_or_default();
    coroutine.state = State { running, ..exchange(ctx, outer) };
    match result {
        CoroutineResult::Yield(switch) => Step::Yielded(switch),
        CoroutineResult::Return(result) => {
            finish(ctx, coroutine);
            Step::Done(result)
        }
    }
}

fn exchange(ctx: &mut Ctx, state: State) -> State {
    let old = State {
        values: ctx.mem.current_stack(),
        native_limit: ctx.native_limit,
        running: Running::default(),
    };
    if ctx.mem.switch_stack(state.values).is_err() {
        bug("the value stack of a coroutine is gone");
    }
    ctx.native_limit = state.native_limit;
    old
}

/// Keeps or frees the stacks of a coroutine that is over.
fn finish(ctx: &mut Ctx, coroutine: &mut Coroutine) {
    let Some(native) = coroutine.native.take() else { return };
    let stack = native.into_stack();
    if coroutine.size == Size::Small {
        if ctx.coroutines.pool.len() < POOLED_MAX {
            ctx.coroutines.pool.push(stack);
        }
        if ctx.mem.free_stack(coroutine.base).is_err() {
            bug("the value stack of a coroutine is in use");
        }
    }
}

/// Gives control back to whoever resumed the innermost coroutine, and returns when it is resumed.
#[inline(never)]
pub(crate) fn suspend(ctx: &mut Ctx, switch: Switch) {
    let Some(yielder) = ctx.coroutines.running.last().and_then(|running| running.yielder) else {
        crate::trap::unsupported("waiting while a constant is evaluated", treebeard_syntax::SpanId::NONE)
    };
    // SAFETY: K3: it is the innermost, so it runs.
    let resume = unsafe { yielder.as_ref() }.suspend(switch);
    // The reference must not be thought unchanged across the switch.
    std::hint::black_box(&mut *ctx);
    if resume.wake == Wake::Cancel {
        raise(Trap::Cancelled);
    }
}

/// Says for which poll a suspended future will run.
pub(crate) fn set_task(coroutine: &mut Coroutine, task: Task) {
    coroutine.state.running.task = Some(task);
}

/// The poll that the running code is part of.
pub(crate) fn task(ctx: &Ctx) -> Option<Task> {
    ctx.coroutines.running.last().and_then(|running| running.task)
}

/// Whether the code that runs can be suspended.
pub(crate) fn can_suspend(ctx: &Ctx) -> bool {
    ctx.coroutines.running.last().is_some_and(|running| running.yielder.is_some())
}

/// Runs `f` on a native stack of its own, which `f` cannot be suspended on; `f` gets the bytes it may use.
pub(crate) fn on_own_stack<R>(bytes: usize, f: impl FnOnce(usize) -> R) -> Result<R, StackOverflow> {
    let stack = DefaultStack::new(bytes).map_err(|_| StackOverflow)?;
    Ok(corosensei::on_stack(stack, || f(bytes - RESERVE_BYTES)))
}
