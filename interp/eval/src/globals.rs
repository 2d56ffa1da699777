//! Literals, statics and constants of an isolate: made at first use, never moved.

use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::ctx::Ctx;
use crate::engine::{Engine, Global, InstanceKey, InstanceKind, TypedFn, call_from_host};
use crate::lower::{Lowered, Mover, class_of, layout_of};
use crate::memory::{FatRef, Tag};
use crate::reg::Class;
use crate::trap::{Trap, caught, raise};
use crate::with_class;

/// Makes a global and remembers its address.
#[cold]
#[inline(never)]
pub(crate) fn make(ctx: &mut Ctx, index: u32) -> usize {
    let Some(global) = ctx.engine.global_at(index) else { crate::trap::bug("no such global") };
    let at = index as usize;
    if ctx.globals.len() <= at {
        ctx.globals.resize(at + 1, 0);
    }
    if ctx.evaluating.contains(&index) {
        match (&global, global.item()) {
            (Global::Value(..), Some(constant)) => raise(Trap::Cycle(constant)),
            _ => crate::trap::unsupported("a static that depends on itself", SpanId::NONE),
        }
    }
    ctx.evaluating.push(index);
    let nested_calls = std::mem::take(&mut ctx.nested_calls);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| make_now(ctx, &global)));
    ctx.evaluating.pop();
    ctx.nested_calls = nested_calls;
    match result {
        Ok(Ok(addr)) => {
            ctx.globals[at] = addr;
            addr
        }
        Ok(Err(failure)) => raise(Trap::Unsupported(failure)),
        Err(payload) => {
            let mut trap = caught(payload);
            if let Trap::Panic(panic) = &mut trap {
                panic.constant = panic.constant.or(global.item());
            }
            raise(trap)
        }
    }
}

fn reserve(ctx: &mut Ctx, size: usize, align: usize) -> usize {
    match ctx.mem.alloc_static(size.max(1), align.max(8)) {
        Ok(addr) => addr,
        Err(_) => raise(Trap::OutOfMemory),
    }
}

fn make_now(ctx: &mut Ctx, global: &Global) -> Lowered<usize> {
    match global {
        Global::Bytes(bytes) => {
            let addr = reserve(ctx, bytes.len(), 1);
            ok(ctx.mem.bytes_mut(addr, bytes.len()), SpanId::NONE).copy_from_slice(bytes);
            Ok(addr)
        }
        Global::Static(def) => {
            let ty = ctx.engine.program.static_type(*def);
            let key = InstanceKey {
                kind: InstanceKind::Static(*def),
                args: treebeard_sema::ty::GenericArgs::empty(),
            };
            evaluate(ctx, &key, ty)
        }
        Global::Value(key, ty) => evaluate(ctx, key, *ty),
        Global::Location(span) => location(ctx, *span),
    }
}

fn evaluate(ctx: &mut Ctx, key: &InstanceKey, ty: Ty) -> Lowered<usize> {
    let engine = ctx.engine.clone();
    let layout = layout_of(&engine, ty)?;
    let function = engine.instance(key.clone());
    let addr = reserve(ctx, layout.size as usize, layout.align as usize);
    fn scalar<T: TypedFn>(ctx: &mut Ctx, function: &crate::engine::AnyFn, addr: usize) {
        call_from_host::<T, ()>(
            ctx,
            function,
            |_, _| (),
            |ctx, _, value| {
                ok(T::store(&mut ctx.mem, addr, value), SpanId::NONE);
            },
        );
    }
    match class_of(&engine, ty)? {
        Class::Reg(class) => with_class!(class, T => scalar::<T>(ctx, &function, addr)),
        Class::Memory => {
            let mover = Mover::new(&layout, engine.options.ownership == crate::engine::Ownership::Track);
            call_from_host::<(), ()>(
                ctx,
                &function,
                |_, _| (),
                |ctx, fp, ()| {
                    mover.copy(ctx, fp.addr(), addr);
                },
            );
        }
    }
    Ok(addr)
}

/// A `core::panic::Location`.
fn location(ctx: &mut Ctx, span: SpanId) -> Lowered<usize> {
    let engine = ctx.engine.clone();
    let missing = || Unsupported::new("core::panic::Location", span);
    let def = engine.program.lang_item("Location").ok_or_else(missing)?;
    // Its only parameter is a lifetime.
    let args = treebeard_sema::ty::GenericArgs::new(&[treebeard_sema::ty::GenericArg::Region(
        treebeard_sema::ty::Region::Erased,
    )]);
    let ty = Ty::new(TyKind::Adt(def, args));
    let layout = layout_of(&engine, ty)?;
    let addr = reserve(ctx, layout.size as usize, layout.align as usize);
    let position = engine.program.position(span.call_site());
    let (file, line, column) = match &position {
        Some(position) => (&*position.file, position.line, position.column),
        None => ("<unknown>", 0, 0),
    };
    let text = reserve(ctx, file.len(), 1);
    ok(ctx.mem.bytes_mut(text, file.len()), span).copy_from_slice(file.as_bytes());
    ctx.locations.insert(addr, span.call_site());
    let mut numbers = [line, column].into_iter();
    for (i, field) in engine.program.field_types(def, 0, args).into_iter().enumerate() {
        let at = addr + layout.fields.offset(i) as usize;
        if field_size(&engine, field)? == 16 {
            let fat = FatRef { addr: text, meta: file.len(), tag: Tag::IMMORTAL };
            ok(ctx.mem.store_fat(at, fat), span);
        } else if field_size(&engine, field)? == 4
            && let Some(number) = numbers.next()
        {
            ok(ctx.mem.store(at, number), span);
        }
    }
    Ok(addr)
}

fn field_size(engine: &Engine, ty: Ty) -> Lowered<u64> {
    Ok(layout_of(engine, engine.program.normalize(ty))?.size)
}
