//! Properties of types that later phases ask for: `Copy`, `Sized`, whether dropping does anything.

use treebeard_syntax::SpanId;

use super::{Evaluation, NoDelegate, Obligation, ParamEnv, Reveal, SelectionContext};
use crate::Sema;
use crate::collect::{AdtKind, SimplifiedType};
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{AliasKind, GenericArg, GenericArgs, TraitRef, Ty, TyKind};

impl Sema {
    /// Is `ty` `Copy` under `param_env`?
    pub fn type_is_copy(&self, ty: Ty, param_env: &ParamEnv) -> bool {
        self.lang_trait_holds("copy", ty, param_env)
    }

    /// Is `ty` `Sized` under `param_env`?
    pub fn type_is_sized(&self, ty: Ty, param_env: &ParamEnv) -> bool {
        self.lang_trait_holds("sized", ty, param_env)
    }

    /// Does the trait with this lang name (without arguments) hold for `ty` under `param_env`?
    pub fn lang_trait_holds(&self, name: &str, ty: Ty, param_env: &ParamEnv) -> bool {
        let Some(trait_) = self.lang_item(name) else { return false };
        let trait_ref = TraitRef { trait_, args: GenericArgs::new(&[GenericArg::Ty(ty)]) };
        self.trait_holds(trait_ref, param_env) == Evaluation::Yes
    }

    /// Does a trait predicate without variables hold under `param_env`?
    pub fn trait_holds(&self, trait_ref: TraitRef, param_env: &ParamEnv) -> Evaluation {
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self, &mut table, &NoDelegate);
        cx.evaluate(&Obligation::of_trait(trait_ref, param_env, SpanId::NONE))
    }

    /// Does dropping a value of type `ty` do anything (or may it, for types that are not known under `param_env`)?
    pub fn needs_drop(&self, ty: Ty, param_env: &ParamEnv) -> bool {
        let ty = crate::ty::erase_regions(&ty);
        self.traits.needs_drop.get_or((param_env.id(), ty), |_| {
            DropWalk { sema: self, param_env, seen: Vec::new() }.needs_drop(ty)
        })
    }

    /// The impl of `Drop` for a data type, if it has one.
    pub fn drop_impl(&self, adt: DefId) -> Option<DefId> {
        let drop = self.lang_item("drop")?;
        let head = SimplifiedType::Adt(adt);
        self.impls_of_trait(drop, Some(head)).iter().copied().find(|impl_| {
            self.impl_trait_ref(*impl_)
                .is_some_and(|header| SimplifiedType::of(header.self_ty()) == Some(head))
        })
    }
}

struct DropWalk<'a> {
    sema: &'a Sema,
    param_env: &'a ParamEnv,
    /// Data types on the way: recursive ones need drop only if something else in them does.
    seen: Vec<Ty>,
}

impl DropWalk<'_> {
    fn needs_drop(&mut self, ty: Ty) -> bool {
        let sema = self.sema;
        let ty = super::project::normalize_closed_or_self(sema, self.param_env, ty);
        match ty.kind() {
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
            TyKind::Dynamic(..) | TyKind::Coroutine(..) => true,
            TyKind::Array(element, _) | TyKind::Slice(element) => self.needs_drop(*element),
            TyKind::Tuple(elements) => elements.iter().any(|element| self.needs_drop(*element)),
            TyKind::Closure(id, args) => match sema.closure_info(*id, *args).captures {
                Some(captures) => captures.into_iter().any(|capture| self.needs_drop(capture)),
                None => true,
            },
            TyKind::Adt(def, args) => self.adt_needs_drop(ty, *def, *args),
            TyKind::Alias(AliasKind::Opaque, def, args) if self.param_env.reveal() == Reveal::All => {
                sema.hidden_type(*def, *args).is_none_or(|hidden| self.needs_drop(hidden))
            }
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Placeholder(_) | TyKind::Infer(_) => {
                !sema.type_is_copy(ty, self.param_env)
            }
        }
    }

    fn adt_needs_drop(&mut self, ty: Ty, def: DefId, args: GenericArgs) -> bool {
        let sema = self.sema;
        if self.seen.contains(&ty) {
            return false;
        }
        self.seen.push(ty);
        if sema.is_lang_item(def, "manually_drop") || sema.is_lang_item(def, "phantom_data") {
            return false;
        }
        if sema.is_lang_item(def, "owned_box") || sema.drop_impl(def).is_some() {
            return true;
        }
        let adt = sema.adt_def(def);
        if adt.kind == AdtKind::Union {
            return false;
        }
        adt.variants.iter().enumerate().any(|(v, variant)| {
            (0..variant.fields.len()).any(|f| self.needs_drop(sema.field_ty(def, v as u32, f as u32, args)))
        })
    }
}
