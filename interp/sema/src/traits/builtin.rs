//! What the compiler itself says of types: `Sized`, `Copy` and `Clone` of built-in types, auto traits by structure,
//! and a few marker traits.
//!
//! `rustc_trait_selection::traits::select::{sized_conditions, copy_clone_conditions, constituent_types}`.

use treebeard_syntax::ast::Mutability;

use super::SelectionContext;
use crate::Sema;
use crate::def::DefId;
use crate::tree::ClosureKind;
use crate::ty::{AliasKind, GenericArgs, InferTy, Ty, TyKind, subst_ty};

/// The traits with built-in rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BuiltinTrait {
    /// An ordinary trait.
    None,
    Sized,
    Copy,
    Clone,
    Fn(ClosureKind),
    AsyncFn(ClosureKind),
    /// An async closure as the library's own code sees it.
    AsyncClosure,
    Unsize,
    Tuple,
    DiscriminantKind,
    Pointee,
    /// Holds of everything.
    Destruct,
    FnPtr,
    Future,
}

/// For which types a trait must hold for it to hold of a composed type.
pub(super) enum Conditions {
    /// It does not hold by a built-in rule.
    Never,
    /// It holds if it does of these.
    Where(Vec<Ty>),
    /// Not known yet.
    Ambiguous,
}

impl Sema {
    /// The built-in rules of a trait.
    pub(crate) fn builtin_trait(&self, trait_: DefId) -> BuiltinTrait {
        self.traits.builtin_traits.get_or(trait_, || {
            let Some(name) = self.lang_name(trait_) else { return BuiltinTrait::None };
            match name.as_str() {
                "sized" => BuiltinTrait::Sized,
                "copy" => BuiltinTrait::Copy,
                "clone" => BuiltinTrait::Clone,
                "fn" => BuiltinTrait::Fn(ClosureKind::Fn),
                "fn_mut" => BuiltinTrait::Fn(ClosureKind::FnMut),
                "fn_once" => BuiltinTrait::Fn(ClosureKind::FnOnce),
                "async_fn" => BuiltinTrait::AsyncFn(ClosureKind::Fn),
                "async_fn_mut" => BuiltinTrait::AsyncFn(ClosureKind::FnMut),
                "async_fn_once" => BuiltinTrait::AsyncFn(ClosureKind::FnOnce),
                "async_closure" => BuiltinTrait::AsyncClosure,
                "unsize" => BuiltinTrait::Unsize,
                "tuple_trait" => BuiltinTrait::Tuple,
                "discriminant_kind" => BuiltinTrait::DiscriminantKind,
                "pointee_trait" => BuiltinTrait::Pointee,
                "destruct" => BuiltinTrait::Destruct,
                "fn_ptr_trait" => BuiltinTrait::FnPtr,
                "future_trait" => BuiltinTrait::Future,
                _ => BuiltinTrait::None,
            }
        })
    }

    /// The unsized type at the end of a struct or tuple: `T` itself if it is sized or neither. Fields are normalised
    /// by `normalize`.
    pub(crate) fn struct_tail_with(&self, mut ty: Ty, normalize: &mut dyn FnMut(Ty) -> Ty) -> Ty {
        for _ in 0..super::RECURSION_LIMIT {
            ty = match ty.kind() {
                TyKind::Adt(def, args) => match self.last_field(*def, *args) {
                    Some(field) => normalize(field),
                    None => return ty,
                },
                TyKind::Tuple(elements) => match elements.last() {
                    Some(last) => *last,
                    None => return ty,
                },
                _ => return ty,
            };
        }
        ty
    }

    /// The type of a struct's last field (not normalised).
    pub(super) fn last_field(&self, def: DefId, args: GenericArgs) -> Option<Ty> {
        let adt = self.adt_def(def);
        if adt.kind != crate::collect::AdtKind::Struct {
            return None;
        }
        let last = adt.struct_variant().fields.len().checked_sub(1)?;
        Some(self.field_ty(def, 0, u32::try_from(last).ok()?, args))
    }
}

