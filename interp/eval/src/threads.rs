//! Threads of the program: coroutines that take turns on one native thread.
//!
//! Which thread runs next is decided in one place, [`pick`]. Without a seed that is the one that has been ready for
//! longest; a thread runs until it waits, yields or, in a loop of the program's own code, has used up its time. With
//! a seed the choice and the time are random, and every unlocking and atomic operation is a place to switch.
//!
//! Time is virtual: a step takes [`STEP_NANOS`], and when everybody sleeps the clock jumps to the first to wake.
//! When everybody waits and nobody sleeps, the program is deadlocked; that is reported.

use treebeard_sema::ty::{GenericArg, GenericArgs, Ty};
use treebeard_syntax::SpanId;

use crate::coroutine::{self, Coroutine, Size, Step, Switch, Wake};
use crate::ctx::Ctx;
use crate::engine::{InstanceKey, InstanceKind, call_from_host};
use crate::memory::FatRef;
use crate::program::Resolved;
use crate::reg::Ptr;
use crate::trap::{Trap, bug, unsupported};

/// What a step takes of virtual time.
const STEP_NANOS: u64 = 20;
/// Slices of a thread after which another's turn has come.
const SLICES_OF_A_TURN: u32 = 25;

/// The number of a thread; the main thread is the first.
pub(crate) type ThreadNumber = u64;
const MAIN: ThreadNumber = 1;

/// What a thread waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wait {
    /// Nothing.
    Ready,
    /// That this one is over.
    Join(ThreadNumber),
    /// A token.
    Park,
    /// That the word at the address is no longer this, or a wake.
    Futex { place: Ptr, expected: u32 },
    /// Only time.
    Sleep,
}

/// What of the [`Ctx`] belongs to the running thread.
#[derive(Debug, Default)]
struct Local {
    panicking: u32,
    fault_caller: SpanId,
    panic_message: Option<(String, SpanId)>,
}

#[derive(Debug)]
struct Thread {
    /// Its `Box<dyn FnOnce()>` and that one's type, until it begins.
    main: Option<(FatRef, Ty)>,
    /// Where it is suspended.
    coroutine: Option<Coroutine>,
    wait: Wait,
    /// When it stops waiting at the latest.
    until: Option<u64>,
    /// Somebody woke it.
    woken: bool,
    /// Since when it waits or is ready, as the number of a switch.
    since: u64,
    finished: bool,
    token: bool,
    local: Local,
}

impl Thread {
    fn new(main: Option<(FatRef, Ty)>, since: u64) -> Thread {
        Thread {
            main,
            coroutine: None,
            wait: Wait::Ready,
            until: None,
            woken: false,
            since,
            finished: false,
            token: false,
            local: Local::default(),
        }
    }
}

/// The threads of an isolate.
#[derive(Debug, Default)]
pub struct Threads {
    list: Vec<Thread>,
    /// Which one runs; 0 outside of [`run`].
    current: ThreadNumber,
    switches: u64,
    /// Slices the running thread has used of its turn.
    slices: u32,
    /// How far the clock was moved on by sleeping.
    slept: u64,
    /// Whether schedules are explored.
    explore: bool,
    /// The end of the program, decided without unwinding.
    ended: Option<Trap>,
}

impl Threads {
    /// Which thread runs.
    pub(crate) fn current(&self) -> ThreadNumber {
        self.current.max(MAIN)
    }

    /// Nanoseconds that were slept.
    pub(crate) fn slept(&self) -> u64 {
        self.slept
    }

    /// Whether a thread is over.
    pub(crate) fn is_finished(&self, thread: ThreadNumber) -> bool {
        self.thread(thread).is_some_and(|thread| thread.finished)
    }

    fn index(thread: ThreadNumber) -> Option<usize> {
        usize::try_from(thread).ok()?.checked_sub(1)
    }

    fn thread(&self, thread: ThreadNumber) -> Option<&Thread> {
        self.list.get(Threads::index(thread)?)
    }

