//! Closures. Follows `rustc_hir_typeck::closure`.
//!
//! The signature comes from what is expected of the closure (a Fn bound among the pending obligations of the expected
//! type, a `dyn Fn`, a function pointer), merged with what is written.

use treebeard_syntax::ast::{Closure, Expr, Param};
use treebeard_syntax::{Diagnostic, SpanId};

use crate::def::DefId;
use crate::infer::body::InferCtx;
use crate::infer::expectation::Expectation;
use crate::infer::local::RibKind;
use crate::infer::{ClosureSource, ClosureTypeck};
use crate::traits::{BuiltinTrait, ClosureInfo};
use crate::tree::ClosureKind;
use crate::ty::{Abi, AliasKind, ClosureId, FnSig, InferTy, Predicate, Ty, TyKind, TyList, subst_args};

/// What a context knows of a closure.
#[derive(Clone, Default, Debug)]
struct Deduced {
    inputs: Option<(Vec<Ty>, Option<Ty>)>,
    kind: Option<ClosureKind>,
}

fn closure_ret_span(closure: &Closure) -> SpanId {
    closure.output.as_ref().map_or(closure.header_span, |ty| ty.span)
}

impl InferCtx<'_> {
    pub(super) fn check_closure(&mut self, expr: &Expr, closure: &Closure, expected: Expectation) -> Ty {
        let deduced = match expected.to_option(self) {
            Some(ty) => {
                let ty = self.structurally_resolve(ty);
                self.deduce_closure(ty, closure.is_async)
            }
            None => Deduced::default(),
        };
        let id = ClosureId { owner: self.owner, node: expr.id };
        let mut sig = self.closure_signature(closure, expr, &deduced);
        if closure.is_async {
            sig.output = self.async_closure_output(closure, sig.output);
        }
        let is_async = closure.is_async;
        self.closures.insert(id, ClosureInfo { sig: Some(sig.clone()), is_async, ..ClosureInfo::default() });
        let ty = Ty::new(TyKind::Closure(id, self.sema.identity_args(self.owner)));
        let outer = std::mem::replace(&mut self.in_async, false);
        self.check_closure_body(&closure.params, &closure.body, closure_ret_span(closure), id, &sig);
        self.in_async = outer;
        self.closures.finish(id);
        let (is_move, expected_kind) = (closure.is_move, deduced.kind);
        let source = if is_async { ClosureSource::AsyncClosure } else { ClosureSource::Closure };
        self.results.closures.insert(expr.id, ClosureTypeck { sig, expected_kind, is_move, source });
        if is_async && let Some(body) = self.results.closures.get_mut(&closure.body.id) {
            let params = closure.params.iter().map(|param| param.pat.id).collect();
            body.source = ClosureSource::AsyncClosureBody { params, closure_is_move: is_move };
        }
        ty
    }

    /// The future that an async closure makes, which yields `output`.
    fn async_closure_output(&mut self, closure: &Closure, output: Ty) -> Ty {
        let id = ClosureId { owner: self.owner, node: closure.body.id };
        let inputs = TyList::new(&[]);
        let sig = FnSig { inputs, output, c_variadic: false, is_unsafe: false, abi: Abi::Rust };
        self.declare_coroutine(id, &sig);
        Ty::new(TyKind::Coroutine(id, self.sema.identity_args(self.owner)))
    }

    /// Checks the body of a closure or async block.
    pub(super) fn check_closure_body(
        &mut self,
        params: &[Param],
        body: &Expr,
        ret_span: SpanId,
        id: ClosureId,
        sig: &FnSig,
    ) {
        let ribs = self.rib_depth();
        let saved = self.enter_function(None);
        let breakables = std::mem::take(&mut self.breakables);
        let labels = self.outer_labels.len();
        self.outer_labels.extend(breakables.iter().filter_map(|b| b.label));
        self.closure_depth += 1;
        self.ret_span = Some(ret_span);
        self.push_rib(RibKind::Closure(id));
        let mut names = Vec::new();
        for (param, &ty) in params.iter().zip(sig.inputs.iter()) {
            self.check_param(&param.pat, ty, &mut names);
        }
        self.check_return_expr(body, sig.output);
        self.register_bound(sig.output, "sized", body.span);
        self.closure_depth -= 1;
        self.outer_labels.truncate(labels);
        self.breakables = breakables;
        self.leave_function(saved);
        self.truncate_ribs(ribs);
    }

    /// The written signature, made to agree with the expected one.
    fn closure_signature(&mut self, closure: &Closure, expr: &Expr, deduced: &Deduced) -> FnSig {
        let inputs: Vec<Ty> = closure
            .params
            .iter()
            .map(|param| match &param.ty {
                Some(ty) => self.lower_ty(ty),
                None => self.new_var_at(param.pat.span),
            })
            .collect();
        let output = match &closure.output {
            Some(ty) => self.lower_ty(ty),
            None => self.new_var_at(closure.body.span),
        };
        if let Some((wanted, wanted_output)) = &deduced.inputs {
            if wanted.len() == inputs.len() {
                for ((param, &written), &wanted) in closure.params.iter().zip(&inputs).zip(wanted) {
                    if self.commit_if_ok(|ctx| ctx.unify(wanted, written)).is_err() {
                        self.report_closure_param(param.pat.span, wanted, written);
                    }
                }
                if let Some(wanted) = wanted_output
                    && self.commit_if_ok(|ctx| ctx.unify(*wanted, output)).is_err()
                {
                    let span = closure.output.as_ref().map_or(closure.body.span, |ty| ty.span);
                    self.report_mismatch(span, *wanted, output);
                }
            } else {
                self.report_closure_arity(expr, closure, wanted.len(), inputs.len());
            }
        }
        FnSig { inputs: TyList::new(&inputs), output, c_variadic: false, is_unsafe: false, abi: Abi::Rust }
    }

    fn report_closure_param(&mut self, span: SpanId, wanted: Ty, written: Ty) {
        let (wanted, written) = (self.resolve(wanted), self.resolve(written));
        if wanted.has_error() || written.has_error() {
            return;
        }
        let label = format!("expected `{}`, found `{}`", self.show(wanted), self.show(written));
        self.report(
            Diagnostic::error(Some("E0631"), span, "type mismatch in closure arguments").label(label),
        );
    }

    fn report_closure_arity(&mut self, expr: &Expr, closure: &Closure, wanted: usize, given: usize) {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let message = format!(
            "closure is expected to take {wanted} argument{}, but it takes {given} argument{}",
            plural(wanted),
            plural(given)
        );
        let _ = expr;
        self.report(Diagnostic::error(Some("E0593"), closure.header_span, message));
    }

    /// What the expected type says of a closure.
    fn deduce_closure(&mut self, expected: Ty, is_async: bool) -> Deduced {
        match expected.kind() {
            TyKind::Infer(InferTy::Ty(_)) => {
                let predicates: Vec<Predicate> =
                    self.pending_for(expected).into_iter().map(|obligation| obligation.predicate).collect();
                self.deduce_from(&predicates, is_async)
            }
            TyKind::Alias(AliasKind::Opaque, def, args) => {
                let bounds = self.sema.item_bounds(*def);
                let predicates: Vec<Predicate> =
                    bounds.iter().map(|(predicate, _)| subst_args(predicate, *args)).collect();
                self.deduce_from(&predicates, is_async)
            }
            TyKind::Dynamic(dyn_ty, _) => {
                let Some((trait_, args)) = dyn_ty.principal else { return Deduced::default() };
                let kind = match self.sema.builtin_trait(trait_) {
                    BuiltinTrait::Fn(kind) => Some(kind),
                    _ => None,
                };
                let inputs = args.ty_at(0);
                let output =
                    dyn_ty.projections.iter().find(|(def, _)| self.is_fn_output(*def)).map(|(_, ty)| *ty);
                let output = if is_async { None } else { output };
                Deduced { inputs: self.untuple(inputs).map(|inputs| (inputs, output)), kind }
            }
            TyKind::FnPtr(sig) if !is_async => {
                Deduced { inputs: Some((sig.inputs.to_vec(), Some(sig.output))), kind: Some(ClosureKind::Fn) }
            }
            _ => Deduced::default(),
        }
    }

    /// The first signature and the weakest kind that the predicates (and their traits' supertraits) ask for.
    ///
    /// An async closure learns from `AsyncFn` bounds, and from `Fn(A) -> F` with `F: Future<Output = T>`; an ordinary
    /// one learns nothing from `AsyncFn` bounds, as in rustc.
    fn deduce_from(&mut self, predicates: &[Predicate], is_async: bool) -> Deduced {
        let mut deduced = Deduced::default();
        let mut inputs_only = None;
        for predicate in self.elaborate(predicates) {
            match &predicate {
                Predicate::Projection(def, args, output) if self.is_fn_output(*def) => {
                    if deduced.inputs.is_none()
                        && let Some(inputs) = self.untuple(args.ty_at(1))
                    {
                        let output =
                            if is_async { self.deduce_future_output(*output) } else { Some(*output) };
                        deduced.inputs = Some((inputs, output));
                    }
                }
                Predicate::Projection(def, args, output)
                    if is_async && self.sema.is_lang_item(*def, "async_fn_once_output") =>
                {
                    if let Some(inputs) = self.untuple(args.ty_at(1)) {
                        deduced.inputs = Some((inputs, Some(*output)));
                    }
                }
                Predicate::Trait(trait_ref) => {
                    let kind = match self.sema.builtin_trait(trait_ref.trait_) {
                        BuiltinTrait::Fn(kind) => Some(kind),
                        BuiltinTrait::AsyncFn(kind) if is_async => Some(kind),
                        _ => None,
                    };
                    if let Some(kind) = kind {
                        deduced.kind = Some(deduced.kind.map_or(kind, |known| known.min(kind)));
                        if inputs_only.is_none() {
                            inputs_only = self.untuple(trait_ref.args.ty_at(1));
                        }
                    }
                }
                _ => {}
            }
        }
        if deduced.inputs.is_none() {
            deduced.inputs = inputs_only.map(|inputs| (inputs, None));
        }
        deduced
    }

    /// The predicates and what their traits' supertraits say.
    pub(super) fn elaborate(&mut self, predicates: &[Predicate]) -> Vec<Predicate> {
        let mut all: Vec<Predicate> = predicates.to_vec();
        let mut index = 0;
        while index < all.len() && all.len() < 256 {
            if let Predicate::Trait(trait_ref) = &all[index]
                && !is_callable(self.sema.builtin_trait(trait_ref.trait_))
            {
                let args = trait_ref.args;
                for (predicate, _) in self.sema.super_predicates_of(trait_ref.trait_).iter() {
                    let predicate = subst_args(predicate, args);
                    if !all.contains(&predicate) {
                        all.push(predicate);
                    }
                }
            }
            index += 1;
        }
        all
    }

    fn untuple(&mut self, ty: Ty) -> Option<Vec<Ty>> {
        match self.shallow(ty).kind() {
            TyKind::Tuple(inputs) => Some(inputs.to_vec()),
            _ => None,
        }
    }

    fn is_fn_output(&self, assoc: DefId) -> bool {
        self.sema.is_lang_item(assoc, "fn_once_output")
            || self
                .sema
                .assoc_container(assoc)
                .is_some_and(|trait_| self.sema.is_lang_item(trait_, "fn_once"))
    }
}

/// Is it one of the traits whose bounds say a signature?
fn is_callable(trait_: BuiltinTrait) -> bool {
    matches!(trait_, BuiltinTrait::Fn(_) | BuiltinTrait::AsyncFn(_))
}
