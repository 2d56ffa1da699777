//! Coercions: from the type an expression has to the type its context wants.
//!
//! Follows `rustc_hir_typeck::coercion` rule by rule: `!`, unsizing, reborrows with autoderef, raw pointers, function
//! items and closures to function pointers; everything else unifies. [`many`] finds the common type of several
//! expressions, [`unsize`] does `CoerceUnsized`.

mod many;
mod unsize;

pub(super) use many::CoerceMany;

use treebeard_syntax::SpanId;
use treebeard_syntax::ast::{Block, Expr, ExprKind, Mutability, NodeId};

use super::body::InferCtx;
use super::{Adjustment, AdjustmentKind};
use crate::traits::Obligation;
use crate::tree::CastKind;
use crate::ty::{FnSig, InferTy, Ty, TyKind};

/// Two types do not fit. What is said about it is decided by whoever asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mismatch;

/// A successful coercion, not yet recorded.
pub(super) struct Coercion {
    pub(super) adjustments: Vec<Adjustment>,
    pub(super) target: Ty,
    pub(super) obligations: Vec<Obligation>,
}

impl Coercion {
    fn identity(target: Ty) -> Coercion {
        Coercion { adjustments: Vec::new(), target, obligations: Vec::new() }
    }

    fn with(adjustments: Vec<Adjustment>, target: Ty) -> Coercion {
        Coercion { adjustments, target, obligations: Vec::new() }
    }
}

/// Where a coercion happens: the node that gets the adjustments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) node: NodeId,
    pub(super) span: SpanId,
    /// Where a mismatch is reported: the tail of a block.
    pub(super) blame: SpanId,
}

impl From<&Expr> for Site {
    fn from(expr: &Expr) -> Site {
        Site { node: expr.id, span: expr.span, blame: blamed_span(expr) }
    }
}

impl From<&Block> for Site {
    fn from(block: &Block) -> Site {
        let blame = block.tail.as_ref().map_or(block.span, |tail| blamed_span(tail));
        Site { node: block.id, span: block.span, blame }
    }
}

/// The expression that gives a block-like expression its value.
fn blamed_span(expr: &Expr) -> SpanId {
    match &expr.kind {
        ExprKind::Block(block, _) | ExprKind::Unsafe(block) => Site::from(&**block).blame,
        _ => expr.span,
    }
}

/// May a `&mut` made by the coercion be a two-phase borrow?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TwoPhase {
    Yes,
    No,
}

pub(super) type CoerceResult = Result<Coercion, Mismatch>;

