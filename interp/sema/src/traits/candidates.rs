//! The ways a trait predicate might hold, before it is known which one does.
//!
//! `rustc_trait_selection::traits::select::candidate_assembly`.

use super::builtin::{BuiltinTrait, Conditions};
use super::unsize::UnsizeStep;
use super::{Obligation, SelectionContext};
use crate::collect::{ImplPolarity, SimplifiedType};
use crate::def::DefId;
use crate::tree::ClosureKind;
use crate::ty::{
    AliasKind, Const, ConstKind, FloatTy, FnSig, GenericArg, GenericArgs, InferTy, IntTy, Predicate,
    TraitRef, Ty, TyKind, subst_args,
};

/// One way a trait predicate might hold.
#[derive(Clone, Debug)]
pub(super) enum Candidate {
    /// A where clause.
    Param(TraitRef),
    /// A bound of an associated or opaque type.
    Alias(TraitRef),
    /// The trait of a `dyn` type or a supertrait of it.
    Object(TraitRef),
    /// An impl.
    Impl(DefId),
    /// A built-in rule, if the trait also holds for these types.
    Builtin(Vec<Ty>),
    /// An auto trait, if it also holds for these parts.
    Auto(Vec<Ty>),
    /// A closure, function item or pointer is called with this signature.
    Callable(FnSig),
    /// A built-in unsizing.
    Unsize(UnsizeStep),
}

/// What assembly found.
pub(super) enum Assembled {
    /// The self type is not known well enough to say.
    Ambiguous,
    /// These.
    Candidates(Vec<Candidate>),
}

/// A self type that is too unknown for any answer.
pub(super) struct TooUnknown;

