//! Panics of the language itself, and the end of a panic that cannot go on.
//!
//! The library's panic machinery (hook, payload, message) is ordinary library code; overflow, bounds and the like
//! enter it through the lang items `panic` and `panic_str`. Without it (constants, tests) the default message is printed here.

use treebeard_sema::ty::GenericArgs;
use treebeard_syntax::SpanId;

use crate::ctx::Ctx;
use crate::engine::{Global, InstanceKey, InstanceKind, call_from_host};
use crate::memory::{FatRef, Tag};
use crate::trap::{Panic, Trap, caught, raise};

/// Panics with a message at a position.
#[cold]
#[inline(never)]
pub fn begin(ctx: &mut Ctx, message: &str, span: SpanId) -> ! {
    let span = span.call_site();
    // A text that is no literal becomes the payload as a `String`.
    let entry = if message.contains(|c: char| c.is_ascii_digit()) { "panic_str" } else { "panic" };
    let program = ctx.engine.program.clone();
    if let Some(def) = program.lang_item(entry).or_else(|| program.lang_item("panic")) {
        let engine = ctx.engine.clone();
        let key = InstanceKey { kind: InstanceKind::Item(def), args: GenericArgs::empty() };
        let function = engine.instance(key);
        let text = engine.global(Global::Bytes(message.as_bytes().into()));
        let message_len = message.len();
        let speak = std::panic::AssertUnwindSafe(|| {
            call_from_host::<(), ()>(
                ctx,
                &function,
                |ctx, fp| {
                    let addr = ctx.global(text);
                    let slot = |at| crate::lower::slot(at);
                    let shown = FatRef { addr, meta: message_len, tag: Tag::IMMORTAL };
                    ctx.mem.set_local_fat(fp, slot(0), shown);
                    // The hidden parameter of a `#[track_caller]` function follows the others.
                    ctx.mem.set_local(fp, slot(16), span.0);
                },
                |_, _, ()| (),
            );
        });
        if let Err(payload) = std::panic::catch_unwind(speak) {
            let mut trap = caught(payload);
            if let Trap::Panic(panic) = &mut trap {
                // Those were the library's own.
                panic.calls.clear();
            }
            raise(trap);
        }
    }
    report(ctx, message, span);
    raise(Trap::Panic(Panic { message: message.to_owned(), span, ..Panic::default() }))
}

/// The default message of a panic, as rustc 1.95 prints it.
pub fn report(ctx: &mut Ctx, message: &str, span: SpanId) {
    let place = match ctx.engine.program.position(span) {
        Some(position) => format!("{}:{}:{}", position.file, position.line, position.column),
        None => "<unknown>".to_owned(),
    };
    let thread = std::process::id();
    ctx.output.flush();
    ctx.output.error(&format!(
        "\nthread 'main' ({thread}) panicked at {place}:\n{message}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
    ));
}

/// A drop panicked while a panic was unwinding.
#[cold]
#[inline(never)]
pub fn abort_in_cleanup(ctx: &mut Ctx) -> ! {
    let thread = std::process::id();
    ctx.output.flush();
    ctx.output.error(&format!(
        "\nthread 'main' ({thread}) panicked at library/core/src/panicking.rs:233:5:\npanic in a destructor during cleanup\nthread caused non-unwinding panic. aborting.\n"
    ));
    raise(Trap::Abort)
}
