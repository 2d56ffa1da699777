//! How types are read in the signatures of items.

use std::cell::Cell;

use treebeard_syntax::ast;
use treebeard_syntax::{Diagnostic, SpanId, Unsupported};

use super::lower::ItemLowering;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::Scope;
use crate::ty::{AliasKind, Region, Ty, TyKind};

/// What `impl Trait` means where we are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ImplTraitMode {
    /// Not allowed.
    No,
    /// A generic parameter of its own.
    Argument,
    /// An opaque type.
    Result,
}

/// Reads the types of an item's signature: no `_`, and `impl Trait` by position.
pub struct ItemCtx<'a> {
    sema: &'a Sema,
    scope: Scope,
    /// In a function's inputs: the next free late-bound region.
    fresh: Cell<Option<u32>>,
    /// In a function's output: what an elided lifetime is (`Err`: nothing, E0106).
    output: Cell<Option<Result<Region, ()>>>,
    impl_trait: Cell<ImplTraitMode>,
    /// Elided lifetimes are `'static` (types of constants and statics).
    elides_to_static: Cell<bool>,
}

impl<'a> ItemCtx<'a> {
    /// The context of an item's own generics.
    pub fn new(sema: &'a Sema, owner: DefId) -> ItemCtx<'a> {
        ItemCtx {
            sema,
            scope: sema.scope_of(owner),
            fresh: Cell::new(None),
            output: Cell::new(None),
            impl_trait: Cell::new(ImplTraitMode::No),
            elides_to_static: Cell::new(false),
        }
    }

    pub(crate) fn in_inputs(&self, first_free: u32) {
        self.fresh.set(Some(first_free));
        self.impl_trait.set(ImplTraitMode::Argument);
    }

    pub(crate) fn in_output(&self, elided: Result<Region, ()>) {
        self.fresh.set(None);
        self.output.set(Some(elided));
        self.impl_trait.set(ImplTraitMode::Result);
    }

    pub(crate) fn with_impl_trait(self, mode: ImplTraitMode) -> ItemCtx<'a> {
        self.impl_trait.set(mode);
        self
    }

    pub(crate) fn static_lifetimes(self) -> ItemCtx<'a> {
        self.elides_to_static.set(true);
        self
    }
}

impl ItemCtx<'_> {
    /// Data types and aliases must name their lifetimes; headers of impls have anonymous ones.
    fn elided_in_item(&self, span: SpanId) -> Region {
        use DefKind::{Enum, Struct, TypeAlias, Union};
        if matches!(self.sema.def_kind(self.scope.owner), Struct | Enum | Union | TypeAlias) {
            self.report(
                Diagnostic::error(Some("E0106"), span, "missing lifetime specifier")
                    .label("expected named lifetime parameter"),
            );
        }
        Region::Erased
    }
}

impl ItemLowering for ItemCtx<'_> {
    fn scope(&self) -> Scope {
        self.scope
    }

    fn elided_region(&self, span: SpanId) -> Region {
        if let Some(next) = self.fresh.get() {
            self.fresh.set(Some(next + 1));
            return Region::Bound(0, next);
        }
        match self.output.get() {
            Some(Ok(region)) => region,
            Some(Err(())) => {
                self.report(
                    Diagnostic::error(Some("E0106"), span, "missing lifetime specifier")
                        .label("expected named lifetime parameter"),
                );
                Region::Erased
            }
            None if self.elides_to_static.get() => Region::Static,
            None => self.elided_in_item(span),
        }
    }

    fn impl_trait(&self, bounds: &[ast::Bound], span: SpanId) -> Option<Ty> {
        match self.impl_trait.get() {
            ImplTraitMode::No => None,
            ImplTraitMode::Argument => {
                let param = self.sema.synthetic_param(self.scope.owner, bounds)?;
                Some(Ty::new(TyKind::Param(param)))
            }
            ImplTraitMode::Result => {
                let owner = self.scope.owner;
                let def = self.sema.opaque_def(owner, bounds, span);
                Some(Ty::new(TyKind::Alias(AliasKind::Opaque, def, self.sema.identity_args(def))))
            }
        }
    }

    fn report(&self, diagnostic: Diagnostic) {
        self.sema.report_in(self.scope.owner, diagnostic);
    }

    fn unsupported(&self, unsupported: Unsupported) {
        self.sema.report_unsupported(unsupported);
    }
}
