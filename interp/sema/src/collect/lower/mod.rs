//! Types as written become types: rustc's `hir_ty_lowering`.
//!
//! The place where a type is written supplies what differs between signatures and bodies ([`ItemLowering`]).
//! Regions under `for<…>`, function pointers and `Fn(…)` bounds are `Region::Bound(depth, index)`.
//!
//! Reading order: this file (types), [`path`] (paths in types, associated types), [`args`] (generic arguments),
//! [`bounds`] (trait references, bounds, `dyn`).

mod args;
mod binders;
mod bounds;
mod path;

use treebeard_syntax::ast::{self, TyKind as Written};
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use crate::Sema;
use crate::def::DefId;
use crate::names::{PathError, PathRes, PathSource, Res, Scope};
use crate::ty::{Abi, AliasKind, Const, ConstKind, FnSig, GenericArgs, Region, Ty, TyKind, TyList};

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

    /// A lifetime that no item declares (`for<'a>` of a closure).
    fn named_region(&self, _name: Symbol) -> Option<Region> {
        None
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
    /// Expressions: inference variables if no arguments are written at all, otherwise as in types.
    Infer,
}

impl Sema {
    /// A type as written.
    pub fn lower_ty(&self, ty: &ast::Ty, ctx: &dyn ItemLowering) -> Ty {
        Lowerer::new(self, ctx).ty(ty)
    }

    /// The type that a resolved path names: `path` with `found` as its resolution. For struct expressions and
    /// patterns, whose missing arguments are inferred.
    pub fn lower_resolved_path(
        &self,
        path: &ast::Path,
        found: PathRes,
        missing: MissingArgs,
        ctx: &dyn ItemLowering,
    ) -> Ty {
        let mut lowerer = Lowerer::new(self, ctx);
        lowerer.missing = missing;
        lowerer.resolved_path(path, found)
    }
}

/// A binder that is being lowered.
struct Binder {
    names: Vec<Symbol>,
    /// Regions made for elided lifetimes of a function pointer or `Fn(…)`; they come after the names.
    fresh: u32,
    /// Elided lifetimes here are regions of this binder.
    elides: bool,
}

/// Lowers one type; knows the binders around it.
pub(crate) struct Lowerer<'a> {
    pub(crate) sema: &'a Sema,
    pub(crate) ctx: &'a dyn ItemLowering,
    binders: Vec<Binder>,
    /// In the result of a function pointer or `Fn(…)`: what an elided lifetime is (`Err`: nothing, E0106).
    output_region: Option<Result<Region, ()>>,
    /// The default lifetime bound of `dyn Trait` here.
    object_region: Option<Region>,
    /// What stands for missing generic arguments of the outermost path.
    missing: MissingArgs,
}

