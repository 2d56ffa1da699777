//! Natives that read, write, copy and compare memory.

use treebeard_sema::ty::TyKind;
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::code::code;
use crate::ctx::Ctx;
use crate::leaf;
use crate::lower::{Lowered, Mover, Out, PlaceCode, PlaceOut, Stmt, Want};
use crate::memory::Fp;
use crate::reg::{Class, Ptr};
use crate::with_code;

use super::types::clear;
use super::{Arg, NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("transmute", transmute),
    ("transmute_prefix", transmute),
    ("read", read),
    ("read_volatile", read),
    ("write", write),
    ("write_volatile", write),
    ("copy", copy),
    ("copy_nonoverlapping", copy),
    ("write_bytes", write_bytes),
    ("compare_bytes", compare_bytes),
    ("equal_bytes", equal_bytes),
    ("drop_in_place", drop_in_place),
    ("drop_slice", drop_slice),
    ("forget", forget),
    ("swap", swap),
    ("uninit", uninit),
    ("zeroed", zeroed),
    ("black_box", black_box),
];

fn mover(cx: &mut NativeCx<'_, '_>, ty: treebeard_sema::ty::Ty) -> Lowered<Mover> {
    let layout = cx.lower.layout(ty)?;
    Ok(Mover::new(&layout, cx.lower.tracked()))
}

fn transmute(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let (from, to) = (cx.ty(0), cx.result);
    let (source, target) = (cx.lower.layout(from)?, cx.lower.layout(to)?);
    let (wanted, given) = (cx.class(to)?, cx.class(from)?);
    if given == wanted && given != Class::Memory {
        let value = cx.take(0)?;
        return Ok(cx.lower.deliver(value, cx.want));
    }
    // Through memory, large enough for both.
    let size = source.size.max(target.size);
    let slot = match cx.args.first() {
        Some(Arg::Mem(slot, _)) => *slot,
        _ => {
            let slot = cx.lower.temp(size.max(16), 16);
            let value = cx.take(0)?;
            let fill = PlaceCode::Slot(slot).write(value);
            cx.lower.pre.push(Stmt::Unit(fill));
            slot
        }
    };
    let place = PlaceOut::at(PlaceCode::Slot(slot), to);
    match wanted {
        Class::Reg(class) => {
            let value = place.code.read(class);
            Ok(cx.lower.deliver(value, cx.want))
        }
        Class::Memory => match cx.want {
            Want::Slot(target) => Ok(Out::Stmt(Stmt::Unit(cx.lower.copy_place(place, target)?))),
            Want::Effect | Want::Value => Ok(Out::Stmt(Stmt::nothing())),
        },
    }
}

fn read(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let ptr = cx.arg::<Ptr>(0)?;
    let place = PlaceOut::at(PlaceCode::Ptr(ptr, 0), ty);
    match cx.class(ty)? {
        Class::Reg(class) => {
            let value = place.code.read(class);
            Ok(cx.lower.deliver(value, cx.want))
        }
        Class::Memory => match cx.want {
            Want::Slot(target) => Ok(Out::Stmt(Stmt::Unit(cx.lower.copy_place(place, target)?))),
            Want::Effect | Want::Value => Ok(Out::Stmt(Stmt::nothing())),
        },
    }
}

fn write(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let ptr = cx.arg::<Ptr>(0)?;
    let stmt = match cx.class(ty)? {
        Class::Reg(class) => {
            let value = cx.take(1)?.code();
            fn store<T: crate::reg::Reg>(
                ptr: crate::code::Code<Ptr>,
                value: crate::code::Code<T>,
            ) -> crate::code::Code<()> {
                code(move |fp, ctx| {
                    let ptr = ptr.call(fp, ctx);
                    let value = value.call(fp, ctx);
                    crate::access::store(ctx, ptr, value);
                })
            }
            let _ = class;
            with_code!(value, value => store(ptr, value))
        }
        Class::Memory => {
            let source = cx.slot(1)?;
            let mover = mover(&mut cx, ty)?;
            code(move |fp, ctx| {
                let ptr = ptr.call(fp, ctx);
                mover.copy(ctx, fp.at(source), ptr.addr);
            })
        }
    };
    cx.ret(stmt)
}

fn copy(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let mover = mover(&mut cx, ty)?;
    let (source, target, count) = (cx.arg::<Ptr>(0)?, cx.arg::<Ptr>(1)?, cx.arg::<u64>(2)?);
    cx.ret(code(move |fp, ctx| {
        let (source, target) = (source.call(fp, ctx), target.call(fp, ctx));
        let count = count.call(fp, ctx) as usize;
        if count > 0 && mover.size > 0 {
            mover.copy_many(ctx, source.addr, target.addr, count);
        }
    }))
}

fn write_bytes(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let size = cx.lower.layout(cx.ty(0))?.size as usize;
    let (target, byte, count) = (cx.arg::<Ptr>(0)?, cx.arg::<u8>(1)?, cx.arg::<u64>(2)?);
    cx.ret(code(move |fp, ctx| {
        let target = target.call(fp, ctx);
        let byte = byte.call(fp, ctx);
        let len = (count.call(fp, ctx) as usize).saturating_mul(size);
        if len > 0 {
            ok(ctx.mem.fill(target.addr, len, byte), SpanId::NONE);
        }
    }))
}