    fn thread_mut(&mut self, thread: ThreadNumber) -> Option<&mut Thread> {
        self.list.get_mut(Threads::index(thread)?)
    }

    fn others_exist(&self) -> bool {
        self.list.iter().filter(|thread| !thread.finished).count() > 1
    }
}

/// The virtual time in nanoseconds.
fn now(ctx: &Ctx) -> u64 {
    ctx.threads.slept.saturating_add(ctx.steps().saturating_mul(STEP_NANOS))
}

/// Runs a program: `main` as the main thread, and the threads it spawns, until `main` is over.
///
/// # Errors
/// What ended it other than the end of `main`.
pub(crate) fn run(ctx: &mut Ctx, main: impl FnOnce(&mut Ctx) + 'static) -> Result<(), Trap> {
    let Some(coroutine) = coroutine::start(ctx, Size::Main, main) else { return Err(Trap::OutOfMemory) };
    let explore = ctx.engine.options.explore_schedules;
    ctx.threads = Threads { explore, ..Threads::default() };
    ctx.threads.list.push(Thread { coroutine: Some(coroutine), ..Thread::new(None, 0) });
    let result = schedule(ctx);
    ctx.threads = Threads { slept: ctx.threads.slept, ..Threads::default() };
    result
}

fn schedule(ctx: &mut Ctx) -> Result<(), Trap> {
    loop {
        let Some(next) = pick(ctx) else { return Err(deadlock(ctx)) };
        let step = give_turn(ctx, next)?;
        if let Some(trap) = ctx.threads.ended.take() {
            return Err(trap);
        }
        if let Step::Done(result) = step {
            result?;
            if next == MAIN {
                return last_turns(ctx);
            }
        }
    }
}

/// When the main thread ends, those that it kept waiting for a processor have had theirs on another: each that has
/// begun and can go on gets one turn.
fn last_turns(ctx: &mut Ctx) -> Result<(), Trap> {
    let now = now(ctx);
    for index in 1..ctx.threads.list.len() {
        if ctx.threads.list[index].coroutine.is_some() && can_go_on(ctx, index, now) {
            let step = give_turn(ctx, index as u64 + 1)?;
            if let Some(trap) = ctx.threads.ended.take() {
                return Err(trap);
            }
            if let Step::Done(result) = step {
                result?;
            }
        }
    }
    Ok(())
}

/// Gives a thread its turn.
fn give_turn(ctx: &mut Ctx, number: ThreadNumber) -> Result<Step, Trap> {
    let Some(thread) = ctx.threads.thread_mut(number) else { bug("no such thread") };
    thread.wait = Wait::Ready;
    let (main, coroutine) = (thread.main.take(), thread.coroutine.take());
    let local = std::mem::take(&mut thread.local);
    let coroutine = match (coroutine, main) {
        (Some(coroutine), _) => Some(coroutine),
        (None, Some((main, ty))) => coroutine::start(ctx, Size::Small, move |ctx| call_thread(ctx, main, ty)),
        (None, None) => bug("a thread without anything to do"),
    };
    let Some(mut coroutine) = coroutine else { return Err(Trap::OutOfMemory) };
    enter_local(ctx, local);
    ctx.threads.current = number;
    ctx.threads.slices = 0;
    let step = coroutine::resume(ctx, &mut coroutine, Wake::Continue);
    let local = leave_local(ctx);
    ctx.threads.switches += 1;
    let since = ctx.threads.switches;
    if let Some(thread) = ctx.threads.thread_mut(number) {
        thread.local = local;
        thread.since = since;
        match step {
            Step::Done(_) => thread.finished = true,
            Step::Yielded(_) => thread.coroutine = Some(coroutine),
        }
    }
    Ok(step)
}

fn enter_local(ctx: &mut Ctx, local: Local) {
    ctx.panicking = local.panicking;
    ctx.fault_caller = local.fault_caller;
    ctx.panic_message = local.panic_message;
}

fn leave_local(ctx: &mut Ctx) -> Local {
    Local {
        panicking: std::mem::take(&mut ctx.panicking),
        fault_caller: ctx.fault_caller,
        panic_message: ctx.panic_message.take(),
    }
}

