//! Generic parameters: rustc's `generics_of`, and which lifetimes of a function are late-bound.
//!
//! Needs no name resolution, so it can be asked at any time. Order of own parameters: `Self` (traits), early-bound
//! lifetimes, types and constants as declared, then one type per `impl Trait` argument.

use std::sync::Arc;

use treebeard_syntax::Symbol;
use treebeard_syntax::ast::{self, ItemKind, TyKind, WherePredicate};

use super::ItemCtx;
use super::lower::{ItemLowering, Lowerer};
use super::walk::{AstTyVisitor, walk_bounds, walk_ty};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::{
    Const, ConstKind, GenericArg, GenericArgs, GenericParamDef, GenericParamDefKind, Generics, ParamTy,
    Region, Ty, TyKind as Kind,
};

/// The generics as written on an item.
pub(crate) fn ast_generics(item: &ast::Item) -> Option<&ast::Generics> {
    match &item.kind {
        ItemKind::Fn(f) => Some(&f.generics),
        ItemKind::Struct(generics, _) | ItemKind::Union(generics, _) | ItemKind::Enum(generics, _) => {
            Some(generics)
        }
        ItemKind::Trait(trait_) => Some(&trait_.generics),
        ItemKind::Impl(impl_) => Some(&impl_.generics),
        ItemKind::Const { generics, .. } | ItemKind::TypeAlias { generics, .. } => Some(generics),
        ItemKind::Mod(_)
        | ItemKind::Use(_)
        | ItemKind::ExternCrate(_)
        | ItemKind::Static { .. }
        | ItemKind::ForeignMod(..)
        | ItemKind::MacroRules { .. }
        | ItemKind::Unsupported(_) => None,
    }
}

/// Finds a lifetime by name.
struct Mentions {
    name: Symbol,
    found: bool,
}

impl AstTyVisitor for Mentions {
    fn lifetime(&mut self, lifetime: &ast::Lifetime) {
        self.found |= lifetime.ident.name == self.name;
    }
}

fn mentions(name: Symbol, walk: impl FnOnce(&mut Mentions)) -> bool {
    let mut visitor = Mentions { name, found: false };
    walk(&mut visitor);
    visitor.found
}

/// Lists the `impl Trait`s of argument types, by the address of their bounds.
struct ImplTraits<'a>(&'a mut Vec<(usize, String)>);

impl AstTyVisitor for ImplTraits<'_> {
    fn ty(&mut self, ty: &ast::Ty) -> bool {
        if let TyKind::ImplTrait(bounds) = &ty.kind {
            self.0.push((bounds.as_ptr() as usize, impl_trait_text(bounds)));
        }
        true
    }
}

/// `impl A + B` as text.
pub(crate) fn impl_trait_text(bounds: &[ast::Bound]) -> String {
    let parts: Vec<String> = bounds
        .iter()
        .filter_map(|bound| match bound {
            ast::Bound::Trait(bound) => Some(crate::names::path_text(&bound.path)),
            ast::Bound::Lifetime(lifetime) => Some(lifetime.ident.name.as_str().to_owned()),
            ast::Bound::Use(..) => None,
        })
        .collect();
    format!("impl {}", parts.join(" + "))
}

fn appears_in_bounds(f: &ast::Fn, name: Symbol) -> bool {
    let generics = &f.generics;
    let in_params = generics.params.iter().any(|param| {
        (param.ident.name == name && !param.bounds.is_empty())
            || mentions(name, |v| walk_bounds(v, &param.bounds))
    });
    let in_where = generics.predicates.iter().any(|predicate| match predicate {
        WherePredicate::Type { ty, bounds, .. } => mentions(name, |v| {
            walk_ty(v, ty);
            walk_bounds(v, bounds);
        }),
        WherePredicate::Lifetime { lifetime, bounds } => {
            lifetime.ident.name == name || bounds.iter().any(|bound| bound.ident.name == name)
        }
    });
    in_params || in_where
}

/// Is this lifetime parameter of a function chosen at each call rather than part of the function's arguments?
fn is_late_bound(f: &ast::Fn, name: Symbol) -> bool {
    if appears_in_bounds(f, name) {
        return false;
    }
    let in_output = f.sig.output.as_ref().is_some_and(|ty| mentions(name, |v| walk_ty(v, ty)));
    let in_inputs = f.sig.inputs.iter().any(|ty| mentions(name, |v| walk_ty(v, ty)));
    !in_output || in_inputs
}

