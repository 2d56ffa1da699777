//! Running a program from its `main`, and constants for the front half.
//!
//! A program runs on coroutines whose stacks are large, and of which pages are used only as deep as it recurses.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use treebeard_sema::def::DefId;
use treebeard_sema::ty::{GenericArgs, Ty, TyKind};
use treebeard_syntax::{SpanId, Unsupported};

use crate::ctx::Ctx;
use crate::engine::{AnyFn, Engine, Global, InstanceKey, InstanceKind, TypedFn, call_from_host};
use crate::memory::{Config, FatRef, Memory, Tag};
use crate::trap::{Panic, Trap, Violation, caught};

/// How a run ended.
#[derive(Clone, Debug)]
pub enum End {
    /// With this status.
    Exit(i32),
    /// With a panic of the main thread.
    Panic(Panic),
    /// Aborted (134).
    Abort,
    /// The step limit.
    OutOfFuel,
    /// The memory limit.
    OutOfMemory,
    /// It needs what we cannot do.
    Unsupported(Unsupported),
    /// Every thread waits for another; who waits for what.
    Deadlock(String),
    /// It broke a rule.
    Violation(Violation),
    /// We are wrong.
    Bug(String),
}

impl End {
    /// The status of the process.
    pub fn status(&self) -> i32 {
        match self {
            End::Exit(status) => *status,
            End::Panic(_) => 101,
            End::Abort | End::OutOfMemory => 134,
            End::OutOfFuel | End::Unsupported(_) => 2,
            End::Violation(_) | End::Deadlock(_) => 3,
            End::Bug(_) => 70,
        }
    }
}

/// A finished run.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// Steps used.
    pub steps: u64,
    /// Standard output, if it was kept.
    pub stdout: Vec<u8>,
    /// Standard error, if it was kept.
    pub stderr: Vec<u8>,
}

/// Interpreted stack of the main thread: natively 8 MiB hold frames about an eighth of the size.
const VALUE_STACK_BYTES: usize = 64 << 20;

/// The memory of an isolate with these options.
pub fn new_memory(engine: &Engine) -> Result<Memory, String> {
    let config = Config {
        main_stack_bytes: VALUE_STACK_BYTES,
        heap_bytes_max: engine.options.memory.unwrap_or(u64::MAX),
        untagged_passes: true,
        ..Config::default()
    };
    Memory::new(&config).map_err(|error| format!("{error:?}"))
}

/// Runs `f` in a fresh isolate.
fn with_isolate<R>(engine: &Arc<Engine>, f: impl FnOnce(&mut Ctx) -> R) -> Result<R, String> {
    let mem = new_memory(engine)?;
    Ok(f(&mut Ctx::new(engine.clone(), mem, 0)))
}

/// Runs `f` as the main thread of an isolate.
fn as_main<R: 'static>(ctx: &mut Ctx, f: impl FnOnce(&mut Ctx) -> R + 'static) -> Result<R, Trap> {
    let slot = Rc::new(Cell::new(None));
    let result = slot.clone();
    let run = || crate::threads::run(ctx, move |ctx| result.set(Some(f(ctx))));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run))
        .unwrap_or_else(|payload| Err(caught(payload)))?;
    slot.take().ok_or_else(|| Trap::Bug("the main thread left no result".to_owned()))
}

/// Runs a program: `main`, or the library's wrapper of it.
pub fn run_main(engine: &Arc<Engine>, main: DefId, args: Vec<String>, capture: bool) -> Finished {
    run_entry(engine, move |ctx| {
        ctx.args = args;
        if capture {
            ctx.output.capture();
        }
        move |ctx: &mut Ctx| call_main(ctx, main)
    })
}

/// A test to run.
#[derive(Clone, Debug)]
pub struct TestEntry {
    /// Its function.
    pub test: DefId,
    /// Its name, which is its thread's.
    pub name: String,
    /// The hint about backtraces was given by a test before.
    pub is_later: bool,
    /// Keep what it prints, both streams as one, in `stdout`.
    pub capture: bool,
}

/// What a test panicked with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TestPanic {
    /// A message.
    Text(String),
    /// A value that is no text, by its type's id.
    Value(String),
}

/// How a test function ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TestReturn {
    /// It returned; the status that its result means.
    Status(i32),
    /// It panicked.
    Panic(TestPanic),
}

/// Runs a test in an isolate of its own: statics are fresh, and its end is nobody else's.
///
/// Also says how the test function itself ended; `None` if the process ended instead.
pub fn run_test(engine: &Arc<Engine>, entry: TestEntry) -> (Finished, Option<TestReturn>) {
    let returned = Arc::new(Mutex::new(None));
    let returned_there = returned.clone();
    let finished = run_entry(engine, move |ctx| {
        ctx.args = vec![entry.name.clone()];
        if entry.capture {
            ctx.output.capture_together();
        }
        move |ctx: &mut Ctx| {
            let status = call_test(ctx, &entry);
            let how = ctx.test_panic.take().map_or(TestReturn::Status(status), TestReturn::Panic);
            *returned_there.lock().unwrap_or_else(|e| e.into_inner()) = Some(how);
            status
        }
    });
    let returned = returned.lock().unwrap_or_else(|e| e.into_inner()).take();
    (finished, returned)
}

