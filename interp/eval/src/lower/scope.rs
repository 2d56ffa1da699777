//! Scopes: drop flags, drops at every way out, assignment.
//!
//! Every tracked path of a local that may need dropping has a flag byte in the frame: set when the path is
//! initialised, cleared when it is moved out. Leaving a scope drops what is still set; unwinding does the same, in
//! a guard (`catch_unwind`, drops, `resume_unwind`).

use treebeard_sema::tree::{Expr, LocalId, MovePathId, Place, PlaceBase, ProjectionKind, Scope};
use treebeard_sema::ty::TyKind;

use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::memory::{AccessKind, Fp, Slot};
use crate::reg::{Class, Reg};
use crate::with_code;

use super::glue::{run_drops, unwind_drops};
use super::layout::VariantTag;
use super::{Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, sequence};

/// The locals of a scope that have to be dropped.
#[derive(Debug)]
pub(crate) struct Guard {
    clear: Vec<Slot>,
    drops: Vec<Code<()>>,
    /// Nothing is dropped, only loans end: unwinding has nothing to do.
    only_loans: bool,
}

impl Guard {
    /// For these locals; dropped in reverse order.
    pub(crate) fn for_locals(lower: &mut Lower<'_>, locals: &[LocalId]) -> Guard {
        let mut guard = Guard { clear: Vec::new(), drops: Vec::new(), only_loans: true };
        for &local in locals {
            guard.clear.extend(lower.local_flags(local));
        }
        for &local in locals.iter().rev() {
            let drop = lower.drop_local(local);
            guard.only_loans &= drop.is_none();
            guard.drops.extend(drop);
            let end = lower.scope_end;
            guard.drops.extend(lower.storage_dead(local, end));
        }
        guard
    }

    /// For drops made elsewhere.
    pub(crate) fn of(drops: Vec<Code<()>>) -> Guard {
        Guard { clear: Vec::new(), drops, only_loans: false }
    }

    /// A match guard: what it has bound is dropped if it fails; otherwise the arm drops it.
    pub(crate) fn unless_held(self, guard: Code<bool>) -> Code<bool> {
        if self.drops.is_empty() {
            return guard;
        }
        fill_guarded(self.clear.into_boxed_slice(), guard, self.drops.into_boxed_slice(), |&holds| holds)
    }

    /// What has to happen around what is evaluated inside.
    pub(crate) fn around(self, out: Out) -> Out {
        if self.drops.is_empty() {
            return out;
        }
        let (clear, drops) = (self.clear.into_boxed_slice(), self.drops.into_boxed_slice());
        if self.only_loans {
            return super::track::then_end(out, drops);
        }
        match out {
            Out::Stmt(Stmt::Unit(unit)) => Out::Stmt(Stmt::Unit(guarded(clear, unit, drops))),
            Out::Stmt(Stmt::Ctl(ctl)) => Out::Stmt(Stmt::Ctl(guarded(clear, ctl, drops))),
            Out::Value(value) => {
                fn any<T: Reg>(
                    clear: Box<[Slot]>,
                    body: Code<T>,
                    drops: Box<[Code<()>]>,
                ) -> crate::reg::AnyCode {
                    T::any(guarded(clear, body, drops))
                }
                Out::Value(with_code!(value.code(), body => any(clear, body, drops)).into())
            }
        }
    }

    /// As `around`, without clearing the flags first (parameters: they are set before the body).
    pub(crate) fn around_params(mut self, out: Out) -> Out {
        self.clear.clear();
        self.around(out)
    }
}

/// One of several operands that are put together.
pub(crate) struct Part {
    /// Where it is put.
    pub(crate) target: Slot,
    pub(crate) ty: treebeard_sema::Ty,
    /// Its evaluation neither panics nor leaves.
    pub(crate) is_simple: bool,
}

