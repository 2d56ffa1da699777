//! `async` blocks and `.await`. Follows `rustc_hir_typeck::closure` (coroutines) and the Reference, "Async blocks".
//!
//! An async block is a closure without parameters that is called by value when its future is first polled; its type
//! implements `Future` with what the body yields.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::SpanId;
use treebeard_syntax::ast::Expr;
use treebeard_syntax::span::SpanData;

use crate::infer::body::InferCtx;
use crate::infer::expectation::Expectation;
use crate::infer::{ClosureSource, ClosureTypeck};
use crate::traits::ClosureInfo;
use crate::tree::ClosureKind;
use crate::ty::{
    Abi, AliasKind, ClosureId, FnSig, GenericArg, GenericArgs, InferTy, Predicate, Ty, TyKind, TyList,
    subst_args,
};

impl InferCtx<'_> {
    pub(super) fn check_async(
        &mut self,
        expr: &Expr,
        is_move: bool,
        value: &Expr,
        expected: Expectation,
    ) -> Ty {
        let id = ClosureId { owner: self.owner, node: expr.id };
        // An async closure has said already what its block yields.
        let output = match self.closures.sig(id) {
            Some(sig) => sig.output,
            None => {
                let wanted = expected.to_option(self).and_then(|ty| self.deduce_future_output(ty));
                wanted.unwrap_or_else(|| self.new_var_at(value.span))
            }
        };
        let sig =
            FnSig { inputs: TyList::new(&[]), output, c_variadic: false, is_unsafe: false, abi: Abi::Rust };
        self.declare_coroutine(id, &sig);
        let ty = Ty::new(TyKind::Coroutine(id, self.sema.identity_args(self.owner)));
        let outer = std::mem::replace(&mut self.in_async, true);
        self.check_closure_body(&[], value, value.span, id, &sig);
        self.in_async = outer;
        self.closures.finish(id);
        let expected_kind = Some(ClosureKind::FnOnce);
        let source = ClosureSource::AsyncBlock;
        self.results.closures.insert(expr.id, ClosureTypeck { sig, expected_kind, is_move, source });
        ty
    }

    pub(super) fn declare_coroutine(&mut self, id: ClosureId, sig: &FnSig) {
        let kind = Some(ClosureKind::FnOnce);
        self.closures.insert(id, ClosureInfo { sig: Some(sig.clone()), kind, ..ClosureInfo::default() });
    }

    /// `await_future(operand)`: polls `IntoFuture::into_future(operand)` until it is ready.
    pub(super) fn check_await(&mut self, expr: &Expr, operand: &Expr) -> Ty {
        let keyword = await_keyword(expr.span);
        if !self.in_async {
            let message = "`await` is only allowed inside `async` functions and blocks";
            let label = "only allowed inside `async` functions and blocks";
            self.report(Diagnostic::error(Some("E0728"), keyword, message).label(label));
        }
        let ty = self.check_trait_argument(operand);
        if matches!(ty.kind(), TyKind::Error) {
            return Ty::error();
        }
        let (Some(into_future), Some(wait)) = (self.lang("IntoFuture"), self.lang("await_future")) else {
            return self.unsupported("`.await` without the library's `IntoFuture`", expr.span);
        };
        let args = [GenericArg::Ty(ty)];
        if self.construct_trait_method(keyword, into_future, "into_future", &args).is_none() {
            self.report_unimplemented(keyword, into_future, &args);
            return Ty::error();
        }
        let output = self.assoc_projection(expr.span, into_future, "Output", &args);
        self.results.callees.insert(expr.id, (wait, GenericArgs::new(&args)));
        output
    }

    /// What the context says an async block yields.
    pub(super) fn deduce_future_output(&mut self, expected: Ty) -> Option<Ty> {
        let expected = self.structurally_resolve(expected);
        let predicates: Vec<Predicate> = match expected.kind() {
            TyKind::Infer(InferTy::Ty(_)) => {
                self.pending_for(expected).into_iter().map(|obligation| obligation.predicate).collect()
            }
            TyKind::Alias(AliasKind::Opaque, def, args) => {
                let bounds = self.sema.item_bounds(*def);
                bounds.iter().map(|(predicate, _)| subst_args(predicate, *args)).collect()
            }
            TyKind::Dynamic(dyn_ty, _) => {
                let found = dyn_ty.projections.iter().find(|(def, _)| self.is_future_output(*def));
                return found.map(|(_, ty)| *ty);
            }
            _ => return None,
        };
        self.elaborate(&predicates).into_iter().find_map(|predicate| match predicate {
            Predicate::Projection(def, _, output) if self.is_future_output(def) => Some(output),
            _ => None,
        })
    }

    fn is_future_output(&self, assoc: crate::DefId) -> bool {
        self.sema.is_lang_item(assoc, "future_output")
    }
}

/// The position of the `await` itself: the end of the expression.
fn await_keyword(span: SpanId) -> SpanId {
    let length = "await".len() as u32;
    match span.data() {
        Some(data) if data.hi >= data.lo + length => SpanId::new(SpanData { lo: data.hi - length, ..data }),
        _ => span,
    }
}
