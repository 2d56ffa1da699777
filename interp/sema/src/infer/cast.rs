//! `a as T`. Follows `rustc_hir_typeck::cast`: checked after fallback, when the operand's type is known.

use treebeard_syntax::ast::{self, Expr, Mutability};
use treebeard_syntax::{Diagnostic, SpanId};

use super::Adjustment;
use super::body::InferCtx;
use super::coerce::{Mismatch, Site, TwoPhase};
use super::expectation::Expectation;
use crate::traits::Evaluation;
use crate::tree::CastKind;
use crate::ty::{InferTy, IntTy, Ty, TyKind};

/// An `as` expression to be checked later.
pub(super) struct DeferredCast {
    node: ast::NodeId,
    span: SpanId,
    operand: Site,
    source: Ty,
    target: Ty,
}

/// What a type is to a cast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CastTy {
    Int,
    U8,
    Bool,
    Char,
    /// An enum without fields.
    Enum,
    Float,
    FnPtr,
    Ptr(Ty, Mutability),
}

/// Why a cast is refused: rustc's code.
enum Refused {
    /// An object type would promise one auto trait more.
    AddsAutoTrait,
    /// E0604.
    ToChar,
    /// E0054.
    ToBool,
    /// E0605.
    NonScalar,
    /// E0606.
    Illegal,
    /// E0607.
    SizedToUnsized,
    /// E0620.
    ToUnsized,
}