/// Calls the closure of a thread.
fn call_thread(ctx: &mut Ctx, main: FatRef, ty: Ty) {
    let engine = ctx.engine.clone();
    let args = GenericArgs::new(&[GenericArg::Ty(ty), GenericArg::Ty(Ty::unit())]);
    let once = engine.program.lang_item("fn_once_call_once");
    let target = once.and_then(|once| engine.program.resolve(once, args).ok());
    let Some(Resolved::Item(def, args)) = target else { unsupported("thread main", SpanId::NONE) };
    let function = engine.instance(InstanceKey { kind: InstanceKind::Item(def), args });
    call_from_host::<(), ()>(
        ctx,
        &function,
        |ctx, fp| ctx.mem.set_local_fat(fp, crate::lower::slot(0), main),
        |_, _, ()| (),
    );
}

/// Whether a thread could go on now.
fn can_go_on(ctx: &mut Ctx, index: usize, now: u64) -> bool {
    let thread = &ctx.threads.list[index];
    if thread.finished {
        return false;
    }
    if thread.woken || thread.until.is_some_and(|until| until <= now) {
        return true;
    }
    match thread.wait {
        Wait::Ready => true,
        Wait::Join(other) => ctx.threads.is_finished(other),
        Wait::Park => thread.token,
        Wait::Futex { place, expected } => {
            let value: u32 = crate::access::load(ctx, place);
            value != expected
        }
        Wait::Sleep => false,
    }
}

/// Who goes on; nobody if all wait for each other.
fn pick(ctx: &mut Ctx) -> Option<ThreadNumber> {
    loop {
        let now = now(ctx);
        let mut ready: Vec<usize> = Vec::new();
        for index in 0..ctx.threads.list.len() {
            if can_go_on(ctx, index, now) {
                ready.push(index);
            }
        }
        let chosen = if ctx.threads.explore && ready.len() > 1 {
            let at = ctx.random() as usize % ready.len();
            ready.get(at).copied()
        } else {
            ready.iter().copied().min_by_key(|index| ctx.threads.list[*index].since)
        };
        if let Some(index) = chosen {
            return Some(index as u64 + 1);
        }
        let waking = ctx.threads.list.iter().filter(|thread| !thread.finished);
        let first = waking.filter_map(|thread| thread.until).min()?;
        ctx.threads.slept = ctx.threads.slept.saturating_add(first.saturating_sub(now).max(1));
    }
}

fn deadlock(ctx: &Ctx) -> Trap {
    let mut who = Vec::new();
    for (index, thread) in ctx.threads.list.iter().enumerate().filter(|(_, thread)| !thread.finished) {
        let name = if index == 0 { "the main thread".to_owned() } else { format!("thread {}", index + 1) };
        who.push(match thread.wait {
            Wait::Join(other) => format!("{name} joins thread {other}"),
            Wait::Park => format!("{name} is parked"),
            _ => format!("{name} waits for a lock, a message or a signal"),
        });
    }
    Trap::Deadlock(who.join("; "))
}

/// Adds a thread, which begins when its turn comes.
pub(crate) fn spawn(ctx: &mut Ctx, main: FatRef, ty: Ty) -> ThreadNumber {
    if ctx.threads.current == 0 {
        unsupported("a thread in a constant", SpanId::NONE);
    }
    ctx.threads.switches += 1;
    let since = ctx.threads.switches;
    ctx.threads.list.push(Thread::new(Some((main, ty)), since));
    let number = ctx.threads.list.len() as u64;
    consider_switch(ctx);
    number
}