impl<'a> Lowerer<'a> {
    pub(crate) fn new(sema: &'a Sema, ctx: &'a dyn ItemLowering) -> Lowerer<'a> {
        Lowerer {
            sema,
            ctx,
            binders: Vec::new(),
            output_region: None,
            object_region: None,
            missing: MissingArgs::Default,
        }
    }

    fn error(&self, code: &'static str, span: SpanId, message: impl Into<String>) -> Ty {
        self.ctx.report(Diagnostic::error(Some(code), span, message));
        Ty::error()
    }

    pub(crate) fn path_error(&self, error: PathError) {
        match error {
            PathError::Error(error) => self.ctx.report(*error),
            PathError::Unsupported(unsupported) => self.ctx.unsupported(unsupported),
        }
    }

    pub(crate) fn resolve(&self, path: &ast::Path, source: PathSource) -> PathRes {
        match self.sema.resolve_path(self.ctx.scope(), path, source) {
            Ok(found) => found,
            Err(error) => {
                self.path_error(error);
                PathRes { res: Res::Err, unresolved: 0 }
            }
        }
    }

    pub(crate) fn ty(&mut self, ty: &ast::Ty) -> Ty {
        let missing = std::mem::replace(&mut self.missing, MissingArgs::Default);
        let lowered = self.ty_inner(ty);
        self.missing = missing;
        lowered
    }

    fn ty_inner(&mut self, ty: &ast::Ty) -> Ty {
        match &ty.kind {
            Written::Path(path) => self.path_ty(path),
            Written::Ref(lifetime, mutability, inner) => {
                let region = match lifetime {
                    Some(lifetime) => self.lifetime(*lifetime),
                    None => self.elided(ty.span),
                };
                let outer = self.object_region.replace(region);
                let inner = self.ty(inner);
                self.object_region = outer;
                Ty::new(TyKind::Ref(region, inner, *mutability))
            }
            Written::Ptr(mutability, inner) => Ty::new(TyKind::RawPtr(self.ty(inner), *mutability)),
            Written::Slice(element) => Ty::new(TyKind::Slice(self.ty(element))),
            Written::Array(element, len) => {
                let element = self.ty(element);
                let len = self.sema.lower_anon_const(len, Ty::usize(), self.ctx);
                Ty::new(TyKind::Array(element, len))
            }
            Written::Tuple(elements) => {
                let elements: Vec<Ty> = elements.iter().map(|element| self.ty(element)).collect();
                Ty::tuple(&elements)
            }
            Written::Never => Ty::never(),
            Written::BareFn(bare) => self.bare_fn(bare),
            Written::TraitObject(bounds) => self.dyn_ty(bounds, ty.span),
            Written::ImplTrait(bounds) => {
                self.check_captured_names(bounds);
                self.opaque_ty(bounds, ty.span)
            }
            Written::Infer => self.ctx.infer_ty(ty.span).unwrap_or_else(|| {
                let message = "the placeholder `_` is not allowed within types on item signatures";
                self.error("E0121", ty.span, message)
            }),
            Written::Unsupported(feature) => {
                self.ctx.unsupported(Unsupported::new(feature.as_str(), ty.span));
                Ty::error()
            }
        }
    }

    fn opaque_ty(&mut self, bounds: &[ast::Bound], span: SpanId) -> Ty {
        self.ctx.impl_trait(bounds, span).unwrap_or_else(|| {
            let message = "`impl Trait` is not allowed here";
            self.error("E0562", span, message)
        })
    }

    fn bare_fn(&mut self, bare: &ast::BareFn) -> Ty {
        self.check_binder_of_fn(bare);
        let sig = self.under_binder(&bare.lifetimes, true, |this| {
            let inputs: Vec<Ty> = bare.inputs.iter().map(|ty| this.ty(ty)).collect();
            let output = this.fn_output(&inputs, bare.output.as_ref());
            (inputs, output)
        });
        let (inputs, output) = sig;
        Ty::new(TyKind::FnPtr(FnSig {
            inputs: TyList::new(&inputs),
            output,
            c_variadic: bare.c_variadic,
            is_unsafe: bare.is_unsafe,
            abi: lower_abi(bare.abi),
        }))
    }

    /// The result of a function pointer or `Fn(…)`, whose elided lifetimes are those of the only input region.
    fn fn_output(&mut self, inputs: &[Ty], output: Option<&ast::Ty>) -> Ty {
        let Some(output) = output else { return Ty::unit() };
        let regions = super::regions_of(inputs);
        let region = match regions.as_slice() {
            [only] => Ok(*only),
            _ => Err(()),
        };
        let outer = self.output_region.replace(region);
        let lowered = self.ty(output);
        self.output_region = outer;
        lowered
    }

    /// Lowers something under `for<names>`.
    fn under_binder<T>(
        &mut self,
        names: &[ast::GenericParam],
        elides: bool,
        lower: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let names = names.iter().map(|param| param.ident.name).collect();
        self.binders.push(Binder { names, fresh: 0, elides });
        let output_region = self.output_region.take();
        let lowered = lower(self);
        self.output_region = output_region;
        self.binders.pop();
        lowered
    }

    fn elided(&mut self, span: SpanId) -> Region {
        match self.output_region {
            Some(Ok(region)) => return region,
            Some(Err(())) => {
                self.ctx.report(
                    Diagnostic::error(Some("E0106"), span, "missing lifetime specifier")
                        .label("expected named lifetime parameter"),
                );
                return Region::Erased;
            }
            None => {}
        }
        let depth = self.binders.len();
        for (outside, binder) in self.binders.iter_mut().rev().enumerate() {
            if binder.elides {
                let index = binder.names.len() as u32 + binder.fresh;
                binder.fresh += 1;
                return Region::Bound(outside as u32, index);
            }
        }
        match self.ctx.elided_region(span) {
            Region::Bound(inner, index) => Region::Bound(inner + depth as u32, index),
            region => region,
        }
    }

    pub(crate) fn lifetime(&mut self, lifetime: ast::Lifetime) -> Region {
        let name = lifetime.ident.name;
        match name.as_str() {
            "'static" => return Region::Static,
            "'_" => return self.elided(lifetime.ident.span),
            _ => {}
        }
        for (depth, binder) in self.binders.iter().rev().enumerate() {
            if let Some(index) = binder.names.iter().position(|bound| *bound == name) {
                return Region::Bound(depth as u32, index as u32);
            }
        }
        let depth = self.binders.len() as u32;
        let found = self.sema.lifetime_in_scope(self.ctx.scope().owner, name, depth);
        found.or_else(|| self.ctx.named_region(name)).unwrap_or_else(|| {
            let message = format!("use of undeclared lifetime name `{name}`");
            self.ctx.report(
                Diagnostic::error(Some("E0261"), lifetime.ident.span, message).label("undeclared lifetime"),
            );
            Region::Erased
        })
    }

    /// A path that is a generic argument for a const parameter: a const parameter or constant.
    fn const_path(&mut self, path: &ast::Path, ty: Ty) -> Const {
        let found = self.resolve(path, PathSource::Expr);
        match found.res {
            Res::ConstParam(param) if found.unresolved == 0 => Const::new(ConstKind::Param(param)),
            Res::Err => Const::new(ConstKind::Error),
            Res::Def(def) if found.unresolved == 0 => {
                self.sema.const_of_item(def, GenericArgs::empty(), ty, path.span, self.ctx)
            }
            _ => {
                self.ctx.unsupported(Unsupported::new("associated constant in a type", path.span));
                Const::new(ConstKind::Error)
            }
        }
    }
}

/// A calling convention as written.
pub(crate) fn lower_abi(abi: Option<Symbol>) -> Abi {
    match abi {
        None => Abi::Rust,
        Some(name) if matches!(name.as_str(), "Rust" | "rust-call" | "rust-intrinsic") => Abi::Rust,
        Some(name) => Abi::Foreign(name),
    }
}
