//! Threads of an isolate.
//!
//! A spawned thread waits until somebody waits for it: joining, sleeping, yielding, parking and blocking on a futex
//! run the oldest waiting thread, inside the wait, until it is done. That is one schedule of the many the real
//! library allows (first in, first out, no preemption). Threads that wait for one another both ways need to be
//! suspended in the middle, which this cannot do: they end as `unsupported`.
//!
//! Time spent sleeping passes at once; the clocks are moved on by it.

use treebeard_sema::ty::{GenericArg, GenericArgs, Ty, TyKind};
use treebeard_syntax::SpanId;

use crate::code::code;
use crate::ctx::Ctx;
use crate::engine::{InstanceKey, InstanceKind, call_from_host};
use crate::leaf;
use crate::lower::{Lowered, Out};
use crate::memory::{FatRef, Fp};
use crate::program::Resolved;
use crate::reg::Ptr;
use crate::trap::unsupported;

use super::{NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("thread_spawn", thread_spawn),
    ("thread_join", thread_join),
    ("thread_finished", thread_finished),
    ("thread_current", thread_current),
    ("thread_yield", thread_yield),
    ("thread_sleep", thread_sleep),
    ("thread_park", thread_park),
    ("thread_unpark", thread_unpark),
    ("futex_wait", futex_wait),
    ("futex_wake", futex_wake),
];

/// A thread that has not begun, or has ended.
#[derive(Clone, Copy, Debug)]
struct Thread {
    /// Its `Box<dyn FnOnce()>`, until it begins.
    main: Option<(FatRef, Ty)>,
    finished: bool,
    token: bool,
}

/// The threads of an isolate; number 1 is the main thread.
#[derive(Debug, Default)]
pub struct Threads {
    spawned: Vec<Thread>,
    current: u64,
    main_token: bool,
    slept: u64,
}

impl Threads {
    /// Is a spawned thread running?
    pub(super) fn is_nested(&self) -> bool {
        self.current > 1
    }

    /// Nanoseconds that were slept.
    pub fn slept(&self) -> u64 {
        self.slept
    }

    fn index(thread: u64) -> Option<usize> {
        usize::try_from(thread).ok()?.checked_sub(2)
    }

    fn token(&mut self, thread: u64) -> Option<&mut bool> {
        match Threads::index(thread) {
            Some(index) => self.spawned.get_mut(index).map(|thread| &mut thread.token),
            None => Some(&mut self.main_token),
        }
    }
}

/// Runs the oldest thread that has not begun; false if there is none.
fn run_next(ctx: &mut Ctx) -> bool {
    let Some(index) = ctx.threads.spawned.iter().position(|thread| thread.main.is_some()) else {
        return false;
    };
    let Some((main, ty)) = ctx.threads.spawned[index].main.take() else { return false };
    let engine = ctx.engine.clone();
    let args = GenericArgs::new(&[GenericArg::Ty(ty), GenericArg::Ty(Ty::unit())]);
    let once = engine.program.lang_item("fn_once_call_once");
    let target = once.and_then(|once| engine.program.resolve(once, args).ok());
    let Some(Resolved::Item(def, args)) = target else {
        unsupported("thread main", SpanId::NONE);
    };
    let function = engine.instance(InstanceKey { kind: InstanceKind::Item(def), args });
    let caller = std::mem::replace(&mut ctx.threads.current, index as u64 + 2);
    let panicking = std::mem::take(&mut ctx.panicking);
    call_from_host::<(), ()>(
        ctx,
        &function,
        |ctx, fp| ctx.mem.set_local_fat(fp, crate::lower::slot(0), main),
        |_, _, ()| (),
    );
    ctx.panicking = panicking;
    ctx.threads.current = caller;
    ctx.threads.spawned[index].finished = true;
    true
}

/// Runs other threads until `done`; false if none is left before.
fn wait_until(ctx: &mut Ctx, mut done: impl FnMut(&mut Ctx) -> bool) -> bool {
    loop {
        if done(ctx) {
            return true;
        }
        if !run_next(ctx) {
            return done(ctx);
        }
    }
}

fn thread_spawn(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.args.first().map_or_else(Ty::error, super::Arg::ty);
    debug_assert!(matches!(ty.kind(), TyKind::Adt(..)), "a box");
    let main = cx.fat(0)?;
    cx.ret::<u64>(code(move |fp: Fp, ctx: &mut Ctx| {
        let main = main.call(fp, ctx);
        ctx.threads.spawned.push(Thread { main: Some((main, ty)), finished: false, token: false });
        ctx.threads.spawned.len() as u64 + 1
    }))
}

fn is_finished(ctx: &Ctx, thread: u64) -> bool {
    Threads::index(thread)
        .and_then(|index| ctx.threads.spawned.get(index))
        .is_some_and(|thread| thread.finished)
}

leaf!(thread_join(thread: u64) -> (), |ctx| {
    if !wait_until(ctx, |ctx| is_finished(ctx, thread)) {
        unsupported("threads that wait for each other", SpanId::NONE);
    }
});

leaf!(thread_finished(thread: u64) -> bool, |ctx| is_finished(ctx, thread));

leaf!(thread_current() -> u64, |ctx| ctx.threads.current.max(1));

leaf!(thread_yield() -> (), |ctx| {
    run_next(ctx);
});

leaf!(thread_sleep(nanos: u64) -> (), |ctx| {
    ctx.threads.slept = ctx.threads.slept.saturating_add(nanos);
    while run_next(ctx) {}
});

leaf!(thread_park(nanos: u64) -> (), |ctx| {
    let me = ctx.threads.current.max(1);
    let woken = wait_until(ctx, |ctx| ctx.threads.token(me).is_some_and(std::mem::take));
    if !woken {
        if nanos == u64::MAX {
            unsupported("threads that wait for each other", SpanId::NONE);
        }
        ctx.threads.slept = ctx.threads.slept.saturating_add(nanos);
    }
});

leaf!(thread_unpark(thread: u64) -> (), |ctx| {
    if let Some(token) = ctx.threads.token(thread) {
        *token = true;
    }
});

leaf!(futex_wait(place: Ptr, expected: u32, nanos: u64) -> bool, |ctx| {
    let woken = wait_until(ctx, |ctx| {
        let value: u32 = crate::access::load(ctx, place);
        value != expected
    });
    if !woken {
        if nanos == u64::MAX {
            unsupported("threads that wait for each other", SpanId::NONE);
        }
        ctx.threads.slept = ctx.threads.slept.saturating_add(nanos);
    }
    woken
});

leaf!(futex_wake(place: Ptr, count: u64) -> (), |_ctx| {
    let _ = (place, count);
});
