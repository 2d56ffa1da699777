//! What dropping a value means, and comparing values structurally.
//!
//! Drop glue is an instance per type with one parameter, the pointer. It follows rustc: the type's own `Drop::drop`
//! first, then its fields in order; a panic in one of them still drops the others.

use std::sync::Arc;

use treebeard_sema::layout::{Fields, Layout};
use treebeard_sema::ty::{ConstKind, Ty, TyKind};
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::engine::{AnyFn, Engine, InstanceKey, InstanceKind};
use crate::memory::{Fp, Slot};
use crate::program::AdtKind;
use crate::trap::{Trap, bug, raise};

use super::layout::VariantTag;
use super::place::variant_layout;
use super::{Lower, Lowered, PlaceCode, layout_of, slot_in};

/// Whether dropping a value of this concrete type does anything.
pub(crate) fn needs_drop(engine: &Engine, ty: Ty) -> bool {
    match ty.kind() {
        TyKind::Adt(..) | TyKind::Tuple(_) | TyKind::Array(..) | TyKind::Slice(_) | TyKind::Closure(..) => {}
        TyKind::Dynamic(..) | TyKind::Coroutine(..) => return true,
        _ => return false,
    }
    if let Some(known) = engine.drop_need(ty) {
        return known;
    }
    // A type that contains itself through a box needs drop because of the box; this is only the assumption inside.
    engine.set_drop_need(ty, false);
    let needs = match ty.kind() {
        TyKind::Array(element, len) => {
            !matches!(len.kind(), ConstKind::Value(_, 0)) && needs_drop(engine, *element)
        }
        TyKind::Slice(element) => needs_drop(engine, *element),
        TyKind::Adt(adt, _) if engine.program.lang_item("manually_drop") == Some(*adt) => false,
        TyKind::Adt(adt, _) if engine.program.adt_kind(*adt) == AdtKind::Union => {
            engine.program.drop_method(ty).is_some()
        }
        _ => {
            engine.program.is_box(ty)
                || engine.program.drop_method(ty).is_some()
                || variants_of(engine, ty).iter().flatten().any(|&field| needs_drop(engine, field))
        }
    };
    engine.set_drop_need(ty, needs);
    needs
}

/// Field types of each variant of a concrete type (one variant unless it is an enum).
pub(crate) fn variants_of(engine: &Engine, ty: Ty) -> Vec<Vec<Ty>> {
    match ty.kind() {
        TyKind::Adt(adt, args) => (0..engine.program.variant_count(*adt))
            .map(|i| {
                let fields = engine.program.field_types(*adt, i as u32, *args);
                fields.into_iter().map(|field| engine.program.normalize(field)).collect()
            })
            .collect(),
        TyKind::Tuple(fields) => vec![fields.to_vec()],
        TyKind::Closure(id, args) | TyKind::Coroutine(id, args) => {
            vec![super::shim::capture_types(engine, *id, *args)]
        }
        _ => vec![Vec::new()],
    }
}

/// Runs drops in order; a panic in one runs the others while unwinding.
pub(crate) fn run_drops(drops: &[Code<()>], fp: Fp, ctx: &mut Ctx) {
    for (i, drop) in drops.iter().enumerate() {
        if i + 1 == drops.len() {
            // What panics in the last one needs no guard.
            drop.call(fp, ctx);
            return;
        }
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop.call(fp, ctx)));
        if let Err(payload) = result {
            unwind_drops(&drops[i + 1..], fp, ctx, payload);
        }
    }
}

/// Runs drops while something unwinds, and goes on unwinding. Only a panic and a cancelled future run drops.
#[cold]
#[inline(never)]
pub(crate) fn unwind_drops(
    drops: &[Code<()>],
    fp: Fp,
    ctx: &mut Ctx,
    payload: Box<dyn std::any::Any + Send>,
) -> ! {
    let mut trap = crate::trap::caught(payload);
    if trap.runs_drops() {
        for drop in drops {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop.call(fp, ctx)));
            if let Err(second) = result {
                match (crate::trap::caught(second), &trap) {
                    (Trap::Panic(_), Trap::Panic(_)) => crate::panicking::abort_in_cleanup(ctx),
                    // A dropped future's drop panics: that is the first panic.
                    (Trap::Panic(panic), _) => trap = Trap::Panic(panic),
                    (other, _) => raise(other),
                }
            }
        }
    }
    raise(trap)
}

