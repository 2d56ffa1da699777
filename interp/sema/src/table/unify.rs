//! Making two types equal.
//!
//! Follows `rustc_infer::infer::relate`: structural, with an occurs check. A failed unification leaves no trace.

use super::{InferTable, Var, VarValue};
use crate::ty::{Const, ConstKind, DynTy, FnSig, GenericArg, GenericArgs, InferTy, Part, Ty, TyKind};
use crate::ty::{any_part, any_part_of_const};

/// Why two types cannot be equal: the innermost parts that differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeError {
    /// Two types.
    Mismatch(Ty, Ty),
    /// Two constants.
    ConstMismatch(Const, Const),
    /// A type would contain itself.
    Cyclic(Ty, Ty),
    /// Lists of different length.
    Count(usize, usize),
}

type Unified = Result<(), TypeError>;

impl InferTable {
    /// Makes two types equal.
    pub fn unify(&mut self, a: Ty, b: Ty) -> Unified {
        if a == b {
            return Ok(());
        }
        self.commit_if_ok(|table| table.unify_tys(a, b))
    }

    /// Makes two constants equal.
    pub fn unify_const(&mut self, a: Const, b: Const) -> Unified {
        self.commit_if_ok(|table| table.unify_consts(a, b))
    }

    /// Makes two lists of arguments equal; regions are not looked at.
    pub fn unify_args(&mut self, a: GenericArgs, b: GenericArgs) -> Unified {
        if a == b {
            return Ok(());
        }
        self.commit_if_ok(|table| table.unify_arg_lists(a, b))
    }

    /// Makes two signatures equal.
    pub fn unify_sig(&mut self, a: &FnSig, b: &FnSig) -> Unified {
        self.commit_if_ok(|table| table.unify_sigs(a, b))
    }

    /// Could two types be equal? Changes nothing.
    pub fn can_unify(&mut self, a: Ty, b: Ty) -> bool {
        a == b || self.probe(|table| table.unify_tys(a, b).is_ok())
    }

    fn unify_tys(&mut self, a: Ty, b: Ty) -> Unified {
        if a == b {
            return Ok(());
        }
        let a = self.shallow_resolve(a);
        let b = self.shallow_resolve(b);
        if a == b {
            return Ok(());
        }
        let mismatch = Err(TypeError::Mismatch(a, b));
        match (a.kind(), b.kind()) {
            (TyKind::Error, TyKind::Infer(InferTy::Ty(var)))
            | (TyKind::Infer(InferTy::Ty(var)), TyKind::Error) => {
                // An error spreads, so that its variable is not reported as unknown.
                self.vars.union_value(Var(*var), VarValue::Known(Ty::error()));
                Ok(())
            }
            (TyKind::Error, _) | (_, TyKind::Error) => Ok(()),
            (TyKind::Infer(x), TyKind::Infer(y)) => {
                self.unify_vars(*x, *y).map_err(|()| TypeError::Mismatch(a, b))
            }
            (TyKind::Infer(var), _) => self.bind(*var, b).map_err(|e| e.unwrap_or(TypeError::Mismatch(a, b))),
            (_, TyKind::Infer(var)) => self.bind(*var, a).map_err(|e| e.unwrap_or(TypeError::Mismatch(a, b))),
            (TyKind::Adt(x, xs), TyKind::Adt(y, ys)) if x == y => self.unify_arg_lists(*xs, *ys),
            (TyKind::FnDef(x, xs), TyKind::FnDef(y, ys)) if x == y => self.unify_arg_lists(*xs, *ys),
            (TyKind::Closure(x, xs), TyKind::Closure(y, ys))
            | (TyKind::Coroutine(x, xs), TyKind::Coroutine(y, ys))
                if x == y =>
            {
                self.unify_arg_lists(*xs, *ys)
            }
            (TyKind::Alias(k, x, xs), TyKind::Alias(l, y, ys)) if k == l && x == y => {
                self.unify_arg_lists(*xs, *ys)
            }
            (TyKind::Array(x, n), TyKind::Array(y, m)) => {
                self.unify_tys(*x, *y)?;
                self.unify_consts(*n, *m)
            }
            (TyKind::Slice(x), TyKind::Slice(y)) => self.unify_tys(*x, *y),
            (TyKind::RawPtr(x, m), TyKind::RawPtr(y, n)) if m == n => self.unify_tys(*x, *y),
            (TyKind::Ref(_, x, m), TyKind::Ref(_, y, n)) if m == n => self.unify_tys(*x, *y),
            (TyKind::FnPtr(x), TyKind::FnPtr(y)) if same_calling(x, y) => self.unify_sigs(x, y),
            (TyKind::Tuple(xs), TyKind::Tuple(ys)) if xs.len() == ys.len() => {
                xs.iter().zip(ys.iter()).try_for_each(|(x, y)| self.unify_tys(*x, *y))
            }
            (TyKind::Dynamic(x, _), TyKind::Dynamic(y, _)) => self.unify_dyn(x, y, (a, b)),
            _ => mismatch,
        }
    }

