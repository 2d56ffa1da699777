//! Combinations of nodes that are worth a node of their own.
//!
//! Each is an optimisation of something the other files can lower; measured by the benches: a
//! comparison inside `if` and `while`, `for` over a range of integers with its counter in a register.

use treebeard_sema::tree::{
    Arm, BindingMode, Callee, Expr, ExprKind, LabelId, LocalId, PatternKind, PlaceBase, Scope,
    Stmt as TreeStmt,
};
use treebeard_sema::ty::TyKind;
use treebeard_syntax::ast::BinaryOp;

use crate::code::{Code, Ctl, code};
use crate::ctx::Turn;
use crate::memory::Slot;
use crate::reg::{AnyOperand, Class, Konst, Local, Operand, Reg, RegClass, Shape};

use super::control::is_empty_unit;
use super::op::{BinOp, Eq, Ge, Gt, Int, Le, Lt, Ne};
use super::scope::Guard;
use super::{Lower, Lowered, Out, Stmt, Want};

/// A comparison of a local or node with a local or constant.
enum Compare {
    I32(BinaryOp, Operand<i32>, Small<i32>),
    I64(BinaryOp, Operand<i64>, Small<i64>),
    U64(BinaryOp, Operand<u64>, Small<u64>),
}

enum Small<T> {
    Local(Slot),
    Const(T),
}

/// What is made of a comparison.
trait CompareUse {
    type Out;
    fn make<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(self, a: A, b: B) -> Self::Out;
}

fn with_operator<T: Reg, A: Shape<T>, B: Shape<T>, U: CompareUse>(op: BinaryOp, a: A, b: B, use_: U) -> U::Out
where
    Eq: BinOp<T, Out = bool>,
    Ne: BinOp<T, Out = bool>,
    Lt: BinOp<T, Out = bool>,
    Le: BinOp<T, Out = bool>,
    Gt: BinOp<T, Out = bool>,
    Ge: BinOp<T, Out = bool>,
{
    match op {
        BinaryOp::Eq => use_.make::<T, Eq, A, B>(a, b),
        BinaryOp::Ne => use_.make::<T, Ne, A, B>(a, b),
        BinaryOp::Lt => use_.make::<T, Lt, A, B>(a, b),
        BinaryOp::Le => use_.make::<T, Le, A, B>(a, b),
        BinaryOp::Gt => use_.make::<T, Gt, A, B>(a, b),
        _ => use_.make::<T, Ge, A, B>(a, b),
    }
}

impl Compare {
    fn with<U: CompareUse>(self, use_: U) -> U::Out {
        macro_rules! each {
            ($ty:ty, $op:expr, $a:expr, $b:expr) => {
                match ($a, $b) {
                    (Operand::Local(a), Small::Local(b)) => {
                        with_operator::<$ty, _, _, _>($op, Local(a), Local(b), use_)
                    }
                    (Operand::Local(a), Small::Const(b)) => {
                        with_operator::<$ty, _, _, _>($op, Local(a), Konst(b), use_)
                    }
                    (a, Small::Local(b)) => with_operator::<$ty, _, _, _>($op, a.code(), Local(b), use_),
                    (a, Small::Const(b)) => with_operator::<$ty, _, _, _>($op, a.code(), Konst(b), use_),
                }
            };
        }
        match self {
            Compare::I32(op, a, b) => each!(i32, op, a, b),
            Compare::I64(op, a, b) => each!(i64, op, a, b),
            Compare::U64(op, a, b) => each!(u64, op, a, b),
        }
    }
}

#[inline(always)]
fn holds<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(
    a: &A,
    b: &B,
    fp: crate::memory::Fp,
    ctx: &mut crate::ctx::Ctx,
) -> bool {
    let x = a.get(fp, ctx);
    let y = b.get(fp, ctx);
    O::apply(x, y).unwrap_or(false)
}

struct IfElse<R>(Code<R>, Code<R>);
impl<R: Send + Sync + 'static> CompareUse for IfElse<R> {
    type Out = Code<R>;
    fn make<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(self, a: A, b: B) -> Code<R> {
        let IfElse(then, els) = self;
        code(
            move |fp, ctx| {
                if holds::<T, O, A, B>(&a, &b, fp, ctx) { then.call(fp, ctx) } else { els.call(fp, ctx) }
            },
        )
    }
}

