//! Associated types: what `<T as Trait>::Name` is.
//!
//! `rustc_trait_selection::traits::{project, normalize}`. A projection of an unknown type becomes a variable with the
//! obligation that it be that projection; a projection that only a where clause knows stays as it is.

use treebeard_syntax::SpanId;

use super::context::Projected;
use super::opaque::InTrait;
use super::select::{ImplSourceKind, Selected};
use super::{
    FulfillCtx, FulfillmentErrorCode, NoDelegate, Obligation, ObligationCause, ParamEnv, Reveal,
    SelectionContext,
};
use crate::Sema;
use crate::def::DefId;
use crate::table::InferTable;
use crate::ty::{
    AliasKind, Const, ConstKind, GenericArg, GenericArgs, InferTy, Predicate, TraitRef, Ty, TyKind,
    TypeFlags, TypeFoldable, TypeFolder, erase_regions, fold_const, fold_ty, subst_ty,
};

/// What a projection is.
enum Projection {
    /// This type (not yet normalised), if these hold.
    Is(Ty, Vec<Obligation>),
    /// Itself: known only by a bound.
    Rigid,
    /// It depends on variables.
    Ambiguous,
    /// The trait is not implemented.
    Unimplemented,
}

impl<'a> SelectionContext<'a> {
    /// Replaces projections, deeply; gives what remains to be proved.
    pub fn normalize<T: TypeFoldable>(
        &mut self,
        param_env: &ParamEnv,
        cause: &ObligationCause,
        depth: u32,
        value: &T,
    ) -> (T, Vec<Obligation>) {
        let value = self.table.resolve(value);
        let mut folder = Normalizer { cx: self, param_env, cause, depth, obligations: Vec::new() };
        let value = value.fold_with(&mut folder);
        (value, folder.obligations)
    }

    /// The same for a predicate; the projection of a projection predicate itself stays.
    pub(super) fn normalize_predicate(
        &mut self,
        param_env: &ParamEnv,
        cause: &ObligationCause,
        depth: u32,
        predicate: &Predicate,
    ) -> (Predicate, Vec<Obligation>) {
        self.normalize(param_env, cause, depth, predicate)
    }