/// Prepares a fresh isolate, calls what `prepare` gives, and says how that ended.
fn run_entry<F: FnOnce(&mut Ctx) -> i32 + 'static>(
    engine: &Arc<Engine>,
    prepare: impl FnOnce(&mut Ctx) -> F,
) -> Finished {
    let result = with_isolate(engine, move |ctx| {
        let call = prepare(ctx);
        let trap = match as_main(ctx, call) {
            Ok(status) => Trap::Exit(status),
            Err(trap) => trap,
        };
        ctx.output.flush();
        let stdout = std::mem::take(&mut ctx.output.stdout);
        let stderr = std::mem::take(&mut ctx.output.stderr);
        Finished { end: end_of(trap), steps: ctx.steps(), stdout, stderr }
    });
    result.unwrap_or_else(|text| Finished {
        end: End::Bug(text),
        steps: 0,
        stdout: Vec::new(),
        stderr: Vec::new(),
    })
}

fn end_of(trap: Trap) -> End {
    match trap {
        Trap::Panic(panic) => End::Panic(panic),
        Trap::Exit(status) => End::Exit(status),
        Trap::Abort => End::Abort,
        Trap::OutOfFuel => End::OutOfFuel,
        Trap::OutOfMemory => End::OutOfMemory,
        Trap::Unsupported(feature) => End::Unsupported(feature),
        Trap::Violation(violation) => End::Violation(violation),
        Trap::Deadlock(who) => End::Deadlock(who),
        Trap::Cycle(_) => {
            End::Unsupported(Unsupported::new("a constant that depends on itself", SpanId::NONE))
        }
        // As a tool whose output pipe was closed: the default action of SIGPIPE.
        Trap::Closed => End::Exit(141),
        Trap::Bug(text) => End::Bug(text),
        Trap::Cancelled => End::Bug("a cancelled future outlived its program".to_owned()),
    }
}

/// Calls a test through the library's `test_start`: `fn<T: Termination>(name: &str, is_later: u64, test: fn() -> T)`.
fn call_test(ctx: &mut Ctx, entry: &TestEntry) -> i32 {
    let engine = ctx.engine.clone();
    let (_, result) = engine.program.fn_signature(entry.test, GenericArgs::empty());
    let Some(start) = engine.program.lang_item("test_start") else {
        crate::trap::unsupported("tests without a library", SpanId::NONE)
    };
    let key = InstanceKey { kind: InstanceKind::Item(entry.test), args: GenericArgs::empty() };
    let pointer = engine.function_pointer(engine.instance(key));
    let args = GenericArgs::new(&[treebeard_sema::ty::GenericArg::Ty(result)]);
    let start = engine.instance(InstanceKey { kind: InstanceKind::Item(start), args });
    let Some(slot) = i32::slot(&start) else { crate::trap::bug("`test_start` returns no i32") };
    let slot = slot.clone();
    let name = engine.global(Global::Bytes(entry.name.as_bytes().into()));
    let addr = ctx.global(name);
    let frame = slot.lowered(ctx).frame;
    let Ok(fp) = ctx.mem.first_frame(frame) else { crate::ctx::stack_overflow(ctx) };
    let name = FatRef { addr, meta: entry.name.len(), tag: Tag::IMMORTAL };
    ctx.mem.set_local_fat(fp, crate::lower::slot(0), name);
    ctx.mem.set_local(fp, crate::lower::slot(16), u64::from(entry.is_later));
    ctx.mem.set_local(fp, crate::lower::slot(24), pointer);
    slot.lowered(ctx).code.call(fp, ctx)
}

/// Calls `main` through the library's `lang_start` (which knows `Termination`), or directly if it returns `()`.
fn call_main(ctx: &mut Ctx, main: DefId) -> i32 {
    let engine = ctx.engine.clone();
    if engine.program.global_allocator().is_some()
        && let Some(def) = engine.program.lang_item("before_main")
    {
        let key = InstanceKey { kind: InstanceKind::Item(def), args: GenericArgs::empty() };
        call_from_top::<()>(ctx, &engine.instance(key));
    }
    let (_, result) = engine.program.fn_signature(main, GenericArgs::empty());
    let function =
        engine.instance(InstanceKey { kind: InstanceKind::Item(main), args: GenericArgs::empty() });
    if result == Ty::unit() || matches!(result.kind(), TyKind::Never) {
        call_from_top::<()>(ctx, &function);
        return 0;
    }
    let Some(start) = engine.program.lang_item("start") else {
        crate::trap::unsupported("main with a result", SpanId::NONE)
    };
    // fn start<T: Termination>(main: fn() -> T) -> i32
    let args = GenericArgs::new(&[treebeard_sema::ty::GenericArg::Ty(result)]);
    let pointer = engine.function_pointer(function);
    let start = engine.instance(InstanceKey { kind: InstanceKind::Item(start), args });
    let Some(slot) = i32::slot(&start) else { crate::trap::bug("`start` returns no i32") };
    let slot = slot.clone();
    let frame = slot.lowered(ctx).frame;
    let Ok(fp) = ctx.mem.first_frame(frame) else { crate::ctx::stack_overflow(ctx) };
    ctx.mem.set_local(fp, crate::lower::slot(0), pointer);
    slot.lowered(ctx).code.call(fp, ctx)
}

