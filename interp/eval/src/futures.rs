//! Futures of `async` blocks: coroutines that are resumed when the program polls them.
//!
//! The object of an `async` block holds what it captured and a word of state. At the first poll the captures move
//! into the frame of a coroutine; from then on the word is the coroutine's number. Dropping the object drops the
//! captures before the first poll, and cancels the coroutine after it.
//!
//! Invariant: a number in an object's state names a coroutine of this isolate that no other object names.

use std::sync::Arc;

use treebeard_syntax::SpanId;

use crate::coroutine::{self, Coroutine, Size, Step, Switch, Wake};
use crate::ctx::Ctx;
use crate::engine::{AnyFn, TypedFn};
use crate::lower::Mover;
use crate::memory::{Fp, Slot};
use crate::reg::Ptr;
use crate::trap::{Trap, bug, raise};

/// The object was not polled yet.
pub(crate) const FRESH: u64 = 0;
const RETURNED: u64 = 1;
const PANICKED: u64 = 2;
/// State of the first coroutine.
const FIRST: u64 = 3;

/// What a poll tells the library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(crate) enum Polled {
    /// It is suspended.
    Pending = 0,
    /// Its value was written.
    Ready = 1,
    /// It had returned before.
    Over = 2,
    /// It had panicked before.
    Panicked = 3,
}

/// How the future of one type is run.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The body, which takes the captures by value.
    pub(crate) function: AnyFn,
    /// Where the object's state lies in it.
    pub(crate) state: usize,
    /// Moves the captures.
    pub(crate) object: Mover,
    /// The parameter they are moved to.
    pub(crate) param: Slot,
    /// Moves the result from the start of the frame, if it is returned in memory.
    pub(crate) result: Option<Mover>,
}

/// The suspended futures of an isolate.
#[derive(Debug, Default)]
pub(crate) struct Futures {
    suspended: Vec<Option<Coroutine>>,
    free: Vec<usize>,
}

impl Futures {
    fn put(&mut self, coroutine: Coroutine) -> u64 {
        let index = self.free.pop().unwrap_or_else(|| {
            self.suspended.push(None);
            self.suspended.len() - 1
        });
        self.suspended[index] = Some(coroutine);
        index as u64 + FIRST
    }

    fn take(&mut self, state: u64) -> Option<Coroutine> {
        let index = usize::try_from(state.checked_sub(FIRST)?).ok()?;
        let taken = self.suspended.get_mut(index)?.take()?;
        self.free.push(index);
        Some(taken)
    }
}

/// A coroutine that will run the body.
fn start<T: TypedFn + 'static>(ctx: &mut Ctx, plan: &Arc<Plan>, object: usize) -> Option<Coroutine> {
    let plan = plan.clone();
    coroutine::start(ctx, Size::Small, move |ctx| {
        let Some(slot) = T::slot(&plan.function) else { bug("a future with the wrong result type") };
        let frame = slot.lowered(ctx).frame;
        let Ok(fp) = ctx.mem.first_frame(frame) else { crate::ctx::stack_overflow(ctx) };
        plan.object.copy(ctx, object, fp.at(plan.param));
        let value = slot.lowered(ctx).code.call(fp, ctx);
        deliver(ctx, &plan, fp, value);
    })
}

/// Writes the value where the poll that is under way wants it.
fn deliver<T: TypedFn>(ctx: &mut Ctx, plan: &Plan, fp: Fp, value: T) {
    let Some(task) = coroutine::task(ctx) else { bug("a future that is not polled") };
    match &plan.result {
        Some(result) => result.copy(ctx, fp.at(crate::lower::slot(0)), task.output.addr),
        None => crate::access::store(ctx, task.output, value),
    }
}

/// Polls the future at `object`; its value goes to `output`.
pub(crate) fn poll(ctx: &mut Ctx, plan: &Arc<Plan>, object: Ptr, task: coroutine::Task) -> Polled {
    let at = object.addr.wrapping_add(plan.state);
    let state = crate::access::ok(ctx.mem.load::<u64>(at), SpanId::NONE);
    let started = match state {
        RETURNED => return Polled::Over,
        PANICKED => return Polled::Panicked,
        FRESH => crate::with_class!(plan.function.class(), T => start::<T>(ctx, plan, object.addr)),
        state => match ctx.futures.take(state) {
            Some(coroutine) => Some(coroutine),
            None => crate::trap::bad_access(SpanId::NONE),
        },
    };
    let Some(mut coroutine) = started else { raise(Trap::OutOfMemory) };
    coroutine::set_task(&mut coroutine, task);
    let step = drive(ctx, &mut coroutine, Wake::Continue);
    let (state, polled) = match &step {
        Step::Yielded(_) => (ctx.futures.put(coroutine), Polled::Pending),
        Step::Done(Ok(())) => (RETURNED, Polled::Ready),
        Step::Done(Err(_)) => (PANICKED, Polled::Panicked),
    };
    crate::access::ok(ctx.mem.store(at, state), SpanId::NONE);
    if let Step::Done(Err(trap)) = step {
        raise(trap);
    }
    polled
}

/// Drops the future at `object`; false if it still has its captures.
pub(crate) fn drop_started(ctx: &mut Ctx, state_at: usize) -> bool {
    let state = crate::access::ok(ctx.mem.load::<u64>(state_at), SpanId::NONE);
    match state {
        FRESH => return false,
        RETURNED | PANICKED => return true,
        _ => {}
    }
    let Some(mut coroutine) = ctx.futures.take(state) else { crate::trap::bad_access(SpanId::NONE) };
    crate::access::ok(ctx.mem.store(state_at, PANICKED), SpanId::NONE);
    match drive(ctx, &mut coroutine, Wake::Cancel) {
        Step::Done(Ok(()) | Err(Trap::Cancelled)) => true,
        Step::Done(Err(trap)) => raise(trap),
        Step::Yielded(_) => bug("a cancelled future that goes on"),
    }
}

/// Resumes a future until it is suspended as a future; when its thread has to wait, the whole thread does.
fn drive(ctx: &mut Ctx, coroutine: &mut Coroutine, mut wake: Wake) -> Step {
    loop {
        match coroutine::resume(ctx, coroutine, wake) {
            Step::Yielded(Switch::Thread) => coroutine::suspend(ctx, Switch::Thread),
            step => return step,
        }
        wake = Wake::Continue;
    }
}
