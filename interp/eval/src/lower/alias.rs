//! References that are never made.
//!
//! `v[i]` is `*Index::index(&v, i)`, and `Vec::index` is `index.index(&**self)`: layers of library functions that take
//! a reference and give one back. Where such a call is replaced by the callee's body, a reference that is only
//! dereferenced need not exist: the parameter stands for the place it refers to ([`Alias`]), and a dereferenced call
//! for the place that the callee's result refers to ([`Lower::referent`]). What is left of the layers is the place
//! itself: two fields of the vector, the index, one bounds check.
//!
//! Invariant: nothing is made symbolic while ownership is tracked, since making a reference is then an event. An alias
//! is only made of what cannot change before the body is left (see [`Lower::keeps`]).

use std::sync::Arc;

use treebeard_sema::tree::visit::{VisitMut, walk_expr, walk_place};
use treebeard_sema::tree::{
    BorrowKind, Call, Callee, CastKind, Expr, ExprKind, LocalId, Place, PlaceBase, ProjectionKind, TypedBody,
};
use treebeard_sema::ty::{Ty, TyKind};

use crate::memory::Slot;
use crate::program::Resolved;
use crate::reg::{AnyOperand, Class, Operand, Reg, RegClass};
use crate::with_operand;

use super::call::Source;
use super::place::store_slot;
use super::{InlineBody, Lower, Lowered, PlaceCode, PlaceOut, Stmt};

/// What a parameter of an inlined body stands for, if it has no slot of its own.
#[derive(Debug)]
pub(crate) enum Alias {
    /// It refers to this place.
    Referent(PlaceCode),
    /// It is this value: a constant, or a local that keeps it.
    Value(AnyOperand),
}

/// How a body uses a parameter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParamUse {
    /// It is only read, whole or by field, or dereferenced.
    only_read: bool,
    /// How often it stands in the body.
    count: u32,
    /// Reading it is the first thing that happens.
    is_first: bool,
}

/// How a body uses its parameters.
pub(crate) fn param_uses(body: &TypedBody, value: &mut Expr) -> Vec<ParamUse> {
    struct Uses<'b> {
        params: &'b [LocalId],
        uses: Vec<ParamUse>,
    }
    impl Uses<'_> {
        fn find(&mut self, local: LocalId) -> Option<&mut ParamUse> {
            let index = self.params.iter().position(|&param| param == local)?;
            self.uses.get_mut(index)
        }
    }
    impl VisitMut for Uses<'_> {
        fn expr(&mut self, expr: &mut Expr) {
            if let ExprKind::Copy(place) | ExprKind::Move(place) = &expr.kind
                && let Some(local) = part_of_local(place)
            {
                if let Some(entry) = self.find(local) {
                    entry.count += 1;
                }
                return;
            }
            walk_expr(self, expr);
        }
        fn place(&mut self, place: &mut Place) {
            let is_deref = place.projections.first().is_some_and(|p| p.kind == ProjectionKind::Deref);
            if let PlaceBase::Local(local) = place.base
                && let Some(entry) = self.find(local)
            {
                entry.count += 1;
                entry.only_read &= is_deref;
            }
            walk_place(self, place);
        }
    }
    let first = first_read(value);
    let uses = body
        .params
        .iter()
        .map(|&id| ParamUse {
            only_read: !body.locals[id.0 as usize].mutable,
            count: 0,
            is_first: first == Some(id),
        })
        .collect();
    let mut uses = Uses { params: &body.params, uses };
    uses.expr(value);
    uses.uses
}

