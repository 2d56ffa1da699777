//! What nodes run on: memory, counters, output, and the state of one isolate.
//!
//! Invariant: everything that differs between two isolates that run the same code is here or in `memory`; the code
//! itself holds no address.

use std::sync::Arc;

use treebeard_syntax::SpanId;

use crate::engine::Engine;
use crate::memory::{FrameSize, Memory};
use crate::output::Output;
use crate::trap::{Trap, raise};

/// Reductions between two looks at the world.
pub const SLICE: i64 = 4000;
/// How much longer a slice may be where no other thread may come in between: calls, and loops of the library.
const SLACK: i64 = 1000;

/// The state of a running isolate.
pub struct Ctx {
    /// Its memory.
    pub mem: Memory,
    /// Reductions left in this slice.
    pub reductions: i64,
    /// The lowest native stack address that a call may start at.
    pub native_limit: usize,
    /// Reductions at the start of this slice.
    slice: i64,
    /// Reductions used before this slice.
    spent: u64,
    /// Reductions that may be used (`--fuel`).
    fuel: u64,
    /// Addresses of the engine's globals (literals, statics, constants) in this isolate; 0 = not made yet.
    pub globals: Vec<usize>,
    /// Panics under way.
    pub panicking: u32,
    /// The caller of the innermost `#[track_caller]` function that checks something itself.
    pub fault_caller: SpanId,
    /// Standard output and error.
    pub output: Output,
    /// The engine.
    pub engine: Arc<Engine>,
    /// Arguments of the program, its name first.
    pub args: Vec<String>,
    /// State of the program's random seeds.
    pub seed: u64,
    /// Calls of the program's own inside each other, where they are traced.
    pub nested_calls: u32,
    /// Constants being evaluated, for cycles.
    pub evaluating: Vec<u32>,
    /// Message and position of the panic that is about to unwind, for the record.
    pub panic_message: Option<(String, SpanId)>,
    /// What the test panicked with.
    pub test_panic: Option<crate::run::TestPanic>,
    /// The spans behind the `Location`s made so far, by address.
    pub locations: rustc_hash::FxHashMap<usize, SpanId>,
    /// Keys of the next `RandomState`.
    pub hash_keys: Option<(u64, u64)>,
    /// The environment, once the program looked at it.
    pub environment: Option<Vec<(Vec<u8>, Vec<u8>)>>,
    /// Open files, sockets and children.
    pub resources: crate::natives::resources::Resources,
    /// The program's threads.
    pub threads: crate::threads::Threads,
    /// Stacks that code runs on, and which of them runs.
    pub(crate) coroutines: crate::coroutine::Coroutines,
    /// Futures that were polled and are not ready.
    pub(crate) futures: crate::futures::Futures,
    /// When the isolate was made.
    pub started: std::time::Instant,
}

impl Ctx {
    /// A fresh isolate on the current thread, whose native stack has `native_bytes` left.
    pub fn new(engine: Arc<Engine>, mem: Memory, native_bytes: usize) -> Ctx {
        let fuel = engine.options.fuel.unwrap_or(u64::MAX);
        let slice = slice_of(fuel);
        let seed = engine.options.seed;
        Ctx {
            mem,
            reductions: slice,
            native_limit: crate::code::stack_pointer().saturating_sub(native_bytes),
            slice,
            spent: 0,
            fuel,
            globals: Vec::new(),
            panicking: 0,
            fault_caller: SpanId::NONE,
            output: Output::new(),
            engine,
            args: Vec::new(),
            seed,
            nested_calls: 0,
            evaluating: Vec::new(),
            panic_message: None,
            test_panic: None,
            locations: rustc_hash::FxHashMap::default(),
            hash_keys: None,
            environment: None,
            resources: crate::natives::resources::Resources::default(),
            threads: crate::threads::Threads::default(),
            coroutines: crate::coroutine::Coroutines::default(),
            futures: crate::futures::Futures::default(),
            started: std::time::Instant::now(),
        }
    }

    /// Counts a call.
    #[inline(always)]
    pub fn tick(&mut self) {
        self.reductions -= 1;
        if self.reductions <= -SLACK {
            self.end_slice();
        }
    }

    /// Counts a turn of a loop, after which another thread may run if this is the program's own loop.
    #[inline(always)]
    pub(crate) fn turn(&mut self, turn: Turn) {
        self.reductions -= 1;
        if self.reductions <= 0 {
            self.end_turn(turn);
        }
    }

    #[cold]
    #[inline(never)]
    fn end_turn(&mut self, turn: Turn) {
        match turn {
            Turn::Library if self.reductions > -SLACK => {}
            Turn::Library => self.end_slice(),
            Turn::Program => {
                self.end_slice();
                crate::threads::slice_ended(self);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn end_slice(&mut self) {
        self.spent = self.steps();
        if self.spent >= self.fuel {
            // Drops that run while this unwinds get a slice of their own.
            self.fuel = self.fuel.saturating_add(SLICE as u64);
            (self.slice, self.reductions) = (SLICE, SLICE);
            raise(Trap::OutOfFuel);
        }
        self.slice = slice_of(self.fuel - self.spent);
        self.reductions = self.slice;
    }

    /// Allows as many steps as the engine's options say, from now on.
    pub(crate) fn refuel(&mut self) {
        self.fuel = self.engine.options.fuel.unwrap_or(u64::MAX);
        self.spent = 0;
        self.slice = slice_of(self.fuel);
        self.reductions = self.slice;
    }

    /// Steps used so far.
    pub fn steps(&self) -> u64 {
        self.spent.saturating_add_signed(self.slice - self.reductions)
    }

    /// The address of a global, made at first use.
    #[inline(always)]
    pub fn global(&mut self, index: u32) -> usize {
        match self.globals.get(index as usize) {
            Some(&addr) if addr != 0 => addr,
            _ => crate::globals::make(self, index),
        }
    }

    /// The next pseudo-random number of the isolate.
    pub fn random(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Whose loop it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    /// The program's: a place to switch threads.
    Program,
    /// The library's, which expects to be left alone.
    Library,
}

/// The next slice when this much fuel is left: calls notice its end [`SLACK`] later.
fn slice_of(left: u64) -> i64 {
    match i64::try_from(left) {
        Ok(left) if left <= SLICE + SLACK => left - SLACK,
        _ => SLICE,
    }
}

/// The stack is exhausted: rustc's two lines, then an abort.
#[cold]
#[inline(never)]
pub fn stack_overflow(ctx: &mut Ctx) -> ! {
    ctx.output.flush();
    let name = if ctx.threads.current() == 1 { "main" } else { "<unknown>" };
    ctx.output.error(&format!(
        "\nthread '{name}' (1) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n"
    ));
    // Unwinding a stack this deep would take seconds, and nothing is dropped anyway.
    crate::threads::end_program(ctx, Trap::Abort);
    raise(Trap::Abort)
}

/// A frame size known to fit.
pub fn frame_size(bytes: usize, span: SpanId) -> FrameSize {
    match FrameSize::new(bytes) {
        Some(size) => size,
        None => crate::trap::unsupported("a function with more than 16 MiB of locals", span),
    }
}
