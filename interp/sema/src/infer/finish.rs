//! The end of inference: fallback, deferred checks, what is still unproved, and writeback.
//!
//! The order is that of `typeck_with_inspect`; writeback follows `rustc_hir_typeck::writeback`: every variable is
//! replaced, and operators on primitives lose the method they were looked up with.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Body, NodeId};

use super::body::InferCtx;
use super::walk::{Visitor, walk_expr};
use super::{Adjustment, AdjustmentKind, CallKind, Resolution, TypeckResults};
use crate::def::DefKind;
use crate::table::InferTable;
use crate::traits::{FulfillmentError, FulfillmentErrorCode, SelectionContext};
use crate::ty::{GenericArgs, Predicate, Ty, TyKind, TypeFoldable, TypeFolder, fold_ty};

impl InferCtx<'_> {
    pub(super) fn finish(mut self, body: &Body) -> TypeckResults {
        self.select_where_possible();
        self.table.apply_fallback(self.edition);
        self.select_where_possible();
        self.check_deferred_casts();
        self.check_deferred_repeats();
        self.select_where_possible();
        self.table.apply_fallback(self.edition);
        self.prove_the_rest();
        self.write_opaque_types();
        super::builtin_ops::remove_builtin_operators(&mut self, body);
        self.write_back(body)
    }

    fn prove_the_rest(&mut self) {
        let errors = {
            let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
            let mut errors = self.fulfill.select_where_possible(&mut cx);
            let deferred = self.fulfill.take_deferred(&mut cx);
            let deferred =
                deferred.into_iter().map(|obligation| (obligation.predicate, obligation.cause.span));
            self.results.deferred.extend(deferred);
            if errors.is_empty() {
                errors = self.fulfill.select_all_or_error(&mut cx);
            }
            errors
        };
        let (unknown, wrong): (Vec<_>, Vec<_>) =
            errors.into_iter().partition(|error| error.code == FulfillmentErrorCode::Ambiguity);
        self.report_fulfillment(&wrong);
        // Of what is not known only one is said, `Sized` last, and nothing if something else is wrong.
        if !self.is_tainted() {
            let first = unknown.iter().find(|error| !self.is_sized_bound(&error.obligation.predicate));
            let first: Vec<_> = first.or(unknown.first()).cloned().into_iter().collect();
            if !first.iter().any(|error| self.report_trait_without_self(error)) {
                self.report_fulfillment(&first);
            }
        }
    }

    /// E0790: `Trait::function()` where nothing says for which type.
    fn report_trait_without_self(&mut self, error: &FulfillmentError) -> bool {
        let Predicate::Trait(trait_ref) = &error.obligation.predicate else { return false };
        let span = error.obligation.cause.span;
        let named =
            self.trait_paths.iter().find(|(at, trait_, _)| *at == span && *trait_ == trait_ref.trait_);
        let Some(&(_, trait_, item)) = named else { return false };
        if !self.is_ty_var(trait_ref.self_ty()) {
            return false;
        }
        let what = match self.sema.def_kind(item) {
            DefKind::AssocFn => "call associated function on trait",
            _ => "refer to the associated constant on trait",
        };
        let (trait_name, item_name) = (self.sema.def_name(trait_), self.sema.def_name(item));
        let message = format!("cannot {what} without specifying the corresponding `impl` type");
        self.report(
            Diagnostic::error(Some("E0790"), span, message)
                .help(format!("use a fully-qualified path: `<Type as {trait_name}>::{item_name}`")),
        );
        true
    }

    fn is_sized_bound(&self, predicate: &Predicate) -> bool {
        matches!(predicate, Predicate::Trait(trait_ref) if self.sema.is_lang_item(trait_ref.trait_, "sized"))
    }

    fn write_opaque_types(&mut self) {
        for (def, args, var) in std::mem::take(&mut self.opaques) {
            let hidden = self.resolve(var);
            if args == self.sema.identity_args(def) || !self.results.opaque_types.contains_key(&def) {
                self.results.opaque_types.insert(def, hidden);
            }
        }
    }

    fn write_back(mut self, body: &Body) -> TypeckResults {
        self.report_unresolved(body);
        let mut results = std::mem::replace(&mut self.results, super::body::empty_results(self.owner));
        let mut resolver = FullResolver { table: &mut self.table };
        let r = &mut resolver;
        for ty in results.node_types.iter_mut().flatten() {
            *ty = r.fold_ty(*ty);
        }
        for list in results.adjustments.values_mut() {
            for adjustment in list {
                resolve_adjustment(r, adjustment);
            }
        }
        for (predicate, _) in &mut results.deferred {
            *predicate = predicate.fold_with(r);
        }
        for resolution in results.resolutions.values_mut() {
            match resolution {
                Resolution::Def(_, args) | Resolution::Variant(_, args, _) => *args = args.fold_with(r),
                Resolution::Local(_) | Resolution::ConstParam(_) => {}
            }
        }
        for (_, args) in results.callees.values_mut() {
            *args = args.fold_with(r);
        }
        for kind in results.call_kinds.values_mut() {
            if let CallKind::Overloaded(_, args) = kind {
                *args = args.fold_with(r);
            }
        }
        for for_loop in results.for_loops.values_mut() {
            for_loop.into_iter.1 = for_loop.into_iter.1.fold_with(r);
            for_loop.next.1 = for_loop.next.1.fold_with(r);
            for_loop.iterator = r.fold_ty(for_loop.iterator);
            for_loop.item = r.fold_ty(for_loop.item);
        }
        for try_op in results.tries.values_mut() {
            try_op.branch.1 = try_op.branch.1.fold_with(r);
            try_op.from_residual.1 = try_op.from_residual.1.fold_with(r);
            try_op.residual = r.fold_ty(try_op.residual);
        }
        for list in results.pat_adjustments.values_mut() {
            for ty in list {
                *ty = r.fold_ty(*ty);
            }
        }
        for closure in results.closures.values_mut() {
            closure.sig = closure.sig.fold_with(r);
        }
        for ty in results.opaque_types.values_mut() {
            *ty = r.fold_ty(*ty);
        }
        results.param_types = results.param_types.fold_with(r);
        results.output = r.fold_ty(results.output);
        // What follows reads types that must be right.
        if results.diagnostics.is_empty() && results.unsupported.is_empty() {
            super::verify::verify(self.sema, body, &mut results);
        }
        results
    }

    /// E0282 for what nothing determined, unless something else is wrong: the first one only, as rustc does.
    fn report_unresolved(&mut self, body: &Body) {
        if self.is_tainted() {
            return;
        }
        let mut finder = Unresolved { ctx: self, found: None };
        for param in &body.params {
            finder.pat(&param.pat);
        }
        walk_or_visit(&mut finder, body);
        if let Some(span) = finder.found {
            self.error(Some("E0282"), span, "type annotations needed");
        }
    }
}

