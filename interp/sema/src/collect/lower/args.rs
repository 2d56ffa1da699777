//! Generic arguments: what is written, defaults, inference variables, and the errors of counts and kinds.

use treebeard_syntax::ast::{self, GenericArg as Written};
use treebeard_syntax::{Diagnostic, SpanId};

use super::{ItemLowering, Lowerer, MissingArgs};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::{
    Const, ConstKind, GenericArg, GenericArgs, GenericParamDef, GenericParamDefKind, Ty, subst_args,
};

impl Sema {
    /// Generic arguments for the own parameters of `def`, after `parent`'s. For a trait, `parent` holds `Self`.
    pub fn lower_generic_args(
        &self,
        def: DefId,
        parent: &[GenericArg],
        args: Option<&ast::GenericArgs>,
        missing: MissingArgs,
        span: SpanId,
        ctx: &dyn ItemLowering,
    ) -> GenericArgs {
        let args = Lowerer::new(self, ctx).args_for(def, parent, args, missing, span);
        GenericArgs::new(&args)
    }
}

impl Lowerer<'_> {
    /// All arguments of `def`: those given (parent's, or `Self`), then its own.
    pub(super) fn args_for(
        &mut self,
        def: DefId,
        given: &[GenericArg],
        written: Option<&ast::GenericArgs>,
        missing: MissingArgs,
        span: SpanId,
    ) -> Vec<GenericArg> {
        let generics = self.sema.generics_of(def);
        let mut out = given.to_vec();
        if generics.count() == out.len() && written.is_none() {
            return out;
        }
        let (mut lifetimes, mut others) = (Vec::new(), Vec::new());
        for arg in written.into_iter().flat_map(|written| &written.args) {
            match arg {
                Written::Lifetime(lifetime) => lifetimes.push(*lifetime),
                Written::Type(_) | Written::Const(_) => others.push(arg),
            }
        }
        let own: Vec<&GenericParamDef> =
            generics.params.iter().filter(|param| param.index as usize >= given.len()).collect();
        if !self.check_order(&own, written) {
            out.extend(own.iter().map(|param| match param.kind {
                GenericParamDefKind::Lifetime => GenericArg::Region(crate::ty::Region::Erased),
                GenericParamDefKind::Type { .. } => GenericArg::Ty(Ty::error()),
                GenericParamDefKind::Const { .. } => GenericArg::Const(Const::new(ConstKind::Error)),
            }));
            return out;
        }
        self.check_counts(def, &own, lifetimes.len(), &others, missing, written, span);
        let mut lifetimes = lifetimes.into_iter();
        let mut others = others.into_iter();
        let infer_all = missing == MissingArgs::Infer && others.len() == 0;
        for param in own {
            let arg = match param.kind {
                GenericParamDefKind::Lifetime => GenericArg::Region(match lifetimes.next() {
                    Some(lifetime) => self.lifetime(lifetime),
                    None => self.elided(span),
                }),
                GenericParamDefKind::Type { synthetic: true, .. } => {
                    GenericArg::Ty(self.ctx.infer_ty(span).unwrap_or_else(Ty::error))
                }
                GenericParamDefKind::Type { has_default, synthetic: false } => match others.next() {
                    Some(arg) => GenericArg::Ty(self.type_arg(arg, param)),
                    None if infer_all => GenericArg::Ty(self.ctx.infer_ty(span).unwrap_or_else(Ty::error)),
                    None if has_default => {
                        self.check_default_of_object(def, param, given, span);
                        self.default_arg(def, param, &out)
                    }
                    None => GenericArg::Ty(Ty::error()),
                },
                GenericParamDefKind::Const { has_default } => {
                    let ty = self.const_param_ty(def, param, &out);
                    match others.next() {
                        Some(arg) => GenericArg::Const(self.const_arg(arg, ty)),
                        None if infer_all => GenericArg::Const(
                            self.ctx.infer_const(ty, span).unwrap_or_else(|| Const::new(ConstKind::Error)),
                        ),
                        None if has_default => self.default_arg(def, param, &out),
                        None => GenericArg::Const(Const::new(ConstKind::Error)),
                    }
                }
            };
            out.push(arg);
        }
        out
    }

    /// E0747: as many lifetimes as wanted, but behind a type.
    fn check_order(&mut self, own: &[&GenericParamDef], written: Option<&ast::GenericArgs>) -> bool {
        let Some(written) = written else { return true };
        let is_lifetime = |arg: &&Written| matches!(arg, Written::Lifetime(_));
        let last_lifetime = written.args.iter().rposition(|arg| is_lifetime(&arg));
        let first_other = written.args.iter().position(|arg| !is_lifetime(&arg));
        let (Some(last), Some(first)) = (last_lifetime, first_other) else { return true };
        let wanted = own.iter().filter(|param| param.kind == GenericParamDefKind::Lifetime).count();
        if last < first || written.args.iter().filter(is_lifetime).count() != wanted {
            return true;
        }
        let (what, at) = match &written.args[first] {
            Written::Type(ty) => ("type", ty.span),
            Written::Const(c) => ("constant", c.span),
            Written::Lifetime(lifetime) => ("lifetime", lifetime.ident.span),
        };
        self.error("E0747", at, format!("{what} provided when a lifetime was expected"));
        false
    }

    /// E0393: an object type has no `Self` that a default could name.
    fn check_default_of_object(
        &mut self,
        def: DefId,
        param: &GenericParamDef,
        given: &[GenericArg],
        span: SpanId,
    ) {
        if !matches!(given, [GenericArg::Ty(ty)] if *ty == super::bounds::dyn_self()) {
            return;
        }
        let Some(GenericArg::Ty(default)) = self.sema.param_default(def, param.index) else { return };
        let names_self = crate::ty::any_part(
            default,
            &mut |part| matches!(part, crate::ty::Part::Ty(ty) if matches!(ty.kind(), crate::ty::TyKind::Param(p) if p.index == 0)),
        );
        if names_self {
            let message = format!("the type parameter `{}` must be explicitly specified", param.name);
            self.error("E0393", span, message);
        }
    }

    fn default_arg(&mut self, def: DefId, param: &GenericParamDef, before: &[GenericArg]) -> GenericArg {
        match self.sema.param_default(def, param.index) {
            Some(default) => subst_args(&default, GenericArgs::new(before)),
            None => GenericArg::Ty(Ty::error()),
        }
    }

    fn const_param_ty(&mut self, def: DefId, param: &GenericParamDef, before: &[GenericArg]) -> Ty {
        let as_param = crate::ty::ParamTy { index: param.index, name: param.name };
        let ty = self.sema.const_param_ty(def, as_param);
        if ty.has_param() { crate::ty::subst_ty(ty, GenericArgs::new(before)) } else { ty }
    }

    fn type_arg(&mut self, arg: &Written, param: &GenericParamDef) -> Ty {
        match arg {
            Written::Type(ty) => self.ty(ty),
            Written::Const(c) => {
                let message = "constant provided when a type was expected";
                let error = Diagnostic::error(Some("E0747"), c.span, message);
                self.ctx.report(error.note(format!("`{}` is a type parameter", param.name)));
                Ty::error()
            }
            Written::Lifetime(_) => Ty::error(),
        }
    }

    /// An argument for a const parameter.
    pub(super) fn const_arg(&mut self, arg: &Written, ty: Ty) -> Const {
        match arg {
            Written::Const(c) => self.sema.lower_anon_const(c, ty, self.ctx),
            Written::Type(ast::Ty { kind: ast::TyKind::Path(path), .. })
                if path.qself.is_none()
                    && !matches!(self.sema.resolve_type_path(self.ctx.scope(), path), Ok(found) if found.unresolved == 0) =>
            {
                self.const_path(path, ty)
            }
            Written::Type(ast::Ty { kind: ast::TyKind::Infer, span }) => {
                self.ctx.infer_const(ty, *span).unwrap_or_else(|| {
                    self.error("E0121", *span, "the placeholder `_` is not allowed here");
                    Const::new(ConstKind::Error)
                })
            }
            Written::Type(ty) => {
                self.error("E0747", ty.span, "type provided when a constant was expected");
                Const::new(ConstKind::Error)
            }
            Written::Lifetime(_) => Const::new(ConstKind::Error),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one check over everything that was written")]
    fn check_counts(
        &mut self,
        def: DefId,
        own: &[&GenericParamDef],
        lifetimes: usize,
        others: &[&Written],
        missing: MissingArgs,
        written: Option<&ast::GenericArgs>,
        span: SpanId,
    ) {
        let is_lifetime = |param: &&&GenericParamDef| param.kind == GenericParamDefKind::Lifetime;
        let lifetime_count = own.iter().filter(is_lifetime).count();
        let is_type = |param: &&&GenericParamDef| match param.kind {
            GenericParamDefKind::Lifetime => false,
            GenericParamDefKind::Type { synthetic, .. } => !synthetic,
            GenericParamDefKind::Const { .. } => true,
        };
        let most = own.iter().filter(is_type).count();
        let least = own
            .iter()
            .filter(is_type)
            .filter(|param| {
                !matches!(
                    param.kind,
                    GenericParamDefKind::Type { has_default: true, .. }
                        | GenericParamDefKind::Const { has_default: true }
                )
            })
            .count();
        let may_omit = missing == MissingArgs::Infer && others.is_empty();
        let given = others.len();
        let is_fn = matches!(self.sema.data(def).kind, DefKind::Fn | DefKind::AssocFn);
        // Lifetimes that are chosen at each call cannot be given: a lint says so.
        let late = is_fn && !self.sema.late_bound_lifetimes(def).is_empty();
        let bad_lifetimes = lifetimes != 0 && lifetimes != lifetime_count && !late;
        if given > most || (given < least && !may_omit) || bad_lifetimes {
            let (what, expected, got) = if bad_lifetimes {
                ("lifetime", lifetime_count, lifetimes)
            } else {
                ("generic", if given > most { most } else { least }, given)
            };
            let message = format!(
                "{} takes {expected} {what} argument{} but {got} {what} argument{} supplied",
                self.sema.def_descr(def),
                if expected == 1 { "" } else { "s" },
                if got == 1 { " was" } else { "s were" },
            );
            let at = if got > expected { written.map_or(span, |w| w.span) } else { span };
            let message = if got == 0 {
                format!("missing generics for {} `{}`", self.sema.def_descr(def), self.sema.data(def).name)
            } else {
                message
            };
            self.ctx.report(Diagnostic::error(Some("E0107"), at, message).label(format!(
                "expected {expected} {what} argument{}",
                if expected == 1 { "" } else { "s" }
            )));
        }
        let is_trait = self.sema.data(def).kind == DefKind::Trait;
        if let Some(constraint) = written.and_then(|w| w.constraints.first())
            && !is_trait
            && !written.is_some_and(|w| w.parenthesized)
        {
            let message = "associated item constraints are not allowed here";
            self.error("E0229", constraint.ident.span, message);
        }
    }
}
