//! Expressions: one arm per form of the typed tree.

use treebeard_sema::tree::{BorrowKind, CastKind, Const, Expr, ExprKind, Place};
use treebeard_sema::ty::{Ty, TyKind};
use treebeard_syntax::ast::UnaryOp;
use treebeard_syntax::{SpanId, Unsupported};

use crate::code::{Code, Ctl, code};
use crate::engine::{Global, InstanceKey, InstanceKind};
use crate::memory::{AccessKind, FatRef, Slot, Tag};
use crate::reg::{AnyCode, AnyOperand, Class, Operand, Ptr, Reg, RegClass};
use crate::trap::unsupported;
use crate::{with_class, with_code, with_operand};

use super::moves::Needs;
use super::place::{global_ptr, store_slot};
use super::{Alias, Lower, Lowered, Out, PlaceCode, PlaceOut, Stmt, Want, op, sequence};

/// A constant of a register class from its bits.
pub(crate) fn constant(class: RegClass, bits: u128) -> AnyOperand {
    macro_rules! of {
        ($variant:ident $value:expr) => {
            AnyOperand::$variant(Operand::Const($value))
        };
    }
    match class {
        RegClass::Unit => of!(Unit()),
        RegClass::Bool => of!(Bool bits as u8 != 0),
        RegClass::I8 => of!(I8 bits as i8),
        RegClass::I16 => of!(I16 bits as i16),
        RegClass::I32 => of!(I32 bits as i32),
        RegClass::I64 => of!(I64 bits as i64),
        RegClass::I128 => of!(I128 bits as i128),
        RegClass::U8 => of!(U8 bits as u8),
        RegClass::U16 => of!(U16 bits as u16),
        RegClass::U32 => of!(U32 bits as u32),
        RegClass::U64 => of!(U64 bits as u64),
        RegClass::U128 => of!(U128 bits),
        RegClass::F32 => of!(F32 f32::from_bits(bits as u32)),
        RegClass::F64 => of!(F64 f64::from_bits(bits as u64)),
        RegClass::Ptr => of!(Ptr Ptr { addr: bits as usize, tag: Tag::NONE }),
    }
}

