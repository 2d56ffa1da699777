//! Questions about types, as seen from inside a generic body.

use treebeard_syntax::SpanId;

use crate::collect::SimplifiedType;
use crate::context::Sema;
use crate::def::{DefId, DefKind};
use crate::table::InferTable;
use crate::traits::{Evaluation, FulfillCtx, NoDelegate, Obligation, SelectionContext};
use crate::ty::{GenericArg, GenericArgs, TraitRef, Ty, TyKind, subst_ty};

impl Sema {
    /// Is `ty`, with the parameters of `owner`, `Copy`?
    pub(crate) fn is_copy_in(&self, ty: Ty, owner: DefId) -> bool {
        match ty.kind() {
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Never
            | TyKind::RawPtr(..)
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Error => true,
            TyKind::Ref(_, _, mutability) => *mutability == treebeard_syntax::ast::Mutability::Not,
            TyKind::Str | TyKind::Slice(_) | TyKind::Dynamic(..) | TyKind::Foreign(_) => false,
            TyKind::Tuple(elements) => elements.iter().all(|element| self.is_copy_in(*element, owner)),
            TyKind::Array(element, _) => self.is_copy_in(*element, owner),
            _ => self.holds_in("copy", ty, owner),
        }
    }

    /// Does the lang trait `name` hold for `ty` inside `owner`?
    fn holds_in(&self, name: &str, ty: Ty, owner: DefId) -> bool {
        let Some(trait_) = self.lang_item(name) else { return false };
        let trait_ref = TraitRef { trait_, args: GenericArgs::new(&[GenericArg::Ty(ty)]) };
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let obligation = Obligation::of_trait(trait_ref, &self.param_env(owner), SpanId::NONE);
        matches!(cx.evaluate(&obligation), Evaluation::Yes)
    }

    /// May a value of `ty` need dropping, for some arguments of `owner`'s parameters?
    pub(crate) fn may_need_drop_in(&self, ty: Ty, owner: DefId) -> bool {
        self.drop_walk(ty, owner, &mut Vec::new())
    }

    fn drop_walk(&self, ty: Ty, owner: DefId, seen: &mut Vec<Ty>) -> bool {
        match ty.kind() {
            TyKind::Dynamic(..) | TyKind::Coroutine(..) => true,
            TyKind::Tuple(elements) => elements.iter().any(|element| self.drop_walk(*element, owner, seen)),
            TyKind::Array(element, _) | TyKind::Slice(element) => self.drop_walk(*element, owner, seen),
            TyKind::Adt(def, args) => {
                if seen.contains(&ty) {
                    return false;
                }
                seen.push(ty);
                if self.is_lang_item(*def, "manually_drop") || self.is_lang_item(*def, "phantom_data") {
                    return false;
                }
                if self.is_lang_item(*def, "owned_box") || self.has_drop_impl(*def, ty) {
                    return true;
                }
                if self.def_kind(*def) == DefKind::Union {
                    return false;
                }
                let adt = self.adt_def(*def);
                (0..adt.variants.len() as u32).any(|variant| {
                    let count = adt.variants[variant as usize].fields.len() as u32;
                    (0..count).any(|field| {
                        let field_ty = self.field_ty(*def, variant, field, *args);
                        self.drop_walk(self.normalize_in(field_ty, owner), owner, seen)
                    })
                })
            }
            TyKind::Closure(id, args) => {
                let body = self.typed_body(id.owner);
                body.closures.get(&id.node).is_none_or(|closure| {
                    closure
                        .captures
                        .iter()
                        .any(|capture| self.drop_walk(subst_ty(capture.ty, *args), owner, seen))
                })
            }
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Placeholder(_) | TyKind::Infer(_) => {
                !self.is_copy_in(ty, owner)
            }
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Never
            | TyKind::Foreign(_)
            | TyKind::RawPtr(..)
            | TyKind::Ref(..)
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Error => false,
        }
    }

    /// Does a type have a `Drop` impl of its own?
    pub(crate) fn has_drop_impl(&self, def: DefId, ty: Ty) -> bool {
        let Some(drop) = self.lang_item("drop") else { return false };
        debug_assert!(matches!(ty.kind(), TyKind::Adt(adt, _) if *adt == def));
        !self.impls_of_trait(drop, SimplifiedType::of(ty)).is_empty()
    }

    /// Does `ty` hold no `UnsafeCell` (outside of pointers)?
    pub(crate) fn is_freeze_in(&self, ty: Ty, owner: DefId) -> bool {
        self.freeze_walk(ty, owner, &mut Vec::new())
    }