fn call_from_top<T: TypedFn>(ctx: &mut Ctx, function: &AnyFn) -> T {
    let Some(slot) = T::slot(function) else { crate::trap::bug("main with an unexpected result") };
    let slot = slot.clone();
    let frame = slot.lowered(ctx).frame;
    let Ok(fp) = ctx.mem.first_frame(frame) else { crate::ctx::stack_overflow(ctx) };
    slot.lowered(ctx).code.call(fp, ctx)
}

/// The bits of a constant of a scalar type.
pub fn evaluate_scalar(engine: &Arc<Engine>, key: InstanceKey, ty: Ty) -> Result<u128, Trap> {
    in_constant_isolate(engine, |ctx| {
        evaluate(ctx, Global::Value(key, ty), |ctx, addr| {
            let size = crate::lower::layout_of(&ctx.engine.clone(), ty).map_or(0, |layout| layout.size);
            crate::lower::read_bits(ctx, addr, size)
        })
    })?
}

/// Evaluates constants and statics of these types, to see whether they can be, and why a value is none of the type if it
/// is not: rustc's validation of constants, as far as integers and references themselves go. Each may take as many steps
/// as the engine's options say; what one has evaluated the others find.
///
/// For each in their order what it was, or what its evaluation ended with.
pub fn evaluate_all(
    engine: &Arc<Engine>,
    globals: &[(Global, Ty)],
) -> Vec<Result<Option<&'static str>, Trap>> {
    let mut results = Vec::with_capacity(globals.len());
    while results.len() < globals.len() {
        let before = results.len();
        // What failed leaves its isolate as it was then: the others get a new one.
        let ended = in_constant_isolate(engine, |ctx| {
            for (global, ty) in &globals[results.len()..] {
                let result = evaluate(ctx, global.clone(), |ctx, addr| why_invalid(ctx, addr, *ty));
                let is_last = result.is_err();
                results.push(result);
                if is_last {
                    return;
                }
                ctx.refuel();
            }
        });
        if let Err(trap) = ended
            && results.len() == before
        {
            results.push(Err(trap));
        }
    }
    results
}

fn why_invalid(ctx: &mut Ctx, addr: usize, ty: Ty) -> Option<&'static str> {
    let engine = ctx.engine.clone();
    let word = || crate::lower::read_bits(ctx, addr, size_of::<usize>() as u64) as usize;
    match ty.kind() {
        TyKind::Int(int) if int.bits() == usize::BITS => {
            ctx.mem.contains(word(), 1).then_some("unable to turn pointer into integer")
        }
        TyKind::Ref(_, pointee, _)
            if !matches!(pointee.kind(), TyKind::Slice(_) | TyKind::Str | TyKind::Dynamic(..)) =>
        {
            let size = crate::lower::layout_of(&engine, *pointee).ok()?.size;
            let is_valid = size == 0 || ctx.mem.contains(word(), size as usize);
            (!is_valid).then_some("unable to read parts of a pointer from memory")
        }
        _ => None,
    }
}

/// Native stack for constants.
const CONSTANT_STACK_BYTES: usize = 64 << 20;

/// Runs `f` in a fresh isolate for constants, on a native stack of its own.
fn in_constant_isolate<T>(engine: &Arc<Engine>, f: impl FnOnce(&mut Ctx) -> T) -> Result<T, Trap> {
    let result = crate::coroutine::on_own_stack(CONSTANT_STACK_BYTES, |bytes| {
        let mem = new_memory(engine).map_err(Trap::Bug)?;
        let mut ctx = Ctx::new(engine.clone(), mem, bytes);
        ctx.output.capture();
        Ok(f(&mut ctx))
    });
    result.unwrap_or(Err(Trap::OutOfMemory))
}

fn evaluate<T>(ctx: &mut Ctx, global: Global, read: impl FnOnce(&mut Ctx, usize) -> T) -> Result<T, Trap> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let global = ctx.engine.global(global);
        let addr = ctx.global(global);
        read(ctx, addr)
    }))
    .map_err(caught)
}

/// Calls a function without parameters whose result is `T`, in a fresh isolate (for tests and tools).
pub fn call<T: TypedFn>(engine: &Arc<Engine>, function: &AnyFn) -> Result<T, Trap> {
    let function = function.clone();
    let result = with_isolate(engine, move |ctx| {
        ctx.output.capture();
        as_main(ctx, move |ctx| call_from_top::<T>(ctx, &function))
    });
    match result {
        Ok(result) => result,
        Err(text) => Err(Trap::Bug(text)),
    }
}

/// Calls a function without parameters from the side, for constants.
pub fn call_aside<T: TypedFn>(ctx: &mut Ctx, function: &AnyFn) -> T {
    call_from_host(ctx, function, |_, _| (), |_, _, value| value)
}
