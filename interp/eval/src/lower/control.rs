//! Control flow: blocks, conditions, loops, leaving.

use treebeard_sema::tree::{Expr, ExprKind, LabelId, Stmt as TreeStmt};
use treebeard_syntax::Unsupported;
use treebeard_syntax::ast::LogicalOp;

use crate::code::{Code, Ctl, code};
use crate::ctx::Turn;
use crate::reg::{AnyCode, Class, Reg};

use super::{Lower, Lowered, Out, PlaceCode, Stmt, Want, sequence};

/// Picks one of two outcomes of the same want.
pub(crate) fn choose(cond: Code<bool>, then: Out, els: Out) -> Lowered<Out> {
    fn pick<T: Send + Sync + 'static>(cond: Code<bool>, then: Code<T>, els: Code<T>) -> Code<T> {
        code(move |fp, ctx| if cond.call(fp, ctx) { then.call(fp, ctx) } else { els.call(fp, ctx) })
    }
    /// A branch of type `!` takes the other's type.
    fn same_class(a: AnyCode, b: AnyCode) -> (AnyCode, AnyCode) {
        use crate::reg::RegClass;
        match (a.class(), b.class()) {
            (x, y) if x == y => (a, b),
            (RegClass::Unit, class) => match a {
                AnyCode::Unit(unit) => (super::expr::after_unit(unit, class).code(), b),
                a => (a, b),
            },
            (class, RegClass::Unit) => match b {
                AnyCode::Unit(unit) => (a, super::expr::after_unit(unit, class).code()),
                b => (a, b),
            },
            _ => (a, b),
        }
    }
    macro_rules! values {
        ($a:expr, $b:expr; $($variant:ident)*) => {
            match ($a, $b) {
                $((AnyCode::$variant(a), AnyCode::$variant(b)) => AnyCode::$variant(pick(cond, a, b)),)*
                _ => return Err(internal("branches of different types")),
            }
        };
    }
    Ok(match (then, els) {
        (Out::Stmt(Stmt::Unit(then)), Out::Stmt(Stmt::Unit(els))) => {
            Out::Stmt(Stmt::Unit(pick(cond, then, els)))
        }
        (Out::Stmt(then), Out::Stmt(els)) => Out::Stmt(Stmt::Ctl(pick(cond, then.ctl(), els.ctl()))),
        (Out::Value(then), Out::Value(els)) => {
            let (then, els) = same_class(then.code(), els.code());
            Out::Value(
                values!(then, els; Unit Bool I8 I16 I32 I64 I128 U8 U16 U32 U64 U128 F32 F64 Ptr).into(),
            )
        }
        _ => return Err(internal("branches of different wants")),
    })
}

pub(crate) fn internal(what: &str) -> Unsupported {
    Unsupported::new(format!("internal: {what}"), treebeard_syntax::SpanId::NONE)
}

/// Is it `()` without effects?
pub(crate) fn is_empty_unit(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Const(treebeard_sema::tree::Const::Unit) => true,
        ExprKind::Block(stmts, value) => stmts.is_empty() && is_empty_unit(value),
        ExprKind::Scope(scope) => scope.locals.is_empty() && is_empty_unit(&scope.value),
        ExprKind::Aggregate(aggregate) => {
            matches!(&**aggregate, treebeard_sema::tree::Aggregate::Tuple(fields) if fields.is_empty())
        }
        _ => false,
    }
}

