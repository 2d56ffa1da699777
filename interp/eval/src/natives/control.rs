//! Natives of control: ending the program, unwinding, positions.

use treebeard_syntax::SpanId;

use crate::code::code;
use crate::ctx::Ctx;
use crate::engine::{Engine, Global};
use crate::leaf;
use crate::lower::{Lowered, Out, Want};
use crate::memory::{Fp, Tag};
use crate::reg::{Operand, Ptr, Shape};
use crate::run::TestPanic;
use crate::trap::{Panic, Trap, Violation, raise};

use super::{Arg, NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("abort", abort),
    ("exit", exit),
    ("unreachable", unreachable),
    ("assume", assume),
    ("caller_location", caller_location),
    ("call_once_box", call_once_box),
    ("catch_unwind", catch_unwind),
    ("panic_noted", panic_noted),
    ("start_unwind", start_unwind),
    ("panic_count", panic_count),
    ("panic_count_add", panic_count_add),
    ("test_panicked", test_panicked),
];

leaf!(abort() -> (), |_ctx| raise(Trap::Abort));
leaf!(exit(status: i32) -> (), |_ctx| raise(Trap::Exit(status)));

#[cold]
fn undefined(text: &str) -> ! {
    raise(Trap::Violation(Violation { message: text.to_owned(), span: SpanId::NONE, ..Violation::default() }))
}

leaf!(unreachable() -> (), |_ctx| undefined("unreachable code was reached"));
leaf!(assume(holds: bool) -> (), |_ctx| {
    if !holds {
        undefined("an assumption does not hold");
    }
});
leaf!(panic_count() -> u64, |ctx| u64::from(ctx.panicking));
leaf!(panic_count_add(delta: i64) -> (), |ctx| {
    ctx.panicking = ctx.panicking.saturating_add_signed(delta as i32);
});

leaf!(test_panicked(is_text: u64, shown: Ptr, len: u64) -> (), |ctx| {
    let shown = String::from_utf8_lossy(&super::outside::bytes(ctx, shown, len)).into_owned();
    ctx.test_panic = Some(if is_text == 0 { TestPanic::Value(shown) } else { TestPanic::Text(shown) });
});

leaf!(panic_noted(shown: Ptr, len: u64, location: Ptr) -> (), |ctx| {
    let shown = String::from_utf8_lossy(&super::outside::bytes(ctx, shown, len)).into_owned();
    let span = ctx.locations.get(&location.addr).copied().unwrap_or_default();
    ctx.panic_message = Some((shown, span));
});

/// The address of a `Location`, per position asked for.
fn caller_location(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    match cx.caller {
        Operand::Const(span) => {
            let global = cx.lower.engine.global(Global::Location(SpanId(span)));
            cx.ret(code(move |_, ctx| Ptr { addr: ctx.global(global), tag: Tag::IMMORTAL }))
        }
        Operand::Local(slot) => {
            let read = crate::reg::Local(slot);
            cx.ret(code(move |fp, ctx| {
                let span: u32 = read.get(fp, ctx);
                let global = ctx.engine.global(Global::Location(SpanId(span)));
                Ptr { addr: ctx.global(global), tag: Tag::IMMORTAL }
            }))
        }
        _ => Err(cx.bad("caller")),
    }
}

/// An argument in a slot of its own.
fn in_slot(
    cx: &mut NativeCx<'_, '_>,
    index: usize,
) -> Lowered<(crate::memory::Slot, treebeard_sema::ty::Ty)> {
    let ty = cx.args.get(index).map_or_else(treebeard_sema::ty::Ty::error, Arg::ty);
    if let Some(Arg::Mem(slot, _)) = cx.args.get(index) {
        return Ok((*slot, ty));
    }
    let slot = cx.lower.temp_for(ty)?;
    let operand = cx.take(index)?;
    let fill = crate::lower::PlaceCode::Slot(slot).write(operand);
    cx.lower.pre.push(crate::lower::Stmt::Unit(fill));
    Ok((slot, ty))
}

/// `(*f)(args)` for a boxed closure.
fn call_once_box(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let (pointer, args) = (in_slot(&mut cx, 0)?, in_slot(&mut cx, 1)?);
    cx.lower.call_once_box(pointer, args, cx.result, cx.span, cx.want)
}

