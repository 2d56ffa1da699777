//! Instantiating what was picked: adjustments of the receiver, arguments, signature, bounds.
//!
//! `rustc_hir_typeck::method::confirm`.

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::Mutability;

use super::{Autoref, ConfirmedMethod, ConfirmedPath, DerefKind, Pick, PickKind, ProbeScope};
use crate::collect::AssocItem;
use crate::def::DefId;
use crate::infer::{Adjustment, AdjustmentKind};
use crate::names::Namespace;
use crate::traits::{FulfillCtx, SelectionContext, erase_late_bound};
use crate::tree::CastKind;
use crate::ty::{
    GenericArg, GenericArgs, GenericParamDefKind, Region, TraitRef, Ty, TyKind, subst_args, subst_ty,
};

impl SelectionContext<'_> {
    /// Instantiates a method call: impl arguments fresh and unified with the receiver, `explicit` for the method's
    /// own type and constant parameters (fresh if empty); its bounds are registered. `None`: the receiver does not
    /// fit after all (an error was reported elsewhere).
    pub fn confirm_method(
        &mut self,
        fulfill: &mut FulfillCtx,
        probe: &ProbeScope<'_>,
        receiver: Ty,
        pick: &Pick,
        explicit: &[GenericArg],
    ) -> Option<ConfirmedMethod> {
        let (adjustments, self_ty) = self.adjust_receiver(fulfill, probe, receiver, pick);
        let parent = self.container_args(probe, receiver, pick);
        let args = self.method_args(pick.item, parent, explicit, probe);
        let sig = subst_args(&*self.sema.fn_sig(pick.item.def), args);
        let sig = erase_late_bound(&sig);
        let sig = fulfill.normalize(self, probe.param_env, probe.span, &sig);
        let wanted = *sig.inputs.first()?;
        self.table.unify(wanted, self_ty).ok()?;
        let bounds = self.predicates_for(pick.item.def, args, probe.param_env, probe.span);
        fulfill.register_all(bounds);
        let mut sig = self.table.resolve(&sig);
        if sig.output.has_alias() {
            // An `impl Trait` of the trait's method is what the impl returns, now that `Self` is known.
            sig.output = fulfill.normalize(self, probe.param_env, probe.span, &sig.output);
        }
        Some(ConfirmedMethod { def: pick.item.def, args: self.table.resolve(&args), sig, adjustments })
    }

    /// Instantiates `Type::name`; its bounds are registered.
    pub fn confirm_path(
        &mut self,
        fulfill: &mut FulfillCtx,
        probe: &ProbeScope<'_>,
        self_ty: Ty,
        pick: &Pick,
        explicit: &[GenericArg],
    ) -> ConfirmedPath {
        let parent = self.container_args(probe, self_ty, pick);
        let wanted = match pick.kind {
            PickKind::Inherent(impl_) => {
                let ty = subst_ty(self.sema.type_of(impl_), parent);
                fulfill.normalize(self, probe.param_env, probe.span, &ty)
            }
            PickKind::Trait(_) | PickKind::Object(_) | PickKind::WhereClause(_) => parent.ty_at(0),
        };
        // Probing has seen that they fit.
        let _ = self.table.unify(wanted, self_ty);
        let args = self.method_args(pick.item, parent, explicit, probe);
        let bounds = self.predicates_for(pick.item.def, args, probe.param_env, probe.span);
        fulfill.register_all(bounds);
        ConfirmedPath { def: pick.item.def, args: self.table.resolve(&args) }
    }

    fn adjust_receiver(
        &mut self,
        fulfill: &mut FulfillCtx,
        probe: &ProbeScope<'_>,
        receiver: Ty,
        pick: &Pick,
    ) -> (Vec<Adjustment>, Ty) {
        let found = self.autoderef(probe.param_env, probe.span, receiver);
        fulfill.register_all(found.obligations);
        let mut adjustments = Vec::new();
        let mut ty = found.steps[0].ty;
        for step in found.steps.iter().skip(1).take(pick.derefs) {
            let kind = match step.deref {
                Some(DerefKind::Overloaded) => self.overloaded_deref(ty),
                Some(DerefKind::Builtin) | None => AdjustmentKind::Deref,
            };
            ty = step.ty;
            adjustments.push(Adjustment { kind, target: ty });
        }
        match pick.autoref {
            None => {}
            Some(Autoref::Ref { mutability, unsize }) => {
                let two_phase = mutability == Mutability::Mut;
                let referent = ty;
                ty = Ty::new_ref(referent, mutability);
                adjustments
                    .push(Adjustment { kind: AdjustmentKind::Borrow { mutability, two_phase }, target: ty });
                if let (true, TyKind::Array(element, _)) = (unsize, referent.kind()) {
                    ty = Ty::new_ref(Ty::new(TyKind::Slice(*element)), mutability);
                    adjustments.push(Adjustment { kind: AdjustmentKind::Cast(CastKind::Unsize), target: ty });
                }
            }
            Some(Autoref::ConstPtr) => {
                if let TyKind::RawPtr(pointee, _) = ty.kind() {
                    ty = Ty::new(TyKind::RawPtr(*pointee, Mutability::Not));
                    adjustments
                        .push(Adjustment { kind: AdjustmentKind::Cast(CastKind::PtrToPtr), target: ty });
                }
            }
        }
        (adjustments, ty)
    }

    fn overloaded_deref(&mut self, ty: Ty) -> AdjustmentKind {
        let method = self
            .sema
            .lang_item("deref")
            .and_then(|deref| self.sema.assoc_item_by_name(deref, Symbol::new("deref"), Namespace::Value));
        match method {
            Some(method) => {
                let args = GenericArgs::new(&[GenericArg::Ty(ty)]);
                AdjustmentKind::OverloadedDeref(Mutability::Not, method.def, args)
            }
            None => AdjustmentKind::Deref,
        }
    }

    /// Arguments of the impl or trait: fresh, or as the receiver's own type or a bound says.
    fn container_args(&mut self, probe: &ProbeScope<'_>, receiver: Ty, pick: &Pick) -> GenericArgs {
        match pick.kind {
            PickKind::Inherent(container) | PickKind::Trait(container) => {
                self.fresh_args(container, &[], probe.span)
            }
            PickKind::Object(trait_) => match self.object_of_receiver(probe, receiver, trait_) {
                Some(of) => of.args,
                None => self.fresh_args(trait_, &[], probe.span),
            },
            PickKind::WhereClause(of) if of.args.has_infer() => self.fresh_args(of.trait_, &[], probe.span),
            PickKind::WhereClause(of) => of.args,
        }
    }

    /// The trait as the first `dyn` type among the receiver's steps has it.
    fn object_of_receiver(
        &mut self,
        probe: &ProbeScope<'_>,
        receiver: Ty,
        trait_: DefId,
    ) -> Option<TraitRef> {
        let found = self.autoderef(probe.param_env, probe.span, receiver);
        found.steps.iter().find_map(|step| match step.ty.kind() {
            TyKind::Dynamic(dyn_ty, _) => {
                let (principal, args) = dyn_ty.principal?;
                self.object_traits(step.ty, principal, args).into_iter().find(|of| of.trait_ == trait_)
            }
            _ => None,
        })
    }

    fn method_args(
        &mut self,
        item: AssocItem,
        parent: GenericArgs,
        explicit: &[GenericArg],
        probe: &ProbeScope<'_>,
    ) -> GenericArgs {
        let generics = self.sema.generics_of(item.def);
        let mut args = parent.to_vec();
        let mut explicit = explicit.iter().copied();
        for param in &generics.params {
            let fresh = match param.kind {
                GenericParamDefKind::Lifetime => GenericArg::Region(Region::Erased),
                GenericParamDefKind::Type { synthetic: true, .. } => {
                    GenericArg::Ty(self.table.new_ty_var(probe.span))
                }
                GenericParamDefKind::Type { .. } => match explicit.next() {
                    Some(given) => given,
                    None => GenericArg::Ty(self.table.new_ty_var(probe.span)),
                },
                GenericParamDefKind::Const { .. } => match explicit.next() {
                    Some(given) => given,
                    None => GenericArg::Const(self.table.new_const_var(probe.span)),
                },
            };
            args.push(fresh);
        }
        GenericArgs::new(&args)
    }
}
