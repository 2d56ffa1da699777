//! Places: from base and projections to an address, as late and as cheaply as possible.
//!
//! A place stays symbolic ([`PlaceCode`]) until it is known what is done with it: a local's field is a slot, a field
//! behind a local reference an operand shape, an element with a simple index one fused node. Only what is left
//! becomes a node that computes an address.
//!
//! Invariant: a *pinned* place (`Slot`, `Ref`, `FatSlot`) may be used any number of times.

use treebeard_sema::layout::{Layout, Variants};
use treebeard_sema::tree::{MovePathId, Place, PlaceBase, Projection, ProjectionKind};
use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::{SpanId, Unsupported};

use crate::access::ok;
use crate::code::{Code, code};
use crate::ctx::Ctx;
use crate::engine::{Global, InstanceKey, InstanceKind};
use crate::memory::{FatRef, Slot, Tag};
use crate::reg::{AnyCode, AnyOperand, Class, Operand, Ptr, Reg, RegClass};
use crate::track::Base;
use crate::{with_class, with_operand};

use super::element::Elem;
use super::{Lower, Lowered, Mover, Stmt, Want, slot_plus};

/// Where a place is.
#[derive(Debug)]
pub(crate) enum PlaceCode {
    /// In the frame.
    Slot(Slot),
    /// Behind the thin pointer in this slot, so many bytes on.
    Ref(Slot, u32),
    /// At an address, so many bytes on.
    Ptr(Code<Ptr>, u32),
    /// An element, so many bytes on.
    Elem(Box<Elem>),
    /// Behind the wide pointer in this slot.
    FatSlot(Slot),
    /// At a wide address.
    Fat(Code<FatRef>),
    /// A slice or string at an address, of a length that is found elsewhere.
    Parts(Box<(Operand<Ptr>, Operand<u64>)>),
}

/// A lowered place.
#[derive(Debug)]
pub(crate) struct PlaceOut {
    pub(crate) code: PlaceCode,
    pub(crate) ty: Ty,
    /// After a downcast: whose fields are meant.
    pub(crate) variant: Option<u32>,
    /// The tracked path it is.
    pub(crate) path: Option<MovePathId>,
    /// What accesses to it go through.
    pub(crate) root: super::Root,
}

impl PlaceOut {
    /// A place that nothing is tracked of.
    pub(crate) fn at(code: PlaceCode, ty: Ty) -> PlaceOut {
        PlaceOut { code, ty, variant: None, path: None, root: super::Root::NONE }
    }
}

impl PlaceCode {
    /// The same place once more, if it is pinned.
    pub(crate) fn pinned(&self) -> Option<PlaceCode> {
        match *self {
            PlaceCode::Slot(slot) => Some(PlaceCode::Slot(slot)),
            PlaceCode::Ref(slot, offset) => Some(PlaceCode::Ref(slot, offset)),
            PlaceCode::FatSlot(slot) => Some(PlaceCode::FatSlot(slot)),
            PlaceCode::Ptr(..) | PlaceCode::Elem(_) | PlaceCode::Fat(_) | PlaceCode::Parts(_) => None,
        }
    }

    /// A pinned place again.
    pub(crate) fn again(&self) -> PlaceCode {
        match self.pinned() {
            Some(place) => place,
            None => crate::trap::bug("a place that is not pinned used twice"),
        }
    }

    /// The same place once more, if finding it again has no effect and costs nothing. Unlike a pinned place it follows
    /// the pointers and lengths it is found by when they change.
    pub(crate) fn replica(&self) -> Option<PlaceCode> {
        match self {
            PlaceCode::Parts(parts) => {
                Some(PlaceCode::Parts(Box::new((parts.0.replica()?, parts.1.replica()?))))
            }
            other => other.pinned(),
        }
    }