    fn unify_dyn(&mut self, x: &DynTy, y: &DynTy, whole: (Ty, Ty)) -> Unified {
        let mismatch = Err(TypeError::Mismatch(whole.0, whole.1));
        if x.auto_traits != y.auto_traits || x.projections.len() != y.projections.len() {
            return mismatch;
        }
        match (x.principal, y.principal) {
            (None, None) => {}
            (Some((d, xs)), Some((e, ys))) if d == e => self.unify_arg_lists(xs, ys)?,
            _ => return mismatch,
        }
        for (assoc, ty) in &x.projections {
            let Some((_, other)) = y.projections.iter().find(|(other, _)| other == assoc) else {
                return mismatch;
            };
            self.unify_tys(*ty, *other)?;
        }
        Ok(())
    }

    fn unify_sigs(&mut self, a: &FnSig, b: &FnSig) -> Unified {
        if a.inputs.len() != b.inputs.len() {
            return Err(TypeError::Count(a.inputs.len(), b.inputs.len()));
        }
        for (x, y) in a.inputs.iter().zip(b.inputs.iter()) {
            self.unify_tys(*x, *y)?;
        }
        self.unify_tys(a.output, b.output)
    }

    pub(crate) fn unify_arg_lists(&mut self, a: GenericArgs, b: GenericArgs) -> Unified {
        if a == b {
            return Ok(());
        }
        if a.len() != b.len() {
            return Err(TypeError::Count(a.len(), b.len()));
        }
        for (x, y) in a.iter().zip(b.iter()) {
            match (*x, *y) {
                (GenericArg::Region(_), _) | (_, GenericArg::Region(_)) => {}
                (GenericArg::Ty(x), GenericArg::Ty(y)) => self.unify_tys(x, y)?,
                (GenericArg::Const(x), GenericArg::Const(y)) => self.unify_consts(x, y)?,
                (GenericArg::Ty(ty), GenericArg::Const(_)) | (GenericArg::Const(_), GenericArg::Ty(ty)) => {
                    return Err(TypeError::Mismatch(ty, Ty::error()));
                }
            }
        }
        Ok(())
    }

    fn unify_consts(&mut self, a: Const, b: Const) -> Unified {
        let a = self.shallow_resolve_const(a);
        let b = self.shallow_resolve_const(b);
        if a == b {
            return Ok(());
        }
        match (a.kind(), b.kind()) {
            (ConstKind::Error, _) | (_, ConstKind::Error) => Ok(()),
            (ConstKind::Infer(x), ConstKind::Infer(y)) => {
                self.vars.union(Var(*x), Var(*y));
                Ok(())
            }
            (ConstKind::Infer(var), _) => self.bind_const(Var(*var), b),
            (_, ConstKind::Infer(var)) => self.bind_const(Var(*var), a),
            (ConstKind::Value(_, x), ConstKind::Value(_, y)) if x == y => Ok(()),
            (ConstKind::Unevaluated(d, xs), ConstKind::Unevaluated(e, ys)) if d == e => {
                self.unify_arg_lists(*xs, *ys)
            }
            _ => Err(TypeError::ConstMismatch(a, b)),
        }
    }

    fn unify_vars(&mut self, x: InferTy, y: InferTy) -> Result<(), ()> {
        let clash =
            matches!((x, y), (InferTy::Int(_), InferTy::Float(_)) | (InferTy::Float(_), InferTy::Int(_)));
        if clash {
            return Err(());
        }
        self.vars.union(var_of(x), var_of(y));
        Ok(())
    }

    fn bind(&mut self, var: InferTy, ty: Ty) -> Result<(), Option<TypeError>> {
        match (var, ty.kind()) {
            (InferTy::Ty(_), _)
            | (InferTy::Int(_), TyKind::Int(_))
            | (InferTy::Float(_), TyKind::Float(_)) => {}
            _ => return Err(None),
        }
        let root = self.root(var_of(var));
        if self.occurs(root, ty) {
            return Err(Some(TypeError::Cyclic(Ty::infer(var), ty)));
        }
        self.vars.union_value(root, VarValue::Known(ty));
        Ok(())
    }

    fn bind_const(&mut self, var: Var, c: Const) -> Unified {
        let root = self.root(var);
        let cyclic = c.has_infer() && any_part_of_const(c, &mut |part| self.is_var(part, root));
        if cyclic {
            return Err(TypeError::ConstMismatch(Const::new(ConstKind::Infer(var.0)), c));
        }
        self.vars.union_value(root, VarValue::KnownConst(c));
        Ok(())
    }

    /// Does `ty` mention the class of `root`?
    pub(crate) fn occurs(&mut self, root: Var, ty: Ty) -> bool {
        if !ty.has_infer() {
            return false;
        }
        let ty = self.resolve(&ty);
        ty.has_infer() && any_part(ty, &mut |part| self.is_var(part, root))
    }

    fn is_var(&mut self, part: Part, root: Var) -> bool {
        let var = match part {
            Part::Ty(ty) => match ty.kind() {
                TyKind::Infer(var) => var_of(*var),
                _ => return false,
            },
            Part::Const(c) => match c.kind() {
                ConstKind::Infer(var) => Var(*var),
                _ => return false,
            },
        };
        self.root(var) == root
    }
}

/// The variable of an `InferTy`.
pub(crate) fn var_of(infer: InferTy) -> Var {
    match infer {
        InferTy::Ty(var) | InferTy::Int(var) | InferTy::Float(var) => Var(var),
    }
}

fn same_calling(a: &FnSig, b: &FnSig) -> bool {
    a.is_unsafe == b.is_unsafe && a.abi == b.abi && a.c_variadic == b.c_variadic
}
