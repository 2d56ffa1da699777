//! `if`, loops, `break`, `continue`, `return`. Follows `FnCtxt::check_expr_if` and its neighbours.

use treebeard_syntax::ast::{Block, Expr, Label, Pat};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::infer::body::{Breakable, BreakableKind, Diverges, InferCtx};
use crate::infer::coerce::{CoerceMany, Site, TwoPhase};
use crate::infer::expectation::Expectation;
use crate::ty::Ty;

impl InferCtx<'_> {
    /// `if cond { … } else …`.
    pub(super) fn check_if(
        &mut self,
        expr: &Expr,
        cond: &Expr,
        then: &Block,
        els: Option<&Expr>,
        original: Expectation,
    ) -> Ty {
        let ribs = self.rib_depth();
        self.check_has_type(cond, Ty::bool());
        let cond_diverges = std::mem::replace(&mut self.diverges, Diverges::Maybe);
        let expected = original.for_branches(self);
        let then_ty = self.check_block(then, None, expected);
        self.truncate_ribs(ribs);
        let then_diverges = std::mem::replace(&mut self.diverges, Diverges::Maybe);

        let target = expected.coercion_target(self);
        let mut coercion = CoerceMany::new(target);
        coercion.coerce(self, then, then_ty);
        match els {
            Some(els) => {
                let els_ty = self.check_expr_with(els, expected);
                let els_diverges = self.diverges;
                let branches_are_typed = matches!(original, Expectation::HasType(_));
                coercion.coerce_or_else(self, els, els_ty, |ctx, wanted, found| {
                    ctx.report_branches(els, wanted, found, branches_are_typed);
                });
                self.diverges = cond_diverges.or(then_diverges.and(els_diverges));
            }
            None => {
                coercion.coerce_unit(self, |ctx, wanted| {
                    let shown = ctx.show(wanted);
                    ctx.report(
                        Diagnostic::error(Some("E0317"), expr.span, "`if` may be missing an `else` clause")
                            .label(format!("expected `{shown}`, found `()`"))
                            .note("`if` expressions without `else` evaluate to `()`"),
                    );
                });
                self.diverges = cond_diverges;
            }
        }
        coercion.complete()
    }

    fn report_branches(&mut self, els: &Expr, wanted: Ty, found: Ty, typed: bool) {
        if wanted.has_error() || found.has_error() {
            return;
        }
        let message = if typed { "mismatched types" } else { "`if` and `else` have incompatible types" };
        let label = format!("expected `{}`, found `{}`", self.show(wanted), self.show(found));
        let span = Site::from(els).blame;
        self.report(Diagnostic::error(Some("E0308"), span, message).label(label));
    }

    /// `let pat = scrutinee` in a condition: its bindings stay in scope until the ribs of the `if` are cut.
    pub(super) fn check_let_expr(&mut self, pat: &Pat, scrutinee: &Expr) -> Ty {
        let ty = self.check_scrutinee(scrutinee, self.explicit_ref_binding(pat), true);
        let bindings = self.check_pat_top(pat, ty);
        self.push_bindings(bindings);
        Ty::bool()
    }

    /// `while cond { … }`.
    pub(super) fn check_while(&mut self, expr: &Expr, cond: &Expr, body: &Block, label: Option<Label>) -> Ty {
        self.push_loop(expr, label, BreakableKind::While, None);
        let ribs = self.rib_depth();
        self.set_in_condition(true);
        self.check_has_type(cond, Ty::bool());
        self.set_in_condition(false);
        self.diverges = Diverges::Maybe;
        let body_ty = self.check_block(body, None, Expectation::HasType(Ty::unit()));
        self.demand_unit_body(body, body_ty);
        self.truncate_ribs(ribs);
        self.breakables.pop();
        self.diverges = Diverges::Maybe;
        Ty::unit()
    }

    fn set_in_condition(&mut self, in_condition: bool) {
        if let Some(innermost) = self.breakables.last_mut() {
            innermost.in_condition = in_condition;
        }
    }

    /// The body of a loop is a block of type `()`.
    pub(super) fn demand_unit_body(&mut self, body: &Block, ty: Ty) {
        if self.commit_if_ok(|ctx| ctx.coerce_types(ty, Ty::unit(), TwoPhase::No)).is_err() {
            let found = self.resolve(ty);
            self.report_mismatch(Site::from(body).blame, Ty::unit(), found);
        }
    }

    pub(super) fn push_loop(
        &mut self,
        expr: &Expr,
        label: Option<Label>,
        kind: BreakableKind,
        coerce: Option<CoerceMany>,
    ) {
        self.breakables.push(Breakable {
            node: expr.id,
            label,
            kind,
            coerce,
            may_break: false,
            in_condition: false,
        });
    }

    /// `loop { … }`.
    pub(super) fn check_loop(
        &mut self,
        expr: &Expr,
        body: &Block,
        label: Option<Label>,
        expected: Expectation,
    ) -> Ty {
        let target = expected.coercion_target(self);
        self.push_loop(expr, label, BreakableKind::Loop, Some(CoerceMany::new(target)));
        let ty = self.check_block(body, None, Expectation::HasType(Ty::unit()));
        self.demand_unit_body(body, ty);
        let breakable = self.breakables.pop().expect("pushed above");
        self.diverges = if breakable.may_break { Diverges::Maybe } else { Diverges::Always };
        breakable.coerce.expect("loops coerce").complete()
    }

    /// `break 'label value`.
    pub(super) fn check_break(&mut self, expr: &Expr, label: Option<Label>, value: Option<&Expr>) -> Ty {
        let target = match self.find_breakable(expr.span, label, "break") {
            Some(target) => target,
            None => {
                if let Some(value) = value {
                    self.check_expr(value);
                }
                return Ty::error();
            }
        };
        let node = self.breakables[target].node;
        self.results.break_targets.insert(expr.id, node);
        let kind = self.breakables[target].kind;
        let wanted = self.breakables[target].coerce.as_ref().map(CoerceMany::expected);
        match (wanted, value) {
            (Some(wanted), Some(value)) => {
                let ty = self.check_expr_with(value, Expectation::HasType(wanted));
                self.with_breakable(target, |ctx, coercion| coercion.coerce(ctx, value, ty));
            }
            (Some(_), None) => self.with_breakable(target, |ctx, coercion| {
                coercion.coerce_unit(ctx, |ctx, wanted| ctx.report_mismatch(expr.span, wanted, Ty::unit()));
            }),
            (None, Some(value)) => {
                let ty = self.check_expr(value);
                if !self.resolve(ty).has_error() {
                    let form = if kind == BreakableKind::While { "while" } else { "for" };
                    self.report(
                        Diagnostic::error(
                            Some("E0571"),
                            expr.span,
                            format!("`break` with value from a `{form}` loop"),
                        )
                        .label("can only break with a value inside `loop` or breakable block"),
                    );
                }
            }
            (None, None) => {}
        }
        self.breakables[target].may_break = true;
        Ty::never()
    }

    fn with_breakable(&mut self, index: usize, f: impl FnOnce(&mut Self, &mut CoerceMany)) {
        // A `break` inside the operand of another `break` to the same target finds the coercion taken; such a
        // `break` is then only checked for itself.
        let Some(mut coercion) = self.breakables[index].coerce.take() else { return };
        f(self, &mut coercion);
        self.breakables[index].coerce = Some(coercion);
    }

    /// `continue 'label`.
    pub(super) fn check_continue(&mut self, expr: &Expr, label: Option<Label>) -> Ty {
        let Some(target) = self.find_breakable(expr.span, label, "continue") else { return Ty::error() };
        if self.breakables[target].kind == BreakableKind::Block {
            self.report(
                Diagnostic::error(Some("E0696"), expr.span, "`continue` pointing to a labeled block")
                    .label("labeled blocks cannot be `continue`'d"),
            );
        }
        let node = self.breakables[target].node;
        self.results.break_targets.insert(expr.id, node);
        Ty::never()
    }

    /// The loop or labelled block that a `break` or `continue` leaves.
    fn find_breakable(&mut self, span: SpanId, label: Option<Label>, what: &str) -> Option<usize> {
        if let Some(label) = label {
            let found = self
                .breakables
                .iter()
                .rposition(|b| b.label.is_some_and(|l| l.name == label.name && l.marks == label.marks));
            if found.is_none() {
                let outside = self.outer_labels.iter().any(|outer| outer.name == label.name);
                let (code, message) = if outside {
                    ("E0767", format!("use of unreachable label `{}`", label.name))
                } else {
                    ("E0426", format!("use of undeclared label `{}`", label.name))
                };
                self.error(Some(code), label.span, &message);
            }
            return found;
        }
        let found = self.breakables.iter().rposition(|b| b.kind != BreakableKind::Block);
        let labelled_block_between = self
            .breakables
            .iter()
            .rposition(|b| b.kind == BreakableKind::Block && b.label.is_some())
            .is_some_and(|block| found.is_some_and(|found| found < block));
        if labelled_block_between {
            self.report(
                Diagnostic::error(
                    Some("E0695"),
                    span,
                    format!("unlabeled `{what}` inside of a labeled block"),
                )
                .label(format!("`{what}` statements that would diverge to or through a labeled block need to bear a label")),
            );
            return None;
        }
        if found.is_some_and(|found| self.breakables[found].in_condition) {
            let message = format!("`{what}` with no label in the condition of a `while` loop");
            self.report(
                Diagnostic::error(Some("E0590"), span, message)
                    .label(format!("unlabeled `{what}` in the condition of a `while` loop")),
            );
            return None;
        }
        if found.is_none() {
            let diagnostic = if self.in_closure() {
                Diagnostic::error(Some("E0267"), span, format!("`{what}` inside of a closure"))
                    .label(format!("cannot `{what}` inside of a closure"))
            } else {
                Diagnostic::error(Some("E0268"), span, format!("`{what}` outside of a loop or labeled block"))
                    .label(format!("cannot `{what}` outside of a loop or labeled block"))
            };
            self.report(diagnostic);
        }
        found
    }

    /// `return value`.
    pub(super) fn check_return(&mut self, expr: &Expr, value: Option<&Expr>) -> Ty {
        let Some(mut coercion) = self.ret_coercion.take() else {
            if let Some(value) = value {
                self.check_expr(value);
            }
            if self.ret_span.is_none() {
                self.report(Diagnostic::error(
                    Some("E0572"),
                    expr.span,
                    "return statement outside of function body",
                ));
            }
            return Ty::never();
        };
        match value {
            Some(value) => {
                // The operand may itself return: it needs the coercion.
                let wanted = coercion.expected();
                self.ret_coercion = Some(coercion);
                let ty = self.check_expr_with(value, Expectation::HasType(wanted));
                coercion = self.ret_coercion.take().expect("put back by every user");
                coercion.coerce(self, value, ty);
            }
            None => coercion.coerce_unit(self, |ctx, wanted| {
                let shown = ctx.show(wanted);
                ctx.report(
                    Diagnostic::error(
                        Some("E0069"),
                        expr.span,
                        "`return;` in a function whose return type is not `()`",
                    )
                    .label(format!("return type is not `()`, but `{shown}`")),
                );
            }),
        }
        self.ret_coercion = Some(coercion);
        Ty::never()
    }
}