    /// A node for the address of a sized place.
    pub(crate) fn ptr(self) -> Code<Ptr> {
        match self {
            PlaceCode::Slot(slot) => code(move |fp, _| Ptr { addr: fp.at(slot), tag: Tag::NONE }),
            PlaceCode::Ref(slot, 0) => code(move |fp, ctx| ctx.mem.local_ref(fp, slot)),
            PlaceCode::Ref(slot, offset) => code(move |fp, ctx| {
                let ptr = ctx.mem.local_ref(fp, slot);
                Ptr { addr: ptr.addr.wrapping_add(offset as usize), tag: ptr.tag }
            }),
            PlaceCode::Ptr(ptr, 0) => ptr,
            PlaceCode::Ptr(ptr, offset) => code(move |fp, ctx| {
                let ptr = ptr.call(fp, ctx);
                Ptr { addr: ptr.addr.wrapping_add(offset as usize), tag: ptr.tag }
            }),
            PlaceCode::Elem(elem) => elem.ptr(),
            PlaceCode::FatSlot(slot) => code(move |fp, ctx| ctx.mem.local_ref(fp, slot)),
            PlaceCode::Fat(fat) => code(move |fp, ctx| {
                let fat = fat.call(fp, ctx);
                Ptr { addr: fat.addr, tag: fat.tag }
            }),
            PlaceCode::Parts(parts) => parts.0.code(),
        }
    }

    /// A node for the wide address of an unsized place.
    pub(crate) fn fat(self) -> Code<FatRef> {
        match self {
            PlaceCode::FatSlot(slot) => code(move |fp, ctx| ctx.mem.local_fat(fp, slot)),
            PlaceCode::Fat(fat) => fat,
            PlaceCode::Parts(parts) => {
                let (ptr, len) = (parts.0.code(), parts.1.code());
                code(move |fp, ctx| {
                    let ptr = ptr.call(fp, ctx);
                    let meta = len.call(fp, ctx) as usize;
                    FatRef { addr: ptr.addr, meta, tag: ptr.tag }
                })
            }
            other => {
                let ptr = other.ptr();
                code(move |fp, ctx| {
                    let ptr = ptr.call(fp, ctx);
                    FatRef { addr: ptr.addr, meta: 0, tag: ptr.tag }
                })
            }
        }
    }

    /// So many bytes further on.
    pub(crate) fn plus(self, by: u64) -> PlaceCode {
        match self {
            PlaceCode::Slot(slot) => PlaceCode::Slot(slot_plus(slot, by)),
            PlaceCode::Ref(slot, offset) => PlaceCode::Ref(slot, offset + by as u32),
            PlaceCode::Ptr(ptr, offset) => PlaceCode::Ptr(ptr, offset + by as u32),
            PlaceCode::Elem(mut elem) => {
                elem.offset += by as u32;
                PlaceCode::Elem(elem)
            }
            other => PlaceCode::Ptr(other.ptr(), by as u32),
        }
    }

    /// An operand that reads a value of a register class.
    pub(crate) fn read(self, class: RegClass) -> AnyOperand {
        with_class!(class, T => self.read_as::<T>())
    }

    fn read_as<T: Reg>(self) -> AnyOperand {
        T::any_operand(match self {
            PlaceCode::Slot(slot) => Operand::Local(slot),
            PlaceCode::Ref(slot, offset) => Operand::Field(slot, offset),
            PlaceCode::Elem(elem) if const { T::SHAPED } => Operand::Node(elem.read::<T>()),
            other => {
                let ptr = other.ptr();
                Operand::Node(code(move |fp, ctx| {
                    let ptr = ptr.call(fp, ctx);
                    crate::access::load(ctx, ptr)
                }))
            }
        })
    }

    /// A statement that writes a value. The place is evaluated after the value.
    pub(crate) fn write(self, value: AnyOperand) -> Code<()> {
        with_operand!(value, value => self.write_as(value))
    }