impl Lower<'_> {
    /// A statement that drops the value at a pinned place, without conditions.
    pub(crate) fn drop_glue_call(&mut self, place: PlaceCode, ty: Ty) -> Lowered<Code<()>> {
        let glue = self.engine.instance(InstanceKey {
            kind: InstanceKind::DropGlue(ty),
            args: treebeard_sema::ty::GenericArgs::empty(),
        });
        self.pointer_call(&glue, place, ty)
    }

    /// A statement that calls an instance whose only parameter is a pointer to a place.
    fn pointer_call(&mut self, function: &AnyFn, place: PlaceCode, ty: Ty) -> Lowered<Code<()>> {
        let AnyFn::Unit(function) = function.clone() else {
            return Err(Unsupported::new("internal: drop glue", SpanId::NONE));
        };
        let base = self.callee_base(16, SpanId::NONE);
        let param = slot_in(base, super::slot(0));
        Ok(if self.is_sized(ty) {
            let ptr = place.ptr();
            code(move |fp, ctx| {
                let ptr = ptr.call(fp, ctx);
                ctx.mem.set_local_ref(fp, param, ptr);
                function.enter(fp, base, ctx);
            })
        } else {
            let fat = place.fat();
            code(move |fp, ctx| {
                let fat = fat.call(fp, ctx);
                ctx.mem.set_local_fat(fp, param, fat);
                function.enter(fp, base, ctx);
            })
        })
    }

    /// A statement that frees the memory of a box (its content is gone): the library's `box_free`, which is told
    /// where the content was.
    pub(crate) fn box_free_call(&mut self, place: PlaceCode, ty: Ty) -> Lowered<Code<()>> {
        let pointee = self.pointee(ty, SpanId::NONE)?;
        let Some(def) = self.engine.program.lang_item("box_free") else {
            return Err(Unsupported::new("internal: box_free", SpanId::NONE));
        };
        let args = treebeard_sema::ty::GenericArgs::new(&[treebeard_sema::ty::GenericArg::Ty(pointee)]);
        let function = self.engine.instance(InstanceKey { kind: InstanceKind::Item(def), args });
        let from = super::PlaceOut::at(place, ty);
        let step = treebeard_sema::tree::Projection {
            kind: treebeard_sema::tree::ProjectionKind::Deref,
            ty: pointee,
        };
        let content = self.project(from, &step, SpanId::NONE)?;
        self.pointer_call(&function, content.code, pointee)
    }

    /// The body of the drop glue of a type; its parameter is at slot 0.
    pub(crate) fn drop_glue_body(&mut self, ty: Ty) -> Lowered<Code<()>> {
        let param = self.temp(16, 8);
        let sized = self.is_sized(ty);
        let whole = || if sized { PlaceCode::Ref(param, 0) } else { PlaceCode::FatSlot(param) };
        match ty.kind() {
            TyKind::Dynamic(..) => return Ok(drop_dyn(self, param)),
            TyKind::Array(element, len) => {
                let len = self.const_bits(*len, SpanId::NONE)? as usize;
                return self.drop_elements(param, Some(len), *element);
            }
            TyKind::Slice(element) => return self.drop_elements(param, None, *element),
            _ => {}
        }
        if self.engine.program.is_box(ty) {
            return self.drop_box(whole(), ty);
        }
        let mut drops = Vec::new();
        if let Some((def, args)) = self.engine.program.drop_method(ty) {
            let method = self.engine.instance(InstanceKey { kind: InstanceKind::Item(def), args });
            drops.push(self.pointer_call(&method, whole(), ty)?);
        }
        let engine = self.engine.clone();
        if let TyKind::Adt(adt, _) = ty.kind()
            && engine.program.adt_kind(*adt) == AdtKind::Union
        {
            return Ok(join(drops));
        }
        let variants = variants_of(&engine, ty);
        let fields = variants.first().map_or(0, Vec::len);
        let layout = self.layout(ty)?;
        let is_enum =
            matches!(ty.kind(), TyKind::Adt(adt, _) if engine.program.adt_kind(*adt) == AdtKind::Enum);
        let mut per_variant = Vec::with_capacity(variants.len());
        for (index, fields) in variants.iter().enumerate() {
            let offsets = variant_layout(&layout, is_enum.then_some(index as u32)).fields.clone();
            let mut one = Vec::new();
            for (i, &field) in fields.iter().enumerate() {
                if !needs_drop(&engine, field) {
                    continue;
                }
                let offset = match &offsets {
                    Fields::Arbitrary(offsets) if i >= offsets.len() => continue,
                    offsets => offsets.offset(i),
                };
                let place = if self.is_sized(field) {
                    match whole() {
                        PlaceCode::Ref(slot, _) => PlaceCode::Ref(slot, offset as u32),
                        other => PlaceCode::Ptr(other.ptr(), offset as u32),
                    }
                } else {
                    let from = super::PlaceOut::at(whole(), ty);
                    let step = treebeard_sema::tree::Projection {
                        kind: treebeard_sema::tree::ProjectionKind::Field(i as u32),
                        ty: field,
                    };
                    self.project(from, &step, SpanId::NONE)?.code
                };
                one.push(self.drop_glue_call(place, field)?);
            }
            per_variant.push(one);
        }
        if is_enum {
            let tag = self.variant_tag(ty)?;
            drops.push(drop_variants(param, tag, per_variant));
        } else {
            drops.extend(per_variant.pop().unwrap_or_default());
        }
        Ok(drop_all(ty, param, &layout, fields, drops))
    }

    fn drop_box(&mut self, whole: PlaceCode, ty: Ty) -> Lowered<Code<()>> {
        let pointee = self.pointee(ty, SpanId::NONE)?;
        let mut drops = Vec::new();
        if self.needs_drop(pointee) {
            let from = super::PlaceOut::at(whole.again(), ty);
            let step = treebeard_sema::tree::Projection {
                kind: treebeard_sema::tree::ProjectionKind::Deref,
                ty: pointee,
            };
            let content = self.project(from, &step, SpanId::NONE)?;
            drops.push(self.drop_glue_call(content.code, pointee)?);
        }
        drops.push(self.box_free_call(whole, ty)?);
        Ok(join(drops))
    }

    fn drop_elements(&mut self, param: Slot, len: Option<usize>, element: Ty) -> Lowered<Code<()>> {
        if !self.needs_drop(element) {
            return Ok(code(|_, _| ()));
        }
        let stride = self.layout(element)?.size as usize;
        let cursor = self.temp(8, 8);
        let glue = self.drop_glue_call(PlaceCode::Ref(cursor, 0), element)?;
        Ok(code(move |fp, ctx| {
            let base = ctx.mem.local_ref(fp, param);
            let len = len.unwrap_or_else(|| ctx.mem.local_fat(fp, param).meta);
            drop_each(&glue, cursor, (base, stride, len), fp, ctx);
        }))
    }
}

