//! What inference had to leave open until the captures of closures are known: their kinds (E0525, or for a closure
//! whose kind the context asked for, what it does against that: E0507, E0594, E0596), and whether they are `Copy`,
//! `Clone`, `Send` …
//!
//! `rustc_hir_typeck::upvar` decides kinds before the end of inference; here the typed tree does, after it.

use treebeard_syntax::ast::NodeId;
use treebeard_syntax::{Diagnostic, SpanId};

use super::builtin::BuiltinTrait;
use super::{FulfillCtx, FulfillmentErrorCode, NoDelegate, Obligation, SelectionContext};
use crate::Sema;
use crate::def::DefId;
use crate::infer::walk::{Visitor, walk_expr};
use crate::table::InferTable;
use crate::tree::visit::{VisitMut, walk_expr as walk_tree};
use crate::tree::{BorrowKind, ClosureKind, Expr, ExprKind, LocalId, Place, PlaceBase, TypedBody};
use crate::ty::{ClosureId, Predicate, TyKind};

impl Sema {
    /// The errors among the predicates that inference of `def` deferred.
    pub fn check_deferred(&self, def: DefId) -> Vec<Diagnostic> {
        let results = self.typeck(def);
        let mut diagnostics = Vec::new();
        // rustc proves what waits for futures in one go, in which the same thing is found wrong once.
        let mut wrong_in_futures: Vec<Predicate> = Vec::new();
        let env = self.param_env(def);
        for (predicate, span) in &results.deferred {
            if predicate.has_error() {
                continue;
            }
            let mut table = InferTable::new();
            let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
            let mut fulfill = FulfillCtx::new();
            fulfill.register(Obligation::new(predicate.clone(), &env, *span));
            let errors = fulfill.select_all_or_error(&mut cx);
            for error in &errors {
                if cx.is_about_future(&error.obligation) {
                    let leaf = cx.table.resolve(&error.obligation.predicate);
                    if wrong_in_futures.contains(&leaf) {
                        continue;
                    }
                    // Lifetimes in what a future holds are different ones for each future.
                    if !super::explain_future::has_lifetimes(&leaf) {
                        wrong_in_futures.push(leaf);
                    }
                }
                let found = match error.code {
                    FulfillmentErrorCode::ClosureKind => self.kind_error(&error.obligation.predicate),
                    _ => None,
                };
                match found {
                    Some(diagnostic) => diagnostics.push(diagnostic),
                    None => diagnostics.extend(cx.report(std::slice::from_ref(error))),
                }
            }
        }
        diagnostics.dedup();
        diagnostics
    }

    fn kind_error(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let Predicate::Trait(of) = predicate else { return None };
        let TyKind::Closure(id, args) = of.self_ty().kind() else { return None };
        let own = self.closure_info(*id, *args).kind?;
        if let BuiltinTrait::Fn(wanted) = self.builtin_trait(of.trait_)
            && own <= wanted
        {
            let name = kind_name(wanted);
            let message = format!(
                "async closure does not implement `{name}` because it captures state from its environment"
            );
            return Some(Diagnostic::error(None, self.closure_span(*id)?, message));
        }
        let results = self.typeck(id.owner);
        if let Some(wanted) = results.closures.get(&id.node)?.expected_kind {
            return self.misuse_in_closure(*id, wanted);
        }
        let wanted = self.def_name(of.trait_);
        let own = kind_name(own);
        let message = format!(
            "expected a closure that implements the `{wanted}` trait, but this closure only implements `{own}`"
        );
        let span = self.closure_span(*id)?;
        Some(
            Diagnostic::error(Some("E0525"), span, message)
                .label(format!("this closure implements `{own}`, not `{wanted}`")),
        )
    }

    /// The first use of a capture that a closure of kind `wanted` may not make.
    fn misuse_in_closure(&self, id: ClosureId, wanted: ClosureKind) -> Option<Diagnostic> {
        let body = self.typed_body(id.owner);
        let closure = body.closures.get(&id.node)?;
        let mut value = closure.body.value.clone();
        let mut search = Misuse { owner: &body, this: *closure.body.params.first()?, wanted, found: None };
        search.expr(&mut value);
        let (code, span) = search.found?;
        // What a future does it does as a whole: rustc names the async closure itself.
        let span = if self.is_async_closure(id) { self.closure_span(id)? } else { span };
        let name = closure.captures.first().map_or("_", |capture| capture.name.as_str());
        let kind = kind_name(wanted);
        let article = if wanted == ClosureKind::Fn { "a" } else { "an" };
        let message = match code {
            "E0507" => format!("cannot move out of `{name}`, a captured variable in an `{kind}` closure"),
            "E0594" => {
                format!(
                    "cannot assign to `{name}`, as it is a captured variable in {article} `{kind}` closure"
                )
            }
            _ => {
                format!(
                    "cannot borrow `{name}` as mutable, as it is a captured variable in {article} `{kind}` closure"
                )
            }
        };
        Some(Diagnostic::error(Some(code), span, message))
    }

    /// Where a closure stands: from its first bar to the end of its result type.
    fn closure_span(&self, id: ClosureId) -> Option<SpanId> {
        let body = self.body_ast(id.owner)?;
        let mut search = FindClosure { node: id.node, found: None };
        search.expr(&body.value);
        search.found
    }
}

fn kind_name(kind: ClosureKind) -> &'static str {
    match kind {
        ClosureKind::Fn => "Fn",
        ClosureKind::FnMut => "FnMut",
        ClosureKind::FnOnce => "FnOnce",
    }
}

struct FindClosure {
    node: NodeId,
    found: Option<SpanId>,
}

impl Visitor for FindClosure {
    fn expr(&mut self, expr: &treebeard_syntax::ast::Expr) {
        if expr.id == self.node
            && let treebeard_syntax::ast::ExprKind::Closure(closure) = &expr.kind
        {
            self.found = Some(closure.header_span);
        }
        if self.found.is_none() {
            walk_expr(self, expr);
        }
    }
}

struct Misuse<'a> {
    owner: &'a TypedBody,
    /// The closure's own parameter.
    this: LocalId,
    wanted: ClosureKind,
    found: Option<(&'static str, SpanId)>,
}

impl Misuse<'_> {
    fn is_capture(&self, place: &Place) -> bool {
        matches!(place.base, PlaceBase::Local(local) if local == self.this)
    }
}

impl VisitMut for Misuse<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        if self.found.is_some() {
            return;
        }
        let only_reads = self.wanted == ClosureKind::Fn;
        self.found = match &expr.kind {
            ExprKind::Move(place) if self.is_capture(place) => Some(("E0507", place.span)),
            ExprKind::Assign(place, _) | ExprKind::AssignOp(_, place, _)
                if only_reads && self.is_capture(place) =>
            {
                Some(("E0594", expr.span))
            }
            ExprKind::Ref(BorrowKind::Mut | BorrowKind::TwoPhase | BorrowKind::Unique, place)
                if only_reads && self.is_capture(place) =>
            {
                Some(("E0596", place.span))
            }
            _ => None,
        };
        if let ExprKind::Closure(id) = &expr.kind
            && let Some(closure) = self.owner.closures.get(&id.node)
        {
            closure.captures.iter().for_each(|capture| self.expr(&mut capture.init.clone()));
        }
        walk_tree(self, expr);
    }
}