impl Lower<'_> {
    /// Lowers an expression. What it needs below it stays inside; failures become a node that ends the program.
    pub(crate) fn lower(&mut self, e: &Expr, want: Want) -> Out {
        let height = self.height();
        let out = self.with_pre(|this| this.lower_kind(e, want));
        self.set_height(height);
        out.unwrap_or_else(|failure| self.failing(failure, e, want))
    }

    /// A node that ends the program because of `failure`.
    fn failing(&mut self, failure: Unsupported, e: &Expr, want: Want) -> Out {
        let span = if failure.span == SpanId::NONE { e.span } else { failure.span };
        let feature = failure.feature;
        if let Want::Value = want
            && let Ok(ty) = Ok::<Ty, ()>(self.mono(e.ty))
            && let Ok(class) = self.reg_class(ty)
        {
            fn make<T: Reg>(feature: treebeard_syntax::Symbol, span: SpanId) -> AnyCode {
                T::any(code(move |_, _| unsupported(feature.as_str(), span)))
            }
            return Out::Value(with_class!(class, T => make::<T>(feature, span)).into());
        }
        Out::Stmt(Stmt::Unit(code(move |_, _| unsupported(feature.as_str(), span))))
    }

    /// The operand of an expression that fits a register. One that diverts is spilled first.
    pub(crate) fn operand(&mut self, e: &Expr) -> Lowered<AnyOperand> {
        let ty = self.mono(e.ty);
        let class = self.reg_class(ty)?;
        if e.diverts {
            let slot = self.spill(e)?;
            return Ok(PlaceCode::Slot(slot).read(class));
        }
        match self.lower(e, Want::Value) {
            Out::Value(value) => Ok(value),
            Out::Stmt(Stmt::Unit(unit)) => Ok(after_unit(unit, class)),
            Out::Stmt(Stmt::Ctl(_)) => Err(Unsupported::new("internal: diverting operand", e.span)),
        }
    }

    /// Operands evaluated in order; those before one that diverts are spilled.
    pub(crate) fn operands(&mut self, exprs: &[&Expr]) -> Lowered<Vec<AnyOperand>> {
        let spill_before = exprs.iter().rposition(|e| e.diverts).unwrap_or(0);
        let mut out = Vec::with_capacity(exprs.len());
        for (i, e) in exprs.iter().enumerate() {
            if i < spill_before {
                let ty = self.mono(e.ty);
                let class = self.reg_class(ty)?;
                let slot = self.spill(e)?;
                out.push(PlaceCode::Slot(slot).read(class));
            } else {
                out.push(self.operand(e)?);
            }
        }
        Ok(out)
    }

    /// Delivers an operand as wanted.
    pub(crate) fn deliver(&mut self, value: AnyOperand, want: Want) -> Out {
        match want {
            Want::Value => Out::Value(value),
            Want::Slot(slot) => Out::Stmt(Stmt::Unit(with_operand!(value, value => store_slot(slot, value)))),
            Want::Effect => Out::Stmt(Stmt::Unit(discard(value))),
        }
    }

    /// Where a value that must be made in memory is made, for any want.
    pub(crate) fn memory_target(&mut self, ty: Ty, want: Want) -> Lowered<Slot> {
        match want {
            Want::Slot(slot) => Ok(slot),
            Want::Effect | Want::Value => self.temp_for(ty),
        }
    }

    /// Delivers what a statement has put into `slot` (see `memory_target`).
    pub(crate) fn deliver_memory(&mut self, stmt: Stmt, slot: Slot, ty: Ty, want: Want) -> Lowered<Out> {
        match want {
            Want::Slot(_) | Want::Effect => Ok(Out::Stmt(stmt)),
            Want::Value => {
                let class = self.reg_class(ty)?;
                self.pre.push(stmt);
                Ok(Out::Value(PlaceCode::Slot(slot).read(class)))
            }
        }
    }

    fn lower_kind(&mut self, e: &Expr, want: Want) -> Lowered<Out> {
        match &e.kind {
            ExprKind::Const(c) => self.lower_const(c, e, want),
            ExprKind::ConstItem(def, args) => {
                let args = self.mono_args(*args);
                self.const_item(*def, args, e, want)
            }
            ExprKind::Copy(place) => self.read_place(place, want, Moves::No),
            ExprKind::Move(place) => self.read_place(place, want, Moves::Yes),
            ExprKind::Ref(kind, place) => self.lower_ref(*kind, place, e, want),
            ExprKind::RawRef(_, place) => self.lower_ref(BorrowKind::PassThrough, place, e, want),
            ExprKind::Unary(unary, value) => {
                let value = self.operand(value)?;
                let value = match unary {
                    UnaryOp::Neg => op::negate(value, self.fault_span(e.span))?,
                    UnaryOp::Not => op::invert(value, e.span)?,
                    UnaryOp::Deref => return Err(Unsupported::new("internal: dereference", e.span)),
                };
                Ok(self.deliver(value, want))
            }
            ExprKind::Binary(binary, a, b) => self.lower_binary(*binary, a, b, e, want),
            ExprKind::Logical(logical, a, b) => self.lower_logical(*logical, a, b, want),
            ExprKind::AssignOp(binary, place, value) => self.lower_assign_op(*binary, place, value, e, want),
            ExprKind::Assign(place, value) => self.lower_assign(place, value, want),
            ExprKind::Cast(kind, value) => {
                let out = self.lower_cast(*kind, value, e, want)?;
                let ty = self.mono(e.ty);
                Ok(self.strip(ty, out, want))
            }
            ExprKind::Call(call) => {
                let out = self.lower_call(call, e, want)?;
                let ty = self.mono(e.ty);
                Ok(self.strip(ty, out, want))
            }
            ExprKind::Aggregate(aggregate) => self.lower_aggregate(aggregate, e, want),
            ExprKind::Repeat(value, count) => self.lower_repeat(value, *count, e, want),
            ExprKind::Closure(id) => self.lower_closure(*id, e, want),
            ExprKind::Scope(scope) => self.lower_scope(scope, want),
            ExprKind::Block(stmts, value) => self.lower_block(stmts, value, want),
            ExprKind::If { cond, then, els } => self.lower_if(cond, then, els, e, want),
            ExprKind::Let(pattern, place) => {
                let test = self.lower_let(pattern, place)?;
                Ok(self.deliver(AnyCode::Bool(test).into(), want))
            }
            ExprKind::Match(place, arms) => self.lower_match(place, arms, e, want),
            ExprKind::Loop(label, body) => self.lower_loop(*label, body, e, want),
            ExprKind::Labeled(label, body) => self.lower_labeled(*label, body, e, want),
            ExprKind::Break(label, value) => self.lower_break(*label, value),
            ExprKind::Continue(label) => {
                let label = *label;
                self.labels[label.0 as usize].again = true;
                let ctl = Ctl::again(label.0);
                Ok(Out::Stmt(Stmt::Ctl(code(move |_, _| ctl))))
            }
            ExprKind::Return(value) => self.lower_return(value),
            ExprKind::Native => Err(Unsupported::new("internal: native body", e.span)),
            ExprKind::Builtin(name, operands) => self.lower_builtin(*name, operands, e, want),
            ExprKind::Unsupported(unsupported) => Err(*unsupported),
        }
    }

    fn lower_binary(
        &mut self,
        binary: treebeard_syntax::ast::BinaryOp,
        a: &Expr,
        b: &Expr,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let ty = self.mono(a.ty);
        if self.class(ty)? == Class::Memory {
            // Wide pointers.
            let (x, y) = (self.spill(a)?, self.spill(b)?);
            let value = wide_compare(binary, x, y, e.span)?;
            return Ok(self.deliver(AnyCode::Bool(value).into(), want));
        }
        let mut both = self.operands(&[a, b])?;
        let (Some(y), Some(x)) = (both.pop(), both.pop()) else {
            return Err(Unsupported::new("internal: operands", e.span));
        };
        let value = op::binary(binary, x, y, self.operator_span(binary, e.span))?;
        Ok(self.deliver(value.into(), want))
    }

    fn lower_const(&mut self, c: &Const, e: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        match c {
            Const::Scalar(bits) => {
                let class = self.reg_class(ty)?;
                Ok(self.deliver(constant(class, *bits), want))
            }
            Const::Float(bits) => {
                let class = self.reg_class(ty)?;
                Ok(self.deliver(constant(class, u128::from(*bits)), want))
            }
            Const::Unit => Ok(self.deliver(AnyOperand::Unit(Operand::Const(())), want)),
            Const::Str(text) => Ok(self.literal(text.as_str().as_bytes(), true, ty, want)?),
            Const::ByteStr(bytes) => {
                let bytes = bytes.clone();
                self.literal(&bytes, false, ty, want)
            }
            Const::CStr(bytes) => {
                let mut bytes = bytes.to_vec();
                bytes.push(0);
                self.literal(&bytes, true, ty, want)
            }
            Const::Ty(c) => {
                let class = self.reg_class(ty)?;
                let bits = self.const_bits(*c, e.span)?;
                Ok(self.deliver(constant(class, bits), want))
            }
            Const::Item(def, args) => {
                let args = self.mono_args(*args);
                self.const_item(*def, args, e, want)
            }
        }
    }

    /// A reference to the bytes of a literal.
    fn literal(&mut self, bytes: &[u8], wide: bool, ty: Ty, want: Want) -> Lowered<Out> {
        let len = bytes.len();
        let global = self.engine.global(Global::Bytes(bytes.into()));
        let wide =
            wide || !self.pointee(ty, SpanId::NONE).is_ok_and(|p| matches!(p.kind(), TyKind::Array(..)));
        if !wide {
            return Ok(self.deliver(AnyCode::Ptr(immortal(global)).into(), want));
        }
        let slot = self.memory_target(ty, want)?;
        let fill = code(move |fp, ctx| {
            let addr = ctx.global(global);
            ctx.mem.set_local_fat(fp, slot, FatRef { addr, meta: len, tag: Tag::IMMORTAL });
        });
        self.deliver_memory(Stmt::Unit(fill), slot, ty, want)
    }

    /// The value of a constant item: scalars are evaluated now, others copied from where they were evaluated.
    pub(crate) fn const_item(
        &mut self,
        def: treebeard_sema::def::DefId,
        args: treebeard_sema::ty::GenericArgs,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        let (def, args) = self.resolve_const(def, args, e.span)?;
        let key = InstanceKey { kind: InstanceKind::Const(def), args };
        let global = self.engine.global(Global::Value(key, ty));
        if let Class::Reg(class) = self.class(ty)?
            && !matches!(class, RegClass::Ptr | RegClass::Unit)
            && !matches!(ty.kind(), TyKind::FnPtr(_))
        {
            let addr = self.ctx.global(global);
            let size = self.layout(ty)?.size;
            let bits = super::layout::read_bits(self.ctx, addr, size);
            return Ok(self.deliver(constant(class, bits), want));
        }
        let place = PlaceOut::at(PlaceCode::Ptr(global_ptr(global), 0), ty);
        match (self.class(ty)?, want) {
            (Class::Reg(class), want) => {
                let value = place.code.read(class);
                Ok(self.deliver(value, want))
            }
            (Class::Memory, Want::Slot(slot)) => Ok(Out::Stmt(Stmt::Unit(self.copy_place(place, slot)?))),
            (Class::Memory, _) => {
                let ptr = place.code.ptr();
                Ok(Out::Stmt(Stmt::Unit(code(move |fp, ctx| {
                    ptr.call(fp, ctx);
                }))))
            }
        }
    }

    /// The constant that is meant: an associated constant of a trait is that of the impl.
    fn resolve_const(
        &mut self,
        def: treebeard_sema::def::DefId,
        args: treebeard_sema::ty::GenericArgs,
        span: SpanId,
    ) -> Lowered<(treebeard_sema::def::DefId, treebeard_sema::ty::GenericArgs)> {
        self.engine.program.resolve_const(def, args).map_err(|text| Unsupported::new(text, span))
    }

    /// Reads a parameter that has no slot.
    fn read_alias(&mut self, alias: &Alias, ty: Ty, want: Want) -> Lowered<Out> {
        let internal = || super::control::internal("alias");
        match alias {
            Alias::Value(value) => {
                let value = super::alias::replica(value).ok_or_else(internal)?;
                Ok(self.deliver(value, want))
            }
            Alias::Referent(place) => {
                let code = place.replica().ok_or_else(internal)?;
                if let Class::Reg(_) = self.class(ty)? {
                    let ptr = match code {
                        PlaceCode::Ref(slot, 0) => Operand::Local(slot),
                        other => Operand::Node(other.ptr()),
                    };
                    return Ok(self.deliver(AnyOperand::Ptr(ptr), want));
                }
                let slot = self.memory_target(ty, want)?;
                let fat = code.fat();
                let fill = code_of_fat(fat, slot);
                self.deliver_memory(Stmt::Unit(fill), slot, ty, want)
            }
        }
    }

    fn read_place(&mut self, place: &Place, want: Want, moves: Moves) -> Lowered<Out> {
        if let Some(alias) = self.aliased_value(place)? {
            let ty = self.mono(place.ty);
            return self.read_alias(&alias, ty, want);
        }
        self.check_moved(place, Needs::Whole);
        let out = self.place(place)?;
        let path = out.path;
        if moves == Moves::Yes {
            self.check_move_out(place, out.root.base);
        }
        let access = if moves == Moves::Yes { AccessKind::Move } else { AccessKind::Read };
        let out = self.checked_use(out, access, place.span)?;
        let clear = match (moves, path) {
            (Moves::Yes, Some(path)) => self.clear_path(path).or_else(|| self.note_move(place)),
            (Moves::Yes, None) => self.note_move(place),
            _ => None,
        };
        let ty = out.ty;
        let read = self.read_out(out, want, clear, place.span)?;
        Ok(self.strip(ty, read, want))
    }

    fn read_out(&mut self, out: PlaceOut, want: Want, clear: Option<Code<()>>, span: SpanId) -> Lowered<Out> {
        let ty = out.ty;
        match self.class(ty)? {
            Class::Reg(class) => {
                let value = out.code.read(class);
                let value = match clear {
                    Some(clear) => with_code!(value.code(), read => moved(read, clear)).into(),
                    None => value,
                };
                Ok(self.deliver(value, want))
            }
            Class::Memory => {
                let stmt = match want {
                    Want::Slot(slot) => self.copy_place(out, slot)?,
                    Want::Effect => {
                        // Still checks that the place exists (an index in bounds).
                        match out.code.pinned() {
                            Some(_) => code(|_, _| ()),
                            None if self.is_sized(ty) => {
                                let ptr = out.code.ptr();
                                code(move |fp, ctx| {
                                    ptr.call(fp, ctx);
                                })
                            }
                            None => code(|_, _| ()),
                        }
                    }
                    Want::Value => return Err(Unsupported::new("internal: value in memory", span)),
                };
                let mut all = vec![Stmt::Unit(stmt)];
                all.extend(clear.map(Stmt::Unit));
                Ok(Out::Stmt(sequence(all)))
            }
        }
    }

    fn lower_ref(&mut self, kind: BorrowKind, place: &Place, e: &Expr, want: Want) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        self.check_moved(place, Needs::Whole);
        let out = self.place(place)?;
        if self.is_sized(out.ty) {
            let ptr = self.borrow(kind, out, e.span)?;
            return Ok(self.deliver(AnyOperand::Ptr(ptr), want));
        }
        let slot = self.memory_target(ty, want)?;
        let fat = self.borrow_fat(kind, out, e.span)?;
        let fill = code_of_fat(fat, slot);
        self.deliver_memory(Stmt::Unit(fill), slot, ty, want)
    }

    fn lower_assign_op(
        &mut self,
        binary: treebeard_syntax::ast::BinaryOp,
        place: &Place,
        value: &Expr,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        self.check_moved(place, Needs::Whole);
        let (value, target) = self.value_then_place(value, place)?;
        let mut target = self.checked(target, AccessKind::Write, e.span)?;
        if matches!(binary, treebeard_syntax::ast::BinaryOp::Shl | treebeard_syntax::ast::BinaryOp::Shr) {
            // Read and written: evaluated once, after the value.
            if target.code.pinned().is_none() {
                let spilled = self.spill_operand(value);
                target = self.pin(target)?;
                let class = self.reg_class(target.ty)?;
                let stmt =
                    op::assign_op(binary, target.code, spilled, class, self.operator_span(binary, e.span))?;
                return Ok(self.unit_out(stmt, want));
            }
        }
        let class = self.reg_class(target.ty)?;
        let stmt = op::assign_op(binary, target.code, value, class, self.operator_span(binary, e.span))?;
        Ok(self.unit_out(stmt, want))
    }

    fn spill_operand(&mut self, value: AnyOperand) -> AnyOperand {
        let slot = self.temp(16, 16);
        let class = value.class();
        let fill = with_operand!(value, value => store_slot(slot, value));
        self.pre.push(Stmt::Unit(fill));
        PlaceCode::Slot(slot).read(class)
    }

    /// Delivers `()` after a statement.
    pub(crate) fn unit_out(&mut self, stmt: Code<()>, want: Want) -> Out {
        match want {
            Want::Value => Out::Value(AnyOperand::Unit(Operand::Node(stmt))),
            Want::Slot(_) | Want::Effect => Out::Stmt(Stmt::Unit(stmt)),
        }
    }

    fn lower_cast(&mut self, kind: CastKind, value: &Expr, e: &Expr, want: Want) -> Lowered<Out> {
        let (from, to) = (self.mono(value.ty), self.mono(e.ty));
        match kind {
            CastKind::Identity | CastKind::UnsafeFn => self.lower_kind(value, want),
            CastKind::NeverToAny => match self.lower(value, Want::Effect) {
                Out::Stmt(Stmt::Unit(unit)) => match want {
                    Want::Value => {
                        let class = self.reg_class(to)?;
                        Ok(Out::Value(after_unit(unit, class)))
                    }
                    Want::Slot(_) | Want::Effect => Ok(Out::Stmt(Stmt::Unit(unit))),
                },
                other => Ok(other),
            },
            CastKind::Numeric => {
                let value = self.operand(value)?;
                let value = self.numeric_cast(value, from, to, e.span)?;
                Ok(self.deliver(value, want))
            }
            CastKind::PtrToPtr => match (self.class(from)?, self.class(to)?) {
                (Class::Memory, Class::Memory) => self.lower_kind(value, want),
                (Class::Memory, _) => {
                    let slot = self.spill(value)?;
                    let thin = self.fat_to_thin(slot);
                    Ok(self.deliver(thin, want))
                }
                _ => {
                    let value = self.operand(value)?;
                    Ok(self.deliver(value, want))
                }
            },
            CastKind::PtrToInt => {
                let value = match self.class(from)? {
                    Class::Memory => {
                        let slot = self.spill(value)?;
                        self.fat_to_thin(slot)
                    }
                    Class::Reg(_) => self.operand(value)?,
                };
                let value = self.pointer_to_int(value, to, e.span)?;
                Ok(self.deliver(value, want))
            }
            CastKind::IntToPtr => {
                let value = self.operand(value)?;
                let value = self.int_to_pointer(value, e.span)?;
                Ok(self.deliver(value, want))
            }
            CastKind::ReifyFn | CastKind::ClosureToFn => {
                let effect = self.lower(value, Want::Effect);
                if let Out::Stmt(stmt) = effect {
                    self.pre.push(stmt);
                }
                let pointer = self.reify(from, e.span)?;
                Ok(self.deliver(AnyOperand::U64(Operand::Const(pointer)), want))
            }
            CastKind::Unsize => self.lower_unsize(value, from, to, e, want),
        }
    }
}

