//! Reading types back: variables replaced by what is known of them.

use super::unify::var_of;
use super::{InferTable, Var, VarValue};
use crate::ty::{
    Const, ConstKind, InferTy, Part, Ty, TyKind, TypeFoldable, TypeFolder, any_part, fold_const, fold_ty,
};

impl InferTable {
    /// The type, or if it is a variable what is known of it: its outermost form is then final. An unknown variable
    /// comes back as its representative, of the kind it has by now.
    pub fn shallow_resolve(&mut self, ty: Ty) -> Ty {
        let TyKind::Infer(infer) = ty.kind() else { return ty };
        let root = self.root(var_of(*infer));
        match self.value(root) {
            VarValue::Known(known) => known,
            VarValue::Unknown => Ty::infer(InferTy::Ty(root.0)),
            VarValue::Int => Ty::infer(InferTy::Int(root.0)),
            VarValue::Float => Ty::infer(InferTy::Float(root.0)),
            VarValue::UnknownConst | VarValue::KnownConst(_) => Ty::error(),
        }
    }

    /// The same for a constant.
    pub fn shallow_resolve_const(&mut self, c: Const) -> Const {
        let ConstKind::Infer(var) = c.kind() else { return c };
        let root = self.root(Var(*var));
        match self.value(root) {
            VarValue::KnownConst(known) => known,
            _ => Const::new(ConstKind::Infer(root.0)),
        }
    }

    /// Replaces all known variables, at any depth; unknown ones become their representatives.
    pub fn resolve<T: TypeFoldable>(&mut self, value: &T) -> T {
        value.fold_with(&mut Resolver(self))
    }

    /// Is it (by now) an unknown general variable?
    pub fn is_ty_var(&mut self, ty: Ty) -> bool {
        matches!(self.shallow_resolve(ty).kind(), TyKind::Infer(InferTy::Ty(_)))
    }

    /// The unknown variables in a type, by representative.
    pub fn vars_in(&mut self, ty: Ty, out: &mut Vec<Var>) {
        if !ty.has_infer() {
            return;
        }
        let ty = self.resolve(&ty);
        any_part(ty, &mut |part| {
            let var = match part {
                Part::Ty(ty) => match ty.kind() {
                    TyKind::Infer(infer) => var_of(*infer),
                    _ => return false,
                },
                Part::Const(c) => match c.kind() {
                    ConstKind::Infer(var) => Var(*var),
                    _ => return false,
                },
            };
            if !out.contains(&var) {
                out.push(var);
            }
            false
        });
    }

    /// Has anything been learned of a variable that was unknown and its own representative? (A later union in which
    /// it stays the representative counts only if the class became an integer or float variable.)
    pub(crate) fn has_changed(&mut self, var: Var, seen: VarValue) -> bool {
        self.root(var) != var || self.value(var) != seen
    }
}

struct Resolver<'a>(&'a mut InferTable);

impl TypeFolder for Resolver<'_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.has_infer() {
            return ty;
        }
        match ty.kind() {
            TyKind::Infer(_) => {
                let resolved = self.0.shallow_resolve(ty);
                if matches!(resolved.kind(), TyKind::Infer(_)) { resolved } else { self.fold_ty(resolved) }
            }
            _ => fold_ty(self, ty),
        }
    }

    fn fold_const(&mut self, c: Const) -> Const {
        if !c.has_infer() {
            return c;
        }
        match c.kind() {
            ConstKind::Infer(_) => {
                let resolved = self.0.shallow_resolve_const(c);
                if matches!(resolved.kind(), ConstKind::Infer(_)) {
                    resolved
                } else {
                    self.fold_const(resolved)
                }
            }
            _ => fold_const(self, c),
        }
    }
}
