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

/// The state of a running isolate.
pub struct Ctx {
    /// Its memory.
    pub mem: Memory,
    /// Reductions left in this slice.
    pub reductions: i64,
    /// The lowest native stack address that a call may start at.
    pub native_limit: usize,
    /// Reductions that may still be used after this slice (`--fuel`).
    pub fuel: u64,
    /// Slices used.
    pub slices: u64,
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
    /// Depth of `FnOnce` side calls from host code.
    pub side_calls: u32,
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
    /// Threads that were spawned.
    pub threads: crate::natives::threads::Threads,
    /// When the isolate was made.
    pub started: std::time::Instant,
}

impl Ctx {
    /// A fresh isolate on the current thread, whose native stack has `native_bytes` left.
    pub fn new(engine: Arc<Engine>, mem: Memory, native_bytes: usize) -> Ctx {
        let fuel = engine.options.fuel.unwrap_or(u64::MAX);
        let slice = SLICE.min(i64::try_from(fuel).unwrap_or(i64::MAX));
        let seed = engine.options.seed;
        Ctx {
            mem,
            reductions: slice,
            native_limit: crate::code::stack_pointer().saturating_sub(native_bytes),
            fuel: fuel.saturating_sub(slice as u64),
            slices: 0,
            globals: Vec::new(),
            panicking: 0,
            fault_caller: SpanId::NONE,
            output: Output::new(),
            engine,
            args: Vec::new(),
            seed,
            side_calls: 0,
            evaluating: Vec::new(),
            panic_message: None,
            test_panic: None,
            locations: rustc_hash::FxHashMap::default(),
            hash_keys: None,
            environment: None,
            resources: crate::natives::resources::Resources::default(),
            threads: crate::natives::threads::Threads::default(),
            started: std::time::Instant::now(),
        }
    }

    /// Counts a call or a turn of a loop.
    #[inline(always)]
    pub fn tick(&mut self) {
        self.reductions -= 1;
        if self.reductions <= 0 {
            self.end_slice();
        }
    }

    #[cold]
    #[inline(never)]
    fn end_slice(&mut self) {
        if self.fuel == 0 {
            // Guards run drops while this unwinds; they get a slice of their own.
            self.reductions = SLICE;
            self.fuel = SLICE as u64;
            raise(Trap::OutOfFuel);
        }
        let slice = SLICE.min(i64::try_from(self.fuel).unwrap_or(i64::MAX));
        if self.fuel != u64::MAX {
            self.fuel -= slice as u64;
        }
        self.slices += 1;
        self.reductions = slice;
    }

    /// Steps used so far.
    pub fn steps(&self) -> u64 {
        (self.slices * SLICE as u64).saturating_add((SLICE - self.reductions).max(0) as u64)
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

/// The stack is exhausted: rustc's two lines, then an abort.
#[cold]
#[inline(never)]
pub fn stack_overflow(ctx: &mut Ctx) -> ! {
    ctx.output.flush();
    ctx.output.error(
        "\nthread 'main' (1) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n",
    );
    raise(Trap::Abort)
}

/// A frame size known to fit.
pub fn frame_size(bytes: usize, span: SpanId) -> FrameSize {
    match FrameSize::new(bytes) {
        Some(size) => size,
        None => crate::trap::unsupported("a function with more than 16 MiB of locals", span),
    }
}
