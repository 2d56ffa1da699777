//! Autoderef: the types a value is dereferenced to.
//!
//! `rustc_hir_analysis::autoderef` and `rustc_hir_typeck::method::probe::method_autoderef_steps`.

use treebeard_syntax::{SpanId, Symbol};

use super::{AutoderefStep, AutoderefSteps, DerefKind};
use crate::names::Namespace;
use crate::traits::{FulfillCtx, Obligation, ParamEnv, SelectionContext};
use crate::ty::{GenericArg, GenericArgs, InferTy, Predicate, TraitRef, Ty, TyKind};

impl SelectionContext<'_> {
    /// The types a value of type `ty` is dereferenced to, itself first, and at the end the slice of an array.
    /// Variables that overloaded steps make are kept; the caller registers the obligations or rolls back.
    pub fn autoderef(&mut self, param_env: &ParamEnv, span: SpanId, ty: Ty) -> AutoderefSteps {
        let ty = self.table.resolve(&ty);
        let mut result = AutoderefSteps {
            steps: vec![AutoderefStep { ty, deref: None, unsize: false }],
            reached_var: false,
            too_many: false,
            obligations: Vec::new(),
        };
        let mut ty = ty;
        loop {
            if matches!(ty.kind(), TyKind::Infer(InferTy::Ty(_))) {
                result.reached_var = true;
                break;
            }
            if result.steps.len() > self.sema.recursion_limit() as usize + 1 {
                result.too_many = true;
                break;
            }
            let Some((next, kind)) = self.deref_once(param_env, span, ty, &mut result.obligations) else {
                break;
            };
            result.steps.push(AutoderefStep { ty: next, deref: Some(kind), unsize: false });
            ty = next;
        }
        if let TyKind::Array(element, _) = ty.kind() {
            let slice = Ty::new(TyKind::Slice(*element));
            result.steps.push(AutoderefStep { ty: slice, deref: None, unsize: true });
        }
        result
    }

    fn deref_once(
        &mut self,
        param_env: &ParamEnv,
        span: SpanId,
        ty: Ty,
        obligations: &mut Vec<Obligation>,
    ) -> Option<(Ty, DerefKind)> {
        let builtin = match ty.kind() {
            TyKind::Ref(_, inner, _) => Some(*inner),
            TyKind::Adt(def, args) if self.sema.is_lang_item(*def, "owned_box") => Some(args.ty_at(0)),
            _ => None,
        };
        if let Some(inner) = builtin {
            return Some((self.table.resolve(&inner), DerefKind::Builtin));
        }
        let may_overload =
            matches!(ty.kind(), TyKind::Adt(..) | TyKind::Param(_) | TyKind::Alias(..) | TyKind::Dynamic(..));
        if !may_overload {
            return None;
        }
        let target = self.overloaded_target(param_env, span, ty, obligations)?;
        Some((target, DerefKind::Overloaded))
    }

    /// `<ty as Deref>::Target`.
    fn overloaded_target(
        &mut self,
        param_env: &ParamEnv,
        span: SpanId,
        ty: Ty,
        obligations: &mut Vec<Obligation>,
    ) -> Option<Ty> {
        let deref = self.sema.lang_item("deref")?;
        let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
        let holds = Obligation::of_trait(TraitRef { trait_: deref, args }, param_env, span);
        if !self.evaluate(&holds).may_apply() {
            return None;
        }
        let target = self.sema.assoc_item_by_name(deref, Symbol::new("Target"), Namespace::Type)?;
        let var = self.table.new_ty_var(span);
        let mut fulfill = FulfillCtx::new();
        fulfill.register(Obligation::new(Predicate::Projection(target.def, args, var), param_env, span));
        fulfill.select_where_possible(self);
        obligations.extend(fulfill.pending().cloned());
        Some(self.table.resolve(&var))
    }
}