struct OnlyIf(Code<()>);
impl CompareUse for OnlyIf {
    type Out = Code<()>;
    fn make<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(self, a: A, b: B) -> Code<()> {
        let then = self.0;
        code(move |fp, ctx| {
            if holds::<T, O, A, B>(&a, &b, fp, ctx) {
                then.call(fp, ctx);
            }
        })
    }
}

struct While(Code<()>, Turn);
impl CompareUse for While {
    type Out = Code<()>;
    fn make<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(self, a: A, b: B) -> Code<()> {
        let While(body, turn) = self;
        code(move |fp, ctx| {
            while holds::<T, O, A, B>(&a, &b, fp, ctx) {
                body.call(fp, ctx);
                ctx.turn(turn);
            }
        })
    }
}

/// The expression inside scopes that drop nothing.
fn peel<'e>(lower: &mut Lower<'_>, e: &'e Expr) -> &'e Expr {
    match &e.kind {
        ExprKind::Scope(scope) if !lower.scope_drops(&scope.locals) => peel(lower, &scope.value),
        ExprKind::Block(stmts, value) if stmts.is_empty() => peel(lower, value),
        _ => e,
    }
}

impl Lower<'_> {
    fn scope_drops(&mut self, locals: &[LocalId]) -> bool {
        locals.iter().any(|&local| {
            let ty = self.local(local).ty;
            self.needs_drop(ty)
        })
    }

    fn compare_of(&mut self, cond: &Expr) -> Lowered<Option<Compare>> {
        let cond = peel(self, cond);
        let ExprKind::Binary(op, a, b) = &cond.kind else { return Ok(None) };
        if !matches!(
            op,
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge
        ) || a.diverts
            || b.diverts
            || !is_local_copy(a)
            || !(is_local_copy(b) || matches!(b.kind, ExprKind::Const(_) | ExprKind::ConstItem(..)))
        {
            return Ok(None);
        }
        let ty = self.mono(a.ty);
        if !matches!(self.class(ty)?, Class::Reg(RegClass::I32 | RegClass::I64 | RegClass::U64))
            || !self.is_small(b)?
        {
            return Ok(None);
        }
        fn small<T>(slot: Operand<T>) -> Option<Small<T>> {
            match slot {
                Operand::Local(slot) => Some(Small::Local(slot)),
                Operand::Const(value) => Some(Small::Const(value)),
                Operand::Field(..) | Operand::Node(_) => None,
            }
        }
        let (a, b) = (self.operand(a)?, self.operand(b)?);
        Ok(match (a, b) {
            (AnyOperand::I32(a), AnyOperand::I32(b)) => small(b).map(|b| Compare::I32(*op, a, b)),
            (AnyOperand::I64(a), AnyOperand::I64(b)) => small(b).map(|b| Compare::I64(*op, a, b)),
            (AnyOperand::U64(a), AnyOperand::U64(b)) => small(b).map(|b| Compare::U64(*op, a, b)),
            _ => None,
        })
    }

    /// Whether an operand is a local or a constant. The other side may be a node that changes locals: then it is not.
    fn is_small(&mut self, e: &Expr) -> Lowered<bool> {
        Ok(match &e.kind {
            ExprKind::Const(_) | ExprKind::ConstItem(..) => true,
            ExprKind::Copy(place) => match self.aliased_value(place)? {
                Some(alias) => matches!(&*alias, super::Alias::Value(value) if super::alias::is_small(value)),
                None => is_local_copy(e),
            },
            _ => false,
        })
    }

    /// `if` whose condition is a comparison of small operands.
    pub(crate) fn fused_if(
        &mut self,
        cond: &Expr,
        then: &Expr,
        els: &Expr,
        want: Want,
    ) -> Lowered<Option<Out>> {
        let Some(compare) = self.compare_of(cond)? else { return Ok(None) };
        let then = self.lower(then, want);
        if is_empty_unit(els)
            && let Out::Stmt(Stmt::Unit(then)) = then
        {
            return Ok(Some(Out::Stmt(Stmt::Unit(compare.with(OnlyIf(then))))));
        }
        let els = self.lower(els, want);
        Ok(Some(match (then, els) {
            (Out::Stmt(Stmt::Unit(then)), Out::Stmt(Stmt::Unit(els))) => {
                Out::Stmt(Stmt::Unit(compare.with(IfElse(then, els))))
            }
            (Out::Stmt(then), Out::Stmt(els)) => {
                Out::Stmt(Stmt::Ctl(compare.with(IfElse(then.ctl(), els.ctl()))))
            }
            (Out::Value(AnyOperand::I32(then)), Out::Value(AnyOperand::I32(els))) => {
                value(compare.with(IfElse(then.code(), els.code())))
            }
            (Out::Value(AnyOperand::I64(then)), Out::Value(AnyOperand::I64(els))) => {
                value(compare.with(IfElse(then.code(), els.code())))
            }
            (Out::Value(AnyOperand::U64(then)), Out::Value(AnyOperand::U64(els))) => {
                value(compare.with(IfElse(then.code(), els.code())))
            }
            (then, els) => super::control::choose(compare.with(AsBool), then, els)?,
        }))
    }

    /// Loops with a known shape.
    pub(crate) fn fused_loop(
        &mut self,
        label: LabelId,
        body: &Expr,
        e: &Expr,
        want: Want,
    ) -> Lowered<Option<Out>> {
        if e.diverts || matches!(want, Want::Slot(_)) {
            return Ok(None);
        }
        if let Some(stmt) = self.range_loop(label, body)? {
            return Ok(Some(self.unit_out(stmt, want)));
        }
        if let Some(stmt) = self.while_loop(label, body)? {
            return Ok(Some(self.unit_out(stmt, want)));
        }
        Ok(None)
    }

    /// `while a < b { … }` whose body does not leave.
    fn while_loop(&mut self, label: LabelId, body: &Expr) -> Lowered<Option<Code<()>>> {
        let body = peel(self, body);
        let ExprKind::If { cond, then, els } = &body.kind else { return Ok(None) };
        if cond.diverts || then.diverts || !is_break(els, label) {
            return Ok(None);
        }
        let compare = self.compare_of(cond)?;
        let plain = match compare {
            Some(_) => None,
            None => Some(self.condition(cond)?),
        };
        let body = match self.lower(then, Want::Effect) {
            Out::Stmt(Stmt::Unit(body)) => body,
            _ => return Ok(None),
        };
        let turn = self.turn();
        Ok(Some(match (compare, plain) {
            (Some(compare), _) => compare.with(While(body, turn)),
            (None, Some(cond)) => code(move |fp, ctx| {
                while cond.call(fp, ctx) {
                    body.call(fp, ctx);
                    ctx.turn(turn);
                }
            }),
            (None, None) => return Ok(None),
        }))
    }

    /// The loop of `for x in a..b` over integers.
    fn range_loop(&mut self, label: LabelId, body: &Expr) -> Lowered<Option<Code<()>>> {
        let ExprKind::Scope(scope) = &body.kind else { return Ok(None) };
        let Some((iter, some)) = for_shape(scope, label) else { return Ok(None) };
        let iter = self.local(iter).clone();
        let TyKind::Adt(adt, args) = iter.ty.kind() else { return Ok(None) };
        if self.engine.program.lang_item("Range") != Some(*adt) {
            return Ok(None);
        }
        if !matches!(args.ty_at(0).kind(), TyKind::Int(_)) || some.guard.is_some() {
            return Ok(None);
        }
        let PatternKind::Variant { fields, .. } = &some.pattern.kind else { return Ok(None) };
        let item = match fields.as_slice() {
            [] => None,
            [(0, pattern)] => match &pattern.kind {
                PatternKind::Wild => None,
                PatternKind::Binding {
                    local,
                    mode: BindingMode::Copy | BindingMode::Move,
                    sub: None,
                    ..
                } if self.local(*local).owner.is_none() => Some(self.local(*local).slot),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        let layout = self.layout(iter.ty)?;
        let start = super::slot_plus(iter.slot, layout.fields.offset(0));
        let end = super::slot_plus(iter.slot, layout.fields.offset(1));
        let class = self.reg_class(args.ty_at(0))?;
        if self.scope_drops(&some.locals) {
            return Ok(None);
        }
        let index = label.0 as usize;
        if self.labels.len() <= index {
            self.labels.resize(index + 1, super::Label::default());
        }
        self.labels[index] = super::Label::default();
        let body = match self.lower(&some.body, Want::Effect) {
            Out::Stmt(body) => body,
            Out::Value(value) => Stmt::Unit(super::expr::discard(value)),
        };
        let _ = Guard::of(Vec::new());
        let turn = self.turn();
        Ok(Some(match class {
            RegClass::I32 => range_node::<i32>((start, end), item, body, label, turn),
            RegClass::I64 => range_node::<i64>((start, end), item, body, label, turn),
            RegClass::U32 => range_node::<u32>((start, end), item, body, label, turn),
            RegClass::U64 => range_node::<u64>((start, end), item, body, label, turn),
            RegClass::U8 => range_node::<u8>((start, end), item, body, label, turn),
            RegClass::I8 => range_node::<i8>((start, end), item, body, label, turn),
            RegClass::I16 => range_node::<i16>((start, end), item, body, label, turn),
            RegClass::U16 => range_node::<u16>((start, end), item, body, label, turn),
            RegClass::I128 => range_node::<i128>((start, end), item, body, label, turn),
            RegClass::U128 => range_node::<u128>((start, end), item, body, label, turn),
            _ => return Ok(None),
        }))
    }
}

struct AsBool;
impl CompareUse for AsBool {
    type Out = Code<bool>;
    fn make<T: Reg, O: BinOp<T, Out = bool>, A: Shape<T>, B: Shape<T>>(self, a: A, b: B) -> Code<bool> {
        code(move |fp, ctx| holds::<T, O, A, B>(&a, &b, fp, ctx))
    }
}

fn value<T: Reg>(code: Code<T>) -> Out {
    Out::Value(T::any(code).into())
}

fn is_local_copy(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Copy(place)
        if place.projections.is_empty() && matches!(place.base, PlaceBase::Local(_)))
}