    /// A bound of the alias `subject`, normalised except for `subject` itself: a bound never explains its own subject.
    pub(super) fn normalize_bound(
        &mut self,
        obligation: &Obligation,
        subject: Ty,
        bound: &Predicate,
    ) -> Predicate {
        let others_have_alias = |args: GenericArgs| {
            args.iter().skip(1).any(|arg| match arg {
                GenericArg::Ty(ty) => ty.has_alias(),
                GenericArg::Const(c) => c.has_alias(),
                GenericArg::Region(_) => false,
            })
        };
        let keep_self = |cx: &mut Self, args: GenericArgs| {
            if !others_have_alias(args) || args.ty_at(0) != subject {
                return args;
            }
            let mut rest = args.to_vec();
            rest[0] = GenericArg::Ty(Ty::unit());
            let rest = GenericArgs::new(&rest);
            let rest = cx.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, &rest).0;
            let mut all = rest.to_vec();
            all[0] = args[0];
            GenericArgs::new(&all)
        };
        match bound {
            Predicate::Trait(trait_ref) => {
                let args = keep_self(self, trait_ref.args);
                Predicate::Trait(TraitRef { trait_: trait_ref.trait_, args })
            }
            Predicate::Projection(assoc, args, ty) => {
                let args = keep_self(self, *args);
                Predicate::Projection(*assoc, args, *ty)
            }
            other => other.clone(),
        }
    }

    /// Makes a projection equal to a type.
    pub fn project_and_unify(
        &mut self,
        obligation: &Obligation,
        assoc: DefId,
        args: GenericArgs,
        ty: Ty,
    ) -> Projected {
        let snapshot = self.table.snapshot();
        let result = self.project_and_unify_inner(obligation, assoc, args, ty);
        match result {
            Projected::Done(_) => self.table.commit(snapshot),
            Projected::Ambiguous | Projected::Failed(_) => self.table.rollback_to(snapshot),
        }
        result
    }

    fn project_and_unify_inner(
        &mut self,
        obligation: &Obligation,
        assoc: DefId,
        args: GenericArgs,
        ty: Ty,
    ) -> Projected {
        let args = self.table.resolve(&args);
        let (args, mut nested) = if args.has_alias() {
            self.normalize(&obligation.param_env, &obligation.cause, obligation.depth, &args)
        } else {
            (args, Vec::new())
        };
        let found = match self.project(obligation, assoc, args) {
            Projection::Is(found, more) => {
                nested.extend(more);
                let (found, more) =
                    self.normalize(&obligation.param_env, &obligation.cause, obligation.depth + 1, &found);
                nested.extend(more);
                found
            }
            Projection::Rigid => Ty::new(TyKind::Alias(AliasKind::Projection, assoc, args)),
            Projection::Ambiguous => return Projected::Ambiguous,
            Projection::Unimplemented => {
                let trait_ref = self.trait_of_projection(assoc, args);
                nested.push(obligation.with(Predicate::Trait(trait_ref)));
                let _ = self.table.unify(ty, Ty::error());
                return Projected::Done(nested);
            }
        };
        match self.table.unify(found, ty) {
            Ok(()) => Projected::Done(nested),
            Err(error) => {
                let (found, expected) = (self.table.resolve(&found), self.table.resolve(&ty));
                Projected::Failed(FulfillmentErrorCode::ProjectionMismatch { found, expected, error })
            }
        }
    }

    /// The trait predicate behind a projection: its own arguments cut off.
    pub(super) fn trait_of_projection(&self, assoc: DefId, args: GenericArgs) -> TraitRef {
        let trait_ = self.sema.assoc_container(assoc).unwrap_or(assoc);
        let count = self.sema.generics_of(trait_).count();
        TraitRef { trait_, args: GenericArgs::new(&args[..count.min(args.len())]) }
    }

    fn project(&mut self, obligation: &Obligation, assoc: DefId, args: GenericArgs) -> Projection {
        if args.has_error() {
            return Projection::Is(Ty::error(), Vec::new());
        }
        let self_ty = self.table.shallow_resolve(args.ty_at(0));
        if matches!(self_ty.kind(), TyKind::Infer(InferTy::Ty(_))) {
            return Projection::Ambiguous;
        }
        let clauses: Vec<(GenericArgs, Ty)> = equations(obligation.param_env.predicates(), assoc);
        match self.project_by_equations(clauses, args) {
            None => {}
            Some(decided) => return decided,
        }
        let of_assoc = |bound: &Predicate| matches!(bound, Predicate::Projection(def, ..) if *def == assoc);
        let bounds = self.alias_bounds(obligation, self_ty, of_assoc);
        if let Some(decided) = self.project_by_equations(equations(&bounds, assoc), args) {
            return decided;
        }
        if let TyKind::Dynamic(dyn_ty, _) = self_ty.kind()
            && let Some((_, ty)) = dyn_ty.projections.iter().find(|(def, _)| *def == assoc)
        {
            return Projection::Is(*ty, Vec::new());
        }
        self.project_by_selection(obligation, assoc, args)
    }

    /// `None`: no equation matches.
    fn project_by_equations(
        &mut self,
        equations: Vec<(GenericArgs, Ty)>,
        args: GenericArgs,
    ) -> Option<Projection> {
        let mut matching: Vec<(GenericArgs, Ty)> = Vec::new();
        for (left, ty) in equations {
            if self.probe(|cx| cx.table.unify_args(left, args).is_ok()) {
                let same = |other: &(GenericArgs, Ty)| {
                    erase_regions(&other.0) == erase_regions(&left)
                        && erase_regions(&other.1) == erase_regions(&ty)
                };
                if !matching.iter().any(same) {
                    matching.push((left, ty));
                }
            }
        }
        match matching.as_slice() {
            [] => None,
            [(left, ty)] => {
                let _ = self.table.unify_args(*left, args);
                Some(Projection::Is(*ty, Vec::new()))
            }
            _ => Some(Projection::Ambiguous),
        }
    }

    fn project_by_selection(
        &mut self,
        obligation: &Obligation,
        assoc: DefId,
        args: GenericArgs,
    ) -> Projection {
        let trait_ref = self.trait_of_projection(assoc, args);
        let mut trait_obligation = obligation.with(Predicate::Trait(trait_ref));
        trait_obligation.depth += 1;
        if trait_obligation.depth > self.sema.recursion_limit() {
            self.overflowed = true;
            return Projection::Ambiguous;
        }
        let source = match self.select(&trait_obligation) {
            Selected::Yes(source) => source,
            Selected::Ambiguous => return Projection::Ambiguous,
            Selected::No => return Projection::Unimplemented,
        };
        match source.kind {
            ImplSourceKind::Impl(impl_, impl_args) => {
                match self.assoc_ty_of_impl(impl_, impl_args, trait_ref, assoc, args) {
                    Some(ty) => Projection::Is(ty, source.nested),
                    None => Projection::Is(Ty::error(), Vec::new()),
                }
            }
            ImplSourceKind::Callable(sig) => {
                Projection::Is(self.callable_projection(assoc, trait_ref, &sig), source.nested)
            }
            ImplSourceKind::Builtin => match self.builtin_projection(assoc, trait_ref) {
                Some(ty) => Projection::Is(ty, source.nested),
                None => Projection::Rigid,
            },
            ImplSourceKind::Param | ImplSourceKind::Object => Projection::Rigid,
        }
    }

    /// The associated type in an impl, or the trait's default.
    fn assoc_ty_of_impl(
        &mut self,
        impl_: DefId,
        impl_args: GenericArgs,
        trait_ref: TraitRef,
        assoc: DefId,
        args: GenericArgs,
    ) -> Option<Ty> {
        match self.sema.impl_item_for(impl_, assoc) {
            Some(item) => {
                // The impl's arguments, then those of the (generic) associated type itself.
                let mut all = impl_args.to_vec();
                all.extend(args.iter().skip(trait_ref.args.len()));
                Some(subst_ty(self.sema.type_of(item), GenericArgs::new(&all)))
            }
            None => {
                let item = self.sema.assoc_item(assoc)?;
                item.has_default.then(|| subst_ty(self.sema.type_of(assoc), args))
            }
        }
    }

    fn builtin_projection(&mut self, assoc: DefId, trait_ref: TraitRef) -> Option<Ty> {
        use super::builtin::BuiltinTrait;
        let self_ty = self.table.shallow_resolve(trait_ref.self_ty());
        let _ = assoc;
        match self.sema.builtin_trait(trait_ref.trait_) {
            BuiltinTrait::DiscriminantKind => match self_ty.kind() {
                TyKind::Adt(def, _) if self.sema.adt_def(*def).is_enum() => {
                    Some(self.sema.discriminant_ty(*def))
                }
                TyKind::Param(_) | TyKind::Alias(..) => None,
                _ => Some(Ty::int(crate::ty::IntTy::U8)),
            },
            BuiltinTrait::Pointee => self.pointee_metadata(self_ty),
            BuiltinTrait::Future => match self_ty.kind() {
                TyKind::Coroutine(id, args) => self.closure_info(*id, *args).sig.map(|sig| sig.output),
                _ => None,
            },
            BuiltinTrait::None
            | BuiltinTrait::Sized
            | BuiltinTrait::Copy
            | BuiltinTrait::Clone
            | BuiltinTrait::Fn(_)
            | BuiltinTrait::AsyncFn(_)
            | BuiltinTrait::AsyncClosure
            | BuiltinTrait::Unsize
            | BuiltinTrait::Tuple
            | BuiltinTrait::Destruct
            | BuiltinTrait::FnPtr => None,
        }
    }
}