fn walk_or_visit(finder: &mut Unresolved<'_, '_>, body: &Body) {
    finder.expr(&body.value);
}

struct Unresolved<'c, 'a> {
    ctx: &'c mut InferCtx<'a>,
    found: Option<treebeard_syntax::SpanId>,
}

impl Unresolved<'_, '_> {
    fn look(&mut self, node: NodeId, span: treebeard_syntax::SpanId) {
        if self.found.is_none() {
            let ty = self.ctx.node_ty(node);
            if self.ctx.resolve(ty).has_infer() {
                self.found = Some(span);
            }
        }
    }
}

impl Visitor for Unresolved<'_, '_> {
    fn expr(&mut self, expr: &treebeard_syntax::ast::Expr) {
        walk_expr(self, expr);
        self.look(expr.id, expr.span);
    }

    fn pat(&mut self, pat: &treebeard_syntax::ast::Pat) {
        self.look(pat.id, pat.span);
        super::walk::walk_pat(self, pat);
    }
}

fn resolve_adjustment(r: &mut FullResolver<'_>, adjustment: &mut Adjustment) {
    adjustment.target = r.fold_ty(adjustment.target);
    if let AdjustmentKind::OverloadedDeref(_, _, args) = &mut adjustment.kind {
        let resolved: GenericArgs = args.fold_with(r);
        *args = resolved;
    }
}

/// Replaces every variable; what is unknown becomes the error type.
struct FullResolver<'a> {
    table: &'a mut InferTable,
}

impl TypeFolder for FullResolver<'_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.has_infer() {
            return ty;
        }
        match ty.kind() {
            TyKind::Infer(_) => {
                let known = self.table.shallow_resolve(ty);
                if matches!(known.kind(), TyKind::Infer(_)) { Ty::error() } else { self.fold_ty(known) }
            }
            _ => fold_ty(self, ty),
        }
    }

    fn fold_const(&mut self, c: crate::ty::Const) -> crate::ty::Const {
        if !c.has_infer() {
            return c;
        }
        match c.kind() {
            crate::ty::ConstKind::Infer(_) => {
                let known = self.table.shallow_resolve_const(c);
                if matches!(known.kind(), crate::ty::ConstKind::Infer(_)) {
                    crate::ty::Const::new(crate::ty::ConstKind::Error)
                } else {
                    self.fold_const(known)
                }
            }
            _ => crate::ty::fold_const(self, c),
        }
    }
}
