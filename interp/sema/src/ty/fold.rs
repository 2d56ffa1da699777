//! Walking and rebuilding types: substitution, region erasure, and the flags that let walks be skipped.

use super::intern::TypeFlags;
use super::kind::{ConstKind, DynTy, FnSig, GenericArg, Predicate, Region, TraitRef, TyKind};
use super::{Const, GenericArgs, Ty, TyList};

/// Rebuilds types. The defaults walk into the parts; override what is to change.
pub trait TypeFolder: Sized {
    /// A type.
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        fold_ty(self, ty)
    }

    /// A region.
    fn fold_region(&mut self, region: Region) -> Region {
        region
    }

    /// A constant.
    fn fold_const(&mut self, c: Const) -> Const {
        fold_const(self, c)
    }
}

/// What can be rebuilt by a [`TypeFolder`].
pub trait TypeFoldable: Sized {
    /// Rebuilds it.
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Self;
}

/// Walks into the parts of a type.
pub fn fold_ty<F: TypeFolder>(folder: &mut F, ty: Ty) -> Ty {
    let kind = match ty.kind() {
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
        | TyKind::Error => return ty,
        TyKind::Adt(def, args) => TyKind::Adt(*def, args.fold_with(folder)),
        TyKind::Array(element, len) => TyKind::Array(folder.fold_ty(*element), folder.fold_const(*len)),
        TyKind::Slice(element) => TyKind::Slice(folder.fold_ty(*element)),
        TyKind::RawPtr(pointee, mutability) => TyKind::RawPtr(folder.fold_ty(*pointee), *mutability),
        TyKind::Ref(region, pointee, mutability) => {
            TyKind::Ref(folder.fold_region(*region), folder.fold_ty(*pointee), *mutability)
        }
        TyKind::FnDef(def, args) => TyKind::FnDef(*def, args.fold_with(folder)),
        TyKind::FnPtr(sig) => TyKind::FnPtr(sig.fold_with(folder)),
        TyKind::Dynamic(dyn_ty, region) => {
            TyKind::Dynamic(dyn_ty.fold_with(folder), folder.fold_region(*region))
        }
        TyKind::Closure(id, args) => TyKind::Closure(*id, args.fold_with(folder)),
        TyKind::Coroutine(id, args) => TyKind::Coroutine(*id, args.fold_with(folder)),
        TyKind::Tuple(elements) => TyKind::Tuple(elements.fold_with(folder)),
        TyKind::Alias(kind, def, args) => TyKind::Alias(*kind, *def, args.fold_with(folder)),
    };
    Ty::new(kind)
}

/// Walks into the parts of a constant.
pub fn fold_const<F: TypeFolder>(folder: &mut F, c: Const) -> Const {
    match c.kind() {
        ConstKind::Unevaluated(def, args) => Const::new(ConstKind::Unevaluated(*def, args.fold_with(folder))),
        ConstKind::Value(ty, bits) => Const::new(ConstKind::Value(folder.fold_ty(*ty), *bits)),
        ConstKind::Param(_) | ConstKind::Infer(_) | ConstKind::Error => c,
    }
}

impl TypeFoldable for Ty {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Ty {
        folder.fold_ty(*self)
    }
}

impl TypeFoldable for Const {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Const {
        folder.fold_const(*self)
    }
}

impl TypeFoldable for GenericArg {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> GenericArg {
        match *self {
            GenericArg::Region(region) => GenericArg::Region(folder.fold_region(region)),
            GenericArg::Ty(ty) => GenericArg::Ty(folder.fold_ty(ty)),
            GenericArg::Const(c) => GenericArg::Const(folder.fold_const(c)),
        }
    }
}

impl TypeFoldable for GenericArgs {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> GenericArgs {
        if self.is_empty() {
            return *self;
        }
        let args: Vec<GenericArg> = self.iter().map(|arg| arg.fold_with(folder)).collect();
        GenericArgs::new(&args)
    }
}

impl TypeFoldable for TyList {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> TyList {
        if self.is_empty() {
            return *self;
        }
        let types: Vec<Ty> = self.iter().map(|ty| folder.fold_ty(*ty)).collect();
        TyList::new(&types)
    }
}

impl TypeFoldable for FnSig {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> FnSig {
        FnSig { inputs: self.inputs.fold_with(folder), output: folder.fold_ty(self.output), ..self.clone() }
    }
}

impl TypeFoldable for DynTy {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> DynTy {
        DynTy {
            principal: self.principal.map(|(def, args)| (def, args.fold_with(folder))),
            projections: self.projections.iter().map(|&(def, ty)| (def, folder.fold_ty(ty))).collect(),
            auto_traits: self.auto_traits.clone(),
        }
    }
}

impl TypeFoldable for TraitRef {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> TraitRef {
        TraitRef { trait_: self.trait_, args: self.args.fold_with(folder) }
    }
}

impl TypeFoldable for Predicate {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Predicate {
        match self {
            Predicate::Trait(trait_ref) => Predicate::Trait(trait_ref.fold_with(folder)),
            Predicate::Projection(def, args, ty) => {
                Predicate::Projection(*def, args.fold_with(folder), folder.fold_ty(*ty))
            }
            Predicate::TypeOutlives(ty, region) => {
                Predicate::TypeOutlives(folder.fold_ty(*ty), folder.fold_region(*region))
            }
            Predicate::RegionOutlives(a, b) => {
                Predicate::RegionOutlives(folder.fold_region(*a), folder.fold_region(*b))
            }
            Predicate::ConstArgHasType(c, ty) => {
                Predicate::ConstArgHasType(folder.fold_const(*c), folder.fold_ty(*ty))
            }
        }
    }
}

