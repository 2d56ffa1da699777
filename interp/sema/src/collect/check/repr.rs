//! Data types whose representation contradicts their fields: rustc's `check_packed` and `check_transparent`.

use crate::Sema;
use crate::collect::AdtKind;
use crate::def::DefId;
use crate::ty::{ConstKind, GenericArgs, Ty, TyKind};

/// Does a type take no space and ask for no alignment?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trivial {
    Yes,
    No,
    Unknown,
}

impl Sema {
    /// E0588, E0690.
    pub(super) fn check_repr_of_fields(&self, adt: DefId) {
        let def = self.adt_def(adt);
        if def.repr.packed.is_some() && self.has_aligned_field(adt, &mut vec![adt]) {
            let message = "packed type cannot transitively contain a `#[repr(align)]` type";
            self.error_at("E0588", self.def_span(adt), message.to_owned());
        }
        if def.repr.transparent && def.variants.len() == 1 && def.kind != AdtKind::Union {
            let fields = self.variant_field_types(adt, 0);
            let trivial: Vec<Trivial> =
                fields.iter().map(|ty| self.is_trivial(*ty, &mut Vec::new())).collect();
            let count = trivial.iter().filter(|trivial| **trivial == Trivial::No).count();
            if count > 1 {
                let what = if def.kind == AdtKind::Enum {
                    "the variant of a transparent enum"
                } else {
                    "transparent struct"
                };
                let message = format!(
                    "{what} needs at most one field with non-trivial size or alignment, but has {count}"
                );
                self.error_at("E0690", self.def_span(adt), message);
            }
        }
    }

    /// A field, or a field of a field, whose type is a struct or union with `align`.
    fn has_aligned_field(&self, adt: DefId, seen: &mut Vec<DefId>) -> bool {
        let variants = self.adt_def(adt).variants.len() as u32;
        let fields: Vec<Ty> =
            (0..variants).flat_map(|variant| self.variant_field_types(adt, variant).to_vec()).collect();
        fields.into_iter().any(|ty| {
            let TyKind::Adt(inner, _) = ty.kind() else { return false };
            let def = self.adt_def(*inner);
            if seen.contains(inner) || def.kind == AdtKind::Enum {
                return false;
            }
            seen.push(*inner);
            def.repr.align.is_some() || self.has_aligned_field(*inner, seen)
        })
    }

    fn is_trivial(&self, ty: Ty, seen: &mut Vec<Ty>) -> Trivial {
        match ty.kind() {
            TyKind::Tuple(elements) => self.all_trivial(elements.iter().copied(), seen),
            TyKind::FnDef(..) => Trivial::Yes,
            TyKind::Array(element, len) => match len.kind() {
                ConstKind::Value(_, 0) if self.is_trivial(*element, seen) != Trivial::Yes => Trivial::Unknown,
                ConstKind::Value(..) => self.is_trivial(*element, seen),
                _ => Trivial::Unknown,
            },
            TyKind::Adt(def, args) => self.adt_is_trivial(ty, *def, *args, seen),
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Slice(_)
            | TyKind::Dynamic(..)
            | TyKind::RawPtr(..)
            | TyKind::Ref(..)
            | TyKind::FnPtr(_)
            | TyKind::Param(_) => Trivial::No,
            _ => Trivial::Unknown,
        }
    }

    fn adt_is_trivial(&self, ty: Ty, def: DefId, args: GenericArgs, seen: &mut Vec<Ty>) -> Trivial {
        if self.is_lang_item(def, "phantom_data") {
            return Trivial::Yes;
        }
        let adt = self.adt_def(def);
        if seen.contains(&ty) || self.has_infinite_size(def) || adt.kind != AdtKind::Struct {
            return Trivial::Unknown;
        }
        if adt.repr.align.is_some_and(|align| align > 1) {
            return Trivial::No;
        }
        seen.push(ty);
        let fields = self.variant_field_types(def, 0);
        self.all_trivial(fields.iter().map(|field| crate::ty::subst_ty(*field, args)), seen)
    }

    fn all_trivial(&self, mut types: impl Iterator<Item = Ty>, seen: &mut Vec<Ty>) -> Trivial {
        let mut all = Trivial::Yes;
        types
            .find_map(|ty| match self.is_trivial(ty, seen) {
                Trivial::No => Some(Trivial::No),
                Trivial::Unknown => {
                    all = Trivial::Unknown;
                    None
                }
                Trivial::Yes => None,
            })
            .unwrap_or(all)
    }
}
