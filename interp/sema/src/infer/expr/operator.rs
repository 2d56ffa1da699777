//! Unary and binary operators.
//!
//! Every operator is looked up as its trait's method; if both sides turn out to be primitives, the types are also
//! made to agree as the built-in operator wants, and writeback removes the method. Follows
//! `rustc_hir_typeck::op`.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{BinaryOp, Expr, ExprKind, LogicalOp, Mutability, UnaryOp};

use crate::infer::Adjustment;
use crate::infer::body::InferCtx;
use crate::infer::callee::MethodCallee;
use crate::infer::expectation::Expectation;
use crate::ty::{GenericArg, InferTy, Ty, TyKind};

/// `a + b` or `a += b`?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum IsAssign {
    No,
    Yes,
}

/// The kinds of binary operator by what they want of their operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Category {
    Math,
    Bitwise,
    Shift,
    Comparison,
}

fn category(op: BinaryOp) -> Category {
    match op {
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => Category::Math,
        BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor => Category::Bitwise,
        BinaryOp::Shl | BinaryOp::Shr => Category::Shift,
        BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge => {
            Category::Comparison
        }
    }
}

/// Lang item of the trait, and its method.
fn operator_trait(op: BinaryOp, assign: IsAssign) -> (&'static str, &'static str) {
    let yes = assign == IsAssign::Yes;
    let pick = |plain, assigning| if yes { assigning } else { plain };
    let name = match op {
        BinaryOp::Add => pick("add", "add_assign"),
        BinaryOp::Sub => pick("sub", "sub_assign"),
        BinaryOp::Mul => pick("mul", "mul_assign"),
        BinaryOp::Div => pick("div", "div_assign"),
        BinaryOp::Rem => pick("rem", "rem_assign"),
        BinaryOp::BitAnd => pick("bitand", "bitand_assign"),
        BinaryOp::BitOr => pick("bitor", "bitor_assign"),
        BinaryOp::BitXor => pick("bitxor", "bitxor_assign"),
        BinaryOp::Shl => pick("shl", "shl_assign"),
        BinaryOp::Shr => pick("shr", "shr_assign"),
        BinaryOp::Eq => return ("eq", "eq"),
        BinaryOp::Ne => return ("eq", "ne"),
        BinaryOp::Lt => return ("partial_ord", "lt"),
        BinaryOp::Le => return ("partial_ord", "le"),
        BinaryOp::Gt => return ("partial_ord", "gt"),
        BinaryOp::Ge => return ("partial_ord", "ge"),
    };
    (name, name)
}

/// The operator as written.
pub(in crate::infer) fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
    }
}

