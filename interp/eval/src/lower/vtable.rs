//! Vtables, and turning pointers to sized things into wide ones.

use std::sync::Arc;

use treebeard_sema::tree::{ClosureKind, Expr};
use treebeard_sema::ty::{ConstKind, GenericArgs, Ty, TyKind};
use treebeard_syntax::Unsupported;

use crate::code::{Code, code};
use crate::engine::{AnyFn, Engine, InstanceKey, InstanceKind, VTable};
use crate::memory::{FatRef, Slot};
use crate::program::Resolved;
use crate::reg::Class;

use super::place::variant_layout;
use super::{
    Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, layout_of, needs_drop, sequence, slot_plus,
};

/// The last field of the last field …: the part that decides whether a type is sized.
pub(crate) fn unsized_tail(engine: &Engine, ty: Ty) -> Ty {
    match ty.kind() {
        TyKind::Adt(..) | TyKind::Tuple(_) => {
            let variants = super::glue::variants_of(engine, ty);
            match variants.as_slice() {
                [fields] if !fields.is_empty() => unsized_tail(engine, fields[fields.len() - 1]),
                _ => ty,
            }
        }
        _ => ty,
    }
}

/// Builds the vtable of a type behind a `dyn` type.
pub(crate) fn make_vtable(engine: &Engine, concrete: Ty, dyn_ty: Ty) -> VTable {
    let layout = layout_of(engine, concrete);
    let (size, align) = layout.map_or((0, 1), |layout| (layout.size, layout.align));
    let empty = GenericArgs::empty();
    let drop = needs_drop(engine, concrete)
        .then(|| engine.instance(InstanceKey { kind: InstanceKind::DropGlue(concrete), args: empty }));
    let methods = engine
        .program
        .vtable_methods(concrete, dyn_ty)
        .into_iter()
        .map(|method| method.and_then(|(resolved, via)| method_instance(engine, concrete, resolved, via)))
        .collect();
    VTable { concrete, size, align, drop, methods }
}

fn method_instance(
    engine: &Engine,
    concrete: Ty,
    resolved: Resolved,
    via: Option<ClosureKind>,
) -> Option<AnyFn> {
    let once = via == Some(ClosureKind::FnOnce);
    let fn_trait = via.is_some();
    let key = match resolved {
        Resolved::Item(def, args) if fn_trait => InstanceKey { kind: InstanceKind::Unpacked(def), args },
        Resolved::Item(def, args) => InstanceKey { kind: super::shim::callable(engine, def), args },
        Resolved::Closure(id, args, via) => {
            let own = engine.program.closure_body(id)?.kind;
            let kind = if via == ClosureKind::FnOnce && own != ClosureKind::FnOnce {
                InstanceKind::ClosureOnce(id)
            } else {
                InstanceKind::Closure(id)
            };
            InstanceKey { kind, args }
        }
        Resolved::FnItem(def, args, via) => {
            return Some(engine.instance(InstanceKey { kind: InstanceKind::FnItem(def, via), args }));
        }
        Resolved::FnPointer(ty, via) => {
            return Some(engine.instance(InstanceKey {
                kind: InstanceKind::FnPointer(ty, via),
                args: GenericArgs::empty(),
            }));
        }
        Resolved::Clone(ty) => InstanceKey { kind: InstanceKind::Clone(ty), args: GenericArgs::empty() },
        Resolved::Ctor(..) | Resolved::Virtual(_) | Resolved::DropInPlace(_) => return None,
    };
    let key = if once {
        let args = key.args;
        InstanceKey { kind: InstanceKind::OnceThroughPointer(Arc::new(key), concrete), args }
    } else {
        key
    };
    Some(engine.instance(key))
}

/// Where the metadata of an unsized pointer comes from.
enum Meta {
    /// Known.
    Known(usize),
    /// The old metadata is that of another `dyn` type.
    Upcast(Ty),
    /// It stays.
    Same,
}

