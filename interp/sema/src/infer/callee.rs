//! Methods that operators and other syntax call: looked up in a known trait, without probing.
//!
//! `FnCtxt::lookup_method_in_trait` (`construct_obligation_for_trait`).

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::NodeId;

use super::body::InferCtx;
use crate::def::DefId;
use crate::ty::{FnSig, GenericArg, GenericArgs, Predicate, TraitRef, subst_args};

/// A method with its arguments and its signature, normalised.
#[derive(Clone, Debug)]
pub(super) struct MethodCallee {
    pub(super) def: DefId,
    pub(super) args: GenericArgs,
    pub(super) sig: FnSig,
}

impl InferCtx<'_> {
    /// `method` of `trait_` with the trait's arguments beginning with `args` (`Self` first), if the trait may be
    /// implemented; what the method needs is registered.
    pub(super) fn construct_trait_method(
        &mut self,
        span: SpanId,
        trait_: DefId,
        method: &str,
        args: &[GenericArg],
    ) -> Option<MethodCallee> {
        let trait_args = self.cx().fresh_args(trait_, args, span);
        let predicate = Predicate::Trait(TraitRef { trait_, args: trait_args });
        if !self.evaluate(predicate).may_apply() {
            return None;
        }
        let def = self.trait_method(trait_, method)?;
        let method_args = self.cx().fresh_args(def, trait_args.as_slice(), span);
        let sig = subst_args(&*self.sema.fn_sig(def), method_args);
        let sig = self.normalize(span, &sig);
        self.register_predicates_of(def, method_args, span);
        Some(MethodCallee { def, args: method_args, sig })
    }

    /// Records what a node calls.
    pub(super) fn write_callee(&mut self, node: NodeId, method: &MethodCallee) {
        self.results.callees.insert(node, (method.def, method.args));
    }
}