impl SelectionContext<'_> {
    /// When is `ty` (resolved) sized?
    pub(super) fn sized_conditions(&self, ty: Ty) -> Conditions {
        match ty.kind() {
            TyKind::Str | TyKind::Slice(_) | TyKind::Dynamic(..) | TyKind::Foreign(_) => Conditions::Never,
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Placeholder(_) => Conditions::Never,
            TyKind::Infer(InferTy::Ty(_)) => Conditions::Ambiguous,
            TyKind::Tuple(elements) => Conditions::Where(elements.last().copied().into_iter().collect()),
            TyKind::Adt(def, args) => {
                Conditions::Where(self.sema.last_field(*def, *args).into_iter().collect())
            }
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Never
            | TyKind::Array(..)
            | TyKind::RawPtr(..)
            | TyKind::Ref(..)
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Closure(..)
            | TyKind::Coroutine(..)
            | TyKind::Infer(_)
            | TyKind::Error => Conditions::Where(Vec::new()),
        }
    }

    /// When is a built-in type `Copy` (or `Clone`, by the same rule)?
    pub(super) fn copy_clone_conditions(&self, ty: Ty) -> Conditions {
        match ty.kind() {
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Never
            | TyKind::RawPtr(..)
            | TyKind::Ref(_, _, Mutability::Not)
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Infer(InferTy::Int(_) | InferTy::Float(_))
            | TyKind::Error => Conditions::Where(Vec::new()),
            TyKind::Array(element, _) => Conditions::Where(vec![*element]),
            TyKind::Tuple(elements) => Conditions::Where(elements.to_vec()),
            TyKind::Closure(id, args) => match self.closure_info(*id, *args).captures {
                Some(captures) => Conditions::Where(captures),
                None => Conditions::Ambiguous,
            },
            TyKind::Infer(InferTy::Ty(_)) => Conditions::Ambiguous,
            TyKind::Str
            | TyKind::Slice(_)
            | TyKind::Dynamic(..)
            | TyKind::Foreign(_)
            | TyKind::Ref(_, _, Mutability::Mut)
            | TyKind::Adt(..)
            | TyKind::Coroutine(..)
            | TyKind::Param(_)
            | TyKind::Alias(..)
            | TyKind::Placeholder(_) => Conditions::Never,
        }
    }

    /// For which types must an auto trait hold for it to hold of `ty`?
    pub(super) fn auto_trait_conditions(&self, ty: Ty) -> Conditions {
        match ty.kind() {
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Never
            | TyKind::FnDef(..)
            | TyKind::FnPtr(_)
            | TyKind::Infer(InferTy::Int(_) | InferTy::Float(_))
            | TyKind::Error => Conditions::Where(Vec::new()),
            TyKind::Array(inner, _)
            | TyKind::Slice(inner)
            | TyKind::RawPtr(inner, _)
            | TyKind::Ref(_, inner, _) => Conditions::Where(vec![*inner]),
            TyKind::Tuple(elements) => Conditions::Where(elements.to_vec()),
            TyKind::Adt(def, args) => Conditions::Where(self.component_types(*def, *args)),
            TyKind::Closure(id, args) => match self.closure_info(*id, *args).captures {
                Some(captures) => Conditions::Where(captures),
                None => Conditions::Ambiguous,
            },
            TyKind::Coroutine(id, args) => match self.coroutine_parts(*id, *args) {
                Some(parts) => Conditions::Where(parts),
                None => Conditions::Ambiguous,
            },
            TyKind::Alias(AliasKind::Opaque, def, args) => match self.sema.hidden_type(*def, *args) {
                Some(hidden) => Conditions::Where(vec![hidden]),
                // Of a trait's method: nothing is known but its bounds.
                None if self.sema.method_of_opaque(*def).is_some() => Conditions::Never,
                None => {
                    self.unstable.set(true);
                    Conditions::Ambiguous
                }
            },
            TyKind::Infer(InferTy::Ty(_)) => Conditions::Ambiguous,
            TyKind::Dynamic(..)
            | TyKind::Foreign(_)
            | TyKind::Param(_)
            | TyKind::Placeholder(_)
            | TyKind::Alias(AliasKind::Projection, ..) => Conditions::Never,
        }
    }

    /// The types of all fields; for `PhantomData<T>`, `T`.
    fn component_types(&self, def: DefId, args: GenericArgs) -> Vec<Ty> {
        if self.sema.is_lang_item(def, "phantom_data") {
            return args.iter().filter_map(|arg| arg.as_ty()).collect();
        }
        let adt = self.sema.adt_def(def);
        let mut types = Vec::new();
        for (v, variant) in adt.variants.iter().enumerate() {
            for f in 0..variant.fields.len() {
                let ty = self.sema.field_ty(def, v as u32, f as u32, args);
                if !types.contains(&ty) {
                    types.push(ty);
                }
            }
        }
        types
    }

    /// `<T as Pointee>::Metadata`.
    pub(super) fn pointee_metadata(&mut self, ty: Ty) -> Option<Ty> {
        let sema = self.sema;
        let env = super::ParamEnv::reveal_all();
        let tail = sema
            .struct_tail_with(ty, &mut |field| super::project::normalize_closed_or_self(sema, &env, field));
        match tail.kind() {
            TyKind::Slice(_) | TyKind::Str => Some(Ty::usize()),
            TyKind::Dynamic(..) => {
                let metadata = sema.lang_item("dyn_metadata")?;
                Some(Ty::new(TyKind::Adt(metadata, GenericArgs::new(&[crate::ty::GenericArg::Ty(tail)]))))
            }
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Infer(InferTy::Ty(_)) => None,
            _ => Some(Ty::unit()),
        }
    }
}

impl Sema {
    /// The type behind an opaque type, as the function that defines it found out; `None` while that is unknown.
    pub fn hidden_type(&self, opaque: DefId, args: GenericArgs) -> Option<Ty> {
        let owner = self.opaque_owner(opaque);
        let results = super::delegate::typeck_results(self, owner)?;
        results.opaque_types.get(&opaque).map(|ty| subst_ty(*ty, args))
    }
}