/// The local whose value is the first thing that evaluating an expression needs.
fn first_read(e: &Expr) -> Option<LocalId> {
    match &e.kind {
        ExprKind::Copy(place) | ExprKind::Move(place) => match &place.base {
            PlaceBase::Local(local) => Some(*local),
            PlaceBase::Deref(value) => first_read(value),
            PlaceBase::Static(..) | PlaceBase::Promoted(..) => None,
        },
        ExprKind::Unary(_, a) | ExprKind::Cast(_, a) | ExprKind::Binary(_, a, _) => first_read(a),
        ExprKind::Call(call) if matches!(call.callee, Callee::Def(..)) => first_read(call.args.first()?),
        ExprKind::Scope(scope) => first_read(&scope.value),
        ExprKind::Block(stmts, value) if stmts.is_empty() => first_read(value),
        _ => None,
    }
}

/// The local, if the place is all of it.
fn bare_local(place: &Place) -> Option<LocalId> {
    match place.base {
        PlaceBase::Local(local) if place.projections.is_empty() => Some(local),
        _ => None,
    }
}

/// The local, if the place is all of it or a field.
fn part_of_local(place: &Place) -> Option<LocalId> {
    match place.base {
        PlaceBase::Local(local)
            if place.projections.iter().all(|p| matches!(p.kind, ProjectionKind::Field(_))) =>
        {
            Some(local)
        }
        _ => None,
    }
}

/// Whether evaluating it changes no local and no place that a reference evaluated before it refers to.
pub(super) fn is_pure(e: &Expr) -> bool {
    let place = |place: &Place| {
        let base = match &place.base {
            PlaceBase::Deref(value) => is_pure(value),
            PlaceBase::Local(_) | PlaceBase::Static(..) | PlaceBase::Promoted(..) => true,
        };
        base && place.projections.iter().all(|p| match &p.kind {
            ProjectionKind::Index(index) => is_pure(index),
            _ => true,
        })
    };
    match &e.kind {
        ExprKind::Const(_) | ExprKind::ConstItem(..) => true,
        ExprKind::Copy(from) | ExprKind::Move(from) => place(from),
        ExprKind::Ref(BorrowKind::Shared | BorrowKind::PassThrough, of) => place(of) && !is_mut_ref(e.ty),
        ExprKind::Unary(_, a) | ExprKind::Cast(_, a) => is_pure(a),
        ExprKind::Binary(_, a, b) | ExprKind::Logical(_, a, b) => is_pure(a) && is_pure(b),
        ExprKind::Scope(scope) => is_pure(&scope.value),
        ExprKind::Block(stmts, value) => stmts.is_empty() && is_pure(value),
        // Through shared references and values a callee cannot reach what is lent or a local.
        ExprKind::Call(call) => {
            matches!(call.callee, Callee::Def(..))
                && call.args.iter().all(|arg| is_pure(arg) && is_plain(arg.ty))
        }
        _ => false,
    }
}

fn is_mut_ref(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Ref(_, _, treebeard_syntax::ast::Mutability::Mut))
}

/// Scalars and shared references to them or to slices: nothing that can be written through.
fn is_plain(ty: Ty) -> bool {
    match ty.kind() {
        TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Str => true,
        TyKind::Ref(..) => !is_mut_ref(ty),
        _ => false,
    }
}

/// An operand once more.
pub(super) fn replica(operand: &AnyOperand) -> Option<AnyOperand> {
    fn of<T: Reg>(operand: &Operand<T>) -> Option<AnyOperand> {
        operand.replica().map(T::any_operand)
    }
    with_operand!(operand, operand => of(operand))
}

/// What a parameter of an inlined body became.
pub(super) struct Bound {
    pub(super) slot: Slot,
    pub(super) alias: Option<Alias>,
}

