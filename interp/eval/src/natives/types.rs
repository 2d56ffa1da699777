//! Natives about types: sizes, names, ids, discriminants.

use treebeard_sema::layout::{Scalar, Variants};
use treebeard_sema::ty::{ConstKind, FloatTy, IntTy, Part, Ty, TyKind, any_part};
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::engine::{Engine, Global};
use crate::lower::{Lowered, Out, needs_drop, variants_of, write_bits};
use crate::memory::{FatRef, Tag};
use crate::program::AdtKind;
use crate::reg::Class;
use crate::trap::unsupported;

use super::{NativeCx, Table};

pub(super) const TABLE: Table = &[
    ("size_of", size_of),
    ("align_of", align_of),
    ("size_of_val", size_of_val),
    ("align_of_val", align_of_val),
    ("needs_drop", type_needs_drop),
    ("type_id", type_id),
    ("type_hash", type_hash),
    ("comparable_size", comparable_size),
    ("type_name", type_name),
    ("type_kind", type_kind),
    ("discriminant", discriminant),
    ("discriminant_wide", discriminant_wide),
    ("variant_count", variant_count),
    ("zero_is_valid", zero_is_valid),
    ("filled_is_valid", filled_is_valid),
    ("is_inhabited", is_inhabited),
    ("has_own_allocator", has_own_allocator),
];

fn size_of(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let size = cx.lower.layout(cx.ty(0))?.size;
    cx.constant(size)
}

fn align_of(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let align = cx.lower.layout(cx.ty(0))?.align;
    cx.constant(align)
}

/// Size and alignment from metadata.
pub(super) type Measure = Box<dyn Fn(&mut Ctx, usize) -> (u64, u64) + Send + Sync>;

/// Size and alignment of the value behind a wide pointer.
pub(super) fn dynamic_layout(cx: &mut NativeCx<'_, '_>, ty: Ty) -> Lowered<Measure> {
    let layout = cx.lower.layout(ty)?;
    let engine = cx.lower.engine.clone();
    let tail = crate::lower::unsized_tail(&engine, ty);
    let is_tail = tail == ty;
    let element = match tail.kind() {
        TyKind::Slice(element) => Some(cx.lower.layout(*element)?.size),
        TyKind::Str => Some(1),
        _ => None,
    };
    Ok(Box::new(move |ctx: &mut Ctx, meta: usize| {
        let (prefix, prefix_align) = if is_tail { (0, 1) } else { (layout.size, layout.align) };
        match element {
            Some(stride) => {
                let size = prefix + stride * meta as u64;
                let align = if is_tail { layout.align } else { prefix_align };
                (size.next_multiple_of(align.max(1)), align)
            }
            None => {
                let vtable = Engine::vtable_of(ctx, meta as u64);
                let align = prefix_align.max(vtable.align);
                let size = prefix.next_multiple_of(vtable.align) + vtable.size;
                (size.next_multiple_of(align), align)
            }
        }
    }))
}

fn of_val(mut cx: NativeCx<'_, '_>, pick: fn((u64, u64)) -> u64) -> Lowered<Out> {
    let ty = cx.ty(0);
    if !cx.is_wide(0) {
        let layout = cx.lower.layout(ty)?;
        let value = pick((layout.size, layout.align));
        return cx.constant(value);
    }
    let measure = dynamic_layout(&mut cx, ty)?;
    let fat = cx.fat(0)?;
    cx.ret(code(move |fp, ctx| {
        let meta = fat.call(fp, ctx).meta;
        pick(measure(ctx, meta))
    }))
}

fn size_of_val(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    of_val(cx, |(size, _)| size)
}

fn align_of_val(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    of_val(cx, |(_, align)| align)
}

fn type_needs_drop(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let needs = needs_drop(&cx.lower.engine, cx.ty(0));
    cx.constant(needs)
}

/// What depends on the type's name in rustc's hash.
fn type_hash(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    cx.ret::<u128>(code(|_, _| unsupported("the number of a TypeId", SpanId::NONE)))
}