/// Whether evaluating an operand can neither panic nor leave.
pub(crate) fn is_simple(e: &Expr) -> bool {
    use treebeard_sema::tree::{ExprKind, PlaceBase};
    let plain = |place: &Place| {
        matches!(place.base, PlaceBase::Local(_))
            && place.projections.iter().all(|p| !matches!(p.kind, ProjectionKind::Index(_)))
    };
    match &e.kind {
        ExprKind::Const(_) | ExprKind::ConstItem(..) => true,
        ExprKind::Copy(place)
        | ExprKind::Move(place)
        | ExprKind::Ref(_, place)
        | ExprKind::RawRef(_, place) => plain(place),
        ExprKind::Cast(_, inner) => is_simple(inner),
        ExprKind::Closure(_) => true,
        _ => false,
    }
}

/// Runs the drops of the parts made so far when a later one panics or leaves.
fn fill_guarded<T: Send + 'static>(
    flags: Box<[Slot]>,
    body: Code<T>,
    drops: Box<[Code<()>]>,
    gone_on: fn(&T) -> bool,
) -> Code<T> {
    code(move |fp, ctx| {
        for &flag in &flags {
            ctx.mem.set_local(fp, flag, 0u8);
        }
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body.call(fp, ctx)));
        match result {
            Ok(value) => {
                if !gone_on(&value) {
                    run_drops(&drops, fp, ctx);
                }
                value
            }
            Err(payload) => unwind_drops(&drops, fp, ctx, payload),
        }
    })
}

fn guarded<T: Send + 'static>(clear: Box<[Slot]>, body: Code<T>, drops: Box<[Code<()>]>) -> Code<T> {
    code(move |fp, ctx| {
        for &flag in &clear {
            ctx.mem.set_local(fp, flag, 0u8);
        }
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body.call(fp, ctx)));
        match result {
            Ok(value) => {
                run_drops(&drops, fp, ctx);
                value
            }
            Err(payload) => unwind_drops(&drops, fp, ctx, payload),
        }
    })
}

#[inline(always)]
fn flag(ctx: &Ctx, fp: Fp, slot: Slot) -> bool {
    ctx.mem.local::<u8>(fp, slot) != 0
}

fn set_flags(slots: Vec<Slot>, value: u8) -> Option<Code<()>> {
    match *slots {
        [] => None,
        [one] => Some(code(move |fp, ctx| ctx.mem.set_local(fp, one, value))),
        _ => {
            let slots = slots.into_boxed_slice();
            Some(code(move |fp, ctx| {
                for &slot in &slots {
                    ctx.mem.set_local(fp, slot, value);
                }
            }))
        }
    }
}

