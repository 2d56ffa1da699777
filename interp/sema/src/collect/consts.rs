//! Constants in types: array lengths, const arguments, discriminants.
//!
//! Literals and simple arithmetic over literals and other such constants are evaluated here; everything else goes to
//! the injected evaluator. No constant of a type may mention a generic parameter except by naming it alone.

use treebeard_syntax::ast::{self, BinaryOp, Expr, ExprKind, Lit, UnaryOp};
use treebeard_syntax::{Diagnostic, SpanId, Unsupported};

use super::adt::{fits, sign_extend};
use super::lower::ItemLowering;
use super::{ConstEvalError, ItemCtx};
use crate::Sema;
use crate::cache::Query;
use crate::def::{DefId, DefKind};
use crate::names::{PathSource, PrimTy, Res, Scope};
use crate::ty::{Const, ConstKind, GenericArgs, IntTy, Ty, TyKind};

impl Sema {
    /// The definition of an anonymous constant standing in `owner`, found again by its address and position.
    pub(crate) fn anon_const_def(&self, owner: DefId, module: DefId, c: &ast::AnonConst) -> DefId {
        let key = (owner, std::ptr::from_ref(&*c.body) as usize, c.span);
        self.anon_ids.get_or(key, |_| self.new_anon_const(owner, module, c))
    }

    /// An anonymous constant of type `ty` as a type constant.
    pub fn lower_anon_const(&self, c: &ast::AnonConst, ty: Ty, ctx: &dyn ItemLowering) -> Const {
        let scope = ctx.scope();
        let value = strip_block(&c.body.value);
        match &value.kind {
            ExprKind::Underscore => {
                return ctx.infer_const(ty, c.span).unwrap_or_else(|| {
                    let message = "the placeholder `_` is not allowed within types on item signatures";
                    ctx.report(Diagnostic::error(Some("E0121"), c.span, message));
                    Const::new(ConstKind::Error)
                });
            }
            ExprKind::Path(path) if path.qself.is_none() => {
                if let Ok(found) = self.resolve_path(scope, path, PathSource::Expr)
                    && found.unresolved == 0
                    && let Res::ConstParam(param) = found.res
                {
                    return Const::new(ConstKind::Param(param));
                }
            }
            _ => {}
        }
        if let Some(c) = self.fold_const_expr(scope, value, ty) {
            return c;
        }
        let def = self.anon_const_def(scope.owner, scope.module, c);
        self.anon_types.put(def, ty);
        self.const_of_item(def, GenericArgs::empty(), ty, c.span, ctx)
    }

    /// A named or anonymous constant used in a type, with errors reported to `ctx`.
    pub(crate) fn const_of_item(
        &self,
        def: DefId,
        args: GenericArgs,
        _ty: Ty,
        span: SpanId,
        ctx: &dyn ItemLowering,
    ) -> Const {
        match self.eval_const(def, args) {
            Ok(c) => c,
            Err(ConstEvalError::TooGeneric) => Const::new(ConstKind::Unevaluated(def, args)),
            Err(ConstEvalError::Error(error)) => {
                ctx.report(*error);
                Const::new(ConstKind::Error)
            }
            Err(ConstEvalError::Unsupported(mut unsupported)) => {
                if unsupported.span == SpanId::NONE {
                    unsupported.span = span;
                }
                ctx.unsupported(unsupported);
                Const::new(ConstKind::Error)
            }
        }
    }

    /// The value of an anonymous or named constant as a type constant, evaluated if possible.
    pub fn eval_const(&self, def: DefId, args: GenericArgs) -> Result<Const, ConstEvalError> {
        self.const_values.get_or((def, args), |_| {
            let Some(_active) = self.begin(Query::ConstEval, def) else {
                let message = format!("cycle detected when evaluating `{}`", self.data(def).name);
                let error = Diagnostic::error(Some("E0391"), self.def_span(def), message);
                return Err(ConstEvalError::Error(Box::new(error)));
            };
            if let Some(body) = self.body_ast(def)
                && args.is_empty()
                && let Some(c) = self.fold_const_expr(self.scope_of(def), &body.value, self.type_of(def))
            {
                return Ok(c);
            }
            match self.const_evaluator() {
                Some(evaluator) => evaluator.eval_const(self, def, args),
                None => {
                    let feature = "constant expression in a type";
                    Err(ConstEvalError::Unsupported(Unsupported::new(feature, self.def_span(def))))
                }
            }
        })
    }

    /// As `eval_const`, with errors reported to the item.
    pub(crate) fn eval_const_reporting(&self, def: DefId, args: GenericArgs, span: SpanId) -> Option<Const> {
        let ctx = ItemCtx::new(self, self.parent(def).unwrap_or(def));
        let c = self.const_of_item(def, args, self.type_of(def), span, &ctx);
        (!matches!(c.kind(), ConstKind::Error)).then_some(c)
    }