impl Lower<'_> {
    /// The place a local and the dereference behind it stand for, if the local is an alias.
    pub(super) fn aliased(&mut self, place: &Place) -> Option<PlaceOut> {
        let PlaceBase::Local(id) = place.base else { return None };
        let first = place.projections.first().filter(|p| p.kind == ProjectionKind::Deref)?;
        let alias = self.local(id).alias.clone()?;
        let code = match &*alias {
            Alias::Referent(code) => code.replica()?,
            Alias::Value(AnyOperand::Ptr(Operand::Local(slot))) => PlaceCode::Ref(*slot, 0),
            Alias::Value(_) => return None,
        };
        let ty = self.mono(first.ty);
        Some(PlaceOut::at(code, ty))
    }

    /// What reading a local yields, if it is an alias of a value, or of a place (then: its address); also what reading
    /// its only field yields, if that is the same scalar.
    pub(super) fn aliased_value(&mut self, place: &Place) -> Lowered<Option<Arc<Alias>>> {
        let Some(local) = part_of_local(place) else { return Ok(None) };
        let entry = self.local(local).clone();
        let Some(alias) = entry.alias else { return Ok(None) };
        if place.projections.is_empty() {
            return Ok(Some(alias));
        }
        let ty = self.mono(place.ty);
        let same =
            self.class(ty)? == self.class(entry.ty)? && self.layout(ty)?.size == self.layout(entry.ty)?.size;
        Ok(same.then_some(alias))
    }

    /// A slot with the value that a local stands for.
    pub(super) fn materialize(&mut self, alias: &Alias, ty: Ty) -> Lowered<Slot> {
        let slot = self.temp_for(ty)?;
        let Alias::Value(value) = alias else { return Err(super::control::internal("place of an alias")) };
        let value = replica(value).ok_or_else(|| super::control::internal("alias"))?;
        self.pre.push(Stmt::Unit(with_operand!(value, value => store_slot(slot, value))));
        Ok(slot)
    }

    /// The place that the value of a reference expression refers to, without making the reference; `None` (and
    /// nothing lowered) if it has to be made.
    pub(super) fn referent(&mut self, e: &Expr) -> Lowered<Option<PlaceCode>> {
        if self.tracks || e.diverts {
            return Ok(None);
        }
        match &e.kind {
            ExprKind::Ref(_, place) | ExprKind::RawRef(_, place) => Ok(Some(self.place(place)?.code)),
            ExprKind::Copy(place) | ExprKind::Move(place) => self.referent_of_local(e.ty, place),
            ExprKind::Scope(scope) if scope.locals.is_empty() => self.referent(&scope.value),
            ExprKind::Block(stmts, value) if stmts.is_empty() => self.referent(value),
            ExprKind::Cast(CastKind::Identity, value) => self.referent(value),
            ExprKind::Cast(CastKind::PtrToPtr, value) => {
                let (from, to) = (self.mono(value.ty), self.mono(e.ty));
                if self.class(from)? == self.class(to)? { self.referent(value) } else { Ok(None) }
            }
            ExprKind::Call(call) => self.referent_of_call(call, e),
            _ => Ok(None),
        }
    }

    fn referent_of_local(&mut self, ty: Ty, place: &Place) -> Lowered<Option<PlaceCode>> {
        let ty = self.mono(ty);
        let (TyKind::Ref(_, pointee, _) | TyKind::RawPtr(pointee, _)) = ty.kind() else { return Ok(None) };
        let Some(local) = bare_local(place) else { return Ok(None) };
        let entry = self.local(local);
        if let Some(alias) = &entry.alias {
            return Ok(match &**alias {
                Alias::Referent(code) => code.replica(),
                Alias::Value(AnyOperand::Ptr(Operand::Local(slot))) => Some(PlaceCode::Ref(*slot, 0)),
                Alias::Value(_) => None,
            });
        }
        let slot = entry.slot;
        Ok(Some(if self.is_sized(*pointee) { PlaceCode::Ref(slot, 0) } else { PlaceCode::FatSlot(slot) }))
    }

    fn referent_of_call(&mut self, call: &Call, e: &Expr) -> Lowered<Option<PlaceCode>> {
        let Callee::Def(def, args) = &call.callee else { return Ok(None) };
        if call.rust_call {
            return Ok(None);
        }
        let args = self.mono_args(*args);
        let Ok(Resolved::Item(def, args)) = self.engine.program.resolve(*def, args) else { return Ok(None) };
        if self.engine.program.has_attr(def, "native") {
            let path = self.engine.program.def_path(def);
            let name = path.rsplit("::").next().unwrap_or_default();
            return match (name, call.args.as_slice()) {
                ("deref" | "deref_mut" | "str_bytes", [of]) => self.referent(of),
                (
                    "slice_ref"
                    | "slice_mut"
                    | "str_ref"
                    | "str_mut"
                    | "slice_from_parts"
                    | "slice_from_parts_mut",
                    [data, len],
                ) => {
                    let mut both = self.operands(&[data, len])?;
                    match (both.pop(), both.pop()) {
                        (Some(AnyOperand::U64(len)), Some(AnyOperand::Ptr(data))) => {
                            Ok(Some(PlaceCode::Parts(Box::new((data, len)))))
                        }
                        _ => Err(super::control::internal("parts of a slice")),
                    }
                }
                _ => Ok(None),
            };
        }
        let (params, _) = self.engine.program.fn_signature(def, args);
        if params.iter().any(|&param| self.needs_drop(param)) {
            return Ok(None);
        }
        let sources: Vec<Source<'_>> = call.args.iter().map(Source::Expr).collect();
        let ty = self.mono(e.ty);
        let Some(inlined) = self.inline_open((def, args), &params, &sources, call.span)? else {
            return Ok(None);
        };
        let out = self.referent_or_value(&inlined.body.value, ty);
        self.inline_close(inlined);
        out.map(Some)
    }

    /// The place a reference refers to, whether or not the reference has to be made for it.
    fn referent_or_value(&mut self, e: &Expr, ty: Ty) -> Lowered<PlaceCode> {
        if let Some(place) = self.referent(e)? {
            return Ok(place);
        }
        match self.class(ty)? {
            Class::Reg(_) => match self.operand(e)? {
                AnyOperand::Ptr(Operand::Local(slot)) => Ok(PlaceCode::Ref(slot, 0)),
                AnyOperand::Ptr(other) => Ok(PlaceCode::Ptr(other.code(), 0)),
                _ => Err(super::control::internal("reference")),
            },
            Class::Memory => Ok(PlaceCode::FatSlot(self.spill(e)?)),
        }
    }

    /// Binds parameter `index` of a body that is about to be inlined.
    pub(super) fn bind_param(
        &mut self,
        index: usize,
        param: Ty,
        sources: &[Source<'_>],
        inline: &InlineBody,
    ) -> Lowered<Bound> {
        let used = inline.uses[index];
        let source = sources[index];
        let owned = |slot| Bound { slot, alias: None };
        if !used.only_read || self.needs_drop(param) {
            let slot = self.temp_for(param)?;
            let fill = self.fill(source, slot)?;
            self.pre.push(fill);
            return Ok(owned(slot));
        }
        if let (Source::Expr(e), TyKind::Ref(..)) = (source, param.kind())
            && let Some(place) = self.referent(e)?
        {
            return self.bind_referent(place, index, param, sources);
        }
        match (self.class(param)?, source) {
            (Class::Reg(class), Source::Expr(e)) if class != RegClass::Unit => {
                let value = self.operand(e)?;
                let keeps = match &e.kind {
                    ExprKind::Copy(place) | ExprKind::Move(place) => {
                        bare_local(place).is_some_and(|local| self.keeps(local, index, sources))
                    }
                    _ => false,
                };
                // Nothing happens between its evaluation and its only use.
                let at_once = used.is_first && used.count == 1 && index == 0 && rest_is_pure(index, sources);
                let alias = if keeps || at_once || is_const(&value) { replica(&value) } else { None };
                if let Some(alias) = alias {
                    return Ok(Bound { slot: super::slot(0), alias: Some(Alias::Value(alias)) });
                }
                let slot = self.temp_for(param)?;
                self.pre.push(Stmt::Unit(with_operand!(value, value => store_slot(slot, value))));
                Ok(owned(slot))
            }
            (Class::Memory, Source::Expr(Expr { kind: ExprKind::Copy(place), .. }))
                if self.keeps_memory(place, index, sources) =>
            {
                Ok(owned(self.place_base_slot(place)))
            }
            (_, Source::Slot(slot, _)) => Ok(owned(slot)),
            _ => {
                let slot = self.temp_for(param)?;
                let fill = self.fill(source, slot)?;
                self.pre.push(fill);
                Ok(owned(slot))
            }
        }
    }

    fn bind_referent(
        &mut self,
        place: PlaceCode,
        index: usize,
        param: Ty,
        sources: &[Source<'_>],
    ) -> Lowered<Bound> {
        let rest_pure = rest_is_pure(index, sources);
        // The address of a local is the same whatever the other arguments do.
        let stays = matches!(place, PlaceCode::Slot(_)) || rest_pure;
        let alias = if stays { place.replica() } else { None };
        if let Some(alias) = alias {
            return Ok(Bound { slot: super::slot(0), alias: Some(Alias::Referent(alias)) });
        }
        let pointee = self.pointee(param, treebeard_syntax::SpanId::NONE)?;
        let (fill, pinned) = match place {
            // What holds the pointer may change: the pointer itself is kept.
            PlaceCode::Ref(slot, offset) => {
                self.pin_code(PlaceCode::Ptr(PlaceCode::Ref(slot, offset).ptr(), 0), pointee)
            }
            PlaceCode::FatSlot(slot) => {
                self.pin_code(PlaceCode::Fat(PlaceCode::FatSlot(slot).fat()), pointee)
            }
            other => self.pin_code(other, pointee),
        };
        self.pre.extend(fill.map(Stmt::Unit));
        Ok(Bound { slot: super::slot(0), alias: Some(Alias::Referent(pinned)) })
    }

    /// Whether a local keeps its value from the evaluation of argument `index` until the body is left: no other
    /// argument is a mutable reference to it (`x.add_assign(x)`) or changes it when it is evaluated.
    fn keeps(&self, local: LocalId, index: usize, sources: &[Source<'_>]) -> bool {
        sources.iter().enumerate().all(|(i, source)| {
            let Source::Expr(e) = source else { return true };
            let borrows = match &e.kind {
                ExprKind::Ref(kind, place) => {
                    *kind != BorrowKind::Shared
                        && matches!(place.base, PlaceBase::Local(other) if other == local)
                }
                _ => matches!(e.ty.kind(), TyKind::RawPtr(..)),
            };
            i == index || (!borrows && (i < index || is_pure(e)))
        })
    }

    fn keeps_memory(&self, place: &Place, index: usize, sources: &[Source<'_>]) -> bool {
        bare_local(place)
            .is_some_and(|local| self.local(local).alias.is_none() && self.keeps(local, index, sources))
    }

    fn place_base_slot(&self, place: &Place) -> Slot {
        match place.base {
            PlaceBase::Local(local) => self.local(local).slot,
            _ => super::slot(0),
        }
    }
}

/// Whether evaluating the arguments behind `index` changes nothing.
fn rest_is_pure(index: usize, sources: &[Source<'_>]) -> bool {
    sources[index + 1..].iter().all(|source| match source {
        Source::Expr(e) => is_pure(e),
        Source::Slot(..) => true,
    })
}

pub(super) fn is_const(operand: &AnyOperand) -> bool {
    fn of<T>(operand: &Operand<T>) -> bool {
        matches!(operand, Operand::Const(_))
    }
    with_operand!(operand, operand => of(operand))
}

/// Whether it is a local or a constant.
pub(super) fn is_small(operand: &AnyOperand) -> bool {
    fn of<T>(operand: &Operand<T>) -> bool {
        matches!(operand, Operand::Const(_) | Operand::Local(_))
    }
    with_operand!(operand, operand => of(operand))
}