    fn write_as<T: Reg>(self, value: Operand<T>) -> Code<()> {
        match self {
            PlaceCode::Slot(slot) => store_slot(slot, value),
            PlaceCode::Ref(slot, offset) => match value {
                Operand::Const(value) => code(move |fp, ctx| {
                    let ptr = ctx.mem.local_ref(fp, slot);
                    crate::access::store(ctx, ptr_plus(ptr, offset), value);
                }),
                value => {
                    let value = value.code();
                    code(move |fp, ctx| {
                        let value = value.call(fp, ctx);
                        let ptr = ctx.mem.local_ref(fp, slot);
                        crate::access::store(ctx, ptr_plus(ptr, offset), value);
                    })
                }
            },
            PlaceCode::Elem(elem) if const { T::SHAPED } => elem.write(value),
            other => {
                let (ptr, value) = (other.ptr(), value.code());
                code(move |fp, ctx| {
                    let value = value.call(fp, ctx);
                    let ptr = ptr.call(fp, ctx);
                    crate::access::store(ctx, ptr, value);
                })
            }
        }
    }
}

#[inline(always)]
fn ptr_plus(ptr: Ptr, offset: u32) -> Ptr {
    Ptr { addr: ptr.addr.wrapping_add(offset as usize), tag: ptr.tag }
}

/// A statement that writes an operand to a slot.
pub(crate) fn store_slot<T: Reg>(slot: Slot, value: Operand<T>) -> Code<()> {
    match value {
        Operand::Const(value) => code(move |fp, ctx| T::set_local(&mut ctx.mem, fp, slot, value)),
        Operand::Local(from) => code(move |fp, ctx| {
            let value = T::local(&ctx.mem, fp, from);
            T::set_local(&mut ctx.mem, fp, slot, value);
        }),
        value => {
            let value = value.code();
            code(move |fp, ctx| {
                let value = value.call(fp, ctx);
                T::set_local(&mut ctx.mem, fp, slot, value);
            })
        }
    }
}

/// Layout of a variant's fields.
pub(crate) fn variant_layout(layout: &Layout, variant: Option<u32>) -> &Layout {
    match (&layout.variants, variant) {
        (Variants::Multiple { variants, .. }, Some(index)) => variants.get(index as usize).unwrap_or(layout),
        _ => layout,
    }
}