/// The equations for one associated type among predicates.
fn equations(predicates: &[Predicate], assoc: DefId) -> Vec<(GenericArgs, Ty)> {
    predicates
        .iter()
        .filter_map(|predicate| match predicate {
            Predicate::Projection(def, args, ty) if *def == assoc => Some((*args, *ty)),
            _ => None,
        })
        .collect()
}

struct Normalizer<'c, 'a> {
    cx: &'c mut SelectionContext<'a>,
    param_env: &'c ParamEnv,
    cause: &'c ObligationCause,
    depth: u32,
    obligations: Vec<Obligation>,
}

impl TypeFolder for Normalizer<'_, '_> {
    fn fold_ty(&mut self, ty: Ty) -> Ty {
        if !ty.has_alias() {
            return ty;
        }
        match ty.kind() {
            TyKind::Alias(AliasKind::Projection, def, args) => self.projection(*def, *args),
            TyKind::Alias(AliasKind::Opaque, def, args) => self.opaque(*def, *args),
            _ => fold_ty(self, ty),
        }
    }

    fn fold_const(&mut self, c: Const) -> Const {
        let c = fold_const(self, c);
        match c.kind() {
            ConstKind::Unevaluated(def, args) if !args.has_infer() && !args.has_param() => {
                self.cx.sema.eval_const(*def, *args).unwrap_or(c)
            }
            _ => c,
        }
    }
}

