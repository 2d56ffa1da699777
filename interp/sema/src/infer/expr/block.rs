//! Blocks and statements. Follows `FnCtxt::check_block_with_expected`, `check_stmt`, `check_decl`.

use treebeard_syntax::ast::{Block, Expr, ItemKind, Label, Let, Stmt};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::infer::body::{Breakable, BreakableKind, Diverges, InferCtx};
use crate::infer::coerce::CoerceMany;
use crate::infer::expectation::Expectation;
use crate::infer::local::RibKind;
use crate::ty::{Ty, TyKind};

impl InferCtx<'_> {
    /// A block as an expression.
    pub(in crate::infer) fn check_block(
        &mut self,
        block: &Block,
        label: Option<Label>,
        expected: Expectation,
    ) -> Ty {
        let outer_scope = self.enter_block_scope(block);
        let previous = self.diverges;
        let target = expected.coercion_target(self);
        self.breakables.push(Breakable {
            node: block.id,
            label,
            kind: BreakableKind::Block,
            coerce: Some(CoerceMany::new(target)),
            may_break: false,
            in_condition: false,
        });
        for stmt in &block.stmts {
            self.check_stmt(stmt);
        }
        match &block.tail {
            Some(tail) => {
                let ty = self.check_expr_with(tail, expected);
                self.with_coercion(|ctx, coercion| coercion.coerce(ctx, &**tail, ty));
            }
            None if self.diverges != Diverges::Always => {
                let span = self.missing_tail_span(block);
                self.with_coercion(|ctx, coercion| {
                    coercion.coerce_unit(ctx, |ctx, expected| ctx.report_missing_tail(span, block, expected));
                });
            }
            None => {}
        }
        let breakable = self.breakables.pop().expect("pushed above");
        if breakable.may_break {
            // The end is reachable through the `break` whatever the tail does.
            self.diverges = previous;
        }
        let ty = breakable.coerce.expect("blocks coerce").complete();
        self.write_ty(block.id, ty);
        self.leave_block_scope(outer_scope);
        ty
    }

    /// Runs `f` on the coercion of the innermost breakable.
    pub(super) fn with_coercion(&mut self, f: impl FnOnce(&mut Self, &mut CoerceMany)) {
        let index = self.breakables.len() - 1;
        let mut coercion = self.breakables[index].coerce.take().expect("has a coercion");
        f(self, &mut coercion);
        self.breakables[index].coerce = Some(coercion);
    }

    /// Where a missing tail is reported: for the body of a function at its result type.
    fn missing_tail_span(&self, block: &Block) -> SpanId {
        match self.fn_body_block {
            Some((node, output)) if node == block.id && output != SpanId::NONE => output,
            _ => block.span,
        }
    }

    fn report_missing_tail(&mut self, span: SpanId, block: &Block, expected: Ty) {
        let shown = self.show(expected);
        let mut diagnostic = Diagnostic::error(Some("E0308"), span, "mismatched types")
            .label(format!("expected `{shown}`, found `()`"));
        if let Some(Stmt::Expr { expr, semi: true }) = block.stmts.last() {
            diagnostic =
                diagnostic.secondary(expr.span, "remove the semicolon after this to return the value");
        }
        self.report(diagnostic);
    }

    fn check_stmt(&mut self, stmt: &Stmt) {
        let outer = std::mem::replace(&mut self.diverges, Diverges::Maybe);
        match stmt {
            Stmt::Let(let_) => self.check_let(let_),
            Stmt::Item(item) => {
                if let ItemKind::MacroRules { definition, .. } = item.kind {
                    self.push_rib(RibKind::Macro(definition));
                }
            }
            Stmt::Expr { expr, semi: true } => {
                self.check_expr(expr);
            }
            Stmt::Expr { expr, semi: false } => self.check_unit_stmt(expr),
        }
        self.diverges = self.diverges.or(outer);
    }

    /// `if … { … }` and the like as a statement must be `()`.
    fn check_unit_stmt(&mut self, expr: &Expr) {
        self.check_has_type(expr, Ty::unit());
    }

    fn check_let(&mut self, let_: &Let) {
        let ty = match &let_.ty {
            Some(ty) => self.lower_ty(ty),
            None => self.new_var_at(let_.pat.span),
        };
        if let Some(init) = &let_.init {
            let by_ref = self.explicit_ref_binding(&let_.pat);
            if let Some(mutability) = by_ref {
                // No coercion, so that the references that the pattern makes are to the value itself.
                let init_ty = self.check_expr_needing(init, Expectation::HasType(ty), mutability);
                self.demand_eq(init.span, ty, init_ty);
            } else {
                self.check_coercible(init, ty);
            }
        }
        let bindings = match &let_.els {
            None => self.check_pat_top(&let_.pat, ty),
            Some(els) => {
                let bindings = self.check_pat_top(&let_.pat, ty);
                let previous = self.diverges;
                let els_ty = self.check_block(els, None, Expectation::None);
                if !matches!(self.shallow(els_ty).kind(), TyKind::Never) {
                    let found = self.resolve(els_ty);
                    self.demand_never(els.span, found);
                }
                self.diverges = previous;
                bindings
            }
        };
        self.push_bindings(bindings);
    }

    fn demand_never(&mut self, span: SpanId, found: Ty) {
        if self.commit_if_ok(|ctx| ctx.unify(Ty::never(), found)).is_err() && !found.has_error() {
            let label = format!("expected `!`, found `{}`", self.show(found));
            let message = "`else` clause of `let...else` does not diverge";
            self.report(Diagnostic::error(Some("E0308"), span, message).label(label));
        }
    }

    /// `const { … }`: a body of its own for control flow, the same for types.
    pub(super) fn check_inline_const(&mut self, block: &Block, expected: Expectation) -> Ty {
        let saved = self.enter_function(None);
        let breakables = std::mem::take(&mut self.breakables);
        let expected = match expected {
            Expectation::HasType(ty) => Expectation::HasType(ty),
            Expectation::None | Expectation::CastableTo(_) | Expectation::RvalueLikeUnsized(_) => {
                Expectation::None
            }
        };
        let ty = self.check_block(block, None, expected);
        self.breakables = breakables;
        self.leave_function(saved);
        ty
    }
}