/// Waits; true unless the time was up before. `nanos` of `u64::MAX` is for ever.
pub(crate) fn wait(ctx: &mut Ctx, wait: Wait, nanos: u64) -> bool {
    let until = (nanos != u64::MAX).then(|| now(ctx).saturating_add(nanos));
    let me = ctx.threads.current;
    let Some(index) = Threads::index(me) else {
        unsupported("waiting while a constant is evaluated", SpanId::NONE)
    };
    ctx.threads.list[index].wait = wait;
    ctx.threads.list[index].woken = false;
    if wait != Wait::Sleep && can_go_on(ctx, index, 0) {
        ctx.threads.list[index].wait = Wait::Ready;
        return true;
    }
    ctx.threads.list[index].until = until;
    coroutine::suspend(ctx, Switch::Thread);
    // The scheduler made it ready; what it waited for tells whether the time was up.
    ctx.threads.list[index].wait = wait;
    ctx.threads.list[index].until = None;
    let there = can_go_on(ctx, index, 0);
    let thread = &mut ctx.threads.list[index];
    thread.wait = Wait::Ready;
    thread.woken = false;
    there
}

/// Lets others run, if there are any; when all others sleep, time passes for them. False if nobody else can run.
pub(crate) fn yield_now(ctx: &mut Ctx) -> bool {
    if !ctx.threads.others_exist() || !coroutine::can_suspend(ctx) {
        return false;
    }
    let (now, me) = (now(ctx), ctx.threads.current);
    let mut others = 0..ctx.threads.list.len();
    if !others.any(|index| Threads::index(me) != Some(index) && can_go_on(ctx, index, now)) {
        let first = ctx.threads.list.iter().filter(|thread| !thread.finished).filter_map(|t| t.until).min();
        let Some(first) = first else { return false };
        ctx.threads.slept = ctx.threads.slept.saturating_add(first.saturating_sub(now));
    }
    coroutine::suspend(ctx, Switch::Thread);
    true
}

/// Wakes at most `count` threads that wait at an address.
pub(crate) fn wake(ctx: &mut Ctx, place: Ptr, count: u64) {
    let mut left = count;
    for thread in &mut ctx.threads.list {
        if left == 0 {
            break;
        }
        if matches!(thread.wait, Wait::Futex { place: at, .. } if at.addr == place.addr) && !thread.woken {
            thread.woken = true;
            left -= 1;
        }
    }
    consider_switch(ctx);
}

/// Gives a thread its token.
pub(crate) fn unpark(ctx: &mut Ctx, thread: ThreadNumber) {
    if let Some(thread) = ctx.threads.thread_mut(thread) {
        thread.token = true;
    }
    consider_switch(ctx);
}

/// Waits for the token and takes it.
pub(crate) fn park(ctx: &mut Ctx, nanos: u64) {
    wait(ctx, Wait::Park, nanos);
    let me = ctx.threads.current;
    if let Some(thread) = ctx.threads.thread_mut(me) {
        thread.token = false;
    }
}

/// A slice is used up in a loop of the program: perhaps another thread's turn has come.
pub(crate) fn slice_ended(ctx: &mut Ctx) {
    ctx.threads.slices += 1;
    if ctx.threads.list.len() < 2 || !ctx.evaluating.is_empty() || !coroutine::can_suspend(ctx) {
        return;
    }
    if (ctx.threads.explore || ctx.threads.slices >= SLICES_OF_A_TURN) && ctx.threads.others_exist() {
        coroutine::suspend(ctx, Switch::Thread);
    }
}

/// A place where another thread may come in between, when schedules are explored.
pub(crate) fn consider_switch(ctx: &mut Ctx) {
    let explore = ctx.threads.explore && ctx.threads.list.len() > 1;
    if explore && ctx.evaluating.is_empty() && coroutine::can_suspend(ctx) && ctx.random().is_multiple_of(2) {
        coroutine::suspend(ctx, Switch::Thread);
    }
}

/// Ends the program where it stands: nothing is unwound and no drop runs. False if the code cannot be left so.
pub(crate) fn end_program(ctx: &mut Ctx, trap: Trap) -> bool {
    if ctx.threads.current == 0 || !coroutine::can_suspend(ctx) {
        return false;
    }
    ctx.threads.ended = Some(trap);
    coroutine::suspend(ctx, Switch::Thread);
    true
}
