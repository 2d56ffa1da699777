//! Looking into types without rebuilding them.

use super::kind::{ConstKind, GenericArg, Predicate, TyKind};
use super::{Const, GenericArgs, Ty};

/// What a walk finds on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A type.
    Ty(Ty),
    /// A constant.
    Const(Const),
}

/// Is there a part of `ty` (itself included, outermost first) for which `found` holds?
pub fn any_part(ty: Ty, found: &mut dyn FnMut(Part) -> bool) -> bool {
    if found(Part::Ty(ty)) {
        return true;
    }
    match ty.kind() {
        TyKind::Bool
        | TyKind::Char
        | TyKind::Int(_)
        | TyKind::Float(_)
        | TyKind::Str
        | TyKind::Never
        | TyKind::Foreign(_)
        | TyKind::Param(_)
        | TyKind::Infer(_)
        | TyKind::Placeholder(_)
        | TyKind::Error => false,
        TyKind::Adt(_, args)
        | TyKind::FnDef(_, args)
        | TyKind::Closure(_, args)
        | TyKind::Coroutine(_, args)
        | TyKind::Alias(_, _, args) => any_part_of_args(*args, found),
        TyKind::Array(element, len) => any_part(*element, found) || any_part_of_const(*len, found),
        TyKind::Slice(inner) | TyKind::RawPtr(inner, _) | TyKind::Ref(_, inner, _) => any_part(*inner, found),
        TyKind::FnPtr(sig) => {
            sig.inputs.iter().any(|input| any_part(*input, found)) || any_part(sig.output, found)
        }
        TyKind::Dynamic(dyn_ty, _) => {
            dyn_ty.principal.is_some_and(|(_, args)| any_part_of_args(args, found))
                || dyn_ty.projections.iter().any(|(_, ty)| any_part(*ty, found))
        }
        TyKind::Tuple(elements) => elements.iter().any(|element| any_part(*element, found)),
    }
}

/// [`any_part`] of a constant.
pub fn any_part_of_const(c: Const, found: &mut dyn FnMut(Part) -> bool) -> bool {
    if found(Part::Const(c)) {
        return true;
    }
    match c.kind() {
        ConstKind::Unevaluated(_, args) => any_part_of_args(*args, found),
        ConstKind::Value(..) | ConstKind::Param(_) | ConstKind::Infer(_) | ConstKind::Error => false,
    }
}

/// [`any_part`] of a list of arguments.
pub fn any_part_of_args(args: GenericArgs, found: &mut dyn FnMut(Part) -> bool) -> bool {
    args.iter().any(|arg| match *arg {
        GenericArg::Region(_) => false,
        GenericArg::Ty(ty) => any_part(ty, found),
        GenericArg::Const(c) => any_part_of_const(c, found),
    })
}

impl Ty {
    /// A projection or opaque type?
    pub fn kind_is_alias(self) -> bool {
        matches!(self.kind(), TyKind::Alias(..))
    }
}

impl Predicate {
    /// What it holds, without walking it.
    pub fn flags(&self) -> super::TypeFlags {
        match self {
            Predicate::Trait(trait_ref) => trait_ref.args.flags(),
            Predicate::Projection(_, args, ty) => args.flags().union(ty.flags()),
            Predicate::TypeOutlives(ty, _) => ty.flags(),
            Predicate::RegionOutlives(..) => super::TypeFlags::default(),
            Predicate::ConstArgHasType(c, ty) => c.flags().union(ty.flags()),
        }
    }

    /// Holds an inference variable?
    pub fn has_infer(&self) -> bool {
        self.flags().intersects(super::TypeFlags::HAS_INFER)
    }

    /// Holds a generic parameter?
    pub fn has_param(&self) -> bool {
        self.flags().intersects(super::TypeFlags::HAS_PARAM)
    }

    /// Holds an error?
    pub fn has_error(&self) -> bool {
        self.flags().intersects(super::TypeFlags::HAS_ERROR)
    }
}
