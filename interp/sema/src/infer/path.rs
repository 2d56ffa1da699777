//! Paths in expressions, patterns and struct expressions: what they name, with fresh arguments for those left out.
//!
//! Follows `FnCtxt::resolve_ty_and_res_fully_qualified_call`, `instantiate_value_path` and `check_struct_path`.

use treebeard_syntax::ast::{self, Expr, Path, PathRoot, PathSegment};
use treebeard_syntax::{Diagnostic, SpanId};

use super::Resolution;
use super::body::InferCtx;
use super::walk::{Visitor, walk_pat};
use crate::collect::AdtDef;
use crate::def::{CtorKind, DefId, DefKind};
use crate::names::{PathError, PathRes, PathSource, Res};
use crate::traits::SelectionContext;
use crate::ty::{GenericArg, GenericArgs, ParamTy, Ty, TyKind, subst_ty};

/// What a path in value position names.
#[derive(Clone, Debug)]
pub(super) enum ValueRes {
    /// A function, constant, static, method.
    Def(DefId, GenericArgs),
    /// The constructor of a struct or variant, with the type's arguments.
    Ctor(CtorRes),
    /// A const parameter.
    ConstParam(ParamTy),
    /// Nothing; reported.
    Err,
}

/// A constructor.
#[derive(Clone, Copy, Debug)]
pub(super) struct CtorRes {
    pub(super) adt: DefId,
    pub(super) args: GenericArgs,
    pub(super) variant: u32,
    pub(super) ctor: DefId,
    pub(super) kind: CtorKind,
}

/// A struct, union or variant named in a struct expression or pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct VariantRes {
    pub(super) adt: DefId,
    pub(super) args: GenericArgs,
    pub(super) variant: u32,
    pub(super) ty: Ty,
}