    /// Literals, parameters-free arithmetic, casts between integers, and constants made of these.
    fn fold_const_expr(&self, scope: Scope, expr: &Expr, ty: Ty) -> Option<Const> {
        let expr = strip_block(expr);
        match (ty.kind(), &expr.kind) {
            (TyKind::Bool, ExprKind::Lit(Lit::Bool(value))) => Some(value_of(ty, u128::from(*value))),
            (TyKind::Char, ExprKind::Lit(Lit::Char(value))) => {
                Some(value_of(ty, u128::from(u32::from(*value))))
            }
            (TyKind::Int(int), _) => {
                let value = self.fold_int(scope, expr, *int)?;
                Some(value_of(ty, int_bits(value, *int)))
            }
            _ => None,
        }
    }

    fn fold_int(&self, scope: Scope, expr: &Expr, int: IntTy) -> Option<i128> {
        let expr = strip_block(expr);
        let value = match &expr.kind {
            ExprKind::Lit(Lit::Int(value, suffix)) => {
                if suffix.is_some_and(|suffix| suffix.as_str() != int.name()) {
                    return None;
                }
                i128::try_from(*value).ok()?
            }
            ExprKind::Lit(Lit::Byte(value)) if int == IntTy::U8 => i128::from(*value),
            ExprKind::Unary(UnaryOp::Neg, inner) if int.is_signed() => {
                // `-128` as an `i8`: the literal alone does not fit.
                match &inner.kind {
                    ExprKind::Lit(Lit::Int(value, None)) => i128::try_from(*value).ok()?.checked_neg()?,
                    _ => self.fold_int(scope, inner, int)?.checked_neg()?,
                }
            }
            ExprKind::Binary(op, a, b) => {
                let a = self.fold_int(scope, a, int)?;
                // The right side of a shift has a type of its own.
                let b = match op {
                    BinaryOp::Shl | BinaryOp::Shr => self.fold_int(scope, b, IntTy::I32)?,
                    _ => self.fold_int(scope, b, int)?,
                };
                fold_binary(*op, a, b, int)?
            }
            ExprKind::Path(path) => self.fold_path(scope, path, int)?,
            ExprKind::Cast(inner, target) => self.fold_cast(scope, inner, target, int)?,
            _ => return None,
        };
        fits(value, int).then_some(value)
    }

    fn fold_path(&self, scope: Scope, path: &ast::Path, int: IntTy) -> Option<i128> {
        let found = self.resolve_path(scope, path, PathSource::Expr).ok()?;
        let Res::Def(def) = found.res else { return None };
        if found.unresolved > 0 || self.data(def).kind != DefKind::Const || self.type_of(def) != Ty::int(int)
        {
            return None;
        }
        match self.eval_const(def, GenericArgs::empty()).ok()?.kind() {
            ConstKind::Value(_, bits) => Some(sign_extend(*bits, int)),
            _ => None,
        }
    }

    fn fold_cast(&self, scope: Scope, inner: &Expr, target: &ast::Ty, int: IntTy) -> Option<i128> {
        let ast::TyKind::Path(path) = &target.kind else { return None };
        let found = self.resolve_path(scope, path, PathSource::Type).ok()?;
        if found.res != Res::PrimTy(PrimTy::Int(int)) {
            return None;
        }
        let inner = strip_block(inner);
        let source = match &inner.kind {
            ExprKind::Path(path) => {
                let found = self.resolve_path(scope, path, PathSource::Expr).ok()?;
                match found.res {
                    Res::Def(def) if self.data(def).kind == DefKind::Const => {
                        match self.type_of(def).kind() {
                            TyKind::Int(int) => *int,
                            _ => return None,
                        }
                    }
                    _ => return None,
                }
            }
            ExprKind::Lit(Lit::Int(_, Some(suffix))) => IntTy::from_name(suffix.as_str())?,
            ExprKind::Lit(Lit::Int(_, None)) => int,
            _ => return None,
        };
        let value = self.fold_int(scope, inner, source)?;
        Some(sign_extend(int_bits(value, int), int))
    }
}

fn fold_binary(op: BinaryOp, a: i128, b: i128, int: IntTy) -> Option<i128> {
    let shift = || u32::try_from(b).ok().filter(|shift| *shift < int.bits());
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        BinaryOp::Shl => Some(sign_extend(int_bits(a, int) << shift()?, int)),
        BinaryOp::Shr => Some(a >> shift()?),
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => None,
    }
}

fn value_of(ty: Ty, bits: u128) -> Const {
    Const::new(ConstKind::Value(ty, bits))
}

/// The bits of a number as a value of `int`, zero-extended.
fn int_bits(value: i128, int: IntTy) -> u128 {
    let bits = int.bits();
    if bits == 128 { value as u128 } else { (value as u128) & ((1 << bits) - 1) }
}

/// `{ e }` is `e`.
fn strip_block(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Block(block, None) if block.stmts.is_empty() => match &block.tail {
            Some(tail) => strip_block(tail),
            None => expr,
        },
        _ => expr,
    }
}
