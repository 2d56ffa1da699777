//! Why a run ends other than by returning, and the unwinding that carries it.
//!
//! A [`Trap`] travels as the payload of a host unwinding (`resume_unwind`, which runs no panic hook and is free until
//! used). Guards catch it, run the drops of their scope and resume it; nothing else catches it, except the
//! interpreted `catch_unwind` (only [`Trap::Panic`]) and the runner.
//!
//! Invariant: no host `Drop` runs interpreted code.

use treebeard_sema::def::DefId;
use treebeard_syntax::{SpanId, Unsupported};

use crate::ctx::Ctx;
use crate::reg::Ptr;

/// Why a run ends.
#[derive(Clone, Debug)]
pub enum Trap {
    /// An interpreted panic.
    Panic(Panic),
    /// `process::exit`.
    Exit(i32),
    /// `process::abort`, a panic in a drop during unwinding, or a stack overflow: status 134.
    Abort,
    /// The step limit was reached.
    OutOfFuel,
    /// The memory limit was reached (`--memory`), or the address space is full.
    OutOfMemory,
    /// The program needs what we cannot do.
    Unsupported(Unsupported),
    /// The program broke a rule of ownership or memory.
    Violation(Violation),
    /// Every thread waits for another; who waits for what.
    Deadlock(String),
    /// The value of this constant needs itself.
    Cycle(DefId),
    /// A suspended future was dropped: its drops run.
    Cancelled,
    /// Standard output was closed.
    Closed,
    /// We are wrong.
    Bug(String),
}

/// The message of the panic that ends calls inside each other ([`Options::trace`](crate::Options)).
pub const TOO_DEEP: &str = "reached the configured maximum number of stack frames";

/// An interpreted panic under way.
#[derive(Clone, Debug, Default)]
pub struct Panic {
    /// The message, for the record.
    pub message: String,
    /// Where.
    pub span: SpanId,
    /// The `Box<dyn Any + Send>` it carries: data and vtable, once the program made one.
    pub payload: Option<(Ptr, u64)>,
    /// The calls it left, innermost first, if they are asked for ([`Options::trace`](crate::Options)).
    pub calls: Vec<SpanId>,
    /// The constant or static whose evaluation it ended: `calls` are those inside it.
    pub constant: Option<DefId>,
}

impl Trap {
    /// Whether scopes that are left by it drop what they own.
    pub fn runs_drops(&self) -> bool {
        matches!(self, Trap::Panic(_) | Trap::Cancelled)
    }
}

/// A violation while running.
#[derive(Clone, Debug)]
pub struct Violation {
    /// In one phrase.
    pub message: String,
    /// Where rustc would report it.
    pub span: SpanId,
    /// The family in which verdicts are compared.
    pub family: &'static str,
    /// The number of rustc's code, where it has one.
    pub code: Option<u16>,
    /// The other positions of its story.
    pub labels: Vec<(SpanId, String)>,
}

impl Default for Violation {
    fn default() -> Violation {
        Violation {
            message: String::new(),
            span: SpanId::NONE,
            family: "Memory",
            code: None,
            labels: Vec::new(),
        }
    }
}

/// Starts unwinding.
#[cold]
#[inline(never)]
pub fn raise(trap: Trap) -> ! {
    std::panic::resume_unwind(Box::new(trap))
}

/// What was caught: one of our traps, or a host panic, which is a bug of ours.
pub fn caught(payload: Box<dyn std::any::Any + Send>) -> Trap {
    match payload.downcast::<Trap>() {
        Ok(trap) => *trap,
        Err(other) => {
            let text = other
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| other.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "a panic without message".to_owned());
            Trap::Bug(text)
        }
    }
}

/// Ends the program: it needs what we cannot do.
#[cold]
#[inline(never)]
pub fn unsupported(feature: &str, span: SpanId) -> ! {
    raise(Trap::Unsupported(Unsupported::new(feature, span)))
}

/// Ends the program: it accessed memory it may not.
#[cold]
#[inline(never)]
pub fn bad_access(span: SpanId) -> ! {
    let message = "access outside of the program's memory".to_owned();
    raise(Trap::Violation(Violation { message, span, ..Violation::default() }))
}

/// Ends the program: an internal contradiction.
#[cold]
#[inline(never)]
pub fn bug(text: impl Into<String>) -> ! {
    raise(Trap::Bug(text.into()))
}

/// The position of what the language checks inside a `#[track_caller]` function: whoever called it, which the
/// function notes in [`Ctx::fault_caller`].
pub const AT_CALLER: SpanId = SpanId(0x7fff_fffe);

/// Panics with a message, as the language itself does (overflow, bounds, division).
#[cold]
#[inline(never)]
pub fn panic_at(ctx: &mut Ctx, message: &str, span: SpanId) -> ! {
    let span = if span == AT_CALLER { ctx.fault_caller } else { span };
    crate::panicking::begin(ctx, message, span)
}