impl InferCtx<'_> {
    pub(super) fn check_cast(&mut self, expr: &Expr, operand: &Expr, ty: &ast::Ty) -> Ty {
        let target = self.lower_ty(ty);
        let target = self.resolve_with_obligations(target);
        let source = self.check_expr_with(operand, Expectation::CastableTo(target));
        if source.has_error() || target.has_error() {
            return target;
        }
        self.deferred_casts.push(DeferredCast {
            node: expr.id,
            span: expr.span,
            operand: Site::from(operand),
            source,
            target,
        });
        target
    }

    /// Checks all casts, now that types are known.
    pub(super) fn check_deferred_casts(&mut self) {
        for cast in std::mem::take(&mut self.deferred_casts) {
            self.span = cast.span;
            self.check_deferred_cast(&cast);
        }
    }

    fn check_deferred_cast(&mut self, cast: &DeferredCast) {
        if let TyKind::RawPtr(pointee, _) = self.structurally_resolve(cast.target).kind()
            && self.is_ty_var(*pointee)
            && !self.shallow(cast.source).has_error()
            && !matches!(self.structurally_resolve(cast.source).kind(), TyKind::Ref(..) | TyKind::RawPtr(..))
        {
            let message = "cannot cast to a pointer of an unknown kind";
            self.error(Some("E0641"), cast.span, message);
            return;
        }
        let source = self.must_resolve(cast.operand.span, cast.source);
        let target = self.must_resolve(cast.span, cast.target);
        if source.has_error() || target.has_error() {
            return;
        }
        if matches!(target.kind(), TyKind::Slice(_) | TyKind::Str | TyKind::Dynamic(..)) {
            self.report_cast(cast, source, target, &Refused::ToUnsized);
            return;
        }
        let adjusted = self.results.adjustments.contains_key(&cast.operand.node);
        if !adjusted && let Ok(_) = self.coerce(cast.operand, source, target, TwoPhase::No) {
            return;
        }
        match self.cast_kind(cast, source, target) {
            Ok(kind) => {
                self.results.casts.insert(cast.node, kind);
            }
            Err(refused) => self.report_cast(cast, source, target, &refused),
        }
    }

    fn cast_kind(&mut self, cast: &DeferredCast, source: Ty, target: Ty) -> Result<CastKind, Refused> {
        let to = self.cast_ty(target).ok_or(Refused::NonScalar)?;
        let from = match self.cast_ty(source) {
            Some(from) => from,
            None => match source.kind() {
                TyKind::FnDef(def, args) => {
                    let (sig, _) = self.fn_def_sig(*def, *args);
                    let pointer = Ty::new(TyKind::FnPtr(sig));
                    self.apply_adjustments(
                        cast.operand.node,
                        vec![Adjustment::cast(CastKind::ReifyFn, pointer)],
                    );
                    CastTy::FnPtr
                }
                TyKind::Closure(id, _)
                    if !self.closure_captures(*id) && matches!(to, CastTy::Ptr(..) | CastTy::Int) =>
                {
                    return Err(Refused::NonScalar);
                }
                TyKind::Ref(_, inner, mutability) => {
                    return match to {
                        CastTy::Int | CastTy::U8 | CastTy::Float => Err(Refused::Illegal),
                        CastTy::Ptr(pointee, to_mutability) => {
                            self.ref_cast(cast, *inner, *mutability, pointee, to_mutability)
                        }
                        CastTy::Bool | CastTy::Char | CastTy::Enum | CastTy::FnPtr => Err(Refused::NonScalar),
                    };
                }
                _ => return Err(Refused::NonScalar),
            },
        };
        self.scalar_cast(source, from, to)
    }

    fn scalar_cast(&mut self, source: Ty, from: CastTy, to: CastTy) -> Result<CastKind, Refused> {
        use CastTy::{Bool, Char, Enum, Float, FnPtr, Int, Ptr, U8};
        match (from, to) {
            (_, Enum | FnPtr) => Err(Refused::NonScalar),
            (_, Bool) => Err(Refused::ToBool),
            (U8, Char) => Ok(CastKind::Numeric),
            (Int, Char) if matches!(source.kind(), TyKind::Infer(InferTy::Int(_))) => Ok(CastKind::Numeric),
            (_, Char) => Err(Refused::ToChar),
            (Bool | Enum | Char, Float) => Err(Refused::Illegal),
            (Ptr(..) | FnPtr, Float) | (Float, Ptr(..)) => Err(Refused::Illegal),
            (Ptr(from, _), Ptr(to, _)) => self.pointer_cast(from, to),
            (Ptr(from, _), Int | U8) => {
                if self.is_thin(from) {
                    Ok(CastKind::PtrToInt)
                } else {
                    Err(Refused::Illegal)
                }
            }
            (FnPtr, Int | U8) => Ok(CastKind::PtrToInt),
            (Int | U8, Ptr(to, _)) => {
                if !self.is_thin(to) {
                    return Err(Refused::Illegal);
                }
                match source.kind() {
                    TyKind::Int(IntTy::Usize) | TyKind::Infer(InferTy::Int(_)) => Ok(CastKind::IntToPtr),
                    // Any integer is first made a `usize`.
                    _ => Ok(CastKind::IntToPtr),
                }
            }
            (FnPtr, Ptr(to, _)) => {
                if self.is_thin(to) {
                    Ok(CastKind::PtrToPtr)
                } else {
                    Err(Refused::Illegal)
                }
            }
            (Bool | Char | Enum, Ptr(..)) => Err(Refused::Illegal),
            (Int | U8 | Bool | Char | Enum | Float, Int | U8) | (Int | U8 | Float, Float) => {
                Ok(CastKind::Numeric)
            }
        }
    }

    /// Thin to fat is impossible; fat to fat needs the same kind of metadata.
    fn pointer_cast(&mut self, from: Ty, to: Ty) -> Result<CastKind, Refused> {
        let (from_tail, to_tail) = (self.struct_tail(from), self.struct_tail(to));
        if self.is_thin(to) {
            return Ok(CastKind::PtrToPtr);
        }
        if self.is_thin(from) {
            return Err(Refused::SizedToUnsized);
        }
        match (from_tail.kind(), to_tail.kind()) {
            (TyKind::Slice(_) | TyKind::Str, TyKind::Slice(_) | TyKind::Str) => Ok(CastKind::PtrToPtr),
            (TyKind::Dynamic(x, _), TyKind::Dynamic(y, _)) => match (&x.principal, &y.principal) {
                (Some((x, x_args)), Some((y, y_args))) if x == y => {
                    let pairs: Vec<_> = x_args.iter().zip(y_args.iter()).collect();
                    let same = |ctx: &mut Self| {
                        pairs.iter().try_for_each(|(x, y)| match (x.as_ty(), y.as_ty()) {
                            (Some(x), Some(y)) => ctx.unify(x, y),
                            _ => Ok(()),
                        })
                    };
                    self.commit_if_ok(same).map_err(|Mismatch| Refused::Illegal)?;
                    if adds_auto_trait(self.sema, from_tail, to_tail) {
                        return Err(Refused::AddsAutoTrait);
                    }
                    Ok(CastKind::PtrToPtr)
                }
                // Without a principal trait there is no vtable to keep.
                (_, None) => Ok(CastKind::PtrToPtr),
                _ => Err(Refused::Illegal),
            },
            _ if from_tail == to_tail => Ok(CastKind::PtrToPtr),
            _ => Err(Refused::Illegal),
        }
    }

    /// `&[T; N] as *const T`.
    fn ref_cast(
        &mut self,
        cast: &DeferredCast,
        inner: Ty,
        mutability: Mutability,
        pointee: Ty,
        to: Mutability,
    ) -> Result<CastKind, Refused> {
        let inner = self.shallow(inner);
        if mutability == Mutability::Not && to == Mutability::Mut {
            return Err(Refused::Illegal);
        }
        let TyKind::Array(element, _) = inner.kind() else { return Err(Refused::Illegal) };
        let pointer = Ty::new(TyKind::RawPtr(inner, to));
        let source = cast.source;
        self.coerce(cast.operand, source, pointer, TwoPhase::No).map_err(|Mismatch| Refused::Illegal)?;
        let element = *element;
        self.commit_if_ok(|ctx| ctx.unify(element, pointee)).map_err(|Mismatch| Refused::Illegal)?;
        Ok(CastKind::PtrToPtr)
    }

    fn is_thin(&mut self, ty: Ty) -> bool {
        let tail = self.struct_tail(ty);
        match tail.kind() {
            TyKind::Slice(_) | TyKind::Str | TyKind::Dynamic(..) => false,
            TyKind::Param(_) | TyKind::Alias(..) => self.implements(tail, "sized") == Evaluation::Yes,
            _ => true,
        }
    }

    fn cast_ty(&mut self, ty: Ty) -> Option<CastTy> {
        Some(match ty.kind() {
            TyKind::Int(IntTy::U8) => CastTy::U8,
            TyKind::Int(_) | TyKind::Infer(InferTy::Int(_)) => CastTy::Int,
            TyKind::Float(_) | TyKind::Infer(InferTy::Float(_)) => CastTy::Float,
            TyKind::Bool => CastTy::Bool,
            TyKind::Char => CastTy::Char,
            TyKind::FnPtr(_) => CastTy::FnPtr,
            TyKind::RawPtr(pointee, mutability) => CastTy::Ptr(*pointee, *mutability),
            TyKind::Adt(def, _) => {
                let adt = self.sema.adt_def(*def);
                let fieldless = adt.is_enum()
                    && !adt.variants.is_empty()
                    && adt.variants.iter().all(|variant| variant.fields.is_empty());
                if !fieldless {
                    return None;
                }
                CastTy::Enum
            }
            _ => return None,
        })
    }

    fn report_cast(&mut self, cast: &DeferredCast, source: Ty, target: Ty, refused: &Refused) {
        let (from, to) = (self.show(source), self.show(target));
        let diagnostic = match refused {
            Refused::ToChar => Diagnostic::error(
                Some("E0604"),
                cast.span,
                format!("only `u8` can be cast as `char`, not `{from}`"),
            )
            .label("invalid cast"),
            Refused::ToBool => {
                let message = format!("cannot cast `{from}` as `bool`");
                Diagnostic::error(Some("E0054"), cast.span, message).label("unsupported cast")
            }
            Refused::NonScalar => {
                let message = format!("non-primitive cast: `{from}` as `{to}`");
                Diagnostic::error(Some("E0605"), cast.span, message)
                    .label("an `as` expression can only be used to convert between primitive types or to coerce to a specific trait object")
            }
            Refused::Illegal => {
                let message = format!("casting `{from}` as `{to}` is invalid");
                Diagnostic::error(Some("E0606"), cast.span, message)
            }
            Refused::AddsAutoTrait => {
                let message = "cannot add auto trait to dyn bound via pointer cast";
                Diagnostic::error(Some("E0804"), cast.span, message).label("unsupported cast")
            }
            Refused::ToUnsized => {
                let message = format!("cast to unsized type: `{from}` as `{to}`");
                Diagnostic::error(Some("E0620"), cast.span, message)
            }
            Refused::SizedToUnsized => {
                let message = format!("cannot cast thin pointer `{from}` to wide pointer `{to}`");
                Diagnostic::error(Some("E0607"), cast.span, message)
            }
        };
        self.report(diagnostic);
    }
}

/// Does the second object type promise an auto trait that the first one does not have, by itself or by its trait?
fn adds_auto_trait(sema: &crate::Sema, from: Ty, to: Ty) -> bool {
    let (TyKind::Dynamic(from, _), TyKind::Dynamic(to, _)) = (from.kind(), to.kind()) else { return false };
    let supers = from.principal.map(|(principal, _)| sema.all_super_traits(principal)).unwrap_or_default();
    to.auto_traits
        .iter()
        .any(|auto| !from.auto_traits.contains(auto) && !supers.iter().any(|super_| super_.trait_ == *auto))
}
