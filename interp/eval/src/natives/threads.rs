//! Threads of an isolate: the leaves over [`crate::threads`].

use treebeard_sema::ty::{Ty, TyKind};

use crate::code::code;
use crate::ctx::Ctx;
use crate::leaf;
use crate::lower::{Lowered, Out};
use crate::memory::Fp;
use crate::reg::Ptr;
use crate::threads::{self, Wait};

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

fn thread_spawn(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.args.first().map_or_else(Ty::error, super::Arg::ty);
    debug_assert!(matches!(ty.kind(), TyKind::Adt(..)), "a box");
    let main = cx.fat(0)?;
    cx.ret::<u64>(code(move |fp: Fp, ctx: &mut Ctx| {
        let main = main.call(fp, ctx);
        threads::spawn(ctx, main, ty)
    }))
}

leaf!(thread_join(thread: u64) -> (), |ctx| {
    threads::wait(ctx, Wait::Join(thread), u64::MAX);
});

leaf!(thread_finished(thread: u64) -> bool, |ctx| ctx.threads.is_finished(thread));

leaf!(thread_current() -> u64, |ctx| ctx.threads.current());

leaf!(thread_yield() -> (), |ctx| {
    threads::yield_now(ctx);
});

leaf!(thread_sleep(nanos: u64) -> (), |ctx| {
    threads::wait(ctx, Wait::Sleep, nanos.min(u64::MAX - 1));
});

leaf!(thread_park(nanos: u64) -> (), |ctx| threads::park(ctx, nanos));

leaf!(thread_unpark(thread: u64) -> (), |ctx| threads::unpark(ctx, thread));

leaf!(futex_wait(place: Ptr, expected: u32, nanos: u64) -> bool, |ctx| {
    threads::wait(ctx, Wait::Futex { place, expected }, nanos)
});

leaf!(futex_wake(place: Ptr, count: u64) -> (), |ctx| threads::wake(ctx, place, count));