/// Whether a read ends the life of what is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Moves {
    Yes,
    No,
}

/// Puts a wide reference into a slot.
fn code_of_fat(fat: Code<FatRef>, slot: Slot) -> Code<()> {
    code(move |fp, ctx| {
        let fat = fat.call(fp, ctx);
        ctx.mem.set_local_fat(fp, slot, fat);
    })
}

/// The address of immutable global data.
fn immortal(global: u32) -> Code<Ptr> {
    code(move |_, ctx| Ptr { addr: ctx.global(global), tag: Tag::IMMORTAL })
}

/// Reads, then clears flags.
fn moved<T: Reg>(read: Code<T>, clear: Code<()>) -> AnyCode {
    T::any(code(move |fp, ctx| {
        let value = read.call(fp, ctx);
        clear.call(fp, ctx);
        value
    }))
}

/// An operand that runs a statement which does not return, or yields `()`.
pub(crate) fn after_unit(unit: Code<()>, class: RegClass) -> AnyOperand {
    fn make<T: Reg>(unit: Code<()>) -> AnyCode {
        T::any(code(move |fp, ctx| -> T {
            unit.call(fp, ctx);
            crate::trap::bug("an expression of type `!` yielded")
        }))
    }
    if class == RegClass::Unit {
        return AnyOperand::Unit(Operand::Node(unit));
    }
    with_class!(class, T => make::<T>(unit)).into()
}

