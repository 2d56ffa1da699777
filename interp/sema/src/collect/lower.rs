//! Types as written become types.

use treebeard_syntax::ast;
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use crate::Sema;
use crate::def::DefId;
use crate::names::Scope;
use crate::ty::{AliasKind, Const, GenericArgs, Region, Ty, TyKind};

/// What lowering needs to know from where a type is written. Signatures and bodies differ in `_`, elided lifetimes,
/// `impl Trait` and whether projections are normalised at once.
pub trait ItemLowering {
    /// Where names are looked up.
    fn scope(&self) -> Scope;

    /// The type for `_`; `None` where it is not allowed (E0121).
    fn infer_ty(&self, _span: SpanId) -> Option<Ty> {
        None
    }

    /// The constant for `_` of type `ty`; `None` where it is not allowed.
    fn infer_const(&self, _ty: Ty, _span: SpanId) -> Option<Const> {
        None
    }

    /// The region of `&T` and of lifetimes left out.
    fn elided_region(&self, _span: SpanId) -> Region {
        Region::Erased
    }

    /// `<T as Trait>::Name`, by the associated type and the trait's arguments followed by its own. Inference
    /// normalises here.
    fn projection(&self, assoc: DefId, args: GenericArgs, _span: SpanId) -> Ty {
        Ty::new(TyKind::Alias(AliasKind::Projection, assoc, args))
    }

    /// `T::Name` where `T` is neither a parameter nor `Self`; `None` is E0223.
    fn assoc_type_of(&self, _self_ty: Ty, _name: Symbol, _span: SpanId) -> Option<Ty> {
        None
    }

    /// `impl Bounds`; `None` where it is not allowed (E0562).
    fn impl_trait(&self, _bounds: &[ast::Bound], _span: SpanId) -> Option<Ty> {
        None
    }

    /// Reports an error in the written type.
    fn report(&self, diagnostic: Diagnostic);

    /// Reports something we cannot do.
    fn unsupported(&self, unsupported: Unsupported);
}

/// What stands for generic arguments that are left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MissingArgs {
    /// Types: defaults, otherwise E0107.
    Default,
    /// Expressions: inference variables (defaults are not used).
    Infer,
}

impl Sema {
    /// A type as written.
    pub fn lower_ty(&self, _ty: &ast::Ty, _ctx: &dyn ItemLowering) -> Ty {
        Ty::error()
    }
}