    fn freeze_walk(&self, ty: Ty, owner: DefId, seen: &mut Vec<Ty>) -> bool {
        match ty.kind() {
            TyKind::Tuple(elements) => elements.iter().all(|element| self.freeze_walk(*element, owner, seen)),
            TyKind::Array(element, _) | TyKind::Slice(element) => self.freeze_walk(*element, owner, seen),
            TyKind::Adt(def, args) => {
                if seen.contains(&ty) || self.is_lang_item(*def, "phantom_data") {
                    return true;
                }
                seen.push(ty);
                if self.is_lang_item(*def, "unsafe_cell") {
                    return false;
                }
                let adt = self.adt_def(*def);
                (0..adt.variants.len() as u32).all(|variant| {
                    let count = adt.variants[variant as usize].fields.len() as u32;
                    (0..count).all(|field| {
                        let field_ty = self.field_ty(*def, variant, field, *args);
                        self.freeze_walk(self.normalize_in(field_ty, owner), owner, seen)
                    })
                })
            }
            TyKind::Param(_)
            | TyKind::Alias(..)
            | TyKind::Dynamic(..)
            | TyKind::Closure(..)
            | TyKind::Coroutine(..)
            | TyKind::Placeholder(_)
            | TyKind::Infer(_) => false,
            _ => true,
        }
    }

    /// `ty` with its projections replaced as far as `owner`'s bounds tell.
    pub(crate) fn normalize_in(&self, ty: Ty, owner: DefId) -> Ty {
        if !ty.has_alias() {
            return ty;
        }
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        let mut fulfill = FulfillCtx::new();
        let env = self.param_env(owner);
        let normalized = fulfill.normalize(&mut cx, &env, SpanId::NONE, &ty);
        fulfill.select_where_possible(&mut cx);
        let resolved = cx.table.resolve(&normalized);
        if resolved.has_infer() { ty } else { resolved }
    }

    /// The result type of a call of `def` with `args`, inside `owner`.
    pub(crate) fn call_output(&self, def: DefId, args: GenericArgs, owner: DefId) -> Ty {
        let sig = self.fn_sig(def);
        self.normalize_in(subst_ty(sig.output, args), owner)
    }

    /// A method of a lang trait.
    pub(crate) fn lang_trait_method(&self, trait_: &str, method: &str) -> Option<DefId> {
        let trait_ = self.lang_item(trait_)?;
        self.assoc_items(trait_).iter().find(|item| item.name.as_str() == method).map(|item| item.def)
    }

    /// The variant index of a constructor.
    pub(crate) fn ctor_variant(&self, ctor: DefId) -> Option<u32> {
        let adt = self.adt_def(self.adt_of_variant(ctor));
        adt.variant_of(ctor).map(|(index, _)| index)
    }

    /// Is a struct `packed`?
    pub(crate) fn is_packed(&self, def: DefId) -> bool {
        matches!(self.def_kind(def), DefKind::Struct) && self.adt_def(def).repr.packed.is_some()
    }

    /// Follows the last field of structs and tuples to the type that decides the metadata of a pointer.
    pub fn struct_tail(&self, ty: Ty) -> Ty {
        let mut ty = ty;
        // Bounded: a struct cannot contain itself without a pointer; a wrong one is cut off.
        for _ in 0..128 {
            let normalized = if ty.has_alias() { self.normalize_erasing_regions(ty) } else { ty };
            ty = match normalized.kind() {
                TyKind::Tuple(elements) => match elements.last() {
                    Some(last) => *last,
                    None => return normalized,
                },
                TyKind::Adt(def, args) if self.def_kind(*def) == DefKind::Struct => {
                    let count = self.adt_def(*def).struct_variant().fields.len() as u32;
                    match count.checked_sub(1) {
                        Some(last) => self.field_ty(*def, 0, last, *args),
                        None => return normalized,
                    }
                }
                _ => return normalized,
            };
        }
        ty
    }

    /// May the last field of a struct be unsized, for some arguments?
    pub(crate) fn last_field_may_be_unsized(&self, def: DefId) -> bool {
        let args = self.identity_args(def);
        let count = self.adt_def(def).struct_variant().fields.len() as u32;
        let Some(last) = count.checked_sub(1) else { return false };
        let tail = self.struct_tail(self.field_ty(def, 0, last, args));
        match tail.kind() {
            TyKind::Str | TyKind::Slice(_) | TyKind::Dynamic(..) | TyKind::Foreign(_) => true,
            TyKind::Param(_) | TyKind::Alias(..) => !self.holds_in("sized", tail, def),
            _ => false,
        }
    }
}