fn is_break(e: &Expr, label: LabelId) -> bool {
    match &e.kind {
        ExprKind::Break(target, value) => *target == label && is_empty_unit(value),
        ExprKind::Cast(_, inner) => is_break(inner, label),
        ExprKind::Block(stmts, inner) => stmts.is_empty() && is_break(inner, label),
        _ => false,
    }
}

/// The iterator and the second arm, if the scope is what a `for` loop repeats.
fn for_shape(scope: &Scope, label: LabelId) -> Option<(LocalId, &Arm)> {
    let ExprKind::Block(stmts, value) = &scope.value.kind else { return None };
    let [TreeStmt::Init(next, call)] = stmts.as_slice() else { return None };
    let ExprKind::Call(call) = &call.kind else { return None };
    let (Callee::Def(..), [receiver]) = (&call.callee, call.args.as_slice()) else { return None };
    let ExprKind::Ref(_, place) = &receiver.kind else { return None };
    let (PlaceBase::Local(iter), true) = (&place.base, place.projections.is_empty()) else { return None };
    let ExprKind::Match(scrutinee, arms) = &value.kind else { return None };
    if !matches!(scrutinee.base, PlaceBase::Local(local) if local == *next)
        || !scrutinee.projections.is_empty()
    {
        return None;
    }
    match arms.as_slice() {
        [none, some] if is_break(&none.body, label) => Some((*iter, some)),
        _ => None,
    }
}

