//! Paths, visibility and generic arguments.

use crate::ast::{
    AssocConstraint, AssocConstraintKind, GenericArg, GenericArgs, Ident, Lifetime, Marks, Path, PathRoot,
    PathSegment, QSelf, Ty, TyKind, Visibility,
};
use crate::rust::lower::Lower;
use crate::span::SpanId;
use crate::symbol::Symbol;

impl Lower<'_> {
    /// A path in expression, type or pattern position. A lone `self` stays a segment: it is a local variable.
    pub(crate) fn path(&mut self, qself: Option<syn::QSelf>, path: syn::Path) -> Path {
        self.path_in(qself, path, true)
    }

    /// A path of modules, where a lone `self` is the current module.
    pub(crate) fn module_path(&mut self, path: syn::Path) -> Path {
        self.path_in(None, path, false)
    }

    fn path_in(&mut self, qself: Option<syn::QSelf>, path: syn::Path, self_is_value: bool) -> Path {
        let start = match (&qself, &path.leading_colon) {
            (Some(qself), _) => self.at(qself.lt_token.span),
            (None, Some(colon)) => self.at(colon.spans[0]),
            (None, None) => path.segments.first().map_or(SpanId::NONE, |s| self.at(s.ident.span())),
        };
        let mut root = if path.leading_colon.is_some() { PathRoot::Global } else { PathRoot::Relative };
        let mut span = start;
        let mut consumed = 0;
        let count = path.segments.len();
        let mut segments = Vec::with_capacity(count);
        for segment in path.segments {
            let ident_span = self.at(segment.ident.span());
            span = span.to(ident_span);
            if segments.is_empty()
                && segment.arguments.is_none()
                && !(self_is_value && count == 1 && segment.ident == "self")
                && let Some(next) = self.root_segment(root, &segment.ident)
            {
                root = next;
                consumed += 1;
                continue;
            }
            let ident = self.ident(&segment.ident);
            let args = self.path_arguments(segment.arguments).map(Box::new);
            if let Some(args) = &args {
                span = span.to(args.span);
            }
            segments.push(PathSegment { ident, args });
        }
        let qself = qself.map(|q| {
            Box::new(QSelf { ty: self.ty(*q.ty), trait_segments: q.position.saturating_sub(consumed) })
        });
        Path { root, qself, segments, span }
    }

    /// What `crate`, `$crate`, `self` and `super` do to the root; `None` for other segments.
    pub(crate) fn root_segment(&self, root: PathRoot, ident: &proc_macro2::Ident) -> Option<PathRoot> {
        match root {
            PathRoot::Relative if ident == "crate" => {
                let named = self.bridge.entry(ident.span()).and_then(|entry| entry.krate);
                Some(match named {
                    Some(name) if name != self.options.crate_key => PathRoot::Named(name),
                    _ => PathRoot::Crate,
                })
            }
            PathRoot::Relative if ident == "self" => Some(PathRoot::Super(0)),
            PathRoot::Relative if ident == "super" => Some(PathRoot::Super(1)),
            PathRoot::Super(up) if ident == "super" => Some(PathRoot::Super(up + 1)),
            PathRoot::Relative
            | PathRoot::Global
            | PathRoot::Crate
            | PathRoot::Named(_)
            | PathRoot::Super(_) => None,
        }
    }

    fn path_arguments(&mut self, arguments: syn::PathArguments) -> Option<GenericArgs> {
        match arguments {
            syn::PathArguments::None => None,
            syn::PathArguments::AngleBracketed(args) => Some(self.generic_args(args)),
            syn::PathArguments::Parenthesized(args) => {
                let paren = self.delimited(&args.paren_token.span);
                let inputs: Vec<Ty> = args.inputs.into_iter().map(|arg| self.ty(arg.ty)).collect();
                let (output, span) = match args.output {
                    syn::ReturnType::Default => (Ty { kind: TyKind::Tuple(Vec::new()), span: paren }, paren),
                    syn::ReturnType::Type(_, ty) => {
                        let ty = self.outside_impl_trait(|lower| lower.ty(*ty));
                        let span = paren.to(ty.span);
                        (ty, span)
                    }
                };
                Some(GenericArgs {
                    args: vec![GenericArg::Type(Ty { kind: TyKind::Tuple(inputs), span: paren })],
                    constraints: vec![AssocConstraint {
                        ident: Ident { name: Symbol::new("Output"), marks: Marks::NONE, span: output.span },
                        args: None,
                        kind: AssocConstraintKind::Equal(output),
                    }],
                    parenthesized: true,
                    span,
                })
            }
        }
    }

    /// `<A, B, Item = C>`.
    pub(crate) fn generic_args(&mut self, args: syn::AngleBracketedGenericArguments) -> GenericArgs {
        let span = self.at(args.lt_token.span).to(self.at(args.gt_token.span));
        let mut out = GenericArgs { args: Vec::new(), constraints: Vec::new(), parenthesized: false, span };
        for arg in args.args {
            match arg {
                syn::GenericArgument::Lifetime(lifetime) => {
                    out.args.push(GenericArg::Lifetime(Lifetime { ident: self.lifetime(&lifetime) }));
                }
                syn::GenericArgument::Type(ty) => out.args.push(GenericArg::Type(self.ty(ty))),
                syn::GenericArgument::Const(value) => {
                    out.args.push(GenericArg::Const(self.anon_const(value)))
                }
                syn::GenericArgument::AssocType(assoc) => {
                    let ident = self.ident(&assoc.ident);
                    let args = assoc.generics.map(|g| Box::new(self.generic_args(g)));
                    let kind =
                        AssocConstraintKind::Equal(self.outside_impl_trait(|lower| lower.ty(assoc.ty)));
                    out.constraints.push(AssocConstraint { ident, args, kind });
                }
                syn::GenericArgument::AssocConst(assoc) => {
                    let ident = self.ident(&assoc.ident);
                    let args = assoc.generics.map(|g| Box::new(self.generic_args(g)));
                    let kind = AssocConstraintKind::EqualConst(self.anon_const(assoc.value));
                    out.constraints.push(AssocConstraint { ident, args, kind });
                }
                syn::GenericArgument::Constraint(constraint) => {
                    let ident = self.ident(&constraint.ident);
                    let args = constraint.generics.map(|g| Box::new(self.generic_args(g)));
                    let bounds = self.outside_impl_trait(|lower| lower.bounds(constraint.bounds));
                    let kind = AssocConstraintKind::Bound(bounds);
                    out.constraints.push(AssocConstraint { ident, args, kind });
                }
                _ => self.error(None, span, "expected one of `>`, a type or a constant"),
            }
        }
        out
    }

    /// `pub`, `pub(crate)`, `pub(in path)`.
    pub(crate) fn visibility(&mut self, vis: syn::Visibility) -> Visibility {
        match vis {
            syn::Visibility::Inherited => Visibility::Inherited,
            syn::Visibility::Public(_) => Visibility::Public,
            syn::Visibility::Restricted(restricted) => {
                let path = self.module_path(*restricted.path);
                match path.root {
                    PathRoot::Crate if path.segments.is_empty() => Visibility::Crate,
                    _ => Visibility::In(Box::new(path)),
                }
            }
        }
    }

    /// Where a visibility starts, if it is written.
    pub(crate) fn visibility_span(&self, vis: &syn::Visibility) -> Option<SpanId> {
        match vis {
            syn::Visibility::Inherited => None,
            syn::Visibility::Public(token) => Some(self.at(token.span)),
            syn::Visibility::Restricted(restricted) => Some(self.at(restricted.pub_token.span)),
        }
    }
}