impl SelectionContext<'_> {
    /// All candidates for `trait_ref` (resolved).
    pub(super) fn assemble(&mut self, obligation: &Obligation, trait_ref: TraitRef) -> Assembled {
        let self_ty = trait_ref.self_ty();
        if matches!(self_ty.kind(), TyKind::Infer(InferTy::Ty(_))) {
            return Assembled::Ambiguous;
        }
        let mut found = Vec::new();
        match self.assemble_builtin(obligation, trait_ref, &mut found) {
            Ok(()) => Assembled::Candidates(found),
            Err(TooUnknown) => Assembled::Ambiguous,
        }
    }

    fn assemble_builtin(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        found: &mut Vec<Candidate>,
    ) -> Result<(), TooUnknown> {
        let self_ty = trait_ref.self_ty();
        let mut with_impls = true;
        match self.sema.builtin_trait(trait_ref.trait_) {
            BuiltinTrait::Sized => {
                push_conditions(self.sized_conditions(self_ty), found)?;
                with_impls = false;
            }
            BuiltinTrait::Copy | BuiltinTrait::Clone => {
                with_impls = self.assemble_copy_clone(obligation, trait_ref, found)?;
            }
            BuiltinTrait::Fn(kind) => self.assemble_callable(self_ty, kind, found)?,
            BuiltinTrait::AsyncFn(kind) => self.assemble_async_callable(self_ty, kind, found)?,
            BuiltinTrait::AsyncClosure => self.assemble_async_closure(self_ty, found)?,
            BuiltinTrait::Unsize => {
                self.assemble_unsize(obligation, trait_ref, found).map_err(|()| TooUnknown)?;
                with_impls = false;
            }
            BuiltinTrait::Tuple => {
                if matches!(self_ty.kind(), TyKind::Tuple(_)) {
                    found.push(Candidate::Builtin(Vec::new()));
                }
            }
            BuiltinTrait::DiscriminantKind | BuiltinTrait::Pointee | BuiltinTrait::Destruct => {
                found.push(Candidate::Builtin(Vec::new()));
                with_impls = false;
            }
            BuiltinTrait::FnPtr => {
                if matches!(self_ty.kind(), TyKind::FnPtr(_)) {
                    found.push(Candidate::Builtin(Vec::new()));
                }
                with_impls = false;
            }
            BuiltinTrait::Future => {
                if matches!(self_ty.kind(), TyKind::Coroutine(..)) {
                    found.push(Candidate::Builtin(Vec::new()));
                }
            }
            BuiltinTrait::None => {}
        }
        if with_impls {
            self.assemble_impls(obligation, trait_ref, found);
        }
        self.assemble_object(trait_ref, found);
        self.assemble_alias_bounds(obligation, trait_ref, found);
        self.assemble_where_clauses(obligation, trait_ref, found);
        self.assemble_auto(trait_ref, found)
    }

    /// Says whether the library's impls count too: where the rule is the compiler's alone they do not.
    fn assemble_copy_clone(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        found: &mut Vec<Candidate>,
    ) -> Result<bool, TooUnknown> {
        let self_ty = trait_ref.self_ty();
        if matches!(self_ty.kind(), TyKind::Array(..)) {
            self.assemble_impls(obligation, trait_ref, found);
            if found.is_empty() {
                push_conditions(self.copy_clone_conditions(self_ty), found)?;
            }
            return Ok(false);
        }
        push_conditions(self.copy_clone_conditions(self_ty), found)?;
        Ok(found.is_empty())
    }

    pub(super) fn assemble_callable(
        &mut self,
        self_ty: Ty,
        kind: ClosureKind,
        found: &mut Vec<Candidate>,
    ) -> Result<(), TooUnknown> {
        match self_ty.kind() {
            TyKind::Closure(id, args) => {
                let info = self.closure_info(*id, *args);
                if info.kind.is_some_and(|own| own > kind) || (info.lends && kind != ClosureKind::FnOnce) {
                    return Ok(());
                }
                let sig = info.sig.ok_or(TooUnknown)?;
                found.push(Candidate::Callable(if info.is_async {
                    self.called_as_function(self_ty, sig)
                } else {
                    sig
                }));
            }
            TyKind::FnDef(def, args) => {
                let sig = self.sema.fn_sig(*def);
                if !sig.is_unsafe && !sig.c_variadic {
                    found.push(Candidate::Callable(subst_args(&*sig, *args)));
                }
            }
            TyKind::FnPtr(sig) if !sig.is_unsafe && !sig.c_variadic => {
                found.push(Candidate::Callable(sig.clone()))
            }
            _ => {}
        }
        Ok(())
    }

    fn assemble_impls(&mut self, obligation: &Obligation, trait_ref: TraitRef, found: &mut Vec<Candidate>) {
        let self_ty = trait_ref.self_ty();
        let sema = self.sema;
        let rigid_without_head =
            matches!(self_ty.kind(), TyKind::Param(_) | TyKind::Alias(..) | TyKind::Placeholder(_));
        for impl_ in self.impls_for(trait_ref.trait_, self_ty) {
            let Some(header) = sema.impl_trait_ref(impl_) else { continue };
            if rigid_without_head && SimplifiedType::of(header.self_ty()).is_some() {
                continue;
            }
            if args_clash(trait_ref.args, header.args) {
                continue;
            }
            if self.probe(|cx| cx.match_impl(impl_, obligation, trait_ref).is_some()) {
                found.push(Candidate::Impl(impl_));
            }
        }
    }

    /// The impls whose self type may be `self_ty`. A number's variable asks for the number types only, so that the
    /// impls of other types need not be loaded.
    fn impls_for(&self, trait_: DefId, self_ty: Ty) -> Vec<DefId> {
        let heads: Vec<SimplifiedType> = match self_ty.kind() {
            TyKind::Infer(InferTy::Int(_)) => IntTy::ALL.into_iter().map(SimplifiedType::Int).collect(),
            TyKind::Infer(InferTy::Float(_)) => {
                [FloatTy::F32, FloatTy::F64].into_iter().map(SimplifiedType::Float).collect()
            }
            // No impl for a certain type is about what no more is known of; `assemble_impls` drops them again.
            TyKind::Param(_) | TyKind::Alias(..) | TyKind::Placeholder(_) => {
                return self.sema.blanket_impls_of_trait(trait_).to_vec();
            }
            _ => return self.sema.impls_of_trait(trait_, SimplifiedType::of(self_ty)).to_vec(),
        };
        let mut impls: Vec<DefId> = Vec::new();
        for head in heads {
            for impl_ in self.sema.impls_of_trait(trait_, Some(head)).iter() {
                if !impls.contains(impl_) {
                    impls.push(*impl_);
                }
            }
        }
        impls
    }

    /// Makes the header of an impl equal to `trait_ref`: the impl's arguments, and what normalising the header needs.
    pub(super) fn match_impl(
        &mut self,
        impl_: DefId,
        obligation: &Obligation,
        trait_ref: TraitRef,
    ) -> Option<(GenericArgs, Vec<Obligation>)> {
        let header = self.sema.impl_trait_ref(impl_)?;
        let args = self.fresh_args(impl_, &[], obligation.cause.span);
        let mut header = subst_args(&header, args);
        let mut nested = Vec::new();
        if header.args.has_alias() {
            (header, nested) =
                self.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, &header);
        }
        self.table.unify_args(header.args, trait_ref.args).ok()?;
        Some((args, nested))
    }

    fn assemble_object(&mut self, trait_ref: TraitRef, found: &mut Vec<Candidate>) {
        let self_ty = trait_ref.self_ty();
        let TyKind::Dynamic(dyn_ty, _) = self_ty.kind() else { return };
        let Some((principal, args)) = dyn_ty.principal else { return };
        for candidate in self.object_traits(self_ty, principal, args) {
            if candidate.trait_ == trait_ref.trait_ && self.may_be_equal(candidate, trait_ref) {
                found.push(Candidate::Object(candidate));
            }
        }
    }

    /// The principal trait of a `dyn` type and its supertraits, with the type itself as `Self`.
    pub(crate) fn object_traits(
        &mut self,
        self_ty: Ty,
        principal: DefId,
        args: GenericArgs,
    ) -> Vec<TraitRef> {
        let mut full = vec![GenericArg::Ty(self_ty)];
        full.extend(args.iter());
        let full = GenericArgs::new(&full);
        let supers = self.sema.all_super_traits(principal);
        let mut traits: Vec<TraitRef> = Vec::with_capacity(supers.len());
        for trait_ref in supers.iter() {
            let mut trait_ref = subst_args(trait_ref, full);
            if trait_ref.args.has_alias() {
                let env = super::ParamEnv::empty();
                let cause = super::ObligationCause::misc(treebeard_syntax::SpanId::NONE);
                trait_ref = self.normalize(&env, &cause, 0, &trait_ref).0;
            }
            if !traits.contains(&trait_ref) {
                traits.push(trait_ref);
            }
        }
        traits
    }

    fn assemble_alias_bounds(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        found: &mut Vec<Candidate>,
    ) {
        let of_trait =
            |bound: &Predicate| matches!(bound, Predicate::Trait(bound) if bound.trait_ == trait_ref.trait_);
        for bound in self.alias_bounds(obligation, trait_ref.self_ty(), of_trait) {
            if let Predicate::Trait(bound) = bound
                && self.may_be_equal(bound, trait_ref)
            {
                found.push(Candidate::Alias(bound));
            }
        }
    }

    /// What the declarations of associated and opaque types promise of `self_ty` (or of a part of the path to it), of
    /// what is `wanted`: most bounds are of other traits, and normalising them is most of the work.
    pub(crate) fn alias_bounds(
        &mut self,
        obligation: &Obligation,
        self_ty: Ty,
        wanted: impl Fn(&Predicate) -> bool,
    ) -> Vec<Predicate> {
        let mut bounds = Vec::new();
        let mut ty = self_ty;
        while let TyKind::Alias(kind, def, args) = ty.kind() {
            for bound in self.sema.elaborated_item_bounds(*def).iter().filter(|bound| wanted(bound)) {
                let mut bound = subst_args(bound, *args);
                if bound.flags().intersects(crate::ty::TypeFlags::HAS_ALIAS) {
                    bound = self.normalize_bound(obligation, ty, &bound);
                }
                bounds.push(bound);
            }
            match kind {
                AliasKind::Projection => ty = self.table.shallow_resolve(args.ty_at(0)),
                AliasKind::Opaque => break,
            }
        }
        bounds
    }

    fn assemble_where_clauses(
        &mut self,
        obligation: &Obligation,
        trait_ref: TraitRef,
        found: &mut Vec<Candidate>,
    ) {
        for predicate in obligation.param_env.predicates() {
            if let Predicate::Trait(clause) = predicate
                && clause.trait_ == trait_ref.trait_
                && !args_clash(trait_ref.args, clause.args)
                && self.may_be_equal(*clause, trait_ref)
            {
                found.push(Candidate::Param(*clause));
            }
        }
    }

    fn may_be_equal(&mut self, a: TraitRef, b: TraitRef) -> bool {
        self.probe(|cx| cx.table.unify_args(a.args, b.args).is_ok())
    }

    fn assemble_auto(&mut self, trait_ref: TraitRef, found: &mut Vec<Candidate>) -> Result<(), TooUnknown> {
        if !self.sema.is_auto_trait(trait_ref.trait_) {
            return Ok(());
        }
        let self_ty = trait_ref.self_ty();
        if let TyKind::Dynamic(dyn_ty, _) = self_ty.kind() {
            if dyn_ty.auto_traits.contains(&trait_ref.trait_) && found.is_empty() {
                found.push(Candidate::Builtin(Vec::new()));
            }
            return Ok(());
        }
        // An impl written for this head, even one that does not apply, replaces the structural rule.
        let has_impl = SimplifiedType::of(self_ty).is_some_and(|head| {
            self.sema.impls_of_trait(trait_ref.trait_, Some(head)).iter().any(|&impl_| {
                self.sema
                    .impl_trait_ref(impl_)
                    .is_some_and(|header| SimplifiedType::of(header.self_ty()) == Some(head))
            })
        });
        if has_impl || !found.is_empty() {
            return Ok(());
        }
        // What a future has borrowed from itself while suspended must not move.
        if matches!(self_ty.kind(), TyKind::Coroutine(..))
            && self.sema.is_lang_item(trait_ref.trait_, "unpin")
        {
            return Ok(());
        }
        match self.auto_trait_conditions(self_ty) {
            Conditions::Never => Ok(()),
            Conditions::Where(parts) => {
                found.push(Candidate::Auto(parts));
                Ok(())
            }
            Conditions::Ambiguous => Err(TooUnknown),
        }
    }

    pub(super) fn is_negative(&self, candidate: &Candidate) -> bool {
        matches!(candidate, Candidate::Impl(impl_) if self.sema.impl_polarity(*impl_) == ImplPolarity::Negative)
    }
}

