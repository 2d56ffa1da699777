//! Are the patterns of a `match`, `let` or parameter exhaustive?
//!
//! Maranget's algorithm, as in `rustc_pattern_analysis`: [`deconstruct`] turns patterns into constructors with fields,
//! [`matrix`] searches for a value that no row matches, a *witness*, which is what the error names. Arms with guards
//! do not count. Reports E0004 and E0005.

mod deconstruct;
mod matrix;

use treebeard_syntax::{Diagnostic, SpanId};

use crate::context::Sema;
use crate::def::DefId;
use crate::tree::visit::{VisitMut, walk_expr, walk_stmt};
use crate::tree::{BindingMode, BorrowKind, Expr, ExprKind, Pattern, PatternKind, Place, Stmt, TypedBody};
use crate::ty::Ty;

impl Sema {
    /// The missing patterns of a body and the closures in it.
    pub fn check_patterns(&self, def: DefId) -> Vec<Diagnostic> {
        let body = self.typed_body(def);
        let mut diagnostics = check_body(self, def, &body);
        let mut closures: Vec<_> = body.closures.iter().collect();
        closures.sort_by_key(|(node, _)| **node);
        for (_, closure) in closures {
            diagnostics.extend(check_body(self, def, &closure.body));
        }
        diagnostics
    }
}

fn check_body(sema: &Sema, owner: DefId, body: &TypedBody) -> Vec<Diagnostic> {
    let mut checker = Checker { sema, owner, diagnostics: Vec::new() };
    // The walk changes nothing; it shares the one walker there is.
    checker.expr(&mut body.value.clone());
    checker.diagnostics
}

struct Checker<'a> {
    sema: &'a Sema,
    owner: DefId,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn missing<'p>(&self, ty: Ty, patterns: impl Iterator<Item = &'p Pattern>) -> Option<String> {
        let cx = deconstruct::Cx { sema: self.sema, owner: self.owner };
        let rows = patterns.map(|pattern| vec![cx.deconstruct(pattern)]).collect();
        let witness = matrix::witness(&cx, rows, &[ty])?;
        witness.first().map(|witness| cx.show(witness))
    }

    /// `a @ Some(b)`: what the outer variable takes or borrows, the inner ones may not take or borrow otherwise
    /// (rustc's `check_borrow_conflicts_in_at_patterns`).
    fn conflicting_bindings(&mut self, pattern: &Pattern) {
        let mut found = Vec::new();
        pattern.each(&mut |part| {
            let PatternKind::Binding { mode: outer, sub: Some(sub), .. } = &part.kind else { return };
            let mut inner = Vec::new();
            sub.each(&mut |part| {
                if let PatternKind::Binding { mode, .. } = &part.kind {
                    inner.push(*mode);
                }
            });
            found.extend(conflicts(*outer, &inner).iter().map(|(code, text)| (*code, *text, part.span)));
        });
        let errors = found.into_iter().map(|(code, text, span)| Diagnostic::error(code, span, text));
        self.diagnostics.extend(errors);
    }

    /// E0030, E0579: ranges without values. The types of the ends were checked.
    fn empty_ranges(&mut self, pattern: &Pattern) -> bool {
        let cx = deconstruct::Cx { sema: self.sema, owner: self.owner };
        let mut found = false;
        pattern.each(&mut |part| {
            let PatternKind::Range { start: Some(start), end: Some(end), inclusive } = &part.kind else {
                return;
            };
            let (Some(start), Some(end)) = (cx.value(start, part.ty), cx.value(end, part.ty)) else { return };
            let (code, message) = match inclusive {
                true if start > end => {
                    ("E0030", "lower bound for range pattern must be less than or equal to upper bound")
                }
                false if start >= end => {
                    ("E0579", "lower bound for range pattern must be less than upper bound")
                }
                _ => return,
            };
            self.diagnostics.push(Diagnostic::error(Some(code), part.span, message));
            found = true;
        });
        found
    }

    fn irrefutable(&mut self, pattern: &Pattern, place: &Place, what: &str) {
        if let Some(missing) = self.missing(place.ty, std::iter::once(pattern)) {
            self.diagnostics.push(
                Diagnostic::error(Some("E0005"), pattern.span, format!("refutable pattern in {what}"))
                    .label(format!("pattern `{missing}` not covered")),
            );
        }
    }

    fn exhaustive(&mut self, place: &Place, arms: &[crate::tree::Arm], span: SpanId) {
        // Both arms of a `for` stand at its pattern.
        if let [none, some] = arms
            && none.pattern.span == some.pattern.span
            && matches!(none.body.kind, ExprKind::Break(..))
        {
            if let Some(missing) = self.missing(place.ty, arms.iter().map(|arm| &arm.pattern)) {
                let missing =
                    missing.strip_prefix("Some(").and_then(|m| m.strip_suffix(')')).unwrap_or(&missing);
                self.diagnostics.push(
                    Diagnostic::error(
                        Some("E0005"),
                        some.pattern.span,
                        "refutable pattern in `for` loop binding",
                    )
                    .label(format!("pattern `{missing}` not covered")),
                );
            }
            return;
        }
        let rows = arms.iter().filter(|arm| arm.guard.is_none()).map(|arm| &arm.pattern);
        if let Some(missing) = self.missing(place.ty, rows) {
            let span = if place.span == SpanId::NONE { span } else { place.span };
            self.diagnostics.push(
                Diagnostic::error(
                    Some("E0004"),
                    span,
                    format!("non-exhaustive patterns: `{missing}` not covered"),
                )
                .label(format!("pattern `{missing}` not covered")),
            );
        }
    }
}