impl Lower<'_> {
    /// Allots the drop flags of the body.
    pub(crate) fn allot_flags(&mut self) {
        let Some(body) = self.body.clone() else { return };
        for (index, path) in body.move_paths.paths.iter().enumerate() {
            let ty = self.local(path.local).ty;
            if self.needs_drop(ty) {
                let slot = self.temp(1, 1);
                self.flags.insert(MovePathId(index as u32), slot);
            }
        }
    }

    pub(crate) fn root_path(&self, local: LocalId) -> Option<MovePathId> {
        self.body.as_ref()?.move_paths.roots.get(&local).copied()
    }

    /// The path one step below.
    pub(crate) fn child_path(&self, path: MovePathId, kind: &ProjectionKind) -> Option<MovePathId> {
        let body = self.body.as_ref()?;
        let entry = body.move_paths.paths.get(path.0 as usize)?;
        let child = entry.children.iter().copied().find(|child| {
            let child = &body.move_paths.paths[child.0 as usize];
            child.projection.as_ref().is_some_and(|p| p.kind == *kind)
        });
        match (child, kind) {
            (Some(child), _) => Some(child),
            // A path may name a variant's field directly.
            (None, ProjectionKind::Downcast(_)) => Some(path),
            (None, _) => None,
        }
    }

    fn subtree(&self, path: MovePathId, out: &mut Vec<Slot>) {
        out.extend(self.flags.get(&path).copied());
        let children = self
            .body
            .as_ref()
            .and_then(|body| body.move_paths.paths.get(path.0 as usize))
            .map_or(Vec::new(), |entry| entry.children.clone());
        for child in children {
            self.subtree(child, out);
        }
    }

    pub(super) fn path_flags(&self, path: MovePathId) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.subtree(path, &mut slots);
        slots
    }

    /// All flags of a local.
    pub(crate) fn local_flags(&self, local: LocalId) -> Vec<Slot> {
        self.root_path(local).map_or(Vec::new(), |path| self.path_flags(path))
    }

    /// The path was moved out.
    pub(crate) fn clear_path(&self, path: MovePathId) -> Option<Code<()>> {
        set_flags(self.path_flags(path), 0)
    }

    /// The path was initialised.
    pub(crate) fn set_path(&self, path: MovePathId) -> Option<Code<()>> {
        set_flags(self.path_flags(path), 1)
    }

    /// The local was initialised.
    pub(crate) fn set_local_flags(&self, local: LocalId) -> Option<Code<()>> {
        let set = set_flags(self.local_flags(local), 1);
        match (set, self.note_init(local)) {
            (Some(set), Some(init)) => Some(super::sequence_units(vec![set, init])),
            (set, init) => set.or(init),
        }
    }

    /// A statement that drops what is left of a local; `None` if its type needs none.
    pub(crate) fn drop_local(&mut self, local: LocalId) -> Option<Code<()>> {
        let entry = self.local(local).clone();
        if !self.needs_drop(entry.ty) {
            return None;
        }
        let path = self.root_path(local)?;
        let place = PlaceOut { path: Some(path), ..PlaceOut::at(PlaceCode::Slot(entry.slot), entry.ty) };
        self.drop_path(path, place).ok().flatten()
    }

    /// A statement that drops what is left of a path.
    fn drop_path(&mut self, path: MovePathId, place: PlaceOut) -> Lowered<Option<Code<()>>> {
        if !self.needs_drop(place.ty) {
            return Ok(None);
        }
        let all = self.path_flags(path);
        let Some(&own) = self.flags.get(&path) else { return Ok(None) };
        let children = self
            .body
            .as_ref()
            .and_then(|body| body.move_paths.paths.get(path.0 as usize))
            .is_some_and(|entry| !entry.children.is_empty());
        let glue = self.drop_glue_call(place.code.again(), place.ty)?;
        if !children {
            return Ok(Some(code(move |fp, ctx| {
                if flag(ctx, fp, own) {
                    ctx.mem.set_local(fp, own, 0u8);
                    glue.call(fp, ctx);
                }
            })));
        }
        let open = self.open_drop(path, own, &place)?.into_boxed_slice();
        let all = all.into_boxed_slice();
        Ok(Some(code(move |fp, ctx| {
            if all.iter().all(|&slot| flag(ctx, fp, slot)) {
                for &slot in &all {
                    ctx.mem.set_local(fp, slot, 0u8);
                }
                glue.call(fp, ctx);
            } else {
                run_drops(&open, fp, ctx);
            }
        })))
    }

    /// Drops field by field.
    fn open_drop(&mut self, path: MovePathId, own: Slot, place: &PlaceOut) -> Lowered<Vec<Code<()>>> {
        let engine = self.engine.clone();
        if engine.program.is_box(place.ty) {
            return self.open_drop_box(path, own, place);
        }
        let variants = match *place.ty.kind() {
            TyKind::Array(element, len) => {
                let len = self.const_bits(len, treebeard_syntax::SpanId::NONE)?;
                vec![vec![element; usize::try_from(len).unwrap_or(0)]]
            }
            _ => super::glue::variants_of(&engine, place.ty),
        };
        let mut per_variant: Vec<Vec<Code<()>>> = Vec::new();
        for (index, fields) in variants.iter().enumerate() {
            let is_enum = variants.len() > 1;
            let variant = is_enum.then_some(index as u32);
            let mut base = path;
            if is_enum && let Some(child) = self.child_path(path, &ProjectionKind::Downcast(index as u32)) {
                base = child;
            }
            let mut drops = Vec::new();
            for (i, &ty) in fields.iter().enumerate() {
                let kind = match place.ty.kind() {
                    TyKind::Array(..) => ProjectionKind::ConstantIndex { offset: i as u64, from_end: false },
                    _ => ProjectionKind::Field(i as u32),
                };
                let from =
                    PlaceOut { variant, path: Some(base), ..PlaceOut::at(place.code.again(), place.ty) };
                let projection = treebeard_sema::tree::Projection { kind: kind.clone(), ty };
                let mut field = self.project(from, &projection, treebeard_syntax::SpanId::NONE)?;
                // Field types here are concrete already.
                field.ty = ty;
                match self.child_path(base, &kind) {
                    Some(child) => drops.extend(self.drop_path(child, field)?),
                    None if self.needs_drop(ty) => {
                        let glue = self.drop_glue_call(field.code, ty)?;
                        drops.push(code(move |fp, ctx| {
                            if flag(ctx, fp, own) {
                                glue.call(fp, ctx);
                            }
                        }));
                    }
                    None => {}
                }
            }
            per_variant.push(drops);
        }
        let clear = code(move |fp, ctx: &mut Ctx| ctx.mem.set_local(fp, own, 0u8));
        if per_variant.len() == 1 {
            let mut drops = per_variant.pop().unwrap_or_default();
            drops.push(clear);
            return Ok(drops);
        }
        let tag: VariantTag = self.variant_tag(place.ty)?;
        let variant = super::discriminant_code(place.code.again(), tag);
        let per_variant: Vec<Box<[Code<()>]>> = per_variant.into_iter().map(Vec::into_boxed_slice).collect();
        Ok(vec![
            code(move |fp, ctx| {
                let variant = variant.call(fp, ctx) as usize;
                if let Some(drops) = per_variant.get(variant) {
                    run_drops(drops, fp, ctx);
                }
            }),
            clear,
        ])
    }

    /// A box whose content was (partly) moved out: the rest of the content, then the box's memory.
    fn open_drop_box(&mut self, path: MovePathId, own: Slot, place: &PlaceOut) -> Lowered<Vec<Code<()>>> {
        let pointee = self.pointee(place.ty, treebeard_syntax::SpanId::NONE)?;
        let mut drops = Vec::new();
        if let Some(child) = self.child_path(path, &ProjectionKind::Deref) {
            let from = PlaceOut { path: Some(path), ..PlaceOut::at(place.code.again(), place.ty) };
            let projection = treebeard_sema::tree::Projection { kind: ProjectionKind::Deref, ty: pointee };
            let mut content = self.project(from, &projection, treebeard_syntax::SpanId::NONE)?;
            content.ty = pointee;
            let (fill, code_at) = self.pin_code(content.code, pointee);
            content.code = code_at;
            drops.extend(fill.map(|fill| {
                code(move |fp, ctx: &mut Ctx| {
                    if flag(ctx, fp, own) {
                        fill.call(fp, ctx);
                    }
                })
            }));
            drops.extend(self.drop_path(child, content)?);
        }
        let free = self.box_free_call(place.code.again(), place.ty)?;
        drops.push(code(move |fp, ctx| {
            if flag(ctx, fp, own) {
                ctx.mem.set_local(fp, own, 0u8);
                free.call(fp, ctx);
            }
        }));
        Ok(drops)
    }

    /// Evaluates operands in order; those made before one that panics or leaves are dropped then.
    pub(crate) fn fill_parts(
        &mut self,
        parts: &[Part],
        out: &mut Vec<Stmt>,
        mut fill: impl FnMut(&mut Self, usize) -> Lowered<Stmt>,
    ) -> Lowered<()> {
        let last = parts.iter().rposition(|part| !part.is_simple).unwrap_or(0);
        // Their flags must outlive whatever the later operands put into the frame.
        let mut own: Vec<Option<Slot>> = Vec::with_capacity(parts.len());
        for (i, part) in parts.iter().enumerate() {
            let guarded = i < last && self.needs_drop(part.ty);
            own.push(guarded.then(|| self.temp(1, 1)));
        }
        let mut stmts = Vec::with_capacity(parts.len());
        let (mut flags, mut drops) = (Vec::new(), Vec::new());
        for (i, (part, own)) in parts.iter().zip(own).enumerate() {
            stmts.push(fill(self, i)?);
            let Some(own) = own else { continue };
            let glue = self.drop_glue_call(PlaceCode::Slot(part.target), part.ty)?;
            stmts.push(Stmt::Unit(code(move |fp, ctx| ctx.mem.set_local(fp, own, 1u8))));
            drops.push(code(move |fp, ctx: &mut Ctx| {
                if flag(ctx, fp, own) {
                    ctx.mem.set_local(fp, own, 0u8);
                    glue.call(fp, ctx);
                }
            }));
            flags.push(own);
        }
        if flags.is_empty() {
            out.extend(stmts);
            return Ok(());
        }
        drops.reverse();
        let (flags, drops) = (flags.into_boxed_slice(), drops.into_boxed_slice());
        out.push(match sequence(stmts) {
            Stmt::Unit(unit) => Stmt::Unit(fill_guarded(flags, unit, drops, |()| true)),
            Stmt::Ctl(ctl) => {
                Stmt::Ctl(fill_guarded(flags, ctl, drops, |&ctl| ctl == crate::code::Ctl::NEXT))
            }
        });
        Ok(())
    }

    /// A scope of locals.
    pub(crate) fn lower_scope(&mut self, scope: &Scope, want: Want) -> Lowered<Out> {
        let inner = self.lower(&scope.value, want);
        self.scope_end = scope.end;
        let guard = Guard::for_locals(self, &scope.locals);
        Ok(guard.around(inner))
    }

    /// `place = value`.
    pub(crate) fn lower_assign(&mut self, place: &Place, value: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(place.ty);
        self.check_assigned(place);
        let needs_drop = self.needs_drop(ty);
        let class = self.class(ty)?;
        if let (Class::Reg(_), false) = (class, needs_drop) {
            let (value, out) = self.value_then_place(value, place)?;
            let out = self.checked(out, AccessKind::Write, place.span)?;
            let path = out.path;
            let stmt = out.code.write(value);
            let stmt = match path.and_then(|path| self.set_path(path)) {
                Some(set) => super::sequence_units(vec![stmt, set]),
                None => stmt,
            };
            let stmt = match place.base {
                PlaceBase::Local(local) if place.projections.is_empty() => match self.note_init(local) {
                    Some(init) => super::sequence_units(vec![stmt, init]),
                    None => stmt,
                },
                _ => stmt,
            };
            return Ok(self.unit_out(stmt, want));
        }
        let temp = self.spill(value)?;
        let target = self.place(place)?;
        let target = self.checked(target, AccessKind::Write, place.span)?;
        let target = self.pin(target)?;
        let path = place.move_path;
        let mut stmts: Vec<Stmt> = Vec::new();
        if needs_drop {
            let again = PlaceOut { path, ..PlaceOut::at(target.code.again(), ty) };
            let drop = match path.filter(|path| self.flags.contains_key(path)) {
                Some(path) => self.drop_path(path, again)?,
                None => Some(self.drop_glue_call(again.code, ty)?),
            };
            stmts.extend(drop.map(Stmt::Unit));
        }
        stmts.push(Stmt::Unit(self.copy_to_place(temp, target)?));
        stmts.extend(path.and_then(|path| self.set_path(path)).map(Stmt::Unit));
        match sequence(stmts) {
            Stmt::Unit(unit) => Ok(self.unit_out(unit, want)),
            other => Ok(Out::Stmt(other)),
        }
    }

    /// Lowers a value and then the place it goes to. If the place needs statements first, the value is evaluated before
    /// them; its slot is allotted before they are lowered, since their calls use the frame above.
    pub(crate) fn value_then_place(
        &mut self,
        value: &Expr,
        place: &Place,
    ) -> Lowered<(crate::reg::AnyOperand, PlaceOut)> {
        let value = self.operand(value)?;
        let slot = self.temp(16, 16);
        let before = self.pre.len();
        let out = self.place(place)?;
        if self.pre.len() == before || super::alias::is_const(&value) {
            return Ok((value, out));
        }
        let class = value.class();
        let fill = crate::with_operand!(value, value => super::place::store_slot(slot, value));
        self.pre.insert(before, Stmt::Unit(fill));
        Ok((PlaceCode::Slot(slot).read(class), out))
    }
}