/// Whether a value of the type has a future in it: those are laid out otherwise than rustc lays them out.
fn holds_future(engine: &Engine, ty: Ty, depth: u32) -> bool {
    match ty.kind() {
        TyKind::Coroutine(..) => true,
        TyKind::Adt(..) | TyKind::Tuple(_) | TyKind::Closure(..) if depth > 0 => {
            variants_of(engine, ty).iter().flatten().any(|&field| holds_future(engine, field, depth - 1))
        }
        TyKind::Array(element, _) if depth > 0 => holds_future(engine, *element, depth - 1),
        _ => false,
    }
}

fn comparable_size(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    // What lies deeper than this is behind a pointer in every type that ends.
    if holds_future(&cx.lower.engine, cx.ty(0), 16) {
        return cx.ret::<()>(code(|_, _| unsupported("the size of a future", SpanId::NONE)));
    }
    cx.constant(())
}

/// Types that differ only in lifetimes are one type here, but function pointers with other binders are not to rustc.
fn depends_on_binders(ty: Ty) -> bool {
    any_part(ty, &mut |part| match part {
        Part::Ty(ty) => match ty.kind() {
            TyKind::FnPtr(sig) => sig.inputs.iter().any(|input| matches!(input.kind(), TyKind::Ref(..))),
            _ => false,
        },
        Part::Const(_) => false,
    })
}

fn type_id(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    if depends_on_binders(cx.ty(0)) {
        let feature = "TypeId of a function pointer that takes references";
        return cx.ret::<u128>(code(move |_, _| unsupported(feature, SpanId::NONE)));
    }
    let id = cx.lower.engine.type_id(cx.ty(0));
    cx.constant(u128::from(id))
}

fn type_name(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let name = cx.lower.engine.program.type_name(cx.ty(0));
    let len = name.len();
    let global = cx.lower.engine.global(Global::Bytes(name.as_bytes().into()));
    cx.in_memory(move |slot| {
        move |fp, ctx: &mut Ctx| {
            let addr = ctx.global(global);
            ctx.mem.set_local_fat(fp, slot, FatRef { addr, meta: len, tag: Tag::IMMORTAL });
        }
    })
}

fn type_kind(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let program = cx.lower.engine.program.clone();
    let kind: u8 = match cx.ty(0).kind() {
        TyKind::Int(int) if int.is_signed() => 2,
        TyKind::Int(_) => 1,
        TyKind::Float(_) => 3,
        TyKind::Bool => 4,
        TyKind::Char => 5,
        TyKind::Ref(_, pointee, _) if matches!(pointee.kind(), TyKind::Str) => 6,
        TyKind::Adt(adt, _) if program.lang_item("String") == Some(*adt) => 7,
        TyKind::RawPtr(pointee, _) if cx.lower.is_sized(*pointee) => 8,
        TyKind::Tuple(fields) if fields.is_empty() => 9,
        _ => 0,
    };
    cx.constant(kind)
}

fn variant_count(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let count = match cx.ty(0).kind() {
        TyKind::Adt(adt, _) if cx.lower.engine.program.adt_kind(*adt) == AdtKind::Enum => {
            cx.lower.engine.program.variant_count(*adt)
        }
        _ => 0,
    };
    cx.constant(count as u64)
}

fn discriminant_node(cx: &mut NativeCx<'_, '_>) -> Lowered<Code<i128>> {
    let ty = cx.ty(0);
    let program = cx.lower.engine.program.clone();
    let adt = match ty.kind() {
        TyKind::Adt(adt, _) if program.adt_kind(*adt) == AdtKind::Enum => *adt,
        _ => return Ok(code(|_, _| 0)),
    };
    let values: Vec<i128> =
        (0..program.variant_count(adt)).map(|i| program.discriminant(adt, i as u32)).collect();
    let tag = cx.lower.variant_tag(ty)?;
    let ptr = cx.arg::<crate::reg::Ptr>(0)?;
    Ok(code(move |fp, ctx| {
        let addr = ptr.call(fp, ctx).addr;
        let variant = tag.read(ctx, addr);
        values.get(variant as usize).copied().unwrap_or(0)
    }))
}