fn push_conditions(conditions: Conditions, found: &mut Vec<Candidate>) -> Result<(), TooUnknown> {
    match conditions {
        Conditions::Never => Ok(()),
        Conditions::Where(types) => {
            found.push(Candidate::Builtin(types));
            Ok(())
        }
        Conditions::Ambiguous => Err(TooUnknown),
    }
}

/// Can these never be equal, judging by their outer forms? Quick rejection before variables are made (rustc's
/// `DeepRejectCtxt`); `generic` may hold parameters that stand for anything.
pub(super) fn args_clash(args: GenericArgs, generic: GenericArgs) -> bool {
    args.iter().zip(generic.iter()).any(|(arg, generic)| match (arg, generic) {
        (GenericArg::Ty(ty), GenericArg::Ty(generic)) => tys_clash(*ty, *generic),
        (GenericArg::Const(c), GenericArg::Const(generic)) => consts_clash(*c, *generic),
        _ => false,
    })
}

fn consts_clash(c: Const, generic: Const) -> bool {
    matches!((c.kind(), generic.kind()), (ConstKind::Value(_, a), ConstKind::Value(_, b)) if a != b)
}

fn tys_clash(ty: Ty, generic: Ty) -> bool {
    if ty == generic {
        return false;
    }
    match (ty.kind(), generic.kind()) {
        (_, TyKind::Param(_) | TyKind::Alias(..) | TyKind::Error | TyKind::Infer(_)) => false,
        (TyKind::Error | TyKind::Infer(InferTy::Ty(_)), _) => false,
        (TyKind::Infer(InferTy::Int(_)), other) => !matches!(other, TyKind::Int(_)),
        (TyKind::Infer(InferTy::Float(_)), other) => !matches!(other, TyKind::Float(_)),
        (TyKind::Alias(AliasKind::Projection, ..), _) => false,
        (TyKind::Adt(a, xs), TyKind::Adt(b, ys)) => a != b || args_clash(*xs, *ys),
        (TyKind::Ref(_, a, m), TyKind::Ref(_, b, n)) | (TyKind::RawPtr(a, m), TyKind::RawPtr(b, n)) => {
            m != n || tys_clash(*a, *b)
        }
        (TyKind::Slice(a), TyKind::Slice(b)) => tys_clash(*a, *b),
        (TyKind::Array(a, n), TyKind::Array(b, m)) => tys_clash(*a, *b) || consts_clash(*n, *m),
        (TyKind::Tuple(xs), TyKind::Tuple(ys)) => {
            xs.len() != ys.len() || xs.iter().zip(ys.iter()).any(|(x, y)| tys_clash(*x, *y))
        }
        (TyKind::Dynamic(x, _), TyKind::Dynamic(y, _)) => {
            x.principal.map(|p| p.0) != y.principal.map(|p| p.0)
        }
        _ => SimplifiedType::of(ty) != SimplifiedType::of(generic),
    }
}
