//! Natives on pointers, slices and strings: address arithmetic and taking wide pointers apart. Tags are kept.

use treebeard_syntax::SpanId;

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::lower::{Lowered, Out};
use crate::memory::{FatRef, Fp};
use crate::reg::Ptr;

use super::{NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("ptr_add", ptr_add),
    ("ptr_sub", ptr_sub),
    ("ptr_offset", ptr_add),
    ("ptr_add_mut", ptr_add),
    ("ptr_sub_mut", ptr_sub),
    ("ptr_offset_mut", ptr_add),
    ("ptr_byte_add", ptr_byte_add),
    ("ptr_byte_add_mut", ptr_byte_add),
    ("ptr_distance", ptr_distance),
    ("ptr_addr", ptr_addr),
    ("fn_addr", fn_addr),
    ("ptr_metadata", ptr_metadata),
    ("ptr_with_addr", ptr_with_addr),
    ("slice_from_parts", from_parts),
    ("slice_from_parts_mut", from_parts),
    ("slice_ref", from_parts),
    ("slice_mut", from_parts),
    ("str_ref", from_parts),
    ("str_mut", from_parts),
    ("slice_len", wide_len),
    ("slice_ref_len", wide_len),
    ("str_len", wide_len),
    ("slice_data", wide_data),
    ("slice_data_mut", wide_data),
    ("str_data", wide_data),
    ("deref", same),
    ("deref_mut", same),
    ("str_bytes", same),
];

fn scaled(mut cx: NativeCx<'_, '_>, sign: i64) -> Lowered<Out> {
    let stride = (cx.lower.layout(cx.ty(0))?.size as i64).wrapping_mul(sign);
    let ptr = cx.arg::<Ptr>(0)?;
    let count = super::ints::as_i64(cx.take(1)?, cx.span)?;
    cx.ret(code(move |fp, ctx| {
        let ptr = ptr.call(fp, ctx);
        let count = count.call(fp, ctx);
        Ptr { addr: ptr.addr.wrapping_add_signed(count.wrapping_mul(stride) as isize), tag: ptr.tag }
    }))
}

fn ptr_add(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    scaled(cx, 1)
}

fn ptr_sub(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    scaled(cx, -1)
}

fn ptr_byte_add(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    if cx.is_wide(0) {
        let fat = cx.fat(0)?;
        let count = cx.arg::<i64>(1)?;
        return cx.in_memory(move |slot| {
            move |fp: Fp, ctx: &mut Ctx| {
                let fat = fat.call(fp, ctx);
                let addr = fat.addr.wrapping_add_signed(count.call(fp, ctx) as isize);
                ctx.mem.set_local_fat(fp, slot, FatRef { addr, ..fat });
            }
        });
    }
    let (ptr, count) = (cx.arg::<Ptr>(0)?, cx.arg::<i64>(1)?);
    cx.ret(code(move |fp, ctx| {
        let ptr = ptr.call(fp, ctx);
        let count = count.call(fp, ctx);
        Ptr { addr: ptr.addr.wrapping_add_signed(count as isize), tag: ptr.tag }
    }))
}

fn ptr_distance(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let size = cx.lower.layout(cx.ty(0))?.size as i64;
    let (left, right) = (cx.arg::<Ptr>(0)?, cx.arg::<Ptr>(1)?);
    cx.ret(code(move |fp, ctx| {
        let (left, right) = (left.call(fp, ctx), right.call(fp, ctx));
        let bytes = left.addr.wrapping_sub(right.addr) as i64;
        if size == 0 { 0 } else { bytes / size }
    }))
}

fn data(cx: &mut NativeCx<'_, '_>, index: usize) -> Lowered<Code<Ptr>> {
    if cx.is_wide(index) {
        let slot = cx.slot(index)?;
        return Ok(code(move |fp, ctx: &mut Ctx| ctx.mem.local_ref(fp, slot)));
    }
    cx.arg::<Ptr>(index)
}

fn ptr_addr(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let ptr = data(&mut cx, 0)?;
    cx.ret(code(move |fp, ctx| ptr.call(fp, ctx).addr as u64))
}

fn fn_addr(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let pointer = cx.arg::<u64>(0)?;
    cx.ret(pointer)
}

fn ptr_metadata(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    if !cx.is_wide(0) {
        return cx.constant(0u64);
    }
    wide_len_of(&mut cx).and_then(|len| cx.ret(len))
}

fn ptr_with_addr(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let target = data(&mut cx, 1)?;
    if cx.is_wide(0) {
        let fat = cx.fat(0)?;
        return cx.in_memory(move |slot| {
            move |fp: Fp, ctx: &mut Ctx| {
                let (fat, target) = (fat.call(fp, ctx), target.call(fp, ctx));
                ctx.mem.set_local_fat(
                    fp,
                    slot,
                    FatRef { addr: target.addr, tag: target.tag, meta: fat.meta },
                );
            }
        });
    }
    cx.ret(target)
}

fn from_parts(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let (ptr, len) = (cx.arg::<Ptr>(0)?, cx.arg::<u64>(1)?);
    cx.in_memory(move |slot| {
        move |fp: Fp, ctx: &mut Ctx| {
            let ptr = ptr.call(fp, ctx);
            let len = len.call(fp, ctx);
            ctx.mem.set_local_fat(fp, slot, FatRef { addr: ptr.addr, meta: len as usize, tag: ptr.tag });
        }
    })
}

fn wide_len_of(cx: &mut NativeCx<'_, '_>) -> Lowered<Code<u64>> {
    let at = crate::lower::slot_plus(cx.slot(0)?, 8);
    Ok(code(move |fp, ctx: &mut Ctx| ctx.mem.local::<u64>(fp, at)))
}

fn wide_len(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let at = crate::lower::slot_plus(cx.slot(0)?, 8);
    Ok(cx.lower.deliver(crate::reg::AnyOperand::U64(crate::reg::Operand::Local(at)), cx.want))
}

fn wide_data(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let at = cx.slot(0)?;
    Ok(cx.lower.deliver(crate::reg::AnyOperand::Ptr(crate::reg::Operand::Local(at)), cx.want))
}

/// The same pointer under another type.
fn same(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    if cx.is_wide(0) {
        let fat = cx.fat(0)?;
        return cx.in_memory(move |slot| {
            move |fp: Fp, ctx: &mut Ctx| {
                let fat = fat.call(fp, ctx);
                ctx.mem.set_local_fat(fp, slot, fat);
            }
        });
    }
    let value = cx.take(0)?;
    let _ = SpanId::NONE;
    Ok(cx.lower.deliver(value, cx.want))
}