/// Unwinds with a `Box<dyn Any + Send>`.
fn start_unwind(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let slot = cx.slot(0)?;
    cx.ret::<()>(code(move |fp: Fp, ctx: &mut Ctx| {
        let fat = ctx.mem.local_fat(fp, slot);
        let payload = Some((Ptr { addr: fat.addr, tag: fat.tag }, fat.meta as u64));
        let (message, span) = ctx.panic_message.take().unwrap_or_default();
        raise(Trap::Panic(Panic { message, span, payload, ..Panic::default() }))
    }))
}

/// `fn catch_unwind<F: FnOnce() -> R, R>(f: F) -> Result<R, Box<dyn Any + Send>>`.
fn catch_unwind(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let (callee, value) = (cx.ty(0), cx.ty(1));
    let result = cx.result;
    let Some(once) = cx.lower.engine.program.lang_item("fn_once_call_once") else {
        return Err(cx.bad("FnOnce::call_once"));
    };
    // The closure in a slot of its own.
    let source = match cx.args.first() {
        Some(Arg::Mem(slot, _)) => *slot,
        _ => {
            let slot = cx.lower.temp_for(callee)?;
            let operand = cx.take(0)?;
            let fill = crate::lower::PlaceCode::Slot(slot).write(operand);
            cx.lower.pre.push(crate::lower::Stmt::Unit(fill));
            slot
        }
    };
    let layout = cx.lower.layout(result)?;
    let tag = cx.lower.variant_tag(result)?;
    let (good, bad) = (
        crate::lower::variant_layout(&layout, Some(0)).fields.offset(0),
        crate::lower::variant_layout(&layout, Some(1)).fields.offset(0),
    );
    let span = cx.span;
    // Into memory of its own: the target may be read by the closure.
    let slot = cx.lower.temp_for(result)?;
    let args = treebeard_sema::ty::GenericArgs::new(&[
        treebeard_sema::ty::GenericArg::Ty(callee),
        treebeard_sema::ty::GenericArg::Ty(treebeard_sema::ty::Ty::unit()),
    ]);
    let sources = [crate::lower::Source::Slot(source, callee)];
    let target = crate::lower::slot_plus(slot, good);
    let body = cx
        .lower
        .with_pre(|lower| lower.call_def(once, args, &sources, true, value, span, Want::Slot(target)))?;
    let Out::Stmt(crate::lower::Stmt::Unit(body)) = body else { return Err(cx.bad("catch_unwind")) };
    let stmt = code(move |fp: Fp, ctx: &mut Ctx| {
        let stack = ctx.mem.current_stack();
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body.call(fp, ctx))) {
            Ok(()) => tag.write(ctx, fp.at(slot), 0),
            Err(payload) => match crate::trap::caught(payload) {
                Trap::Panic(Panic { payload: Some((data, vtable)), .. }) => {
                    if ctx.mem.current_stack() != stack && ctx.mem.switch_stack(stack).is_err() {
                        crate::trap::bug("stack lost");
                    }
                    ctx.panicking = ctx.panicking.saturating_sub(1);
                    let fat = crate::memory::FatRef { addr: data.addr, meta: vtable as usize, tag: data.tag };
                    let _ = Engine::vtable_of(ctx, vtable);
                    crate::access::ok(ctx.mem.store_fat(fp.at(slot) + bad as usize, fat), SpanId::NONE);
                    tag.write(ctx, fp.at(slot), 1);
                }
                other => raise(other),
            },
        }
    });
    let want = cx.want;
    let place = crate::lower::PlaceOut::at(crate::lower::PlaceCode::Slot(slot), result);
    cx.lower.pre.push(crate::lower::Stmt::Unit(stmt));
    match want {
        Want::Slot(target) => {
            let copy = cx.lower.copy_place(place, target)?;
            Ok(Out::Stmt(crate::lower::Stmt::Unit(copy)))
        }
        Want::Effect => Ok(Out::Stmt(crate::lower::Stmt::nothing())),
        Want::Value => {
            let class = cx.lower.reg_class(result)?;
            Ok(Out::Value(place.code.read(class)))
        }
    }
}
