//! What can be called and then awaited: `AsyncFn`, `AsyncFnMut`, `AsyncFnOnce`, and async closures.
//!
//! `rustc_trait_selection` (`assemble_async_closure_candidates`, `confirm_async_closure_candidate`). An async closure's
//! body makes a future that borrows from the closure, or owns it if the body consumes its captures; that is the future
//! of calls by reference. Calls by value give the future of the library's `async_closure_call_once`, which keeps the
//! closure as long as the other one runs. Functions and ordinary closures have one future for all.

use super::builtin::BuiltinTrait;
use super::candidates::{Candidate, TooUnknown};
use super::{Instance, InstanceKind, SelectionContext};
use crate::Sema;
use crate::def::DefId;
use crate::infer::ClosureSource;
use crate::tree::{ClosureKind, Expr, ExprKind, PlaceBase, ProjectionKind, TypedBody};
use crate::ty::{AliasKind, ClosureId, FnSig, GenericArg, GenericArgs, TraitRef, Ty, TyKind, subst_ty};
use treebeard_syntax::ast::Mutability;

impl SelectionContext<'_> {
    /// Candidates for `AsyncFn` and its like.
    pub(super) fn assemble_async_callable(
        &mut self,
        self_ty: Ty,
        kind: ClosureKind,
        found: &mut Vec<Candidate>,
    ) -> Result<(), TooUnknown> {
        let TyKind::Closure(id, args) = self_ty.kind() else {
            return self.assemble_callable(self_ty, kind, found);
        };
        let info = self.closure_info(*id, *args);
        if info.kind.is_none_or(|own| own <= kind) {
            found.push(Candidate::Callable(info.sig.ok_or(TooUnknown)?));
        }
        Ok(())
    }

    /// Candidates for the library's view of async closures.
    pub(super) fn assemble_async_closure(
        &mut self,
        self_ty: Ty,
        found: &mut Vec<Candidate>,
    ) -> Result<(), TooUnknown> {
        if let TyKind::Closure(id, args) = self_ty.kind() {
            let info = self.closure_info(*id, *args);
            if info.is_async {
                found.push(Candidate::Callable(info.sig.ok_or(TooUnknown)?));
            }
        }
        Ok(())
    }

    /// The signature of an async closure as `FnOnce`, `Fn` or `FnMut`: a call gives a future that owns the closure.
    pub(super) fn called_as_function(&self, closure: Ty, sig: FnSig) -> FnSig {
        let output = self.sema.future_of_call_once(closure, &sig).unwrap_or_else(Ty::error);
        FnSig { output, ..sig }
    }

    /// An associated type of a trait that holds because the self type is called with `sig`.
    pub(super) fn callable_projection(&self, assoc: DefId, trait_ref: TraitRef, sig: &FnSig) -> Ty {
        if matches!(self.sema.builtin_trait(trait_ref.trait_), BuiltinTrait::Fn(_)) {
            return sig.output;
        }
        let name = self.sema.lang_name(assoc).map(|name| name.to_string());
        match name.as_deref() {
            Some("call_once_future") => match trait_ref.self_ty().kind() {
                TyKind::Closure(id, args) if self.closure_info(*id, *args).is_async => {
                    self.sema.future_of_call_once(trait_ref.self_ty(), sig).unwrap_or_else(Ty::error)
                }
                _ => sig.output,
            },
            Some("async_fn_once_output" | "async_closure_output") => {
                match self.sema.lang_item("future_output") {
                    Some(output) => {
                        let args = GenericArgs::new(&[GenericArg::Ty(sig.output)]);
                        Ty::new(TyKind::Alias(AliasKind::Projection, output, args))
                    }
                    None => Ty::error(),
                }
            }
            _ => sig.output,
        }
    }
}

impl Sema {
    /// The future of an async closure that is called by value.
    fn future_of_call_once(&self, closure: Ty, sig: &FnSig) -> Option<Ty> {
        let function = self.lang_item("async_closure_call_once")?;
        let args = GenericArgs::new(&[GenericArg::Ty(closure), GenericArg::Ty(Ty::tuple(&sig.inputs))]);
        Some(subst_ty(self.fn_sig(function).output, args))
    }

    /// Do the futures of an async closure borrow from the closure itself?
    pub(super) fn async_closure_lends(&self, id: ClosureId) -> bool {
        let body = self.typed_body(id.owner);
        let Some(closure) = body.closures.get(&id.node) else { return false };
        let TyKind::Coroutine(future, _) = closure.sig.output.kind() else { return false };
        let Some(future) = body.closures.get(&future.node) else { return false };
        future.captures.iter().any(|capture| borrows_from_closure(&closure.body, &capture.init))
    }

    /// What a method of a callable's trait runs; `None`: what `Fn` and its like run.
    pub(super) fn async_closure_instance(
        &self,
        method: DefId,
        args: GenericArgs,
        (id, closure_args): (ClosureId, GenericArgs),
    ) -> Option<Instance> {
        let info = self.closure_info(id, closure_args);
        let own = info.kind?;
        let closure = |via| {
            Some(Instance { def: method, args: closure_args, kind: InstanceKind::Closure { id, own, via } })
        };
        let function = |name| {
            let def = self.lang_item(name)?;
            Some(Instance { def, args: GenericArgs::new(&args[..2]), kind: InstanceKind::Item })
        };
        match self.builtin_trait(self.assoc_container(method)?) {
            BuiltinTrait::Fn(ClosureKind::FnOnce) | BuiltinTrait::AsyncFn(ClosureKind::FnOnce) => {
                function("async_closure_call_once")
            }
            BuiltinTrait::Fn(_) => function("async_closure_call"),
            BuiltinTrait::AsyncFn(via) => closure(via),
            _ => match self.def_name(method).as_str() {
                "call_held" if own == ClosureKind::FnOnce => function("async_closure_held_once"),
                "call_held" => function("async_closure_held_mut"),
                "call_body_once" => closure(ClosureKind::FnOnce),
                _ => closure(ClosureKind::FnMut),
            },
        }
    }

    /// Was it written `async |…| …`?
    pub fn is_async_closure(&self, id: ClosureId) -> bool {
        let results = self.typeck(id.owner);
        results.closures.get(&id.node).is_some_and(|closure| closure.source == ClosureSource::AsyncClosure)
    }
}

/// Does a future that is made in the closure's body borrow what the closure owns or holds uniquely? What lies behind a
/// shared reference that the closure captured is not the closure's.
fn borrows_from_closure(closure: &TypedBody, init: &Expr) -> bool {
    let ExprKind::Ref(_, place) = &init.kind else { return false };
    let Some(&this) = closure.params.first() else { return false };
    if !matches!(place.base, PlaceBase::Local(local) if local == this) {
        return false;
    }
    let behind_shared = place.projections.windows(2).any(|pair| {
        matches!(pair[1].kind, ProjectionKind::Deref)
            && matches!(pair[0].ty.kind(), TyKind::Ref(_, _, Mutability::Not))
    });
    !behind_shared
}