impl Sema {
    /// The generic parameters.
    pub fn generics_of(&self, def: DefId) -> Arc<Generics> {
        self.generics.get_or(def, || Arc::new(self.compute_generics(def)))
    }

    fn compute_generics(&self, def: DefId) -> Generics {
        let data = self.data(def);
        let parent = match data.kind {
            DefKind::AssocTy | DefKind::AssocFn | DefKind::AssocConst => data.parent,
            DefKind::Variant | DefKind::Ctor(..) | DefKind::Opaque => data.parent,
            DefKind::AnonConst => data.parent.filter(|parent| self.data(*parent).kind != DefKind::Mod),
            _ => None,
        };
        let parent_count = parent.map_or(0, |parent| self.generics_of(parent).count() as u32);
        let mut generics =
            Generics { parent, parent_count, has_self: data.kind == DefKind::Trait, params: Vec::new() };
        if matches!(data.kind, DefKind::Mod | DefKind::Use | DefKind::Macro) {
            return generics;
        }
        let Some(item) = self.item(def) else { return generics };
        let Some(written) = ast_generics(&item) else { return generics };
        if generics.has_self {
            let kind = GenericParamDefKind::Type { has_default: false, synthetic: false };
            push_param(&mut generics, Symbol::new("Self"), kind);
        }
        let f = match &item.kind {
            ItemKind::Fn(f) => Some(&**f),
            _ => None,
        };
        for param in &written.params {
            if matches!(param.kind, ast::GenericParamKind::Lifetime)
                && !f.is_some_and(|f| is_late_bound(f, param.ident.name))
            {
                push_param(&mut generics, param.ident.name, GenericParamDefKind::Lifetime);
            }
        }
        for param in &written.params {
            let kind = match &param.kind {
                ast::GenericParamKind::Lifetime => continue,
                ast::GenericParamKind::Type { default } => {
                    GenericParamDefKind::Type { has_default: default.is_some(), synthetic: false }
                }
                ast::GenericParamKind::Const { default, .. } => {
                    GenericParamDefKind::Const { has_default: default.is_some() }
                }
            };
            push_param(&mut generics, param.ident.name, kind);
        }
        for (_, text) in f.map(argument_impl_traits).unwrap_or_default() {
            let kind = GenericParamDefKind::Type { has_default: false, synthetic: true };
            push_param(&mut generics, Symbol::new(&text), kind);
        }
        generics
    }

    /// The late-bound lifetimes of a function, in order: `Region::Bound(0, i)` of its signature.
    pub fn late_bound_lifetimes(&self, def: DefId) -> Arc<[Symbol]> {
        self.late_bound.get_or(def, || {
            let Some(item) = self.item(def) else { return Arc::default() };
            let ItemKind::Fn(f) = &item.kind else { return Arc::default() };
            let lifetimes = f.generics.params.iter().filter(|param| {
                matches!(param.kind, ast::GenericParamKind::Lifetime) && is_late_bound(f, param.ident.name)
            });
            lifetimes.map(|param| param.ident.name).collect()
        })
    }

    /// The parameter made from an `impl Trait` argument whose bounds are these (by address).
    pub(crate) fn synthetic_param(&self, def: DefId, bounds: &[ast::Bound]) -> Option<ParamTy> {
        let item = self.item(def)?;
        let ItemKind::Fn(f) = &item.kind else { return None };
        let list = argument_impl_traits(f);
        let position = list.iter().position(|(address, _)| *address == bounds.as_ptr() as usize)?;
        let generics = self.generics_of(def);
        let first = generics.params.len() - list.len();
        let param = &generics.params[first + position];
        Some(ParamTy { index: param.index, name: param.name })
    }

    /// Each parameter as its own argument.
    pub fn identity_args(&self, def: DefId) -> GenericArgs {
        self.identities.get_or(def, || {
            let mut args = Vec::new();
            self.push_identity(def, &mut args);
            GenericArgs::new(&args)
        })
    }

    fn push_identity(&self, def: DefId, args: &mut Vec<GenericArg>) {
        let generics = self.generics_of(def);
        if let Some(parent) = generics.parent {
            self.push_identity(parent, args);
        }
        for param in &generics.params {
            args.push(param_as_arg(param));
        }
    }