fn discriminant(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let node = discriminant_node(&mut cx)?;
    cx.ret(code(move |fp, ctx| node.call(fp, ctx) as i64))
}

fn discriminant_wide(mut cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let node = discriminant_node(&mut cx)?;
    cx.ret(node)
}

/// Every byte of a value that is left uninitialised where that is not allowed: `mem::uninitialized` writes it.
const FILL: u8 = 1;

/// May a value consist of this byte alone? As rustc's `might_permit_raw_init`: what lies behind the tag of an enum is
/// not looked at.
fn may_be_filled(lower: &mut crate::lower::Lower<'_>, ty: Ty, byte: u8) -> Lowered<bool> {
    let layout = lower.layout(ty)?;
    let program = lower.engine.program.clone();
    let within = |scalar: &Scalar| {
        let bytes = [byte; 16];
        scalar.contains(u128::from_le_bytes(bytes) & (u128::MAX >> (128 - 8 * scalar.primitive.size())))
    };
    if let TyKind::Adt(adt, _) = ty.kind()
        && program.adt_kind(*adt) == AdtKind::Union
    {
        return Ok(true);
    }
    if layout.uninhabited || layout.scalar.as_ref().is_some_and(|scalar| !within(scalar)) {
        return Ok(false);
    }
    if let Variants::Multiple { tag, .. } = &layout.variants {
        return Ok(within(tag));
    }
    match ty.kind() {
        // A filled reference is neither aligned nor does it point at anything.
        TyKind::Ref(_, pointee, _) if byte != 0 => {
            let pointee = lower.layout(*pointee)?;
            return Ok(pointee.align == 1 && pointee.size == 0);
        }
        TyKind::Ref(..) => {
            return Ok(layout.largest_niche.as_ref().is_none_or(|niche| within(&niche.scalar)));
        }
        TyKind::Array(_, len) if matches!(len.kind(), ConstKind::Value(_, 0)) => return Ok(true),
        TyKind::Array(element, _) => return may_be_filled(lower, *element, byte),
        _ => {}
    }
    let variant = match layout.variants {
        Variants::Single(variant) => variant as usize,
        Variants::Multiple { .. } | Variants::Empty => return Ok(true),
    };
    let fields = variants_of(&lower.engine, ty).into_iter().nth(variant).unwrap_or_default();
    for field in fields {
        if !may_be_filled(lower, field, byte)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn zero_is_valid(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let valid = may_be_filled(cx.lower, cx.ty(0), 0)?;
    cx.constant(valid)
}

fn filled_is_valid(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let valid = may_be_filled(cx.lower, cx.ty(0), FILL)?;
    cx.constant(valid)
}

fn is_inhabited(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let inhabited = !cx.lower.layout(cx.ty(0))?.uninhabited;
    cx.constant(inhabited)
}

fn has_own_allocator(cx: NativeCx<'_, '_>) -> Lowered<Out> {
    let has = cx.lower.engine.program.global_allocator().is_some();
    cx.constant(has)
}

/// The integer or float type arguments are picked by.
pub(super) fn int_of(ty: Ty) -> Option<IntTy> {
    match ty.kind() {
        TyKind::Int(int) => Some(*int),
        _ => None,
    }
}

/// As `int_of`.
pub(super) fn float_of(ty: Ty) -> Option<FloatTy> {
    match ty.kind() {
        TyKind::Float(float) => Some(*float),
        _ => None,
    }
}

/// Writes zero bytes over a value in a slot.
pub(super) fn clear(ctx: &mut Ctx, addr: usize, size: u64) {
    if size <= 16 && size.is_power_of_two() {
        write_bits(ctx, addr, size, 0);
    } else {
        crate::access::ok(ctx.mem.fill(addr, size as usize, 0), treebeard_syntax::SpanId::NONE);
    }
}

/// The class of a type that has to fit a register.
pub(super) fn register(cx: &mut NativeCx<'_, '_>, ty: Ty) -> Lowered<crate::reg::RegClass> {
    match cx.class(ty)? {
        Class::Reg(class) => Ok(class),
        Class::Memory => Err(Unsupported::new("internal: native on a composed type", cx.span)),
    }
}
