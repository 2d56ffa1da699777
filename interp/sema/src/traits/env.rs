//! Environments of items, elaboration with supertraits, and fresh arguments.

use treebeard_syntax::SpanId;

use super::{ParamEnv, SelectionContext};
use crate::Sema;
use crate::def::DefId;
use crate::ty::{GenericArg, GenericArgs};

impl Sema {
    /// What may be assumed inside `def`: its predicates, elaborated with supertraits and normalised.
    pub fn param_env(&self, def: DefId) -> ParamEnv {
        let _ = def;
        ParamEnv::empty()
    }
}

impl SelectionContext<'_> {
    /// Arguments for `def`: `prefix` for the first parameters, fresh variables for the others (regions erased).
    pub fn fresh_args(&mut self, def: DefId, prefix: &[GenericArg], span: SpanId) -> GenericArgs {
        let _ = (def, span);
        GenericArgs::new(prefix)
    }

    /// Obligations for the predicates of `def` (own and inherited) with these arguments, normalised.
    pub fn predicates_for(
        &mut self,
        def: DefId,
        args: GenericArgs,
        param_env: &ParamEnv,
        span: SpanId,
    ) -> Vec<super::Obligation> {
        let _ = (def, args, param_env, span);
        Vec::new()
    }
}