impl Lower<'_> {
    /// Statements, then a value.
    pub(crate) fn lower_block(&mut self, stmts: &[TreeStmt], value: &Expr, want: Want) -> Lowered<Out> {
        let mut all = Vec::with_capacity(stmts.len() + 1);
        for stmt in stmts {
            let height = self.height();
            let lowered = self.lower_stmt(stmt);
            self.set_height(height);
            all.push(lowered);
        }
        let last = self.lower(value, want);
        match last {
            Out::Stmt(stmt) => {
                all.push(stmt);
                Ok(Out::Stmt(sequence(all)))
            }
            Out::Value(value) => {
                if all.is_empty() {
                    return Ok(Out::Value(value));
                }
                let first = match sequence(all) {
                    Stmt::Unit(first) => first,
                    // A value is only asked of what does not divert: the jumps inside end inside.
                    Stmt::Ctl(inner) => code(move |fp, ctx| {
                        let went = inner.call(fp, ctx);
                        debug_assert_eq!(went, Ctl::NEXT);
                    }),
                };
                Ok(Out::Value(super::first_then(first, value.code()).into()))
            }
        }
    }

    fn lower_stmt(&mut self, stmt: &TreeStmt) -> Stmt {
        let result = match stmt {
            TreeStmt::Expr(e) => match self.lower(e, Want::Effect) {
                Out::Stmt(stmt) => Ok(stmt),
                Out::Value(value) => Ok(Stmt::Unit(super::expr::discard(value))),
            },
            TreeStmt::Init(local, e) => {
                let slot = self.local(*local).slot;
                let set = self.set_local_flags(*local);
                self.into_slot(e, slot).map(|fill| match set {
                    Some(set) => sequence(vec![fill, Stmt::Unit(set)]),
                    None => fill,
                })
            }
            TreeStmt::Bind { pattern, place, els } => self.lower_bind(pattern, place, els.as_ref()),
        };
        result.unwrap_or_else(|failure| {
            Stmt::Unit(code(move |_, _| crate::trap::unsupported(failure.feature.as_str(), failure.span)))
        })
    }

    /// A condition as a node. One that diverts is spilled.
    pub(crate) fn condition(&mut self, cond: &Expr) -> Lowered<Code<bool>> {
        match self.operand(cond)?.code() {
            AnyCode::Bool(cond) => Ok(cond),
            AnyCode::Unit(never) => Ok(code(move |fp, ctx| {
                never.call(fp, ctx);
                false
            })),
            _ => Err(internal("condition")),
        }
    }

    /// `if`.
    pub(crate) fn lower_if(
        &mut self,
        cond: &Expr,
        then: &Expr,
        els: &Expr,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        if !cond.diverts
            && let Some(out) = self.fused_if(cond, then, els, want)?
        {
            return Ok(out);
        }
        let cond = self.condition(cond)?;
        let then = self.lower(then, want);
        if is_empty_unit(els)
            && let Out::Stmt(then) = then
        {
            return Ok(Out::Stmt(match then {
                Stmt::Unit(then) => Stmt::Unit(code(move |fp, ctx| {
                    if cond.call(fp, ctx) {
                        then.call(fp, ctx);
                    }
                })),
                Stmt::Ctl(then) => {
                    Stmt::Ctl(code(
                        move |fp, ctx| {
                            if cond.call(fp, ctx) { then.call(fp, ctx) } else { Ctl::NEXT }
                        },
                    ))
                }
            }));
        }
        let els = self.lower(els, want);
        let _ = e;
        choose(cond, then, els)
    }

    /// `&&`, `||`.
    pub(crate) fn lower_logical(&mut self, op: LogicalOp, a: &Expr, b: &Expr, want: Want) -> Lowered<Out> {
        if b.diverts {
            // The second side must not run before it is known to be needed.
            let slot = self.temp(1, 1);
            let first = self.into_slot(a, slot)?;
            let second = self.into_slot(b, slot)?.ctl();
            let goes_on = op == LogicalOp::And;
            let rest = code(move |fp, ctx| {
                if bool::local(&ctx.mem, fp, slot) == goes_on { second.call(fp, ctx) } else { Ctl::NEXT }
            });
            self.pre.push(first);
            self.pre.push(Stmt::Ctl(rest));
            return Ok(self.deliver(PlaceCode::Slot(slot).read(crate::reg::RegClass::Bool), want));
        }
        let (a, b) = (self.condition(a)?, self.condition(b)?);
        let node = match op {
            LogicalOp::And => code(move |fp, ctx| a.call(fp, ctx) && b.call(fp, ctx)),
            LogicalOp::Or => code(move |fp, ctx| a.call(fp, ctx) || b.call(fp, ctx)),
        };
        Ok(self.deliver(AnyCode::Bool(node).into(), want))
    }

    fn open_label(&mut self, label: LabelId, result: Option<crate::memory::Slot>) {
        let index = label.0 as usize;
        if self.labels.len() <= index {
            self.labels.resize(index + 1, super::Label::default());
        }
        self.labels[index] = super::Label { result, left: false, again: false };
    }

    /// Where the `break`s of a construct put their value.
    fn label_result(&mut self, e: &Expr, want: Want) -> Lowered<Option<crate::memory::Slot>> {
        let ty = self.mono(e.ty);
        Ok(match (self.class(ty)?, want) {
            (Class::Reg(crate::reg::RegClass::Unit), _) => None,
            (_, Want::Slot(slot)) => Some(slot),
            (_, Want::Effect | Want::Value) => Some(self.temp_for(ty)?),
        })
    }

    fn deliver_label(
        &mut self,
        stmt: Stmt,
        result: Option<crate::memory::Slot>,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let ty = self.mono(e.ty);
        match want {
            Want::Slot(_) | Want::Effect => Ok(Out::Stmt(stmt)),
            Want::Value => {
                let class = self.reg_class(ty)?;
                let Stmt::Unit(unit) = stmt else { return Err(internal("diverting loop as a value")) };
                match result {
                    Some(slot) => {
                        self.pre.push(Stmt::Unit(unit));
                        Ok(Out::Value(PlaceCode::Slot(slot).read(class)))
                    }
                    None => Ok(Out::Value(super::expr::after_unit(unit, class))),
                }
            }
        }
    }

    /// `loop`.
    pub(crate) fn lower_loop(&mut self, label: LabelId, body: &Expr, e: &Expr, want: Want) -> Lowered<Out> {
        self.loops += 1;
        let out = self.lower_loop_body(label, body, e, want);
        self.loops -= 1;
        out
    }

    fn lower_loop_body(&mut self, label: LabelId, body: &Expr, e: &Expr, want: Want) -> Lowered<Out> {
        if let Some(out) = self.fused_loop(label, body, e, want)? {
            return Ok(out);
        }
        let result = self.label_result(e, want)?;
        self.open_label(label, result);
        let body = match self.lower(body, Want::Effect) {
            Out::Stmt(body) => body,
            Out::Value(value) => Stmt::Unit(super::expr::discard(value)),
        };
        let stmt = loop_node(label, body, e.diverts, self.turn());
        self.deliver_label(stmt, result, e, want)
    }

    /// `'a: { … }`.
    pub(crate) fn lower_labeled(
        &mut self,
        label: LabelId,
        body: &Expr,
        e: &Expr,
        want: Want,
    ) -> Lowered<Out> {
        let result = self.label_result(e, want)?;
        self.open_label(label, result);
        let target = match result {
            Some(slot) => Want::Slot(slot),
            None => Want::Effect,
        };
        let body = match self.lower(body, target) {
            Out::Stmt(body) => body,
            Out::Value(value) => Stmt::Unit(super::expr::discard(value)),
        };
        let stmt = match body {
            Stmt::Unit(body) => Stmt::Unit(body),
            Stmt::Ctl(body) => {
                let leave = Ctl::leave(label.0);
                if e.diverts {
                    Stmt::Ctl(code(move |fp, ctx| {
                        let ctl = body.call(fp, ctx);
                        if ctl == leave { Ctl::NEXT } else { ctl }
                    }))
                } else {
                    Stmt::Unit(code(move |fp, ctx| {
                        body.call(fp, ctx);
                    }))
                }
            }
        };
        self.deliver_label(stmt, result, e, want)
    }

    /// `break`.
    pub(crate) fn lower_break(&mut self, label: LabelId, value: &Expr) -> Lowered<Out> {
        let index = label.0 as usize;
        if let Some(entry) = self.labels.get_mut(index) {
            entry.left = true;
        }
        let result = self.labels.get(index).and_then(|label| label.result);
        let ctl = Ctl::leave(label.0);
        let go = Stmt::Ctl(code(move |_, _| ctl));
        self.leave_with(result, value, go)
    }

    /// `return`.
    pub(crate) fn lower_return(&mut self, value: &Expr) -> Lowered<Out> {
        let result = match self.result_class {
            Class::Reg(crate::reg::RegClass::Unit) => None,
            _ => Some(self.result),
        };
        let go = Stmt::Ctl(code(|_, _| Ctl::RETURN));
        self.leave_with(result, value, go)
    }

    fn leave_with(&mut self, result: Option<crate::memory::Slot>, value: &Expr, go: Stmt) -> Lowered<Out> {
        let fill = match result {
            Some(slot) => self.into_slot(value, slot)?,
            None if is_empty_unit(value) => return Ok(Out::Stmt(go)),
            None => match self.lower(value, Want::Effect) {
                Out::Stmt(stmt) => stmt,
                Out::Value(value) => Stmt::Unit(super::expr::discard(value)),
            },
        };
        Ok(Out::Stmt(sequence(vec![fill, go])))
    }
}

/// The node of a loop whose body was lowered.
pub(crate) fn loop_node(label: LabelId, body: Stmt, diverts: bool, turn: Turn) -> Stmt {
    match body {
        Stmt::Unit(body) => Stmt::Unit(code(move |fp, ctx| {
            loop {
                body.call(fp, ctx);
                ctx.turn(turn);
            }
        })),
        Stmt::Ctl(body) => {
            let (leave, again) = (Ctl::leave(label.0), Ctl::again(label.0));
            if diverts {
                Stmt::Ctl(code(move |fp, ctx| {
                    loop {
                        let ctl = body.call(fp, ctx);
                        if ctl != Ctl::NEXT && ctl != again {
                            return if ctl == leave { Ctl::NEXT } else { ctl };
                        }
                        ctx.turn(turn);
                    }
                }))
            } else {
                Stmt::Unit(code(move |fp, ctx| {
                    loop {
                        let ctl = body.call(fp, ctx);
                        if ctl != Ctl::NEXT && ctl != again {
                            return;
                        }
                        ctx.turn(turn);
                    }
                }))
            }
        }
    }
}