    /// The parameter at `index` of `def`'s full list, with the definition that declares it.
    pub fn param_at(&self, def: DefId, index: u32) -> Option<(DefId, GenericParamDef)> {
        let mut owner = def;
        loop {
            let generics = self.generics_of(owner);
            if index >= generics.parent_count {
                let param = generics.params.get((index - generics.parent_count) as usize)?;
                return Some((owner, param.clone()));
            }
            owner = generics.parent?;
        }
    }

    /// The default of the generic parameter at `index` of `def`'s full list, in terms of the parameters before it.
    pub fn param_default(&self, def: DefId, index: u32) -> Option<GenericArg> {
        let (owner, param) = self.param_at(def, index)?;
        self.param_defaults.get_or((owner, index), |_| {
            let item = self.item(owner)?;
            let written = ast_generics(&item)?.params.iter().find(|p| p.ident.name == param.name)?;
            let ctx = ItemCtx::new(self, owner);
            match &written.kind {
                ast::GenericParamKind::Lifetime => None,
                ast::GenericParamKind::Type { default } => {
                    default.as_ref().map(|ty| GenericArg::Ty(self.lower_ty(ty, &ctx)))
                }
                ast::GenericParamKind::Const { ty, default } => {
                    let ty = self.lower_ty(ty, &ctx);
                    default.as_ref().map(|c| GenericArg::Const(self.lower_anon_const(c, ty, &ctx)))
                }
            }
        })
    }

    /// The type of a const parameter of `def` or its parents.
    pub fn const_param_ty(&self, def: DefId, param: ParamTy) -> Ty {
        let Some((owner, found)) = self.param_at(def, param.index) else { return Ty::error() };
        self.const_param_tys.get_or((owner, param.index), |_| {
            let Some(item) = self.item(owner) else { return Ty::error() };
            let written =
                ast_generics(&item).and_then(|g| g.params.iter().find(|p| p.ident.name == found.name));
            match written.map(|param| &param.kind) {
                Some(ast::GenericParamKind::Const { ty, .. }) => {
                    self.lower_ty(ty, &ItemCtx::new(self, owner))
                }
                _ => Ty::error(),
            }
        })
    }

    /// A named lifetime in scope.
    pub fn lower_lifetime(&self, lifetime: ast::Lifetime, ctx: &dyn ItemLowering) -> Region {
        Lowerer::new(self, ctx).lifetime(lifetime)
    }

    /// A lifetime by name, among the parameters of `owner` and what it stands in; `depth` binders stand between.
    pub(crate) fn lifetime_in_scope(&self, owner: DefId, name: Symbol, depth: u32) -> Option<Region> {
        let mut current = Some(owner);
        while let Some(def) = current {
            if matches!(self.data(def).kind, DefKind::Fn | DefKind::AssocFn)
                && let Some(index) = self.late_bound_lifetimes(def).iter().position(|late| *late == name)
            {
                return Some(Region::Bound(depth, index as u32));
            }
            let generics = self.generics_of(def);
            let found = generics.params.iter().find(|param| param.name == name);
            if let Some(param) = found {
                return Some(Region::Param(param.index, name));
            }
            current = generics.parent;
        }
        None
    }
}

fn argument_impl_traits(f: &ast::Fn) -> Vec<(usize, String)> {
    let mut list = Vec::new();
    for ty in &f.sig.inputs {
        walk_ty(&mut ImplTraits(&mut list), ty);
    }
    list
}

fn push_param(generics: &mut Generics, name: Symbol, kind: GenericParamDefKind) {
    let index = generics.parent_count + generics.params.len() as u32;
    generics.params.push(GenericParamDef { name, def: None, index, kind });
}

/// A parameter as an argument.
pub(crate) fn param_as_arg(param: &GenericParamDef) -> GenericArg {
    let as_param = ParamTy { index: param.index, name: param.name };
    match param.kind {
        GenericParamDefKind::Lifetime => GenericArg::Region(Region::Param(param.index, param.name)),
        GenericParamDefKind::Type { .. } => GenericArg::Ty(Ty::new(Kind::Param(as_param))),
        GenericParamDefKind::Const { .. } => GenericArg::Const(Const::new(ConstKind::Param(as_param))),
    }
}