impl InferCtx<'_> {
    /// A path as an expression.
    pub(super) fn check_path_expr(&mut self, expr: &Expr, path: &Path, source: PathSource) -> Ty {
        if let Some(ident) = single_ident(path)
            && let Some(node) = self.lookup_local(ident)
        {
            self.results.resolutions.insert(expr.id, Resolution::Local(node));
            return self.locals.get(&node).copied().unwrap_or_else(Ty::error);
        }
        let res = self.resolve_value(path, source);
        self.record_value(expr.id, &res);
        self.value_ty(&res, path.span)
    }

    /// Records what a path means.
    pub(super) fn record_value(&mut self, node: ast::NodeId, res: &ValueRes) {
        let resolution = match res {
            ValueRes::Def(def, args) => Resolution::Def(*def, *args),
            ValueRes::Ctor(ctor) => {
                self.results.variants.insert(node, ctor.variant);
                Resolution::Def(ctor.ctor, ctor.args)
            }
            ValueRes::ConstParam(param) => Resolution::ConstParam(*param),
            ValueRes::Err => return,
        };
        self.results.resolutions.insert(node, resolution);
    }

    /// The type of what a path names, as a value.
    pub(super) fn value_ty(&mut self, res: &ValueRes, span: SpanId) -> Ty {
        match res {
            ValueRes::Def(def, args) => match self.sema.def_kind(*def) {
                DefKind::Fn | DefKind::AssocFn => Ty::new(TyKind::FnDef(*def, *args)),
                _ => {
                    let ty = subst_ty(self.sema.type_of(*def), *args);
                    self.normalize(span, &ty)
                }
            },
            ValueRes::Ctor(ctor) => match ctor.kind {
                CtorKind::Fn => Ty::new(TyKind::FnDef(ctor.ctor, ctor.args)),
                CtorKind::Const => Ty::new(TyKind::Adt(ctor.adt, ctor.args)),
            },
            ValueRes::ConstParam(param) => self.sema.const_param_ty(self.owner, *param),
            ValueRes::Err => Ty::error(),
        }
    }

    /// Resolves a path in value position that is no local variable.
    pub(super) fn resolve_value(&mut self, path: &Path, source: PathSource) -> ValueRes {
        if let Some(qself) = &path.qself {
            return self.resolve_qualified(path, &qself.ty, qself.trait_segments);
        }
        let found = match self.sema.resolve_path(self.scope, path, source) {
            Ok(found) => found,
            Err(error) => {
                self.report_path_error(path, error);
                return ValueRes::Err;
            }
        };
        match found.unresolved {
            0 => self.instantiate(path, found.res),
            _ => match self.type_prefix(path, found) {
                Some(ty) => match path.segments.last() {
                    Some(last) => self.assoc_value(ty, last, path.span),
                    None => ValueRes::Err,
                },
                None => ValueRes::Err,
            },
        }
    }

    /// E0434, E0435: the name is a variable of a function around this function or constant.
    fn outer_local(&self, path: &Path, code: Option<&'static str>) -> Option<Diagnostic> {
        struct Binds(ast::Ident, bool);
        impl Visitor for Binds {
            fn pat(&mut self, pat: &ast::Pat) {
                if let ast::PatKind::Ident { ident, .. } = &pat.kind {
                    self.1 |= ident.name == self.0.name && ident.marks == self.0.marks;
                }
                walk_pat(self, pat);
            }
        }
        let ident = single_ident(path).filter(|_| code == Some("E0425"))?;
        let mut def = self.owner;
        let mut in_constant = false;
        // A block in a block has the outer one as its parent, whose body has it.
        while let Some(parent) = self.sema.block_owners.get(def).or_else(|| self.sema.parent(def)) {
            use DefKind::{AnonConst, AssocConst, Const, Static};
            in_constant |= matches!(self.sema.def_kind(def), AnonConst | Const | AssocConst | Static);
            def = parent;
            if !matches!(self.sema.def_kind(def), DefKind::Fn | DefKind::AssocFn) {
                continue;
            }
            let body = self.sema.body_ast(def)?;
            let mut binds = Binds(ident, false);
            body.params.iter().for_each(|param| binds.pat(&param.pat));
            binds.expr(&body.value);
            if binds.1 && in_constant {
                let message = "attempt to use a non-constant value in a constant";
                return Some(
                    Diagnostic::error(Some("E0435"), path.span, message).label("non-constant value"),
                );
            }
            if binds.1 {
                let message = "can't capture dynamic environment in a fn item";
                return Some(
                    Diagnostic::error(Some("E0434"), path.span, message)
                        .help("use the `|| { ... }` closure form instead"),
                );
            }
        }
        None
    }

    fn report_path_error(&mut self, path: &Path, error: PathError) {
        match error {
            PathError::Error(diagnostic) => match self.outer_local(path, diagnostic.code) {
                Some(captured) => self.report(captured),
                None => {
                    let ident = single_ident(path).filter(|_| diagnostic.code == Some("E0425"));
                    self.report(match ident {
                        Some(ident) => self.with_similar_local(*diagnostic, ident),
                        None => *diagnostic,
                    });
                }
            },
            PathError::Unsupported(unsupported) => {
                self.unsupported(unsupported.feature.as_str(), unsupported.span);
            }
        }
    }

    /// The type named by all but the last segment.
    fn type_prefix(&mut self, path: &Path, found: PathRes) -> Option<Ty> {
        let count = path.segments.len() - 1;
        if found.unresolved == 1 {
            return self.res_ty(found.res, &path.segments[..count], path.span);
        }
        // `T::Item::new`: the prefix is a type path of its own.
        let prefix = Path { segments: path.segments[..count].to_vec(), ..path.clone() };
        let ty = self.lower_ty(&ast::Ty { kind: ast::TyKind::Path(prefix), span: path.span });
        (!ty.has_error()).then_some(ty)
    }

    /// The type that a resolved path names, its missing arguments fresh.
    fn res_ty(&mut self, res: Res, segments: &[PathSegment], span: SpanId) -> Option<Ty> {
        let args = segments.last().and_then(|segment| segment.args.as_deref());
        match res {
            Res::PrimTy(prim) => Some(prim.ty()),
            Res::TyParam(param) => Some(Ty::new(TyKind::Param(param))),
            Res::SelfTyParam(trait_) => Some(self.sema.identity_args(trait_).ty_at(0)),
            Res::SelfTyAlias(impl_) => {
                let ty = self.sema.type_of(impl_);
                Some(self.normalize(span, &ty))
            }
            Res::Def(def) => match self.sema.def_kind(def) {
                DefKind::Struct | DefKind::Enum | DefKind::Union => {
                    let args = self.lower_args(def, &[], args, span);
                    Some(Ty::new(TyKind::Adt(def, args)))
                }
                DefKind::TypeAlias => {
                    let args = self.lower_args(def, &[], args, span);
                    let ty = subst_ty(self.sema.type_of(def), args);
                    Some(self.normalize(span, &ty))
                }
                DefKind::ForeignTy => Some(Ty::new(TyKind::Foreign(def))),
                // `Trait::name` whose item names did not find: no such item.
                DefKind::Trait => {
                    let name = self.sema.def_name(def);
                    self.error(
                        Some("E0576"),
                        span,
                        &format!("cannot find associated item in trait `{name}`"),
                    );
                    None
                }
                _ => {
                    self.unsupported("path to an associated item of this definition", span);
                    None
                }
            },
            Res::SelfCtor(_) | Res::ConstParam(_) => {
                self.unsupported("associated item of a value", span);
                None
            }
            Res::Err => None,
        }
    }

    /// `<T>::name`, `<T as Trait>::name`.
    fn resolve_qualified(&mut self, path: &Path, self_ty: &ast::Ty, trait_segments: usize) -> ValueRes {
        let ty = self.lower_ty(self_ty);
        let rest = &path.segments[trait_segments.min(path.segments.len())..];
        let (Some(last), count) = (rest.last(), rest.len()) else { return ValueRes::Err };
        if count > 1 {
            // `<T as Trait>::Assoc::name`.
            let prefix = Path { segments: path.segments[..path.segments.len() - 1].to_vec(), ..path.clone() };
            let ty = self.lower_ty(&ast::Ty { kind: ast::TyKind::Path(prefix), span: path.span });
            return if ty.has_error() { ValueRes::Err } else { self.assoc_value(ty, last, path.span) };
        }
        if trait_segments == 0 {
            return self.assoc_value(ty, last, path.span);
        }
        let trait_path = Path {
            root: path.root,
            qself: None,
            segments: path.segments[..trait_segments].to_vec(),
            span: path.span,
        };
        let Some(trait_ref) = self.lower_trait(&trait_path, ty) else { return ValueRes::Err };
        let item = self
            .sema
            .assoc_items(trait_ref.trait_)
            .iter()
            .find(|item| item.name == last.ident.name && item.kind != crate::collect::AssocKind::Ty)
            .copied();
        let Some(item) = item else {
            let trait_name = self.sema.def_name(trait_ref.trait_);
            let message = format!(
                "cannot find method or associated constant `{}` in trait `{trait_name}`",
                last.ident.name
            );
            self.error(Some("E0576"), last.ident.span, &message);
            return ValueRes::Err;
        };
        let args = self.lower_args(item.def, trait_ref.args.as_slice(), last.args.as_deref(), path.span);
        self.register_predicates_of(item.def, args, path.span);
        ValueRes::Def(item.def, args)
    }

    /// `Type::name`: a variant, or an associated function or constant.
    fn assoc_value(&mut self, ty: Ty, segment: &PathSegment, span: SpanId) -> ValueRes {
        let ty = self.structurally_resolve(ty);
        if ty.has_error() && matches!(ty.kind(), TyKind::Error) {
            return ValueRes::Err;
        }
        let name = segment.ident.name;
        if let TyKind::Adt(def, args) = ty.kind() {
            let adt = self.sema.adt_def(*def);
            if adt.is_enum()
                && let Some(index) = adt.variants.iter().position(|variant| variant.name == name)
            {
                return self.ctor_of(&adt, *args, index as u32, span);
            }
        }
        let param_env = self.param_env.clone();
        let probe = self.probe_scope(&param_env, segment.ident.span);
        let pick = match self.cx().probe_path(&probe, ty, name) {
            Ok(pick) => pick,
            Err(error) => {
                self.report_method_error(segment.ident, ty, error, None);
                return ValueRes::Err;
            }
        };
        self.check_late_lifetimes(pick.item.def, segment.args.as_deref());
        let explicit = self.explicit_args(pick.item.def, segment.args.as_deref(), span);
        let probe = self.probe_scope(&param_env, segment.ident.span);
        let mut cx = SelectionContext::new(self.sema, &mut self.table, &self.closures);
        let confirmed = cx.confirm_path(&mut self.fulfill, &probe, ty, &pick, &explicit);
        ValueRes::Def(confirmed.def, confirmed.args)
    }

    /// The arguments written for an associated item's own type and const parameters; empty if none are written.
    pub(super) fn explicit_args(
        &mut self,
        def: DefId,
        args: Option<&ast::GenericArgs>,
        span: SpanId,
    ) -> Vec<GenericArg> {
        let Some(written) = args else { return Vec::new() };
        let generics = self.sema.generics_of(def);
        let parent = match generics.parent {
            Some(parent) => self.cx().fresh_args(parent, &[], span),
            None => GenericArgs::empty(),
        };
        let all = self.lower_args(def, parent.as_slice(), Some(written), span);
        all.iter()
            .skip(generics.parent_count as usize)
            .filter(|arg| !matches!(arg, GenericArg::Region(_)))
            .copied()
            .collect()
    }

    /// A definition named by the whole path.
    fn instantiate(&mut self, path: &Path, res: Res) -> ValueRes {
        let last = path.segments.last().and_then(|segment| segment.args.as_deref());
        let before = path.segments.iter().rev().nth(1).and_then(|segment| segment.args.as_deref());
        let span = path.span;
        match res {
            Res::Def(def) => match self.sema.def_kind(def) {
                DefKind::Ctor(..) | DefKind::Variant | DefKind::Struct => {
                    let adt_id = self.sema.adt_of_variant(def);
                    let adt = self.sema.adt_def(adt_id);
                    let Some((index, _)) = adt.variant_of(def) else { return ValueRes::Err };
                    let written = last.or(if adt.is_enum() { before } else { None });
                    let args = self.lower_args(adt_id, &[], written, span);
                    self.ctor_of(&adt, args, index, span)
                }
                DefKind::AssocFn | DefKind::AssocConst => {
                    self.instantiate_trait_item(def, before, last, span)
                }
                DefKind::Fn | DefKind::Const | DefKind::Static => {
                    self.check_late_lifetimes(def, last);
                    let args = self.lower_args(def, &[], last, span);
                    self.register_predicates_of(def, args, span);
                    ValueRes::Def(def, args)
                }
                _ => {
                    let message = format!("expected value, found `{}`", self.sema.def_name(def));
                    self.error(Some("E0423"), span, &message);
                    ValueRes::Err
                }
            },
            Res::SelfCtor(impl_) => {
                let ty = self.sema.type_of(impl_);
                let ty = self.normalize(span, &ty);
                match ty.kind() {
                    TyKind::Adt(def, args) if !self.sema.adt_def(*def).is_enum() => {
                        let adt = self.sema.adt_def(*def);
                        self.ctor_of(&adt, *args, 0, span)
                    }
                    _ => {
                        self.error(
                            None,
                            span,
                            "the `Self` constructor must be used with unit or tuple struct",
                        );
                        ValueRes::Err
                    }
                }
            }
            Res::ConstParam(param) => ValueRes::ConstParam(param),
            Res::Err => ValueRes::Err,
            Res::PrimTy(_) | Res::SelfTyParam(_) | Res::SelfTyAlias(_) | Res::TyParam(_) => {
                self.error(Some("E0423"), span, "expected value, found type");
                ValueRes::Err
            }
        }
    }

    /// `Trait::<A>::name::<B>`: `Self` is unknown.
    fn instantiate_trait_item(
        &mut self,
        def: DefId,
        trait_args: Option<&ast::GenericArgs>,
        own_args: Option<&ast::GenericArgs>,
        span: SpanId,
    ) -> ValueRes {
        let Some(container) = self.sema.assoc_container(def) else { return ValueRes::Err };
        let self_ty = self.new_var_at(span);
        self.trait_paths.push((span, container, def));
        let parent = self.lower_args(container, &[GenericArg::Ty(self_ty)], trait_args, span);
        self.check_late_lifetimes(def, own_args);
        let args = self.lower_args(def, parent.as_slice(), own_args, span);
        self.register_predicates_of(def, args, span);
        ValueRes::Def(def, args)
    }

    fn ctor_of(&mut self, adt: &AdtDef, args: GenericArgs, variant: u32, span: SpanId) -> ValueRes {
        let variant_def = &adt.variants[variant as usize];
        let Some((ctor, kind)) = variant_def.ctor else {
            let (code, what) = if adt.is_enum() { ("E0533", "struct variant") } else { ("E0423", "struct") };
            let path = format!("{}", variant_def.name);
            self.report(
                Diagnostic::error(Some(code), span, format!("expected value, found {what} `{path}`"))
                    .label("not a value"),
            );
            return ValueRes::Err;
        };
        self.register_predicates_of(adt.def, args, span);
        ValueRes::Ctor(CtorRes { adt: adt.def, args, variant, ctor, kind })
    }

    /// The struct, union or variant named by the path of a struct expression or pattern.
    pub(super) fn resolve_variant(&mut self, path: &Path) -> Option<VariantRes> {
        let span = path.span;
        if path.qself.is_some() {
            let ty = self.lower_ty(&ast::Ty { kind: ast::TyKind::Path(path.clone()), span });
            return self.variant_of_type(ty, span);
        }
        let found = match self.sema.resolve_path(self.scope, path, PathSource::Struct) {
            Ok(found) => found,
            Err(error) => {
                self.report_path_error(path, error);
                return None;
            }
        };
        let last = path.segments.last().and_then(|segment| segment.args.as_deref());
        let before = path.segments.iter().rev().nth(1).and_then(|segment| segment.args.as_deref());
        if found.unresolved == 0
            && let Res::Def(def) = found.res
            && matches!(self.sema.def_kind(def), DefKind::Variant | DefKind::Ctor(..))
        {
            let adt_id = self.sema.adt_of_variant(def);
            let adt = self.sema.adt_def(adt_id);
            let (variant, _) = adt.variant_of(def)?;
            let args = self.lower_args(adt_id, &[], last.or(before), span);
            return Some(self.variant_res(adt_id, args, variant, span));
        }
        if found.unresolved == 0 {
            let ty = self.res_ty(found.res, &path.segments, span)?;
            return self.variant_of_type(ty, span);
        }
        let ty = self.type_prefix(path, found)?;
        let ty = self.structurally_resolve(ty);
        let name = path.segments.last()?.ident.name;
        if let TyKind::Adt(def, args) = ty.kind() {
            let adt = self.sema.adt_def(*def);
            if adt.is_enum() {
                if let Some(index) = adt.variants.iter().position(|variant| variant.name == name) {
                    return Some(self.variant_res(*def, *args, index as u32, span));
                }
                let enum_name = self.sema.def_name(*def);
                let message = format!("no variant named `{name}` found for enum `{enum_name}`");
                self.error(Some("E0599"), path.segments.last()?.ident.span, &message);
                return None;
            }
        }
        // `Self::Assoc { … }` with an associated type.
        let ty = self.lower_ty(&ast::Ty { kind: ast::TyKind::Path(path.clone()), span });
        self.variant_of_type(ty, span)
    }

    fn variant_of_type(&mut self, ty: Ty, span: SpanId) -> Option<VariantRes> {
        let ty = self.structurally_resolve(ty);
        match ty.kind() {
            TyKind::Adt(def, args) if !self.sema.adt_def(*def).is_enum() => {
                Some(self.variant_res(*def, *args, 0, span))
            }
            TyKind::Error => None,
            _ => {
                let shown = self.show(ty);
                let message = format!("expected struct, variant or union type, found `{shown}`");
                self.report(Diagnostic::error(Some("E0071"), span, message).label("not a struct"));
                None
            }
        }
    }

    fn variant_res(&mut self, adt: DefId, args: GenericArgs, variant: u32, span: SpanId) -> VariantRes {
        self.register_predicates_of(adt, args, span);
        VariantRes { adt, args, variant, ty: Ty::new(TyKind::Adt(adt, args)) }
    }
}

/// A path that is one plain name.
pub(super) fn single_ident(path: &Path) -> Option<ast::Ident> {
    match path.segments.as_slice() {
        [only] if path.root == PathRoot::Relative && path.qself.is_none() && only.args.is_none() => {
            Some(only.ident)
        }
        _ => None,
    }
}