impl InferCtx<'_> {
    /// Coerces an expression of type `source` to `target` and records the adjustments; the type it has then.
    pub(super) fn coerce(
        &mut self,
        site: impl Into<Site>,
        source: Ty,
        target: Ty,
        two_phase: TwoPhase,
    ) -> Result<Ty, Mismatch> {
        let site = site.into();
        let source = self.structurally_resolve(source);
        let coercion = self.commit_if_ok(|ctx| ctx.coerce_types(source, target, two_phase))?;
        Ok(self.accept_coercion(site, coercion))
    }

    fn accept_coercion(&mut self, site: Site, coercion: Coercion) -> Ty {
        self.apply_adjustments(site.node, coercion.adjustments);
        for obligation in coercion.obligations {
            self.register_obligation(obligation);
        }
        coercion.target
    }

    /// Coerces and reports a mismatch; the target in any case.
    pub(super) fn demand_coerce(&mut self, site: impl Into<Site>, source: Ty, target: Ty) -> Ty {
        let site = site.into();
        match self.coerce(site, source, target, TwoPhase::No) {
            Ok(ty) => ty,
            Err(Mismatch) => {
                let source = self.resolve_with_obligations(source);
                self.report_mismatch(site.blame, target, source);
                target
            }
        }
    }

    /// The rules. Works on types only; the caller commits or rolls back.
    pub(super) fn coerce_types(&mut self, source: Ty, target: Ty, two_phase: TwoPhase) -> CoerceResult {
        let source = self.shallow(source);
        let target = self.shallow(target);
        if source.has_error() || target.has_error() {
            // Whatever can be learnt from the shapes is learnt; nothing is reported twice.
            let _ = self.commit_if_ok(|ctx| ctx.unify(source, target));
            return Ok(Coercion::identity(target));
        }
        if matches!(source.kind(), TyKind::Never) {
            if matches!(target.kind(), TyKind::Never) {
                return Ok(Coercion::identity(target));
            }
            if self.is_ty_var(target) {
                self.mark_diverging(target);
            }
            return Ok(Coercion::with(vec![Adjustment::never_to_any(target)], target));
        }
        if self.is_ty_var(source) {
            return self.unify_coercion(source, target);
        }
        // Unsizing first: `&[T; N]` to `&[T]` would otherwise be taken for a failed reborrow.
        if let Ok(coercion) = self.commit_if_ok(|ctx| ctx.coerce_unsized(source, target)) {
            return Ok(coercion);
        }
        match (source.kind(), target.kind()) {
            (_, TyKind::RawPtr(_, mutability)) => self.coerce_raw_ptr(source, target, *mutability),
            (_, TyKind::Ref(_, _, mutability)) => {
                self.coerce_borrowed_pointer(source, target, *mutability, two_phase)
            }
            (TyKind::FnDef(..), TyKind::FnPtr(_)) => self.coerce_fn_item(source, target),
            (TyKind::FnPtr(sig), TyKind::FnPtr(target_sig)) => self.coerce_fn_ptr(sig, target, target_sig),
            (TyKind::Closure(id, _), TyKind::FnPtr(target_sig)) => {
                if self.closure_captures(*id) {
                    return Err(Mismatch);
                }
                let Some(sig) = self.closure_sig(*id) else { return Err(Mismatch) };
                let pointer = FnSig { is_unsafe: target_sig.is_unsafe, ..sig };
                self.unify(Ty::new(TyKind::FnPtr(pointer)), target)?;
                Ok(Coercion::with(vec![Adjustment::cast(CastKind::ClosureToFn, target)], target))
            }
            _ => self.unify_coercion(source, target),
        }
    }

    fn unify_coercion(&mut self, source: Ty, target: Ty) -> CoerceResult {
        self.unify(source, target)?;
        Ok(Coercion::identity(target))
    }

    fn coerce_raw_ptr(&mut self, source: Ty, target: Ty, mutability: Mutability) -> CoerceResult {
        let (is_ref, pointee, source_mutability) = match source.kind() {
            TyKind::Ref(_, pointee, m) => (true, *pointee, *m),
            TyKind::RawPtr(pointee, m) => (false, *pointee, *m),
            _ => return self.unify_coercion(source, target),
        };
        coerce_mutability(source_mutability, mutability)?;
        let pointer = Ty::new(TyKind::RawPtr(pointee, mutability));
        self.unify(pointer, target)?;
        Ok(if is_ref {
            let raw = Adjustment { kind: AdjustmentKind::RawBorrow(mutability), target };
            Coercion::with(vec![Adjustment::deref(pointee), raw], target)
        } else if source_mutability == mutability {
            Coercion::identity(target)
        } else {
            Coercion::with(vec![Adjustment::cast(CastKind::PtrToPtr, target)], target)
        })
    }

    /// `&'a T` or `&'a mut T` to `&'b U`: dereferences the source one or more times, then borrows again.
    fn coerce_borrowed_pointer(
        &mut self,
        source: Ty,
        target: Ty,
        mutability: Mutability,
        two_phase: TwoPhase,
    ) -> CoerceResult {
        let TyKind::Ref(_, _, source_mutability) = source.kind() else {
            return self.unify_coercion(source, target);
        };
        coerce_mutability(*source_mutability, mutability)?;
        let steps = self.autoderef(source);
        for count in 1..steps.steps.len() {
            let borrowed = Ty::new_ref(steps.steps[count].ty, mutability);
            if self.commit_if_ok(|ctx| ctx.unify(borrowed, target)).is_err() {
                continue;
            }
            if *source_mutability == Mutability::Not && mutability == Mutability::Not && count == 1 {
                // `&*x` of a shared reference is `x` itself.
                return Ok(Coercion::identity(target));
            }
            let mut adjustments = self.autoderef_adjustments(&steps, count);
            if mutability == Mutability::Mut {
                self.make_derefs_mutable(source, &mut adjustments);
            }
            adjustments.push(Adjustment::borrow(mutability, two_phase == TwoPhase::Yes, target));
            return Ok(Coercion::with(adjustments, target));
        }
        Err(Mismatch)
    }

    fn coerce_fn_item(&mut self, source: Ty, target: Ty) -> CoerceResult {
        let (TyKind::FnDef(def, args), TyKind::FnPtr(target_sig)) = (source.kind(), target.kind()) else {
            return Err(Mismatch);
        };
        let (sig, obligations) = self.fn_def_sig(*def, *args);
        let mut adjustments = vec![Adjustment::cast(CastKind::ReifyFn, Ty::new(TyKind::FnPtr(sig.clone())))];
        let pointer = self.relax_safety(sig, target_sig, &mut adjustments);
        self.unify(pointer, target)?;
        Ok(Coercion { adjustments, target, obligations })
    }

    fn coerce_fn_ptr(&mut self, sig: &FnSig, target: Ty, target_sig: &FnSig) -> CoerceResult {
        let mut adjustments = Vec::new();
        let pointer = self.relax_safety(sig.clone(), target_sig, &mut adjustments);
        self.unify(pointer, target)?;
        Ok(Coercion::with(adjustments, target))
    }

    fn relax_safety(&mut self, sig: FnSig, target: &FnSig, adjustments: &mut Vec<Adjustment>) -> Ty {
        if sig.is_unsafe || !target.is_unsafe {
            return Ty::new(TyKind::FnPtr(sig));
        }
        let pointer = Ty::new(TyKind::FnPtr(FnSig { is_unsafe: true, ..sig }));
        adjustments.push(Adjustment::cast(CastKind::UnsafeFn, pointer));
        pointer
    }

    /// Is this an unresolved general variable?
    pub(super) fn is_ty_var(&mut self, ty: Ty) -> bool {
        matches!(self.shallow(ty).kind(), TyKind::Infer(InferTy::Ty(_)))
    }
}

/// `&mut` may become `&`, never the other way.
pub(super) fn coerce_mutability(source: Mutability, target: Mutability) -> Result<(), Mismatch> {
    if source == Mutability::Not && target == Mutability::Mut { Err(Mismatch) } else { Ok(()) }
}