impl InferCtx<'_> {
    /// `a && b`, `a || b`. The right side may not run, so it does not make the whole diverge.
    pub(super) fn check_logical(&mut self, _op: LogicalOp, left: &Expr, right: &Expr) -> Ty {
        self.check_coercible(left, Ty::bool());
        let left_diverges = self.diverges;
        self.check_coercible(right, Ty::bool());
        self.diverges = left_diverges;
        Ty::bool()
    }

    /// `a + b`.
    pub(super) fn check_binary(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Ty {
        let (left_ty, right_ty, result) = self.check_overloaded_binary(expr, left, right, op, IsAssign::No);
        if self.is_ty_var(left_ty)
            || self.is_ty_var(right_ty)
            || !self.is_builtin_binary(left_ty, right_ty, op)
        {
            return result;
        }
        let builtin = self.enforce_builtin_binary(left, left_ty, right, right_ty, op);
        self.demand_eq(expr.span, builtin, result);
        builtin
    }

    /// `a += b`.
    pub(super) fn check_assign_op(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Ty {
        let (left_ty, right_ty, result) = self.check_overloaded_binary(expr, left, right, op, IsAssign::Yes);
        let ty = if !self.is_ty_var(left_ty)
            && !self.is_ty_var(right_ty)
            && self.is_builtin_binary(left_ty, right_ty, op)
        {
            self.enforce_builtin_binary(left, left_ty, right, right_ty, op);
            Ty::unit()
        } else {
            result
        };
        if !self.is_place_expr(left) {
            self.report(
                Diagnostic::error(Some("E0067"), expr.span, "invalid left-hand side of assignment")
                    .secondary(left.span, "cannot assign to this expression"),
            );
        }
        ty
    }

    fn check_overloaded_binary(
        &mut self,
        expr: &Expr,
        left: &Expr,
        right: &Expr,
        op: BinaryOp,
        assign: IsAssign,
    ) -> (Ty, Ty, Ty) {
        let left_ty = self.check_expr(left);
        let left_ty = match assign {
            IsAssign::No => {
                let fresh = self.new_var_at(left.span);
                self.demand_coerce(left, left_ty, fresh)
            }
            IsAssign::Yes => left_ty,
        };
        let left_ty = self.resolve_with_obligations(left_ty);
        let right_var = self.new_var_at(right.span);
        let mut right_known = None;
        if is_unknown_number(left_ty) {
            // Every number implements the operator, so the impls tell nothing of the right side: with another number
            // the operator is built in, whatever the two turn out to be, and no impl need be loaded.
            let right_ty = self.check_coercible_raw(right, right_var);
            let right_ty = self.resolve_with_obligations(right_ty);
            if is_scalar(right_ty) && self.is_builtin_binary(left_ty, right_ty, op) {
                if assign == IsAssign::Yes {
                    self.convert_place_derefs_to_mutable(left);
                }
                return (left_ty, right_ty, self.new_var_at(expr.span));
            }
            right_known = Some(right_ty);
        }
        // Otherwise the right side is checked after the lookup: a single impl then tells what it should be.
        let (lang, method_name) = operator_trait(op, assign);
        let method = self.lookup_method_in_trait(expr.span, lang, method_name, left_ty, &[right_var]);
        if method.is_some() {
            self.select_where_possible();
        }
        let right_ty = match right_known {
            Some(known) => known,
            None => self.check_coercible_raw(right, right_var),
        };
        let right_ty = self.resolve_with_obligations(right_ty);
        let result = match method {
            Some(method) => self.finish_binary(expr, left, right, op, assign, method),
            None => {
                self.report_binary(expr, left_ty, right_ty, left, right, op, assign);
                Ty::error()
            }
        };
        (left_ty, right_ty, result)
    }

    fn finish_binary(
        &mut self,
        expr: &Expr,
        left: &Expr,
        right: &Expr,
        op: BinaryOp,
        assign: IsAssign,
        method: MethodCallee,
    ) -> Ty {
        let inputs = method.sig.inputs;
        let comparison = category(op) == Category::Comparison;
        if (assign == IsAssign::Yes || comparison)
            && let Some(&input) = inputs.first()
            && let TyKind::Ref(_, _, mutability) = input.kind()
        {
            self.apply_adjustments(left.id, vec![Adjustment::borrow(*mutability, true, input)]);
        }
        if comparison
            && let Some(&input) = inputs.get(1)
            && let TyKind::Ref(_, _, mutability) = input.kind()
        {
            self.apply_adjustments(right.id, vec![Adjustment::borrow(*mutability, true, input)]);
        }
        let output = method.sig.output;
        self.write_callee(expr.id, &method);
        if assign == IsAssign::Yes {
            self.convert_place_derefs_to_mutable(left);
        }
        output
    }

    #[expect(clippy::too_many_arguments, reason = "the facts of one message")]
    fn report_binary(
        &mut self,
        expr: &Expr,
        left_ty: Ty,
        right_ty: Ty,
        left: &Expr,
        right: &Expr,
        op: BinaryOp,
        assign: IsAssign,
    ) {
        let (left_ty, right_ty) = (self.resolve(left_ty), self.resolve(right_ty));
        if left_ty.has_error() || right_ty.has_error() {
            return;
        }
        let (shown, other) = (self.show(left_ty), self.show(right_ty));
        let sign = symbol(op);
        if assign == IsAssign::Yes {
            let message =
                format!("binary assignment operation `{sign}=` cannot be applied to type `{shown}`");
            self.report(
                Diagnostic::error(Some("E0368"), expr.span, message)
                    .secondary(left.span, format!("cannot use `{sign}=` on type `{shown}`")),
            );
            return;
        }
        let message = match op {
            BinaryOp::Add => format!("cannot add `{other}` to `{shown}`"),
            BinaryOp::Sub => format!("cannot subtract `{other}` from `{shown}`"),
            BinaryOp::Mul => format!("cannot multiply `{shown}` by `{other}`"),
            BinaryOp::Div => format!("cannot divide `{shown}` by `{other}`"),
            BinaryOp::Rem => format!("cannot calculate the remainder of `{shown}` divided by `{other}`"),
            BinaryOp::BitAnd => format!("no implementation for `{shown} & {other}`"),
            BinaryOp::BitOr => format!("no implementation for `{shown} | {other}`"),
            BinaryOp::BitXor => format!("no implementation for `{shown} ^ {other}`"),
            BinaryOp::Shl => format!("no implementation for `{shown} << {other}`"),
            BinaryOp::Shr => format!("no implementation for `{shown} >> {other}`"),
            _ => format!("binary operation `{sign}` cannot be applied to type `{shown}`"),
        };
        // rustc points at the operator with both operands as labels; positions are compared by line of the
        // operator, which our tree does not keep, so the whole expression stands for it.
        // A number has the operator, only not with this right side: that is an unmet bound, not a missing operator.
        let is_number = matches!(left_ty.kind(), TyKind::Infer(InferTy::Int(_) | InferTy::Float(_)));
        let code = if is_number { "E0277" } else { "E0369" };
        self.report(
            Diagnostic::error(Some(code), self.operator_span(left, right), message)
                .secondary(left.span, shown)
                .secondary(right.span, other),
        );
    }

    /// The place of a binary operator: between its operands.
    fn operator_span(&self, left: &Expr, right: &Expr) -> treebeard_syntax::SpanId {
        use treebeard_syntax::{SpanData, SpanId};
        match (left.span.data(), right.span.data()) {
            (Some(l), Some(r)) if l.file == r.file && l.hi <= r.lo => {
                SpanId::new(SpanData { lo: l.hi, hi: r.lo, ..l })
            }
            _ => left.span,
        }
    }

    /// Do the built-in rules apply? One reference on each side is looked through, as the library's forwarding impls
    /// do.
    fn is_builtin_binary(&mut self, left: Ty, right: Ty, op: BinaryOp) -> bool {
        let left = self.shallow(left);
        let right = self.shallow(right);
        if left.has_error() || right.has_error() {
            return true;
        }
        let (l, r) = (self.deref_if_ref(left), self.deref_if_ref(right));
        match category(op) {
            Category::Shift => is_integral(l) && is_integral(r),
            Category::Math => (is_integral(l) && is_integral(r)) || (is_float(l) && is_float(r)),
            Category::Bitwise => (is_integral(l) && is_integral(r)) || (is_bool(l) && is_bool(r)),
            // Comparison looks at the operands themselves.
            Category::Comparison => is_scalar(left) && is_scalar(right),
        }
    }

    fn deref_if_ref(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Ref(_, inner, Mutability::Not) => self.shallow(*inner),
            _ => ty,
        }
    }

    fn enforce_builtin_binary(
        &mut self,
        left: &Expr,
        left_ty: Ty,
        right: &Expr,
        right_ty: Ty,
        op: BinaryOp,
    ) -> Ty {
        let (left_ty, right_ty) = (self.shallow(left_ty), self.shallow(right_ty));
        match category(op) {
            Category::Shift => self.deref_if_ref(left_ty),
            Category::Math | Category::Bitwise => {
                let (l, r) = (self.deref_if_ref(left_ty), self.deref_if_ref(right_ty));
                self.demand_eq(right.span, l, r);
                l
            }
            Category::Comparison => {
                let _ = left;
                self.demand_eq(right.span, left_ty, right_ty);
                Ty::bool()
            }
        }
    }

    /// `-a`, `!a`, `*a`.
    pub(super) fn check_unary(
        &mut self,
        expr: &Expr,
        op: UnaryOp,
        operand: &Expr,
        expected: Expectation,
    ) -> Ty {
        let inner = match op {
            UnaryOp::Not | UnaryOp::Neg => expected,
            UnaryOp::Deref => Expectation::None,
        };
        let ty = self.check_expr_with(operand, inner);
        if ty.has_error() {
            return Ty::error();
        }
        let ty = self.structurally_resolve(ty);
        match op {
            UnaryOp::Deref => self.check_deref(expr, operand, ty),
            // Built in for every type that the variable can become (a negated unsigned literal is an overflow).
            UnaryOp::Not if matches!(ty.kind(), TyKind::Infer(InferTy::Int(_))) => ty,
            UnaryOp::Neg if matches!(ty.kind(), TyKind::Infer(InferTy::Float(_))) => ty,
            UnaryOp::Not => {
                let result = self.check_user_unary(expr, operand, ty, ("not", "not"), '!');
                let ty = self.shallow(ty);
                if is_integral(ty) || is_bool(ty) { ty } else { result }
            }
            UnaryOp::Neg => {
                let result = self.check_user_unary(expr, operand, ty, ("neg", "neg"), '-');
                let ty = self.shallow(ty);
                if is_integral(ty) || is_float(ty) { ty } else { result }
            }
        }
    }

    fn check_user_unary(
        &mut self,
        expr: &Expr,
        operand: &Expr,
        ty: Ty,
        names: (&'static str, &'static str),
        sign: char,
    ) -> Ty {
        let ty = self.resolve_with_obligations(ty);
        if let Some(method) = self.lookup_method_in_trait(expr.span, names.0, names.1, ty, &[]) {
            self.write_callee(expr.id, &method);
            return method.sig.output;
        }
        let ty = self.resolve(ty);
        if !ty.has_error() {
            let shown = self.show(ty);
            let negative_unsigned = sign == '-' && matches!(ty.kind(), TyKind::Int(int) if !int.is_signed());
            let diagnostic = Diagnostic::error(
                Some("E0600"),
                expr.span,
                format!("cannot apply unary operator `{sign}` to type `{shown}`"),
            )
            .label(format!("cannot apply unary operator `{sign}`"));
            let literal = matches!(operand.kind, ExprKind::Lit(_));
            self.report(if negative_unsigned && literal {
                diagnostic.note("unsigned values cannot be negated")
            } else {
                diagnostic
            });
        }
        Ty::error()
    }

    fn check_deref(&mut self, expr: &Expr, operand: &Expr, ty: Ty) -> Ty {
        if let Some(target) = self.lookup_derefing(expr, operand, ty) {
            return target;
        }
        let ty = self.resolve(ty);
        if self.is_ty_var(ty) {
            self.report_unknown_type(operand.span, ty);
        } else if !ty.has_error() {
            let shown = self.show(ty);
            self.report(
                Diagnostic::error(Some("E0614"), expr.span, format!("type `{shown}` cannot be dereferenced"))
                    .label("can't be dereferenced"),
            );
        }
        Ty::error()
    }

    /// Looks a trait's method up for a self type and further trait arguments, if it may apply.
    pub(in crate::infer) fn lookup_method_in_trait(
        &mut self,
        span: treebeard_syntax::SpanId,
        lang: &str,
        method: &str,
        self_ty: Ty,
        others: &[Ty],
    ) -> Option<MethodCallee> {
        let Some(trait_) = self.lang(lang) else {
            self.unsupported(&format!("operator trait `{lang}`"), span);
            return None;
        };
        let args: Vec<GenericArg> =
            std::iter::once(self_ty).chain(others.iter().copied()).map(GenericArg::Ty).collect();
        self.construct_trait_method(span, trait_, method, &args)
    }
}

/// Integers, known or not.
pub(in crate::infer) fn is_integral(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Int(_) | TyKind::Infer(InferTy::Int(_)))
}

/// Floats, known or not.
pub(in crate::infer) fn is_float(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Float(_) | TyKind::Infer(InferTy::Float(_)))
}

fn is_bool(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Bool)
}

/// `{integer}` or `{float}`.
fn is_unknown_number(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Infer(InferTy::Int(_) | InferTy::Float(_)))
}

/// rustc's `Ty::is_scalar`.
pub(in crate::infer) fn is_scalar(ty: Ty) -> bool {
    matches!(
        ty.kind(),
        TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::RawPtr(..)
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Infer(InferTy::Int(_) | InferTy::Float(_))
    )
}
