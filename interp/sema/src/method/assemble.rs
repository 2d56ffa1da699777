//! Everything that has the wanted name, before it is known what fits the receiver.
//!
//! `rustc_hir_typeck::method::probe::ProbeContext::assemble_*`.

use treebeard_syntax::Symbol;

use super::{AutoderefStep, PickKind, ProbeScope};
use crate::collect::{AssocItem, AssocKind, SimplifiedType};
use crate::def::DefId;
use crate::names::Namespace;
use crate::traits::{Obligation, ObligationCause, SelectionContext};
use crate::ty::{Predicate, TraitRef, Ty, TyKind};

/// How a name is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// `x.name()`.
    Method,
    /// `T::name`.
    Path,
}

/// An associated item with the right name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub item: AssocItem,
    pub kind: PickKind,
}

/// What has the name.
#[derive(Default)]
pub(super) struct Candidates {
    /// Of inherent impls, objects and bounds of parameters.
    pub inherent: Vec<Candidate>,
    /// Of traits in scope.
    pub extension: Vec<Candidate>,
    /// Functions without `self`, in method mode.
    pub statics: Vec<DefId>,
    /// Items that are there but may not be used here.
    pub private: Vec<DefId>,
}

pub(super) struct Assembly<'p> {
    pub probe: ProbeScope<'p>,
    pub name: Symbol,
    pub mode: Mode,
    pub found: Candidates,
}

impl SelectionContext<'_> {
    pub(super) fn assemble_methods(&mut self, assembly: &mut Assembly<'_>, steps: &[AutoderefStep]) {
        for step in steps {
            self.assemble_of_type(assembly, step.ty);
        }
        let sema = self.sema;
        for trait_ in sema.traits_in_scope_with(assembly.probe.scope, assembly.name) {
            let same = |c: &Candidate| c.kind == PickKind::Trait(trait_);
            if !assembly.found.extension.iter().any(same) {
                self.assemble_item(assembly, trait_, PickKind::Trait(trait_));
            }
        }
    }

    fn assemble_of_type(&mut self, assembly: &mut Assembly<'_>, ty: Ty) {
        if let TyKind::Dynamic(dyn_ty, _) = ty.kind()
            && let Some((principal, args)) = dyn_ty.principal
        {
            for of in self.object_traits(ty, principal, args) {
                self.assemble_item(assembly, of.trait_, PickKind::Object(of.trait_));
            }
        }
        if let Some(head) = SimplifiedType::of(ty) {
            for &impl_ in self.sema.inherent_impls(head).iter() {
                self.assemble_item(assembly, impl_, PickKind::Inherent(impl_));
            }
        }
        match ty.kind() {
            TyKind::Param(_) => self.assemble_of_param(assembly, ty),
            TyKind::Alias(..) => {
                self.assemble_of_param(assembly, ty);
                let obligation = Obligation {
                    predicate: Predicate::TypeOutlives(ty, crate::ty::Region::Erased),
                    param_env: assembly.probe.param_env.clone(),
                    cause: ObligationCause::misc(assembly.probe.span),
                    depth: 0,
                };
                for bound in self.alias_bounds(&obligation, ty, |bound| matches!(bound, Predicate::Trait(_)))
                {
                    self.assemble_of_bound(assembly, ty, &bound);
                }
            }
            _ => {}
        }
    }

    fn assemble_of_param(&mut self, assembly: &mut Assembly<'_>, ty: Ty) {
        let env = assembly.probe.param_env.clone();
        for predicate in env.predicates() {
            self.assemble_of_bound(assembly, ty, predicate);
        }
    }

    fn assemble_of_bound(&mut self, assembly: &mut Assembly<'_>, ty: Ty, bound: &Predicate) {
        if let Predicate::Trait(trait_ref) = bound
            && self.same_type(trait_ref.self_ty(), ty)
        {
            self.assemble_item(assembly, trait_ref.trait_, PickKind::WhereClause(*trait_ref));
        }
    }

    fn same_type(&mut self, a: Ty, b: Ty) -> bool {
        a == b || (a.kind_is_alias() && b.kind_is_alias() && self.table.can_unify(a, b))
    }

    fn assemble_item(&mut self, assembly: &mut Assembly<'_>, container: DefId, kind: PickKind) {
        let Some(item) = self.sema.assoc_item_by_name(container, assembly.name, Namespace::Value) else {
            return;
        };
        let has_self = matches!(item.kind, AssocKind::Fn { has_self: true });
        if assembly.mode == Mode::Method && !has_self {
            if matches!(item.kind, AssocKind::Fn { .. }) && !assembly.found.statics.contains(&item.def) {
                assembly.found.statics.push(item.def);
            }
            return;
        }
        // Items of traits are as visible as the trait itself.
        if let PickKind::Inherent(_) = kind
            && !self.sema.is_accessible(self.sema.visibility(item.def), assembly.probe.scope.module)
        {
            assembly.found.private.push(item.def);
            return;
        }
        let list = match kind {
            PickKind::Trait(_) => &mut assembly.found.extension,
            PickKind::Inherent(_) | PickKind::Object(_) | PickKind::WhereClause(_) => {
                &mut assembly.found.inherent
            }
        };
        if !list.iter().any(|c| c.item.def == item.def && same_kind(c.kind, kind)) {
            list.push(Candidate { item, kind });
        }
    }
}

fn same_kind(a: PickKind, b: PickKind) -> bool {
    match (a, b) {
        (PickKind::WhereClause(a), PickKind::WhereClause(b)) => erased(a) == erased(b),
        _ => a == b,
    }
}

fn erased(trait_ref: TraitRef) -> TraitRef {
    crate::ty::erase_regions(&trait_ref)
}
