//! Lifetimes that a binder declares must stand in what is given, not only in what comes out; names in `use<…>`.
//!
//! Follows `validate_late_bound_regions` of `rustc_hir_analysis`, by what is written: a lifetime that stands in the
//! inputs in any way is left alone.

use treebeard_syntax::ast::{self, AssocConstraintKind, Bound, GenericParam};

use super::super::walk::{AstTyVisitor, walk_args_only, walk_ty};
use super::Lowerer;
use crate::Sema;
use crate::def::DefId;
use crate::names::Namespace;

/// The names of the lifetimes in something.
#[derive(Default)]
struct Names(Vec<ast::Ident>);

impl AstTyVisitor for Names {
    fn lifetime(&mut self, lifetime: &ast::Lifetime) {
        self.0.push(lifetime.ident);
    }
}

/// The same, without those that stand in associated types only: these fix nothing.
struct Fixed<'a> {
    sema: &'a Sema,
    owner: DefId,
    names: Names,
}

impl AstTyVisitor for Fixed<'_> {
    fn ty(&mut self, ty: &ast::Ty) -> bool {
        let ast::TyKind::Path(path) = &ty.kind else { return true };
        let of_param = match path.segments.as_slice() {
            [first, _, ..] => {
                let name = first.ident.name;
                name.as_str() == "Self"
                    || self.sema.generic_in_scope(self.owner, name, Namespace::Type).is_some()
            }
            _ => false,
        };
        path.qself.is_none() && !of_param
    }

    fn lifetime(&mut self, lifetime: &ast::Lifetime) {
        self.names.lifetime(lifetime);
    }
}

impl Names {
    /// Of these binders' lifetimes, one that is here and not in `given`.
    fn beyond(&self, given: &Names, lifetimes: &[GenericParam]) -> Option<ast::Ident> {
        let is_bound = |ident: &&ast::Ident| lifetimes.iter().any(|param| param.ident.name == ident.name);
        let is_given = |ident: &ast::Ident| given.0.iter().any(|other| other.name == ident.name);
        self.0.iter().filter(is_bound).find(|ident| !is_given(ident)).copied()
    }
}

impl<'a> Lowerer<'a> {
    fn fixed(&self) -> Fixed<'a> {
        Fixed { sema: self.sema, owner: self.ctx.scope().owner, names: Names::default() }
    }

    /// E0799, E0800: what `use<…>` names are parameters.
    pub(super) fn check_captured_names(&mut self, bounds: &[Bound]) {
        let scope = self.ctx.scope();
        for ident in bounds.iter().flat_map(|bound| match bound {
            Bound::Use(names, _) => names.as_slice(),
            Bound::Trait(_) | Bound::Lifetime(_) => &[],
        }) {
            let name = ident.name;
            if name.as_str().starts_with('\'') || name.as_str() == "Self" {
                continue;
            }
            let is_param = [Namespace::Type, Namespace::Value]
                .into_iter()
                .any(|ns| self.sema.generic_in_scope(scope.owner, name, ns).is_some());
            let is_other = [Namespace::Type, Namespace::Value]
                .into_iter()
                .any(|ns| self.sema.resolve_ident(scope, name, ns).is_some());
            if !is_param && is_other {
                let message = format!("expected type or const parameter, found `{name}`");
                self.error("E0799", ident.span, message);
            } else if !is_param {
                let message = format!("cannot find type or const parameter `{name}` in this scope");
                self.error("E0800", ident.span, message);
            }
        }
    }

    /// E0581.
    pub(super) fn check_binder_of_fn(&mut self, bare: &ast::BareFn) {
        let Some(written) = bare.output.as_ref().filter(|_| !bare.lifetimes.is_empty()) else { return };
        let (mut inputs, mut output) = (self.fixed(), Names::default());
        bare.inputs.iter().for_each(|ty| walk_ty(&mut inputs, ty));
        walk_ty(&mut output, written);
        if let Some(lifetime) = output.beyond(&inputs.names, &bare.lifetimes) {
            let message = format!(
                "return type references lifetime `{}`, which is not constrained by the fn input types",
                lifetime.name
            );
            self.error("E0581", written.span, message);
        }
    }

    /// E0582.
    pub(super) fn check_binder_of_bound(&mut self, bound: &ast::TraitBound) {
        if bound.lifetimes.is_empty() {
            return;
        }
        for segment in &bound.path.segments {
            let Some(args) = &segment.args else { continue };
            let mut given = self.fixed();
            walk_args_only(&mut given, args);
            for constraint in &args.constraints {
                let AssocConstraintKind::Equal(ty) = &constraint.kind else { continue };
                let mut value = Names::default();
                walk_ty(&mut value, ty);
                if let Some(lifetime) = value.beyond(&given.names, &bound.lifetimes) {
                    let message = format!(
                        "binding for associated type `{}` references lifetime `{}`, which does not appear in the trait input types",
                        constraint.ident.name, lifetime.name
                    );
                    self.error("E0582", constraint.ident.span, message);
                }
            }
        }
    }

    /// E0719: an associated type of an object type has one value.
    pub(super) fn check_bound_once(&mut self, bound: &ast::TraitBound) {
        let Some(args) = bound.path.segments.last().and_then(|segment| segment.args.as_deref()) else {
            return;
        };
        for (index, constraint) in args.constraints.iter().enumerate() {
            let name = constraint.ident.name;
            if args.constraints[..index].iter().any(|earlier| earlier.ident.name == name) {
                let message = format!("the value of the associated type `{name}` is already specified");
                self.error("E0719", constraint.ident.span, message);
            }
        }
    }
}