leaf!(compare_bytes(left: Ptr, right: Ptr, len: u64) -> i32, |ctx| {
    let len = len as usize;
    let (a, b) = (ok(ctx.mem.bytes(left.addr, len), SpanId::NONE), ok(ctx.mem.bytes(right.addr, len), SpanId::NONE));
    a.cmp(b) as i32
});

fn equal_bytes(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let size = cx.lower.layout(cx.ty(0))?.size as usize;
    let (left, right, count) = (cx.arg::<Ptr>(0)?, cx.arg::<Ptr>(1)?, cx.arg::<u64>(2)?);
    cx.ret(code(move |fp, ctx| {
        let (left, right) = (left.call(fp, ctx), right.call(fp, ctx));
        let len = (count.call(fp, ctx) as usize).saturating_mul(size);
        ok(ctx.mem.bytes(left.addr, len), SpanId::NONE) == ok(ctx.mem.bytes(right.addr, len), SpanId::NONE)
    }))
}

fn drop_in_place(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let place = if cx.is_wide(0) {
        PlaceCode::FatSlot(cx.slot(0)?)
    } else {
        let ptr = cx.arg::<Ptr>(0)?;
        PlaceCode::Ptr(ptr, 0)
    };
    if !cx.lower.needs_drop(ty) {
        let ptr = place.ptr();
        return cx.ret(code(move |fp, ctx| {
            ptr.call(fp, ctx);
        }));
    }
    let glue = cx.lower.drop_glue_call(place, ty)?;
    cx.ret(glue)
}

fn drop_slice(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let (data, count) = (cx.arg::<Ptr>(0)?, cx.arg::<u64>(1)?);
    if !cx.lower.needs_drop(ty) {
        return cx.ret(code(move |fp, ctx| {
            data.call(fp, ctx);
            count.call(fp, ctx);
        }));
    }
    let stride = cx.lower.layout(ty)?.size as usize;
    let cursor = cx.lower.temp(8, 8);
    let glue = cx.lower.drop_glue_call(PlaceCode::Ref(cursor, 0), ty)?;
    cx.ret(code(move |fp: Fp, ctx: &mut Ctx| {
        let data = data.call(fp, ctx);
        let count = count.call(fp, ctx) as usize;
        crate::lower::drop_each(&glue, cursor, (data, stride, count), fp, ctx);
    }))
}

fn forget(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    if cx.is_wide(0) {
        return cx.constant(());
    }
    let value = cx.take(0)?;
    let stmt = crate::lower::discard(value);
    cx.ret(stmt)
}

fn swap(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.ty(0);
    let layout = cx.lower.layout(ty)?;
    let mover = mover(&mut cx, ty)?;
    let temp = cx.lower.temp(layout.size, 16);
    let (left, right) = (cx.arg::<Ptr>(0)?, cx.arg::<Ptr>(1)?);
    cx.ret(code(move |fp, ctx| {
        let (left, right) = (left.call(fp, ctx).addr, right.call(fp, ctx).addr);
        let temp = fp.at(temp);
        if mover.size > 0 {
            mover.copy(ctx, left, temp);
            mover.copy(ctx, right, left);
            mover.copy(ctx, temp, right);
        }
    }))
}

/// A value of zero bytes: what is uninitialised is never looked at, and zero is as good as anything.
fn zeroed(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.result;
    match cx.class(ty)? {
        Class::Reg(class) => {
            let value = crate::lower::constant(class, 0);
            Ok(cx.lower.deliver(value, cx.want))
        }
        Class::Memory => {
            let size = cx.lower.layout(ty)?.size;
            cx.in_memory(move |slot| move |fp: Fp, ctx: &mut Ctx| clear(ctx, fp.at(slot), size))
        }
    }
}

fn uninit(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.result;
    if cx.class(ty)? == Class::Memory && cx.lower.layout(ty)?.size > 16 {
        // Large buffers stay untouched.
        return cx.in_memory(move |_| move |_: Fp, _: &mut Ctx| ());
    }
    zeroed(cx)
}

fn black_box(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ty = cx.result;
    if matches!(ty.kind(), TyKind::Never) {
        return Err(Unsupported::new("black_box of `!`", cx.span));
    }
    match cx.class(ty)? {
        Class::Reg(_) => {
            let value = cx.take(0)?;
            Ok(cx.lower.deliver(value, cx.want))
        }
        Class::Memory => {
            let place = PlaceOut::at(PlaceCode::Slot(cx.slot(0)?), ty);
            match cx.want {
                Want::Slot(target) => Ok(Out::Stmt(Stmt::Unit(cx.lower.copy_place(place, target)?))),
                Want::Effect | Want::Value => Ok(Out::Stmt(Stmt::nothing())),
            }
        }
    }
}
