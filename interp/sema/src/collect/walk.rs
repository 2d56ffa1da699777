//! Walking types as written, without meaning: which lifetimes and `impl Trait`s stand in them.

use treebeard_syntax::ast::{
    AssocConstraintKind, Bound, GenericArg, GenericArgs, Lifetime, Path, Ty, TyKind,
};

/// Sees the parts of a type as written, outermost first.
pub(crate) trait AstTyVisitor {
    /// A type; `true` to look inside.
    fn ty(&mut self, _ty: &Ty) -> bool {
        true
    }

    /// A lifetime that is written.
    fn lifetime(&mut self, _lifetime: &Lifetime) {}
}

pub(crate) fn walk_ty(v: &mut dyn AstTyVisitor, ty: &Ty) {
    if !v.ty(ty) {
        return;
    }
    match &ty.kind {
        TyKind::Path(path) => walk_path(v, path),
        TyKind::Ref(lifetime, _, inner) => {
            if let Some(lifetime) = lifetime {
                v.lifetime(lifetime);
            }
            walk_ty(v, inner);
        }
        TyKind::Ptr(_, inner) | TyKind::Slice(inner) | TyKind::Array(inner, _) => walk_ty(v, inner),
        TyKind::Tuple(elements) => elements.iter().for_each(|ty| walk_ty(v, ty)),
        TyKind::BareFn(bare) => {
            bare.inputs.iter().for_each(|ty| walk_ty(v, ty));
            if let Some(output) = &bare.output {
                walk_ty(v, output);
            }
        }
        TyKind::TraitObject(bounds) | TyKind::ImplTrait(bounds) => walk_bounds(v, bounds),
        TyKind::Never | TyKind::Infer | TyKind::Unsupported(_) => {}
    }
}

pub(crate) fn walk_path(v: &mut dyn AstTyVisitor, path: &Path) {
    if let Some(qself) = &path.qself {
        walk_ty(v, &qself.ty);
    }
    for segment in &path.segments {
        if let Some(args) = &segment.args {
            walk_args(v, args);
        }
    }
}

fn walk_args(v: &mut dyn AstTyVisitor, args: &GenericArgs) {
    walk_args_only(v, args);
    walk_constraints(v, args);
}

/// The arguments without the constraints behind them.
pub(crate) fn walk_args_only(v: &mut dyn AstTyVisitor, args: &GenericArgs) {
    for arg in &args.args {
        match arg {
            GenericArg::Lifetime(lifetime) => v.lifetime(lifetime),
            GenericArg::Type(ty) => walk_ty(v, ty),
            GenericArg::Const(_) => {}
        }
    }
}

fn walk_constraints(v: &mut dyn AstTyVisitor, args: &GenericArgs) {
    for constraint in &args.constraints {
        if let Some(args) = &constraint.args {
            walk_args(v, args);
        }
        match &constraint.kind {
            AssocConstraintKind::Equal(ty) => walk_ty(v, ty),
            AssocConstraintKind::EqualConst(_) => {}
            AssocConstraintKind::Bound(bounds) => walk_bounds(v, bounds),
        }
    }
}

pub(crate) fn walk_bounds(v: &mut dyn AstTyVisitor, bounds: &[Bound]) {
    for bound in bounds {
        match bound {
            Bound::Trait(bound) => walk_path(v, &bound.path),
            Bound::Lifetime(lifetime) => v.lifetime(lifetime),
            Bound::Use(..) => {}
        }
    }
}
