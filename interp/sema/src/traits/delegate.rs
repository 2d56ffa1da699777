//! Closures: what trait selection asks of the inference of the current body, or of a body that is long inferred.

use std::sync::Arc;

use super::SelectionContext;
use crate::Sema;
use crate::cache::{Active, Query};
use crate::def::DefId;
use crate::infer::{ClosureSource, TypeckResults};
use crate::tree::ClosureKind;
use crate::ty::{ClosureId, FnSig, GenericArgs, Ty, TyKind, subst_args, subst_ty};

/// What is known of a closure.
#[derive(Clone, Debug, Default)]
pub struct ClosureInfo {
    /// Its signature: inputs not tupled, types in terms of the body (variables included). `None`: not known yet.
    pub sig: Option<FnSig>,
    /// The strongest Fn trait it implements. `None`: not known yet; it is then taken to implement all of them, and
    /// whoever finds out its kind checks it.
    pub kind: Option<ClosureKind>,
    /// Types of its captures. `None`: not known yet.
    pub captures: Option<Vec<Ty>>,
    /// An async closure.
    pub is_async: bool,
    /// The futures of an async closure borrow from it: it is no `Fn` or `FnMut`. False while that is not known.
    pub lends: bool,
}

/// Answers for the closures of the body under inference.
pub trait InferDelegate {
    /// What is known of a closure of this body; `None` for closures of other bodies, which are long inferred.
    fn closure(&self, id: ClosureId) -> Option<ClosureInfo>;

    /// Does [`InferDelegate::closure`] ever answer? (Only answers that cannot depend on closures are remembered.)
    fn has_closures(&self) -> bool {
        true
    }
}

/// No body is under inference.
#[derive(Clone, Copy, Debug)]
pub struct NoDelegate;

impl InferDelegate for NoDelegate {
    fn closure(&self, _: ClosureId) -> Option<ClosureInfo> {
        None
    }

    fn has_closures(&self) -> bool {
        false
    }
}

/// The inference results of the body of `def`; `None` while it is being inferred.
pub(super) fn typeck_results(sema: &Sema, def: DefId) -> Option<Arc<TypeckResults>> {
    let active = Active::is_active(std::ptr::from_ref(sema).addr(), Query::Typeck, u64::from(def.0));
    (!active).then(|| sema.typeck(def))
}

impl Sema {
    /// What is known of a closure after inference, for these arguments of its function.
    pub fn closure_info(&self, id: ClosureId, args: GenericArgs) -> ClosureInfo {
        let Some(results) = typeck_results(self, id.owner) else { return ClosureInfo::default() };
        let Some(closure) = results.closures.get(&id.node) else { return ClosureInfo::default() };
        let (kind, captures) = match self.closure_body(id) {
            Some((kind, captures)) => (Some(kind), Some(captures)),
            None => (closure.expected_kind, None),
        };
        let is_async = closure.source == ClosureSource::AsyncClosure;
        ClosureInfo {
            is_async,
            lends: is_async && captures.is_some() && self.async_closure_lends(id),
            sig: Some(subst_args(&closure.sig, args)),
            kind,
            captures: captures.map(|types| types.into_iter().map(|ty| subst_ty(ty, args)).collect()),
        }
    }

    /// Kind and types of the captures, from the typed tree.
    fn closure_body(&self, id: ClosureId) -> Option<(ClosureKind, Vec<Ty>)> {
        // While that tree itself is being built nothing is known yet.
        if Active::is_active(std::ptr::from_ref(self).addr(), Query::TypedBody, u64::from(id.owner.0)) {
            return None;
        }
        let body = self.typed_body(id.owner);
        let closure = body.closures.get(&id.node)?;
        Some((closure.kind, closure.captures.iter().map(|capture| capture.ty).collect()))
    }
}

impl SelectionContext<'_> {
    /// What is known of a closure now.
    pub(super) fn closure_info(&self, id: ClosureId, args: GenericArgs) -> ClosureInfo {
        match self.delegate.closure(id) {
            Some(info) => info,
            None => {
                let info = self.sema.closure_info(id, args);
                if info.sig.is_none() || info.captures.is_none() {
                    self.unstable.set(true);
                }
                info
            }
        }
    }

    /// Types of all that the future of an async block may hold, for auto traits. `None`: not known yet.
    pub(super) fn coroutine_parts(&self, id: ClosureId, args: GenericArgs) -> Option<Vec<Ty>> {
        if self.delegate.closure(id).is_some() {
            return None;
        }
        let mut parts = self.closure_info(id, args).captures?;
        let Some(witness) = self.sema.coroutine_witness(id) else {
            self.unstable.set(true);
            return None;
        };
        parts.extend(witness.iter().map(|ty| subst_ty(*ty, args)));
        Some(parts)
    }

    /// Is it `C: Fn` or `C: FnMut` for a closure of this body whose kind is not known yet?
    pub(super) fn waits_for_closure_kind(&mut self, obligation: &super::Obligation) -> bool {
        use super::builtin::BuiltinTrait;
        let crate::ty::Predicate::Trait(trait_ref) = &obligation.predicate else { return false };
        let (BuiltinTrait::Fn(kind) | BuiltinTrait::AsyncFn(kind)) =
            self.sema.builtin_trait(trait_ref.trait_)
        else {
            return false;
        };
        if kind == ClosureKind::FnOnce {
            return false;
        }
        match self.table.shallow_resolve(trait_ref.self_ty()).kind() {
            TyKind::Closure(id, _) => self.delegate.closure(*id).is_some_and(|info| info.kind.is_none()),
            _ => false,
        }
    }

    /// Does the answer wait for the captures of a closure of this body, which are found after inference?
    pub(super) fn waits_for_captures(&mut self, obligation: &super::Obligation) -> bool {
        use super::builtin::BuiltinTrait;
        let crate::ty::Predicate::Trait(trait_ref) = &obligation.predicate else { return false };
        let by_structure = self.sema.is_auto_trait(trait_ref.trait_)
            || matches!(self.sema.builtin_trait(trait_ref.trait_), BuiltinTrait::Copy | BuiltinTrait::Clone);
        let self_ty = self.table.shallow_resolve(trait_ref.self_ty());
        by_structure
            && match self_ty.kind() {
                TyKind::Closure(id, args) => self.closure_info(*id, *args).captures.is_none(),
                TyKind::Coroutine(id, args) => self.coroutine_parts(*id, *args).is_none(),
                _ => false,
            }
    }
}