/// Evaluates for effects.
pub(crate) fn discard(value: AnyOperand) -> Code<()> {
    fn make<T: Reg>(value: Operand<T>) -> Code<()> {
        match value {
            Operand::Local(_) | Operand::Const(_) => code(|_, _| ()),
            other => {
                let node = other.code();
                code(move |fp, ctx| {
                    node.call(fp, ctx);
                })
            }
        }
    }
    match value {
        AnyOperand::Unit(Operand::Node(unit)) => unit,
        other => with_operand!(other, value => make(value)),
    }
}

fn wide_compare(op: treebeard_syntax::ast::BinaryOp, x: Slot, y: Slot, span: SpanId) -> Lowered<Code<bool>> {
    use treebeard_syntax::ast::BinaryOp;
    let holds: fn(std::cmp::Ordering) -> bool = match op {
        BinaryOp::Eq => std::cmp::Ordering::is_eq,
        BinaryOp::Ne => std::cmp::Ordering::is_ne,
        BinaryOp::Lt => std::cmp::Ordering::is_lt,
        BinaryOp::Le => std::cmp::Ordering::is_le,
        BinaryOp::Gt => std::cmp::Ordering::is_gt,
        BinaryOp::Ge => std::cmp::Ordering::is_ge,
        _ => return Err(Unsupported::new("internal: operator on wide pointers", span)),
    };
    Ok(code(move |fp, ctx| {
        let (a, b) = (ctx.mem.local_fat(fp, x), ctx.mem.local_fat(fp, y));
        holds((a.addr, a.meta).cmp(&(b.addr, b.meta)))
    }))
}