impl Normalizer<'_, '_> {
    fn opaque(&mut self, def: DefId, args: GenericArgs) -> Ty {
        let args = args.fold_with(self);
        let itself = Ty::new(TyKind::Alias(AliasKind::Opaque, def, args));
        if self.depth >= self.cx.sema.recursion_limit() {
            return itself;
        }
        let reveal = self.param_env.reveal() == Reveal::All;
        if let Some(method) = self.cx.sema.method_of_opaque(def) {
            match self.cx.opaque_in_trait(self.param_env, self.depth, (def, method), args) {
                InTrait::Is(ty, nested) => {
                    self.obligations.extend(nested);
                    return self.deeper(ty);
                }
                InTrait::Default if reveal => {}
                InTrait::Default | InTrait::Rigid => return itself,
            }
        } else if !reveal {
            return itself;
        }
        match self.cx.sema.hidden_type(def, args) {
            Some(hidden) => self.deeper(hidden),
            None => {
                self.cx.unstable.set(true);
                itself
            }
        }
    }

    fn deeper(&mut self, ty: Ty) -> Ty {
        self.depth += 1;
        let ty = self.fold_ty(ty);
        self.depth -= 1;
        ty
    }

    fn projection(&mut self, def: DefId, args: GenericArgs) -> Ty {
        let args = args.fold_with(self);
        let ty = Ty::new(TyKind::Alias(AliasKind::Projection, def, args));
        if self.depth > self.cx.sema.recursion_limit() {
            self.cx.overflowed = true;
            return Ty::error();
        }
        if !args.has_infer()
            && !self.cx.mentions_local_closure(args)
            && let Some(known) = self.cx.normalize_closed(self.param_env, ty)
        {
            return known;
        }
        let obligation = Obligation {
            predicate: Predicate::Projection(def, args, Ty::error()),
            param_env: self.param_env.clone(),
            cause: self.cause.clone(),
            depth: self.depth,
        };
        match self.cx.project(&obligation, def, args) {
            Projection::Is(found, nested) => {
                self.obligations.extend(nested);
                let found = self.cx.table.resolve(&found);
                self.depth += 1;
                let found = self.fold_ty(found);
                self.depth -= 1;
                found
            }
            Projection::Rigid => ty,
            Projection::Ambiguous => {
                let var = self.cx.table.new_ty_var(self.cause.span);
                self.obligations.push(obligation.with(Predicate::Projection(def, args, var)));
                var
            }
            Projection::Unimplemented => {
                let trait_ref = self.cx.trait_of_projection(def, args);
                self.obligations.push(obligation.with(Predicate::Trait(trait_ref)));
                Ty::error()
            }
        }
    }
}

impl SelectionContext<'_> {
    /// A projection without variables: solved by itself and remembered. `None`: it has to be done step by step, so
    /// that what is wrong is reported where it is.
    fn normalize_closed(&mut self, param_env: &ParamEnv, ty: Ty) -> Option<Ty> {
        let closed = !ty.flags().intersects(TypeFlags::HAS_PARAM);
        let key = (if closed { param_env.closed_id() } else { param_env.id() }, ty);
        if let Some(known) = self.sema.traits.normalized.get(&key) {
            return Some(known);
        }
        if self.normalizing.contains(&ty) || self.normalizing.len() > self.sema.recursion_limit() as usize {
            return None;
        }
        let TyKind::Alias(_, def, args) = ty.kind() else { return None };
        let mut table = InferTable::new();
        let mut cx = SelectionContext::new(self.sema, &mut table, &NoDelegate);
        cx.normalizing = self.normalizing.clone();
        cx.normalizing.push(ty);
        let var = cx.table.new_ty_var(SpanId::NONE);
        let mut fulfill = FulfillCtx::new();
        fulfill.register(Obligation::new(Predicate::Projection(*def, *args, var), param_env, SpanId::NONE));
        let errors = fulfill.select_where_possible(&mut cx);
        let result = cx.table.resolve(&var);
        if !errors.is_empty() || cx.overflowed || result.has_infer() || result.has_error() {
            return None;
        }
        if fulfill.pending().next().is_some() {
            return None;
        }
        if cx.unstable.get() {
            self.unstable.set(true);
            return Some(result);
        }
        Some(self.sema.traits.normalized.put(key, result))
    }
}

/// A type with its projections replaced, or as it is where that is impossible.
pub(crate) fn normalize_closed_or_self(sema: &Sema, param_env: &ParamEnv, ty: Ty) -> Ty {
    if !ty.has_alias() {
        return ty;
    }
    let mut table = InferTable::new();
    let mut cx = SelectionContext::new(sema, &mut table, &NoDelegate);
    let (normalized, nested) = cx.normalize(param_env, &ObligationCause::misc(SpanId::NONE), 0, &ty);
    let mut fulfill = FulfillCtx::new();
    fulfill.register_all(nested);
    let errors = fulfill.select_where_possible(&mut cx);
    let normalized = cx.table.resolve(&normalized);
    if errors.is_empty() && !normalized.has_infer() { normalized } else { ty }
}