fn range_node<T: Int + Ord>(
    (start, end): (Slot, Slot),
    item: Option<Slot>,
    body: Stmt,
    label: LabelId,
    turn: Turn,
) -> Code<()> {
    let again = Ctl::again(label.0);
    // A range that ends before it starts is empty; the counter never passes the end.
    let next = |k: T| T::narrow(k.widen().wrapping_add(1));
    match (body, item) {
        (Stmt::Unit(body), Some(item)) => code(move |fp, ctx| {
            let (mut k, end) = (T::local(&ctx.mem, fp, start), T::local(&ctx.mem, fp, end));
            while k < end {
                T::set_local(&mut ctx.mem, fp, item, k);
                body.call(fp, ctx);
                ctx.turn(turn);
                k = next(k);
            }
        }),
        (Stmt::Unit(body), None) => code(move |fp, ctx| {
            let (mut k, end) = (T::local(&ctx.mem, fp, start), T::local(&ctx.mem, fp, end));
            while k < end {
                body.call(fp, ctx);
                ctx.turn(turn);
                k = next(k);
            }
        }),
        (Stmt::Ctl(body), item) => code(move |fp, ctx| {
            let (mut k, end) = (T::local(&ctx.mem, fp, start), T::local(&ctx.mem, fp, end));
            while k < end {
                if let Some(item) = item {
                    T::set_local(&mut ctx.mem, fp, item, k);
                }
                let ctl = body.call(fp, ctx);
                if ctl != Ctl::NEXT && ctl != again {
                    return;
                }
                ctx.turn(turn);
                k = next(k);
            }
        }),
    }
}