/// Drops elements in order; a panic still drops the rest.
pub(crate) fn drop_each(
    glue: &Code<()>,
    cursor: Slot,
    (base, stride, len): (crate::reg::Ptr, usize, usize),
    fp: Fp,
    ctx: &mut Ctx,
) {
    let one = |i: usize, ctx: &mut Ctx| {
        let addr = base.addr.wrapping_add(i * stride);
        ctx.mem.set_local_ref(fp, cursor, crate::reg::Ptr { addr, tag: base.tag });
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| glue.call(fp, ctx)))
    };
    for i in 0..len {
        let Err(payload) = one(i, ctx) else { continue };
        if payload.downcast_ref::<Trap>().is_some_and(|trap| matches!(trap, Trap::Panic(_))) {
            for rest in i + 1..len {
                if one(rest, ctx).is_err() {
                    crate::panicking::abort_in_cleanup(ctx);
                }
            }
        }
        std::panic::resume_unwind(payload);
    }
}

/// Runs the drops of a value's parts; those of a future's captures only while it has them.
fn drop_all(ty: Ty, param: Slot, layout: &Layout, fields: usize, drops: Vec<Code<()>>) -> Code<()> {
    match ty.kind() {
        TyKind::Coroutine(..) => drop_future(param, layout, fields, join(drops)),
        _ => join(drops),
    }
}

/// Drops what a future captured if it was never polled, and what its body holds if it was.
fn drop_future(param: Slot, layout: &Layout, fields: usize, captures: Code<()>) -> Code<()> {
    let state = layout.fields.offset(fields) as usize;
    code(move |fp, ctx| {
        let object = ctx.mem.local_ref(fp, param);
        if !crate::futures::drop_started(ctx, object.addr.wrapping_add(state)) {
            captures.call(fp, ctx);
        }
    })
}

fn join(drops: Vec<Code<()>>) -> Code<()> {
    match drops.len() {
        0 | 1 => super::sequence_units(drops),
        _ => {
            let drops = drops.into_boxed_slice();
            code(move |fp, ctx| run_drops(&drops, fp, ctx))
        }
    }
}

fn drop_variants(param: Slot, tag: VariantTag, per_variant: Vec<Vec<Code<()>>>) -> Code<()> {
    let per_variant: Vec<Code<()>> = per_variant.into_iter().map(join).collect();
    code(move |fp, ctx| {
        let addr: usize = ctx.mem.local(fp, param);
        let variant = tag.read(ctx, addr);
        if let Some(drop) = per_variant.get(variant as usize) {
            drop.call(fp, ctx);
        }
    })
}

fn drop_dyn(lower: &mut Lower<'_>, param: Slot) -> Code<()> {
    let base = lower.callee_base(16, SpanId::NONE);
    let target = slot_in(base, super::slot(0));
    code(move |fp, ctx| {
        let fat = ctx.mem.local_fat(fp, param);
        let vtable = Engine::vtable_of(ctx, fat.meta as u64);
        if let Some(glue) = &vtable.drop {
            let AnyFn::Unit(glue) = glue else { bug("drop glue with a result") };
            ctx.mem.set_local_ref(fp, target, crate::reg::Ptr { addr: fat.addr, tag: fat.tag });
            glue.enter(fp, base, ctx);
        }
    })
}

