//! Opaque types of the body's own signature: `impl Trait` in result position.

use crate::def::DefId;
use crate::ty::{AliasKind, Ty, TyKind, TypeFoldable, TypeFolder, fold_ty};

struct Replace {
    def: DefId,
    by: Ty,
}

impl TypeFolder for Replace {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        match ty.kind() {
            TyKind::Alias(AliasKind::Opaque, def, _) if *def == self.def => self.by,
            _ if ty.has_alias() => fold_ty(self, ty),
            _ => ty,
        }
    }
}

/// Replaces the opaque type `def` by `by`.
pub(super) fn replace_opaque<T: TypeFoldable>(value: &T, def: DefId, by: Ty) -> T {
    value.fold_with(&mut Replace { def, by })
}
