//! Identifier patterns and or-patterns: which variable, bound how.

use treebeard_syntax::Diagnostic;
use treebeard_syntax::ast::{Edition, Ident, Mutability, Pat};

use super::PatCtx;
use crate::def::{CtorKind, CtorOf, DefKind};
use crate::infer::ByRef;
use crate::infer::body::InferCtx;
use crate::infer::local::Bindings;
use crate::names::{Namespace, Res};
use crate::ty::Ty;

impl InferCtx<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of an identifier pattern")]
    pub(super) fn check_pat_ident(
        &mut self,
        pat: &Pat,
        (by_ref, mutability): (Option<Mutability>, Mutability),
        ident: Ident,
        sub: Option<&Pat>,
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        self.check_shadowing(ident);
        let explicit = by_ref.is_some() || mutability == Mutability::Mut;
        if explicit && pat_ctx.mode != ByRef::No && self.edition >= Edition::E2024 {
            self.error(
                None,
                pat.span,
                "binding modifiers may only be written when the default binding mode is `move`",
            );
        }
        let mode = match (by_ref, mutability) {
            (Some(m), _) => ByRef::Yes(m),
            // Before 2024 `mut x` binds by value whatever the mode.
            (None, Mutability::Mut) => ByRef::No,
            (None, Mutability::Not) => pat_ctx.mode,
        };
        let ty = match mode {
            ByRef::Yes(m) => Ty::new_ref(expected, m),
            ByRef::No => expected,
        };
        self.results.binding_modes.insert(pat.id, mode);
        self.results.binding_vars.insert(pat.id, pat.id);
        if let Some((_, first)) =
            bindings.iter().find(|(b, _)| b.name == ident.name && b.marks == ident.marks)
        {
            let first = *first;
            let message = format!("identifier `{}` is bound more than once in the same pattern", ident.name);
            self.report(
                Diagnostic::error(Some("E0416"), ident.span, message)
                    .label("used in a pattern more than once"),
            );
            let _ = first;
        }
        bindings.push((ident, pat.id));
        self.locals.insert(pat.id, ty);
        self.register_bound(ty, "sized", pat.span);
        if let Some(sub) = sub {
            self.check_pat(sub, expected, pat_ctx, bindings);
        }
    }

    /// E0530: a variable must not have the name of a static, constant or constructor. What stands alone and may mean
    /// the constant was taken for it before.
    fn check_shadowing(&mut self, ident: Ident) {
        let binding = self.sema.resolve_ident(self.scope, ident.name, Namespace::Value);
        let Some(Res::Def(def)) = binding.map(|binding| binding.res) else { return };
        let what = match self.sema.def_kind(def) {
            DefKind::Static => "statics",
            DefKind::Const | DefKind::AssocConst => "constants",
            DefKind::Ctor(CtorOf::Struct, CtorKind::Fn) => "tuple structs",
            DefKind::Ctor(CtorOf::Struct, CtorKind::Const) => "unit structs",
            DefKind::Ctor(CtorOf::Variant, CtorKind::Fn) => "tuple variants",
            DefKind::Ctor(CtorOf::Variant, CtorKind::Const) => "unit variants",
            _ => return,
        };
        self.report(
            Diagnostic::error(Some("E0530"), ident.span, format!("bindings cannot shadow {what}"))
                .label(format!("cannot be named the same as one of the {what}")),
        );
    }

    /// `a | b`: all alternatives bind the same variables, with the same types and modes.
    pub(super) fn check_pat_or(
        &mut self,
        alternatives: &[Pat],
        expected: Ty,
        pat_ctx: PatCtx,
        bindings: &mut Bindings,
    ) {
        let mut first: Option<Bindings> = None;
        for alternative in alternatives {
            let mut own = Vec::new();
            self.check_pat(alternative, expected, pat_ctx, &mut own);
            match &first {
                None => first = Some(own),
                Some(first) => {
                    let first = first.clone();
                    self.join_alternative(&alternatives[0], &first, alternative, &own);
                }
            }
        }
        bindings.extend(first.unwrap_or_default());
    }

    fn join_alternative(&mut self, first_pat: &Pat, first: &Bindings, pat: &Pat, own: &Bindings) {
        for (ident, node) in own {
            let same = first.iter().find(|(b, _)| b.name == ident.name && b.marks == ident.marks);
            let Some(&(_, first_node)) = same else {
                self.report_missing_binding(*ident, first_pat);
                continue;
            };
            // Bindings of a nested or-pattern point to the variable of its own first alternative.
            let nodes: Vec<_> = self
                .results
                .binding_vars
                .iter()
                .filter(|(_, var)| *var == node)
                .map(|(pat, _)| *pat)
                .collect();
            for node in nodes {
                self.results.binding_vars.insert(node, first_node);
            }
            let (Some(&wanted), Some(&found)) = (self.locals.get(&first_node), self.locals.get(node)) else {
                continue;
            };
            if self.results.binding_modes.get(&first_node) != self.results.binding_modes.get(node) {
                let message = format!(
                    "variable `{}` is bound inconsistently across alternatives separated by `|`",
                    ident.name
                );
                self.report(
                    Diagnostic::error(Some("E0409"), ident.span, message).label("bound in different ways"),
                );
                continue;
            }
            self.demand_eq(ident.span, wanted, found);
        }
        for (ident, _) in first {
            if !own.iter().any(|(b, _)| b.name == ident.name && b.marks == ident.marks) {
                self.report_missing_binding(*ident, pat);
            }
        }
    }

    fn report_missing_binding(&mut self, ident: Ident, pat: &Pat) {
        let message = format!("variable `{}` is not bound in all patterns", ident.name);
        self.report(
            Diagnostic::error(Some("E0408"), pat.span, message)
                .label(format!("pattern doesn't bind `{}`", ident.name))
                .secondary(ident.span, "variable not in all patterns"),
        );
    }
}
