//! Why a future cannot be sent to another thread, or shared.
//!
//! `rustc_trait_selection` (`maybe_note_obligation_cause_for_async_await`): the error has no code of its own if what is
//! to blame can be pointed at, which is something that the future holds across an await or a variable that it captured;
//! else it is the ordinary E0277.

use treebeard_syntax::{Diagnostic, SpanId};

use super::obligation::CauseCode;
use super::{Obligation, SelectionContext};
use crate::def::DefId;
use crate::tree::ExprKind;
use crate::ty::{
    ClosureId, GenericArg, Part, Predicate, TraitRef, Ty, TyKind, any_part_of_args, erase_regions,
};

impl SelectionContext<'_> {
    /// The error about the future that a predicate follows from, if that is how rustc reports it.
    pub(super) fn future_error(
        &mut self,
        span: SpanId,
        obligation: &Obligation,
        of: &TraitRef,
    ) -> Option<Diagnostic> {
        let (future, wanted, target) = self.blamed(&obligation.cause.code, of.self_ty())?;
        let local = self.sema.is_local(future.owner);
        if local && !self.is_held(future, target) && !self.is_captured(future, target) {
            return None;
        }
        let what = match self.sema.def_name(wanted).as_str() {
            "Send" => "future cannot be sent between threads safely".to_owned(),
            "Sync" => "future cannot be shared between threads safely".to_owned(),
            name => format!("`{}` cannot be held by a future that is `{name}`", self.show(target)),
        };
        let label = format!("`{}` is not `{}`", self.show(target), self.sema.def_name(of.trait_));
        Some(Diagnostic::error(None, span, what).label(label))
    }

    /// Does it follow from something that is wanted of a future?
    pub(super) fn is_about_future(&mut self, obligation: &Obligation) -> bool {
        self.blamed(&obligation.cause.code, Ty::error()).is_some()
    }

    /// The innermost future on the way from a predicate to what the program needed, what was wanted of it, and what in
    /// it is to blame.
    fn blamed(&mut self, code: &CauseCode, of: Ty) -> Option<(ClosureId, DefId, Ty)> {
        let (mut code, mut target) = (code, of);
        let mut seen_tuple = false;
        while let CauseCode::Derived(parent) = code {
            if let Predicate::Trait(of) = &parent.0 {
                let of = self.table.resolve(of);
                match of.self_ty().kind() {
                    TyKind::Coroutine(id, _) => return Some((*id, of.trait_, target)),
                    // rustc takes the first tuple for that of a future's captures.
                    TyKind::Tuple(_) if !seen_tuple => seen_tuple = true,
                    _ => target = of.self_ty(),
                }
            }
            code = &parent.1;
        }
        None
    }

    fn is_held(&self, future: ClosureId, target: Ty) -> bool {
        let witness = self.sema.coroutine_witness(future);
        witness.is_some_and(|types| types.iter().any(|ty| same(*ty, target)))
    }

    /// Is it the type of a variable that the future mentions?
    fn is_captured(&self, future: ClosureId, target: Ty) -> bool {
        let body = self.sema.typed_body(future.owner);
        let Some(closure) = body.closures.get(&future.node) else { return false };
        closure.captures.iter().any(|capture| match &capture.init.kind {
            ExprKind::Copy(place) | ExprKind::Move(place) | ExprKind::Ref(_, place) => same(place.ty, target),
            _ => false,
        })
    }
}

/// Is there a lifetime in the type that a predicate is about?
pub(super) fn has_lifetimes(predicate: &Predicate) -> bool {
    let Predicate::Trait(of) = predicate else { return false };
    let is_region = |arg: &GenericArg| matches!(arg, GenericArg::Region(_));
    of.args.iter().any(&is_region)
        || any_part_of_args(of.args, &mut |part| match part {
            Part::Ty(ty) => match ty.kind() {
                TyKind::Ref(..) | TyKind::Dynamic(..) => true,
                TyKind::Adt(_, args) => args.iter().any(&is_region),
                _ => false,
            },
            Part::Const(_) => false,
        })
}

fn same(a: Ty, b: Ty) -> bool {
    erase_regions(&a) == erase_regions(&b)
}