impl Lower<'_> {
    /// Lowers a place. Index and base expressions that divert are put into `pre`.
    pub(crate) fn place(&mut self, place: &Place) -> Lowered<PlaceOut> {
        let (mut out, done) = match self.aliased(place) {
            Some(out) => (out, 1),
            None => (self.place_base(&place.base, place.span)?, 0),
        };
        let last_diverting = place
            .projections
            .iter()
            .rposition(|p| matches!(&p.kind, ProjectionKind::Index(index) if index.diverts));
        for (i, projection) in place.projections.iter().enumerate().skip(done) {
            if last_diverting == Some(i) {
                out = self.pin(out)?;
            }
            out = self.project(out, projection, place.span)?;
        }
        out.path = place.move_path;
        Ok(out)
    }

    fn place_base(&mut self, base: &PlaceBase, span: SpanId) -> Lowered<PlaceOut> {
        let mut root = super::Root::NONE;
        let (code, ty) = match base {
            PlaceBase::Local(id) => {
                root = self.local_root(*id);
                let local = self.local(*id).clone();
                let slot = match &local.alias {
                    Some(alias) => self.materialize(alias, local.ty)?,
                    None => local.slot,
                };
                (PlaceCode::Slot(slot), local.ty)
            }
            PlaceBase::Deref(value) => {
                let ty = self.mono(value.ty);
                let pointee = self.pointee(ty, span)?;
                root = self.pointee_root(ty);
                if let Some(place) = self.referent(value)? {
                    return Ok(PlaceOut::at(place, pointee));
                }
                let code = if self.is_sized(pointee) {
                    let operand = self.operand(value)?;
                    match operand {
                        AnyOperand::Ptr(Operand::Local(slot)) => PlaceCode::Ref(slot, 0),
                        AnyOperand::Ptr(other) => PlaceCode::Ptr(other.code(), 0),
                        _ => return Err(Unsupported::new("internal: dereference of no pointer", span)),
                    }
                } else {
                    let slot = self.temp_for(ty)?;
                    match self.into_slot(value, slot)? {
                        Stmt::Unit(fill) => PlaceCode::Fat(code_after(fill, slot)),
                        stmt @ Stmt::Ctl(_) => {
                            self.pre.push(stmt);
                            PlaceCode::FatSlot(slot)
                        }
                    }
                };
                (code, pointee)
            }
            PlaceBase::Static(def, ty) => {
                let ty = self.mono(*ty);
                let index = self.engine.global(Global::Static(*def));
                (PlaceCode::Ptr(global_ptr(index), 0), ty)
            }
            PlaceBase::Promoted(index, ty) => {
                let ty = self.mono(*ty);
                let key = self.promoted_key(*index);
                let global = self.engine.global(Global::Value(key, ty));
                (PlaceCode::Ptr(global_ptr(global), 0), ty)
            }
        };
        let code = match root.base {
            Base::Raw => self.raw_place(code, ty, span)?,
            _ => code,
        };
        Ok(PlaceOut { code, ty, variant: None, path: None, root })
    }

    fn promoted_key(&self, index: u32) -> InstanceKey {
        let (owner, closure) = match &self.body {
            Some(body) => (body.owner, body.closure),
            None => (treebeard_sema::def::DefId(0), None),
        };
        InstanceKey { kind: InstanceKind::Promoted(owner, closure, index), args: self.args }
    }

    /// What a reference, raw pointer or box points to.
    pub(crate) fn pointee(&mut self, ty: Ty, span: SpanId) -> Lowered<Ty> {
        match ty.kind() {
            TyKind::Ref(_, pointee, _) | TyKind::RawPtr(pointee, _) => Ok(*pointee),
            TyKind::Adt(_, args) if self.engine.program.is_box(ty) => Ok(args.ty_at(0)),
            _ => Err(Unsupported::new("dereference of this type", span)),
        }
    }

    pub(crate) fn is_sized(&self, ty: Ty) -> bool {
        match ty.kind() {
            TyKind::Slice(_) | TyKind::Str | TyKind::Dynamic(..) => false,
            TyKind::Adt(..) | TyKind::Tuple(_) => {
                super::layout_of(&self.engine, ty).map_or(true, |layout| layout.sized)
            }
            _ => true,
        }
    }

    /// One step of a place.
    pub(crate) fn project(&mut self, from: PlaceOut, step: &Projection, span: SpanId) -> Lowered<PlaceOut> {
        let ty = self.mono(step.ty);
        let path = from.path.and_then(|path| self.child_path(path, &step.kind));
        let root = from.root.clone();
        let code = match &step.kind {
            ProjectionKind::Downcast(variant) => {
                return Ok(PlaceOut { variant: Some(*variant), path, ..from });
            }
            ProjectionKind::Deref => {
                let from = self.before_deref(from)?;
                let root = from.root.clone();
                let code = self.deref(from, ty)?;
                let code = match root.base {
                    Base::Raw => self.raw_place(code, ty, span)?,
                    _ => code,
                };
                return Ok(PlaceOut { code, ty, variant: None, path, root });
            }
            ProjectionKind::Field(index) => self.field(from, *index, ty)?,
            ProjectionKind::Index(index) => {
                let index = match self.operand(index)? {
                    AnyOperand::U64(index) => index,
                    _ => return Err(Unsupported::new("internal: index is no usize", span)),
                };
                let span = self.fault_span(span);
                self.element(from, index, ty, span)?
            }
            ProjectionKind::ConstantIndex { offset, from_end } => {
                self.constant_index(from, *offset, *from_end, ty, span)?
            }
            ProjectionKind::Subslice { from: start, to } => self.subslice(from, *start, *to, ty)?,
        };
        Ok(PlaceOut { code, ty, variant: None, path, root })
    }

    fn deref(&mut self, from: PlaceOut, pointee: Ty) -> Lowered<PlaceCode> {
        if self.is_sized(pointee) {
            return Ok(match from.code {
                PlaceCode::Slot(slot) => PlaceCode::Ref(slot, 0),
                other => match other.read(RegClass::Ptr) {
                    AnyOperand::Ptr(ptr) => PlaceCode::Ptr(ptr.code(), 0),
                    _ => return Err(Unsupported::new("internal: pointer", SpanId::NONE)),
                },
            });
        }
        Ok(match from.code {
            PlaceCode::Slot(slot) => PlaceCode::FatSlot(slot),
            PlaceCode::Ref(slot, offset) => PlaceCode::Fat(code(move |fp, ctx| {
                let addr: usize = ctx.mem.local(fp, slot);
                ok(ctx.mem.load_fat(addr.wrapping_add(offset as usize)), SpanId::NONE)
            })),
            other => {
                let ptr = other.ptr();
                PlaceCode::Fat(code(move |fp, ctx| {
                    let ptr = ptr.call(fp, ctx);
                    ok(ctx.mem.load_fat(ptr.addr), SpanId::NONE)
                }))
            }
        })
    }

    fn field(&mut self, from: PlaceOut, index: u32, ty: Ty) -> Lowered<PlaceCode> {
        let layout = self.layout(from.ty)?;
        let offset = variant_layout(&layout, from.variant).fields.offset(index as usize);
        if layout.sized || self.is_sized(ty) {
            return Ok(match from.code {
                fat @ (PlaceCode::FatSlot(_) | PlaceCode::Fat(_)) => PlaceCode::Ptr(fat.ptr(), offset as u32),
                other => other.plus(offset),
            });
        }
        let dynamic = matches!(super::vtable::unsized_tail(&self.engine, ty).kind(), TyKind::Dynamic(..));
        let fat = from.code.fat();
        Ok(PlaceCode::Fat(code(move |fp, ctx| {
            let fat = fat.call(fp, ctx);
            let offset = if dynamic {
                let align = crate::engine::Engine::vtable_of(ctx, fat.meta as u64).align;
                offset.next_multiple_of(align)
            } else {
                offset
            };
            FatRef { addr: fat.addr.wrapping_add(offset as usize), ..fat }
        })))
    }

    fn constant_index(
        &mut self,
        from: PlaceOut,
        offset: u64,
        from_end: bool,
        element: Ty,
        span: SpanId,
    ) -> Lowered<PlaceCode> {
        let stride = self.layout(element)?.size;
        if let TyKind::Array(_, len) = from.ty.kind() {
            let len = self.const_bits(*len, span)? as u64;
            let index = if from_end { len.saturating_sub(offset) } else { offset };
            return Ok(from.code.plus(index * stride));
        }
        let fat = from.code.fat();
        Ok(PlaceCode::Ptr(
            code(move |fp, ctx| {
                let fat = fat.call(fp, ctx);
                let index = if from_end { (fat.meta as u64).wrapping_sub(offset) } else { offset };
                let addr = fat.addr.wrapping_add((index as usize).wrapping_mul(stride as usize));
                Ptr { addr, tag: fat.tag }
            }),
            0,
        ))
    }

    fn subslice(&mut self, from: PlaceOut, start: u64, to: u64, ty: Ty) -> Lowered<PlaceCode> {
        if let TyKind::Array(element, _) = from.ty.kind() {
            let stride = self.layout(*element)?.size;
            return Ok(from.code.plus(start * stride));
        }
        let TyKind::Slice(element) = ty.kind() else {
            return Err(Unsupported::new("internal: subslice", SpanId::NONE));
        };
        let stride = self.layout(*element)?.size as usize;
        let fat = from.code.fat();
        Ok(PlaceCode::Fat(code(move |fp, ctx| {
            let fat = fat.call(fp, ctx);
            FatRef {
                addr: fat.addr.wrapping_add(start as usize * stride),
                meta: fat.meta.wrapping_sub((start + to) as usize),
                tag: fat.tag,
            }
        })))
    }

    /// Evaluates a place once, so that it can be used repeatedly; what computes it goes into `pre`.
    pub(crate) fn pin(&mut self, place: PlaceOut) -> Lowered<PlaceOut> {
        let (fill, code) = self.pin_code(place.code, place.ty);
        self.pre.extend(fill.map(Stmt::Unit));
        Ok(PlaceOut { code, ..place })
    }

    /// As `pin`, giving the statement back.
    pub(crate) fn pin_code(&mut self, place: PlaceCode, ty: Ty) -> (Option<Code<()>>, PlaceCode) {
        if let Some(pinned) = place.pinned() {
            return (None, pinned);
        }
        if self.is_sized(ty) {
            let slot = self.temp(8, 8);
            let ptr = place.ptr();
            (Some(store_slot(slot, Operand::Node(ptr))), PlaceCode::Ref(slot, 0))
        } else {
            let slot = self.temp(16, 8);
            let fat = place.fat();
            let fill = code(move |fp, ctx: &mut Ctx| {
                let fat = fat.call(fp, ctx);
                ctx.mem.set_local_fat(fp, slot, fat);
            });
            (Some(fill), PlaceCode::FatSlot(slot))
        }
    }

    /// A statement that copies the value of a place to a slot.
    pub(crate) fn copy_place(&mut self, place: PlaceOut, target: Slot) -> Lowered<Code<()>> {
        if let Class::Reg(class) = self.class(place.ty)? {
            return Ok(PlaceCode::Slot(target).write(place.code.read(class)));
        }
        let layout = self.layout(place.ty)?;
        let mover = Mover::new(&layout, self.tracked());
        Ok(match place.code {
            PlaceCode::Slot(source) => code(move |fp, ctx| mover.copy(ctx, fp.at(source), fp.at(target))),
            PlaceCode::Ref(slot, offset) => code(move |fp, ctx| {
                let addr: usize = ctx.mem.local(fp, slot);
                mover.copy(ctx, addr.wrapping_add(offset as usize), fp.at(target));
            }),
            other => {
                let ptr = other.ptr();
                code(move |fp, ctx| {
                    let source = ptr.call(fp, ctx).addr;
                    mover.copy(ctx, source, fp.at(target));
                })
            }
        })
    }

    /// A statement that copies a slot's value to a place.
    pub(crate) fn copy_to_place(&mut self, source: Slot, place: PlaceOut) -> Lowered<Code<()>> {
        if let Class::Reg(class) = self.class(place.ty)? {
            return Ok(place.code.write(PlaceCode::Slot(source).read(class)));
        }
        let layout = self.layout(place.ty)?;
        let mover = Mover::new(&layout, self.tracked());
        let ptr = place.code.ptr();
        Ok(code(move |fp, ctx| {
            let target = ptr.call(fp, ctx).addr;
            mover.copy(ctx, fp.at(source), target);
        }))
    }

    /// A place for a value that an expression yields, in a fresh temporary.
    pub(crate) fn spill(&mut self, value: &treebeard_sema::tree::Expr) -> Lowered<Slot> {
        let ty = self.mono(value.ty);
        let slot = self.temp_for(ty)?;
        let stmt = self.into_slot(value, slot)?;
        self.pre.push(stmt);
        Ok(slot)
    }

    /// A statement that fills a slot with an expression's value.
    #[expect(clippy::wrong_self_convention, reason = "the value goes into a slot")]
    pub(crate) fn into_slot(&mut self, value: &treebeard_sema::tree::Expr, slot: Slot) -> Lowered<Stmt> {
        match self.lower(value, Want::Slot(slot)) {
            super::Out::Stmt(stmt) => Ok(stmt),
            super::Out::Value(_) => Err(Unsupported::new("internal: value instead of statement", value.span)),
        }
    }
}

fn code_after(fill: Code<()>, slot: Slot) -> Code<FatRef> {
    code(move |fp, ctx| {
        fill.call(fp, ctx);
        ctx.mem.local_fat(fp, slot)
    })
}

/// The address of a global.
pub(crate) fn global_ptr(index: u32) -> Code<Ptr> {
    code(move |_, ctx| Ptr { addr: ctx.global(index), tag: Tag::IMMORTAL_MUT })
}

/// An operand's node.
pub(crate) fn ptr_code(operand: AnyOperand, span: SpanId) -> Lowered<Code<Ptr>> {
    match operand.code() {
        AnyCode::Ptr(ptr) => Ok(ptr),
        _ => Err(Unsupported::new("internal: no pointer", span)),
    }
}