impl<T: TypeFoldable> TypeFoldable for Vec<T> {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Vec<T> {
        self.iter().map(|item| item.fold_with(folder)).collect()
    }
}

impl<T: TypeFoldable> TypeFoldable for Option<T> {
    fn fold_with<F: TypeFolder>(&self, folder: &mut F) -> Option<T> {
        self.as_ref().map(|item| item.fold_with(folder))
    }
}

struct Subst(GenericArgs);

impl TypeFolder for Subst {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Param(param) => self.0.ty_at(param.index as usize),
            _ if ty.flags().intersects(TypeFlags::HAS_PARAM.union(TypeFlags::HAS_REGION)) => {
                fold_ty(self, ty)
            }
            _ => ty,
        }
    }

    fn fold_region(&mut self, region: Region) -> Region {
        match region {
            Region::Param(index, _) => match self.0.get(index as usize) {
                Some(GenericArg::Region(region)) => *region,
                _ => region,
            },
            Region::Static | Region::Bound(..) | Region::Var(_) | Region::Erased => region,
        }
    }

    fn fold_const(&mut self, c: Const) -> Const {
        match c.kind() {
            ConstKind::Param(param) => self
                .0
                .get(param.index as usize)
                .and_then(|arg| arg.as_const())
                .unwrap_or_else(|| Const::new(ConstKind::Error)),
            _ => fold_const(self, c),
        }
    }
}

/// Replaces generic parameters by `args` (indexed by the parameters' positions).
pub fn subst_args<T: TypeFoldable>(value: &T, args: GenericArgs) -> T {
    value.fold_with(&mut Subst(args))
}

/// Replaces generic parameters of a type by `args`.
pub fn subst_ty(ty: Ty, args: GenericArgs) -> Ty {
    Subst(args).fold_ty(ty)
}

struct EraseRegions;

impl TypeFolder for EraseRegions {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if ty.flags().intersects(TypeFlags::HAS_REGION) { fold_ty(self, ty) } else { ty }
    }

    fn fold_region(&mut self, _: Region) -> Region {
        Region::Erased
    }
}

/// Replaces every region by `Region::Erased`, for instance keys.
pub fn erase_regions<T: TypeFoldable>(value: &T) -> T {
    value.fold_with(&mut EraseRegions)
}

fn flags_of_region(region: Region) -> TypeFlags {
    if region == Region::Erased { TypeFlags::default() } else { TypeFlags::HAS_REGION }
}

pub(super) fn flags_of_arg(arg: GenericArg) -> TypeFlags {
    match arg {
        GenericArg::Region(region) => flags_of_region(region),
        GenericArg::Ty(ty) => ty.flags(),
        GenericArg::Const(c) => c.flags(),
    }
}

pub(super) fn flags_of_const(kind: &ConstKind) -> TypeFlags {
    match kind {
        ConstKind::Value(ty, _) => ty.flags(),
        ConstKind::Param(_) => TypeFlags::HAS_PARAM,
        ConstKind::Infer(_) => TypeFlags::HAS_INFER,
        ConstKind::Unevaluated(_, args) => args.flags().union(TypeFlags::HAS_ALIAS),
        ConstKind::Error => TypeFlags::HAS_ERROR,
    }
}

pub(super) fn flags_of_ty(kind: &TyKind) -> TypeFlags {
    match kind {
        TyKind::Bool
        | TyKind::Char
        | TyKind::Int(_)
        | TyKind::Float(_)
        | TyKind::Str
        | TyKind::Never
        | TyKind::Foreign(_) => TypeFlags::default(),
        TyKind::Adt(_, args)
        | TyKind::FnDef(_, args)
        | TyKind::Closure(_, args)
        | TyKind::Coroutine(_, args) => args.flags(),
        TyKind::Array(element, len) => element.flags().union(len.flags()),
        TyKind::Slice(ty) | TyKind::RawPtr(ty, _) => ty.flags(),
        TyKind::Ref(region, ty, _) => ty.flags().union(flags_of_region(*region)),
        TyKind::FnPtr(sig) => sig.inputs.flags().union(sig.output.flags()),
        TyKind::Dynamic(dyn_ty, region) => {
            let principal = dyn_ty.principal.map_or(TypeFlags::default(), |(_, args)| args.flags());
            dyn_ty
                .projections
                .iter()
                .fold(principal, |flags, (_, ty)| flags.union(ty.flags()))
                .union(flags_of_region(*region))
        }
        TyKind::Tuple(elements) => elements.flags(),
        TyKind::Alias(_, _, args) => args.flags().union(TypeFlags::HAS_ALIAS),
        TyKind::Param(_) => TypeFlags::HAS_PARAM,
        TyKind::Infer(_) => TypeFlags::HAS_INFER,
        TyKind::Placeholder(_) => TypeFlags::HAS_PLACEHOLDER,
        TyKind::Error => TypeFlags::HAS_ERROR,
    }
}