impl Lower<'_> {
    fn unsize_meta(&mut self, from: Ty, to: Ty, span: treebeard_syntax::SpanId) -> Lowered<Meta> {
        match (from.kind(), to.kind()) {
            (TyKind::Array(_, len), TyKind::Slice(_)) => match len.kind() {
                ConstKind::Value(_, len) => Ok(Meta::Known(*len as usize)),
                _ => Err(Unsupported::new("internal: array length", span)),
            },
            (TyKind::Dynamic(a, _), TyKind::Dynamic(b, _)) => {
                Ok(if a.principal == b.principal { Meta::Same } else { Meta::Upcast(to) })
            }
            (_, TyKind::Dynamic(..)) => Ok(Meta::Known(self.engine.vtable(from, to) as usize)),
            (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b => {
                let engine = self.engine.clone();
                let (x, y) = (super::glue::variants_of(&engine, from), super::glue::variants_of(&engine, to));
                match (x.first().and_then(|f| f.last()), y.first().and_then(|f| f.last())) {
                    (Some(&x), Some(&y)) => self.unsize_meta(x, y, span),
                    _ => Err(Unsupported::new("unsizing of this type", span)),
                }
            }
            _ if from == to => Ok(Meta::Same),
            _ => Err(Unsupported::new("unsizing of this type", span)),
        }
    }

    /// `&[T; N]` to `&[T]`, `Box<T>` to `Box<dyn Trait>` and the like.
    pub(crate) fn lower_unsize(
        &mut self,
        value: &Expr,
        from: Ty,
        to: Ty,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let target = self.memory_target(to, want)?;
        // The place of the operand if it is thin: one node less for the most common case.
        if let (TyKind::Ref(..) | TyKind::RawPtr(..), Class::Reg(_)) = (from.kind(), self.class(from)?) {
            let pointer = self.operand(value)?;
            let (a, b) = (self.pointee(from, e.span)?, self.pointee(to, e.span)?);
            let Meta::Known(meta) = self.unsize_meta(a, b, e.span)? else {
                return Err(Unsupported::new("internal: unsizing", e.span));
            };
            let pointer = super::place::ptr_code(pointer, e.span)?;
            let stmt = code(move |fp, ctx: &mut crate::ctx::Ctx| {
                let ptr = pointer.call(fp, ctx);
                ctx.mem.set_local_fat(fp, target, FatRef { addr: ptr.addr, meta, tag: ptr.tag });
            });
            return self.deliver_memory(Stmt::Unit(stmt), target, to, want);
        }
        let source = self.spill(value)?;
        let mut stmts = Vec::new();
        self.unsize_fields((source, from), (target, to), &mut stmts, e.span)?;
        let all = sequence(stmts.into_iter().map(Stmt::Unit).collect());
        self.deliver_memory(all, target, to, want)
    }

    /// Copies a pointer-like value field by field, widening the pointer in it.
    fn unsize_fields(
        &mut self,
        (source, from): (Slot, Ty),
        (target, to): (Slot, Ty),
        out: &mut Vec<Code<()>>,
        span: treebeard_syntax::SpanId,
    ) -> Lowered<()> {
        if from == to {
            let place = PlaceOut::at(PlaceCode::Slot(source), from);
            out.push(self.copy_place(place, target)?);
            return Ok(());
        }
        let pointers = matches!(from.kind(), TyKind::Ref(..) | TyKind::RawPtr(..))
            && matches!(to.kind(), TyKind::Ref(..) | TyKind::RawPtr(..));
        if pointers {
            let (a, b) = (self.pointee(from, span)?, self.pointee(to, span)?);
            let was_wide = !self.is_sized(a);
            let meta = self.unsize_meta(a, b, span)?;
            out.push(code(move |fp, ctx| {
                let ptr = ctx.mem.local_ref(fp, source);
                let old = if was_wide { ctx.mem.local_fat(fp, source).meta } else { 0 };
                let meta = match meta {
                    Meta::Known(meta) => meta,
                    Meta::Same => old,
                    Meta::Upcast(to) => {
                        let concrete = Engine::vtable_of(ctx, old as u64).concrete;
                        ctx.engine.clone().vtable(concrete, to) as usize
                    }
                };
                ctx.mem.set_local_fat(fp, target, FatRef { addr: ptr.addr, meta, tag: ptr.tag });
            }));
            return Ok(());
        }
        let engine = self.engine.clone();
        let (mut x, mut y) = (super::glue::variants_of(&engine, from), super::glue::variants_of(&engine, to));
        let (Some(x), Some(y)) = (x.pop(), y.pop()) else {
            return Err(Unsupported::new("unsizing of this type", span));
        };
        let (from_layout, to_layout) = (self.layout(from)?, self.layout(to)?);
        for (i, (&a, &b)) in x.iter().zip(&y).enumerate() {
            let a_offset = variant_layout(&from_layout, None).fields.offset(i);
            let b_offset = variant_layout(&to_layout, None).fields.offset(i);
            // Markers like `PhantomData<T>` change their type but have no bytes.
            if self.layout(a)?.is_zst() {
                continue;
            }
            self.unsize_fields(
                (slot_plus(source, a_offset), a),
                (slot_plus(target, b_offset), b),
                out,
                span,
            )?;
        }
        Ok(())
    }
}