impl VisitMut for Checker<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        if let ExprKind::Match(place, arms) = &expr.kind {
            arms.iter().for_each(|arm| self.conflicting_bindings(&arm.pattern));
            let wrong = arms.iter().filter(|arm| self.empty_ranges(&arm.pattern)).count();
            if wrong == 0 {
                self.exhaustive(place, arms, expr.span);
            }
        }
        walk_expr(self, expr);
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        if let Stmt::Bind { pattern, .. } = stmt {
            self.conflicting_bindings(pattern);
        }
        if let Stmt::Bind { pattern, place, els: None } = stmt {
            self.irrefutable(pattern, place, "local binding");
        }
        walk_stmt(self, stmt);
    }
}

/// The errors of an outer binding with those inside it.
fn conflicts(outer: BindingMode, inner: &[BindingMode]) -> &'static [(Option<&'static str>, &'static str)] {
    let has = |test: fn(&BindingMode) -> bool| inner.iter().any(test);
    let is_mut = |mode: &BindingMode| matches!(mode, BindingMode::Ref(BorrowKind::Mut));
    let is_ref = |mode: &BindingMode| matches!(mode, BindingMode::Ref(_));
    match outer {
        BindingMode::Copy => &[],
        BindingMode::Move if has(is_ref) => &[(None, "borrow of moved value")],
        BindingMode::Move => &[],
        BindingMode::Ref(_) if has(|mode| *mode == BindingMode::Move) => &[
            (None, "cannot move out of value because it is borrowed"),
            (Some("E0382"), "borrow of partially moved value"),
        ],
        BindingMode::Ref(BorrowKind::Mut) if has(is_mut) => {
            &[(None, "cannot borrow value as mutable more than once at a time")]
        }
        BindingMode::Ref(BorrowKind::Mut) if has(is_ref) => {
            &[(None, "cannot borrow value as immutable because it is also borrowed as mutable")]
        }
        BindingMode::Ref(BorrowKind::Mut) => &[],
        BindingMode::Ref(_) if has(is_mut) => {
            &[(None, "cannot borrow value as mutable because it is also borrowed as immutable")]
        }
        BindingMode::Ref(_) => &[],
    }
}
