//! Composed values: built field by field in the slot they are wanted in.

use treebeard_sema::tree::{Aggregate, Expr};
use treebeard_sema::ty::{ClosureId, Const, Ty, TyKind};
use treebeard_syntax::Unsupported;

use crate::code::code;
use crate::memory::Slot;
use crate::program::AdtKind;

use super::place::variant_layout;
use super::scope::{Part, is_simple};
use super::{
    Lower, Lowered, Mover, Out, PlaceCode, PlaceOut, Stmt, Want, sequence, set_discriminant, slot_plus,
};

impl Lower<'_> {
    /// A struct, variant, union, tuple or array.
    pub(crate) fn lower_aggregate(&mut self, aggregate: &Aggregate, e: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        let operands: Vec<&Expr> = match aggregate {
            Aggregate::Tuple(list) | Aggregate::Array(list) => list.iter().collect(),
            Aggregate::Adt { fields, base, .. } => {
                fields.iter().chain(base).map(|(_, value)| value).collect()
            }
        };
        let slot = self.aggregate_target(&operands, ty, want)?;
        let layout = self.layout(ty)?;
        let mut stmts = Vec::new();
        match aggregate {
            Aggregate::Tuple(fields) => {
                let mut parts = Vec::with_capacity(fields.len());
                for (i, field) in fields.iter().enumerate() {
                    parts.push((field, slot_plus(slot, layout.fields.offset(i))));
                }
                self.fill_fields(&parts, &mut stmts)?;
            }
            Aggregate::Array(elements) => {
                let TyKind::Array(element, _) = ty.kind() else {
                    return Err(Unsupported::new("internal: array", e.span));
                };
                let stride = self.layout(*element)?.size;
                let mut parts = Vec::with_capacity(elements.len());
                for (i, value) in elements.iter().enumerate() {
                    parts.push((value, slot_plus(slot, stride * i as u64)));
                }
                self.fill_fields(&parts, &mut stmts)?;
            }
            Aggregate::Adt { adt, variant, fields, base, .. } => {
                let is_enum = self.engine.program.adt_kind(*adt) == AdtKind::Enum;
                let inner = variant_layout(&layout, is_enum.then_some(*variant)).fields.clone();
                let mut parts = Vec::with_capacity(fields.len() + base.len());
                for (index, value) in fields.iter().chain(base) {
                    parts.push((value, slot_plus(slot, inner.offset(*index as usize))));
                }
                self.fill_fields(&parts, &mut stmts)?;
                if is_enum {
                    let tag = self.variant_tag(ty)?;
                    stmts.extend(set_discriminant(slot, &tag, *variant).map(Stmt::Unit));
                }
            }
        }
        self.deliver_aggregate(stmts, slot, ty, want)
    }

    /// Where a composed value is put together. An operand that leaves may write to the very slot the value is wanted
    /// in (`Ok(Pair(name, f()?))` as the result of a function), while operands made before it wait there to be
    /// dropped: such a value is put together aside.
    fn aggregate_target(&mut self, operands: &[&Expr], ty: Ty, want: Want) -> Lowered<Slot> {
        let leaves = operands.iter().rposition(|operand| operand.diverts).unwrap_or(0);
        let mut aside = false;
        for operand in &operands[..leaves] {
            let ty = self.mono(operand.ty);
            aside |= self.needs_drop(ty);
        }
        if aside { self.temp_for(ty) } else { self.memory_target(ty, want) }
    }

    /// Delivers a value that was put together in `slot`.
    fn deliver_aggregate(&mut self, mut stmts: Vec<Stmt>, slot: Slot, ty: Ty, want: Want) -> Lowered<Out> {
        if let Want::Slot(wanted) = want
            && wanted != slot
        {
            let place = PlaceOut::at(PlaceCode::Slot(slot), ty);
            stmts.push(Stmt::Unit(self.copy_place(place, wanted)?));
        }
        self.deliver_memory(sequence(stmts), slot, ty, want)
    }

    /// Evaluates the fields of a value into their places.
    fn fill_fields(&mut self, fields: &[(&Expr, Slot)], out: &mut Vec<Stmt>) -> Lowered<()> {
        let mut parts = Vec::with_capacity(fields.len());
        for &(value, target) in fields {
            let ty = self.mono(value.ty);
            parts.push(Part { target, ty, is_simple: is_simple(value) });
        }
        self.fill_parts(&parts, out, |this, i| this.into_slot(fields[i].0, fields[i].1))
    }

    /// A constructor's value from arguments given as expressions.
    pub(crate) fn lower_ctor(
        &mut self,
        ctor: treebeard_sema::def::DefId,
        ty: Ty,
        args: &[&Expr],
        want: Want,
    ) -> Lowered<Out> {
        let (adt, variant) = self.engine.program.ctor_variant(ctor);
        let slot = self.aggregate_target(args, ty, want)?;
        let layout = self.layout(ty)?;
        let is_enum = self.engine.program.adt_kind(adt) == AdtKind::Enum;
        let inner = variant_layout(&layout, is_enum.then_some(variant)).fields.clone();
        let mut stmts = Vec::new();
        let mut parts = Vec::with_capacity(args.len());
        for (i, &value) in args.iter().enumerate() {
            parts.push((value, slot_plus(slot, inner.offset(i))));
        }
        self.fill_fields(&parts, &mut stmts)?;
        if is_enum {
            let tag = self.variant_tag(ty)?;
            stmts.extend(set_discriminant(slot, &tag, variant).map(Stmt::Unit));
        }
        self.deliver_aggregate(stmts, slot, ty, want)
    }

    /// `[value; n]`.
    pub(crate) fn lower_repeat(&mut self, value: &Expr, count: Const, e: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        let count = self.const_bits(count, e.span)? as usize;
        let element = self.mono(value.ty);
        let layout = self.layout(element)?;
        if count == 0 || layout.size == 0 {
            let stmt = match self.lower(value, Want::Effect) {
                Out::Stmt(stmt) => stmt,
                Out::Value(value) => Stmt::Unit(super::expr::discard(value)),
            };
            let slot = self.memory_target(ty, want)?;
            return self.deliver_memory(stmt, slot, ty, want);
        }
        let slot = self.memory_target(ty, want)?;
        let first = self.into_slot(value, slot)?;
        let mover = Mover::new(&layout, self.tracked());
        let fill = code(move |fp: crate::memory::Fp, ctx: &mut crate::ctx::Ctx| {
            let start = fp.at(slot);
            let mut done = 1;
            while done < count {
                let more = done.min(count - done);
                mover.copy_many(ctx, start, start + done * mover.size, more);
                done += more;
            }
        });
        self.deliver_memory(sequence(vec![first, Stmt::Unit(fill)]), slot, ty, want)
    }

    /// A closure's value: its captures.
    pub(crate) fn lower_closure(&mut self, id: ClosureId, e: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        let body = self
            .body
            .as_ref()
            .and_then(|body| body.closures.get(&id.node).cloned())
            .or_else(|| self.engine.program.closure_body(id).map(|body| (*body).clone()))
            .ok_or_else(|| Unsupported::new("internal: closure body", e.span))?;
        let slot = self.memory_target(ty, want)?;
        let layout = self.layout(ty)?;
        let mut stmts = Vec::new();
        for (i, capture) in body.captures.iter().enumerate() {
            let target: Slot = slot_plus(slot, layout.fields.offset(i));
            stmts.push(self.into_slot(&capture.init, target)?);
        }
        if matches!(ty.kind(), TyKind::Coroutine(..)) {
            let state = slot_plus(slot, layout.fields.offset(body.captures.len()));
            stmts.push(Stmt::Unit(code(move |fp, ctx| ctx.mem.set_local(fp, state, crate::futures::FRESH))));
        }
        self.deliver_memory(sequence(stmts), slot, ty, want)
    }
}
