//! E0794: lifetimes of a function that are chosen at each call cannot be given. Follows
//! `prohibit_explicit_late_bound_lifetimes`.

use treebeard_syntax::ast::{self, GenericArg};

use super::body::InferCtx;
use crate::def::DefId;
use crate::ty::GenericParamDefKind;

impl InferCtx<'_> {
    /// Checks the arguments written at a function that a path names. (At a method call a lint says it.)
    pub(super) fn check_late_lifetimes(&mut self, function: DefId, written: Option<&ast::GenericArgs>) {
        let given = written.into_iter().flat_map(|written| &written.args);
        let mut lifetimes = given.filter_map(|arg| match arg {
            GenericArg::Lifetime(lifetime) => Some(lifetime.ident.span),
            GenericArg::Type(_) | GenericArg::Const(_) => None,
        });
        let Some(first) = lifetimes.next() else { return };
        let count = lifetimes.count() + 1;
        let params = &self.sema.generics_of(function).params;
        let early = params.iter().filter(|param| param.kind == GenericParamDefKind::Lifetime).count();
        if count != early && !self.sema.late_bound_lifetimes(function).is_empty() {
            let message =
                "cannot specify lifetime arguments explicitly if late bound lifetime parameters are present";
            self.error(Some("E0794"), first, message);
        }
    }
}