/// Compares the values at two addresses.
pub(crate) type Equal = Arc<dyn Fn(&mut Ctx, usize, usize) -> bool + Send + Sync>;

/// Structural equality of a type that may stand in a pattern.
pub(crate) fn structural_eq(engine: &Engine, ty: Ty, span: SpanId) -> Lowered<Equal> {
    let layout = layout_of(engine, ty)?;
    let refuse = || Err(Unsupported::new("a constant of this type in a pattern", span));
    match ty.kind() {
        TyKind::Bool | TyKind::Char | TyKind::Int(_) => {
            let size = layout.size;
            Ok(Arc::new(move |ctx, a, b| {
                super::layout::read_bits(ctx, a, size) == super::layout::read_bits(ctx, b, size)
            }))
        }
        TyKind::Float(float) => {
            let single = *float == treebeard_sema::ty::FloatTy::F32;
            Ok(Arc::new(move |ctx, a, b| {
                if single {
                    ok(ctx.mem.load::<f32>(a), span) == ok(ctx.mem.load::<f32>(b), span)
                } else {
                    ok(ctx.mem.load::<f64>(a), span) == ok(ctx.mem.load::<f64>(b), span)
                }
            }))
        }
        TyKind::Ref(_, pointee, _) => match pointee.kind() {
            TyKind::Str => Ok(Arc::new(move |ctx, a, b| {
                let (a, b) = (ok(ctx.mem.load_fat(a), span), ok(ctx.mem.load_fat(b), span));
                a.meta == b.meta
                    && ok(ctx.mem.bytes(a.addr, a.meta), span) == ok(ctx.mem.bytes(b.addr, b.meta), span)
            })),
            TyKind::Slice(element) => {
                let (equal, stride) =
                    (structural_eq(engine, *element, span)?, layout_of(engine, *element)?.size as usize);
                Ok(Arc::new(move |ctx, a, b| {
                    let (a, b) = (ok(ctx.mem.load_fat(a), span), ok(ctx.mem.load_fat(b), span));
                    a.meta == b.meta
                        && (0..a.meta).all(|i| equal(ctx, a.addr + i * stride, b.addr + i * stride))
                }))
            }
            _ => {
                let equal = structural_eq(engine, *pointee, span)?;
                Ok(Arc::new(move |ctx, a, b| {
                    let (a, b) = (ok(ctx.mem.load::<usize>(a), span), ok(ctx.mem.load::<usize>(b), span));
                    equal(ctx, a, b)
                }))
            }
        },
        TyKind::Array(element, len) => {
            let ConstKind::Value(_, len) = *len.kind() else { return refuse() };
            let (equal, stride) =
                (structural_eq(engine, *element, span)?, layout_of(engine, *element)?.size as usize);
            Ok(Arc::new(move |ctx, a, b| {
                (0..len as usize).all(|i| equal(ctx, a + i * stride, b + i * stride))
            }))
        }
        TyKind::Adt(..) | TyKind::Tuple(_) => {
            let tag = match ty.kind() {
                TyKind::Adt(adt, _) if engine.program.adt_kind(*adt) == AdtKind::Enum => {
                    let discriminants: Vec<i128> = (0..engine.program.variant_count(*adt))
                        .map(|i| engine.program.discriminant(*adt, i as u32))
                        .collect();
                    Some(VariantTag::new(&layout, &discriminants))
                }
                TyKind::Adt(adt, _) if engine.program.adt_kind(*adt) == AdtKind::Union => return refuse(),
                _ => None,
            };
            let mut variants: Vec<Vec<(usize, Equal)>> = Vec::new();
            for (index, fields) in variants_of(engine, ty).into_iter().enumerate() {
                let offsets = variant_layout(&layout, tag.is_some().then_some(index as u32)).fields.clone();
                let mut one = Vec::new();
                for (i, field) in fields.into_iter().enumerate() {
                    one.push((offsets.offset(i) as usize, structural_eq(engine, field, span)?));
                }
                variants.push(one);
            }
            Ok(Arc::new(move |ctx, a, b| {
                let index = match &tag {
                    Some(tag) => {
                        let (x, y) = (tag.read(ctx, a), tag.read(ctx, b));
                        if x != y {
                            return false;
                        }
                        x as usize
                    }
                    None => 0,
                };
                variants.get(index).is_none_or(|fields| {
                    fields.iter().all(|(offset, equal)| equal(ctx, a + offset, b + offset))
                })
            }))
        }
        _ => refuse(),
    }
}
