//! Types written in a body: `_` is a variable, projections are normalised at once.

use std::cell::RefCell;

use treebeard_syntax::ast;
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use super::body::InferCtx;
use crate::collect::{ItemLowering, MissingArgs};
use crate::def::DefId;
use crate::names::Scope;
use crate::ty::{AliasKind, Const, GenericArg, GenericArgs, Part, Region, Ty, TyKind, any_part};

struct BodyLowering<'c, 'a> {
    ctx: RefCell<&'c mut InferCtx<'a>>,
    scope: Scope,
}

impl ItemLowering for BodyLowering<'_, '_> {
    fn scope(&self) -> Scope {
        self.scope
    }

    fn infer_ty(&self, span: SpanId) -> Option<Ty> {
        Some(self.ctx.borrow_mut().new_var_at(span))
    }

    fn infer_const(&self, _ty: Ty, span: SpanId) -> Option<Const> {
        Some(self.ctx.borrow_mut().table.new_const_var(span))
    }

    fn elided_region(&self, _span: SpanId) -> Region {
        Region::Erased
    }

    fn projection(&self, assoc: DefId, args: GenericArgs, span: SpanId) -> Ty {
        let ty = Ty::new(TyKind::Alias(AliasKind::Projection, assoc, args));
        self.ctx.borrow_mut().normalize(span, &ty)
    }

    fn assoc_type_of(&self, self_ty: Ty, name: Symbol, span: SpanId) -> Option<Ty> {
        self.ctx.borrow_mut().assoc_type_of(self_ty, name, span)
    }

    fn report(&self, diagnostic: Diagnostic) {
        self.ctx.borrow_mut().report(diagnostic);
    }

    fn unsupported(&self, unsupported: Unsupported) {
        let mut ctx = self.ctx.borrow_mut();
        if !ctx.results.unsupported.contains(&unsupported) {
            ctx.results.unsupported.push(unsupported);
        }
    }
}

impl InferCtx<'_> {
    fn with_lowering<R>(&mut self, f: impl FnOnce(&crate::Sema, &dyn ItemLowering) -> R) -> R {
        let sema = self.sema;
        let scope = self.scope;
        let lowering = BodyLowering { ctx: RefCell::new(self), scope };
        f(sema, &lowering)
    }

    /// A type as written, normalised.
    pub(super) fn lower_ty(&mut self, ty: &ast::Ty) -> Ty {
        let lowered = self.with_lowering(|sema, lowering| sema.lower_ty(ty, lowering));
        let lowered = self.replace_own_opaques(lowered);
        let lowered = self.normalize(ty.span, &lowered);
        self.register_well_formed(lowered, ty.span);
        lowered
    }

    /// The bounds of the data types in a written type hold.
    fn register_well_formed(&mut self, ty: Ty, span: SpanId) {
        let mut types = Vec::new();
        any_part(ty, &mut |part| {
            if let Part::Ty(ty) = part
                && let TyKind::Adt(def, args) = ty.kind()
            {
                types.push((*def, *args));
            }
            false
        });
        for (def, args) in types {
            self.register_predicates_of(def, args, span);
        }
    }

    /// Generic arguments for the own parameters of `def` after its parent's.
    pub(super) fn lower_args(
        &mut self,
        def: DefId,
        parent: &[GenericArg],
        args: Option<&ast::GenericArgs>,
        span: SpanId,
    ) -> GenericArgs {
        self.with_lowering(|sema, lowering| {
            sema.lower_generic_args(def, parent, args, MissingArgs::Infer, span, lowering)
        })
    }

    /// A constant in a type.
    pub(super) fn lower_const(&mut self, c: &ast::AnonConst, ty: Ty) -> Const {
        self.with_lowering(|sema, lowering| sema.lower_anon_const(c, ty, lowering))
    }

    /// A trait with arguments as written in `<T as Trait>`.
    pub(super) fn lower_trait(&mut self, path: &ast::Path, self_ty: Ty) -> Option<crate::ty::TraitRef> {
        let mut rest = Vec::new();
        self.with_lowering(|sema, lowering| sema.lower_trait_ref(path, self_ty, lowering, &mut rest))
    }

    /// `T::Name` as a type, for `T` neither a parameter nor `Self`: the associated type of that name of the one trait
    /// in scope that `T` implements is never meant without its trait (E0223), except for the types of inherent
    /// variants; so there is none.
    fn assoc_type_of(&mut self, _self_ty: Ty, _name: Symbol, _span: SpanId) -> Option<Ty> {
        None
    }
}
