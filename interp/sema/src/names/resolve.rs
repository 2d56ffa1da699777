//! What a path means, with rustc's errors when it means nothing.
//!
//! rustc's `late::smart_resolve_path`: the path is followed as far as names go; segments after a type are left to
//! type checking; what was found must be of a kind that the place accepts ([`PathSource`]).

use treebeard_syntax::ast::{self, Ident, PathRoot, PathSegment};
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use super::imports::Walk;
use super::{Binding, Namespace, PathError, PathRes, PathSource, PrimTy, Res, Scope};
use crate::Sema;
use crate::def::{CtorKind, CtorOf, DefId, DefKind};

/// How far a path could be followed.
enum Followed {
    /// To the end, or to a type with this many segments left.
    Found(PathRes),
    /// The segment with this index is missing in a container (or in scope).
    Missing { index: usize, container: Option<DefId> },
    /// An error that is already worded.
    Error(Box<Diagnostic>),
}

impl Sema {
    /// What a path in an expression or pattern names. Single segments that are locals must be looked up before.
    pub fn resolve_value_path(&self, scope: Scope, path: &ast::Path) -> Result<PathRes, PathError> {
        self.resolve_path(scope, path, PathSource::Expr)
    }

    /// What a path in a type names.
    pub fn resolve_type_path(&self, scope: Scope, path: &ast::Path) -> Result<PathRes, PathError> {
        self.resolve_path(scope, path, PathSource::Type)
    }

    /// What a path names at a place that accepts what `source` says. A path `<T>::…` (a self type without trait) is
    /// not resolved: all its segments come back unresolved with `Res::Err`.
    pub fn resolve_path(
        &self,
        scope: Scope,
        path: &ast::Path,
        source: PathSource,
    ) -> Result<PathRes, PathError> {
        if let Some(qself) = &path.qself {
            return self.resolve_qualified(scope, path, qself.trait_segments, source);
        }
        match self.follow(scope, path, &path.segments, source.namespace()) {
            Followed::Found(found) => self.check_expected(scope, path, found, source),
            Followed::Missing { index, container }
                if path.segments.len() > index && self.may_come_from_broken_glob(scope, index, container) =>
            {
                Ok(PathRes { res: Res::Err, unresolved: 0 })
            }
            Followed::Missing { index, container } => {
                Err(self.missing(scope, path, index, container, source))
            }
            Followed::Error(error) => Err(PathError::Error(error)),
        }
    }

    /// `<T as Trait>::name::…`.
    fn resolve_qualified(
        &self,
        scope: Scope,
        path: &ast::Path,
        trait_segments: usize,
        source: PathSource,
    ) -> Result<PathRes, PathError> {
        if trait_segments == 0 {
            return Ok(PathRes { res: Res::Err, unresolved: path.segments.len() });
        }
        let trait_path = ast::Path {
            root: path.root,
            qself: None,
            segments: path.segments[..trait_segments].to_vec(),
            span: path.span,
        };
        let found = self.resolve_path(scope, &trait_path, PathSource::Trait)?;
        let Res::Def(trait_) = found.res else { return Ok(PathRes { res: Res::Err, unresolved: 0 }) };
        let rest = path.segments.len() - trait_segments;
        let Some(segment) = path.segments.get(trait_segments) else {
            return Ok(PathRes { res: Res::Err, unresolved: 0 });
        };
        let ns = if rest == 1 { source.namespace() } else { Namespace::Type };
        match self.assoc_item_by_name(trait_, segment.ident.name, ns) {
            Some(item) => Ok(PathRes { res: Res::Def(item.def), unresolved: rest - 1 }),
            None => Err(self.missing_trait_item(trait_, segment, ns)),
        }
    }

    fn missing_trait_item(&self, trait_: DefId, segment: &PathSegment, ns: Namespace) -> PathError {
        let name = segment.ident.name;
        let path = format!("{}::{name}", self.def_path(trait_));
        if let Some(unsupported) = self.real_library_item(trait_, name, segment.ident.span) {
            return PathError::Unsupported(unsupported);
        }
        let what = match ns {
            Namespace::Type => "associated type",
            Namespace::Value => "method or associated constant",
        };
        let trait_name = self.def_name(trait_);
        let message = format!("cannot find {what} `{name}` in trait `{trait_name}`");
        let error = Diagnostic::error(Some("E0576"), segment.ident.span, message)
            .label(format!("not found in `{trait_name}`"))
            .note(format!("looked for `{path}`"));
        PathError::Error(Box::new(error))
    }

    /// The item `name` of a library container that the real library has and ours lacks.
    fn real_library_item(&self, container: DefId, name: Symbol, span: SpanId) -> Option<Unsupported> {
        if self.is_local(container) {
            return None;
        }
        let path = format!("{}::{name}", self.def_path(container));
        let source = self.source(0);
        source.source.real_library_has(&path).then(|| Unsupported::new(path, span))
    }

    fn follow(&self, scope: Scope, path: &ast::Path, segments: &[PathSegment], ns: Namespace) -> Followed {
        let count = segments.len();
        let ns_at = |index: usize| if index + 1 == count { ns } else { Namespace::Type };
        let (mut res, mut next) = match path.root {
            PathRoot::Relative => match self.first_segment(scope, segments, ns) {
                Ok(res) => (res, 1),
                Err(followed) => return followed,
            },
            root => match self.path_root(root, scope.module) {
                Some(Some(module)) => (Res::Def(module), 0),
                Some(None) => {
                    match segments.first().and_then(|s| self.crate_named(scope.module, s.ident.name)) {
                        Some(krate) => (Res::Def(krate), 1),
                        None => return Followed::Missing { index: 0, container: None },
                    }
                }
                None => return Followed::Error(self.too_many_supers(path)),
            },
        };
        while next < count {
            if res == Res::Err {
                return Followed::Found(PathRes { res, unresolved: 0 });
            }
            let ident = segments[next].ident;
            let Some(container) = self.container_of(res) else { break };
            match self.lookup(container, ident.name, ns_at(next), &mut Walk::default()) {
                Some(binding) => {
                    if let Err(error) = self.check_use(scope, binding, ident) {
                        return Followed::Error(error);
                    }
                    res = binding.res;
                }
                None if next == 0 && self.has_extern_crates(path.root, scope.module) => {
                    // 2015: `::std` is the `extern crate std` that every crate root has.
                    match self.crate_named(scope.module, ident.name) {
                        Some(krate) => res = Res::Def(krate),
                        None => return Followed::Missing { index: next, container: Some(container) },
                    }
                }
                None if self.data(container).kind == DefKind::Mod => {
                    // `u32::MAX` where a module `u32` is in scope.
                    if let Some(prim) = prim_fallback(path, next, segments) {
                        res = Res::PrimTy(prim);
                        break;
                    }
                    return Followed::Missing { index: next, container: Some(container) };
                }
                // An associated item of an enum or of a supertrait: found by type.
                None => break,
            }
            next += 1;
        }
        Followed::Found(PathRes { res, unresolved: count - next })
    }

    fn first_segment(&self, scope: Scope, segments: &[PathSegment], ns: Namespace) -> Result<Res, Followed> {
        let Some(segment) = segments.first() else {
            return Err(Followed::Missing { index: 0, container: None });
        };
        let ident = segment.ident;
        let ns = if segments.len() == 1 { ns } else { Namespace::Type };
        if ident.name.as_str() == "Self" {
            return match self.self_in_scope(scope.owner) {
                Some(Res::SelfTyAlias(def)) if ns == Namespace::Value => Ok(Res::SelfCtor(def)),
                Some(res) => Ok(res),
                None => Err(Followed::Error(self_outside(ident, segments.len() > 1, ns))),
            };
        }
        match self.lexical(scope, ident.name, ns, &mut Walk::default()) {
            Some(binding) => match self.check_use(scope, binding, ident) {
                Ok(()) => Ok(binding.res),
                Err(error) => Err(Followed::Error(error)),
            },
            None => Err(Followed::Missing { index: 0, container: None }),
        }
    }

    /// E0603 and E0659.
    fn check_use(&self, scope: Scope, binding: Binding, ident: Ident) -> Result<(), Box<Diagnostic>> {
        if !self.is_accessible(binding.vis, scope.module) {
            let what = self.res_descr(binding.res);
            let message = format!("{what} `{}` is private", ident.name);
            let mut error =
                Diagnostic::error(Some("E0603"), ident.span, message).label(format!("private {what}"));
            if let Res::Def(def) = binding.res {
                error = error
                    .secondary(self.def_span(def), format!("the {what} `{}` is defined here", ident.name));
            }
            return Err(Box::new(error));
        }
        if binding.ambiguous {
            let message = format!("`{}` is ambiguous", ident.name);
            return Err(Box::new(
                Diagnostic::error(Some("E0659"), ident.span, message).label("ambiguous name"),
            ));
        }
        Ok(())
    }

    fn too_many_supers(&self, path: &ast::Path) -> Box<Diagnostic> {
        let message = "too many leading `super` keywords";
        Box::new(
            Diagnostic::error(Some("E0433"), path.span, message)
                .label("there are too many leading `super` keywords"),
        )
    }

    fn check_expected(
        &self,
        scope: Scope,
        path: &ast::Path,
        found: PathRes,
        source: PathSource,
    ) -> Result<PathRes, PathError> {
        if found.res == Res::Err {
            return Ok(found);
        }
        if found.unresolved > 0 {
            let ok = source != PathSource::Trait && self.is_type_like(found.res);
            return if ok { Ok(found) } else { Err(self.not_a_container(path, found)) };
        }
        if self.is_expected(found.res, source) {
            return Ok(found);
        }
        // A name of the other meaning may be further out: `u8` the type where a module `u8` was imported.
        if let Some(prim) = prim_fallback(path, path.segments.len(), &path.segments)
            && source == PathSource::Type
        {
            return Ok(PathRes { res: Res::PrimTy(prim), unresolved: 0 });
        }
        let _ = scope;
        Err(PathError::Error(Box::new(self.unexpected(path, found.res, source))))
    }

    fn not_a_container(&self, path: &ast::Path, found: PathRes) -> PathError {
        let index = path.segments.len() - found.unresolved - 1;
        let ident = path.segments[index].ident;
        let what = self.res_descr(found.res);
        let message = format!("cannot find anything in {what} `{}`", ident.name);
        PathError::Error(Box::new(
            Diagnostic::error(Some("E0433"), ident.span, message)
                .label(format!("`{}` is a {what}, not a module", ident.name)),
        ))
    }

    fn is_type_like(&self, res: Res) -> bool {
        match res {
            Res::Def(def) => matches!(
                self.data(def).kind,
                DefKind::Struct
                    | DefKind::Union
                    | DefKind::Enum
                    | DefKind::Trait
                    | DefKind::TypeAlias
                    | DefKind::AssocTy
                    | DefKind::ForeignTy
                    | DefKind::Variant
            ),
            Res::PrimTy(_) | Res::SelfTyParam(_) | Res::SelfTyAlias(_) | Res::TyParam(_) => true,
            Res::SelfCtor(_) | Res::ConstParam(_) => false,
            Res::Err => true,
        }
    }

    fn is_expected(&self, res: Res, source: PathSource) -> bool {
        let kind = match res {
            Res::Def(def) => Some(self.data(def).kind),
            _ => None,
        };
        match source {
            PathSource::Type => match kind {
                Some(kind) => kind != DefKind::Variant && self.is_type_like(res),
                None => self.is_type_like(res),
            },
            PathSource::Trait => kind == Some(DefKind::Trait),
            PathSource::Expr | PathSource::Call => match kind {
                Some(kind) => matches!(
                    kind,
                    DefKind::Ctor(..)
                        | DefKind::Fn
                        | DefKind::AssocFn
                        | DefKind::Const
                        | DefKind::AssocConst
                        | DefKind::Static
                ),
                None => matches!(res, Res::ConstParam(_) | Res::SelfCtor(_)),
            },
            PathSource::Pat => match kind {
                Some(kind) => matches!(
                    kind,
                    DefKind::Ctor(_, CtorKind::Const)
                        | DefKind::Const
                        | DefKind::AssocConst
                        | DefKind::Static
                ),
                None => matches!(res, Res::SelfCtor(_) | Res::ConstParam(_)),
            },
            PathSource::TupleStruct => match kind {
                Some(kind) => matches!(kind, DefKind::Ctor(_, CtorKind::Fn)),
                None => matches!(res, Res::SelfCtor(_)),
            },
            PathSource::Struct => match kind {
                Some(kind) => matches!(
                    kind,
                    DefKind::Struct
                        | DefKind::Union
                        | DefKind::Variant
                        | DefKind::TypeAlias
                        | DefKind::AssocTy
                ),
                None => matches!(res, Res::SelfTyAlias(_)),
            },
        }
    }

    /// Something was found, but nothing that fits: E0423, E0573, E0404, E0574, E0532, E0533, E0424.
    fn unexpected(&self, path: &ast::Path, res: Res, source: PathSource) -> Diagnostic {
        let text = path_text(path);
        let found = self.res_descr(res);
        let is_variant = matches!(res, Res::Def(def) if self.data(def).kind == DefKind::Variant);
        let (code, expected) = match source {
            PathSource::Type => ("E0573", "type"),
            PathSource::Trait => ("E0404", "trait"),
            PathSource::Expr | PathSource::Call if is_variant => ("E0533", "value"),
            PathSource::Pat | PathSource::TupleStruct if is_variant => {
                ("E0769", "tuple struct or tuple variant")
            }
            PathSource::Expr if text == "self" => ("E0424", "value"),
            PathSource::Expr => ("E0423", "value"),
            PathSource::Call => ("E0423", "function, tuple struct or tuple variant"),
            PathSource::Pat => ("E0532", "unit struct, unit variant or constant"),
            PathSource::TupleStruct => ("E0532", "tuple struct or tuple variant"),
            PathSource::Struct => ("E0574", "struct, variant or union type"),
        };
        let message = format!("expected {expected}, found {found} `{text}`");
        let mut error = Diagnostic::error(Some(code), path.span, message).label(format!("not a {expected}"));
        if let Res::Def(def) = res
            && self.is_local(def)
            && self.def_span(def) != SpanId::NONE
        {
            error = error.secondary(self.def_span(def), format!("{found} `{text}` defined here"));
        }
        error
    }

    /// Nothing was found.
    fn missing(
        &self,
        scope: Scope,
        path: &ast::Path,
        index: usize,
        container: Option<DefId>,
        source: PathSource,
    ) -> PathError {
        let Some(segment) = path.segments.get(index) else {
            let error = self.unexpected(path, Res::Def(self.normal_module(scope.module)), source);
            return PathError::Error(Box::new(error));
        };
        let ident = segment.ident;
        if let Some(container) = container
            && let Some(unsupported) = self.real_library_item(container, ident.name, ident.span)
        {
            return PathError::Unsupported(unsupported);
        }
        if container.is_none()
            && path.root == PathRoot::Relative
            && let Some(unsupported) = self.real_prelude_item(ident)
        {
            return PathError::Unsupported(unsupported);
        }
        let is_last = index + 1 == path.segments.len();
        if !is_last {
            return PathError::Error(Box::new(self.missing_prefix(scope, ident, container)));
        }
        if container.is_none() && path.root == PathRoot::Relative && self.is_outer_generic(scope, ident.name)
        {
            let error =
                Diagnostic::error(Some("E0401"), ident.span, "can't use generic parameters from outer item")
                    .label("use of generic parameter from outer item");
            return PathError::Error(Box::new(error));
        }
        // Found in the other namespace: say what it is.
        if let Some(res) = self.other_namespace(scope, ident.name, container, source) {
            return PathError::Error(Box::new(self.unexpected(path, res, source)));
        }
        PathError::Error(Box::new(self.missing_name(scope, ident, container, source)))
    }

    /// A generic parameter of a function around the item we are in.
    fn is_outer_generic(&self, scope: Scope, name: Symbol) -> bool {
        let mut module = scope.module;
        while self.data(module).is_block {
            if let Some(owner) = self.block_owners.get(module) {
                let in_ns = |ns| self.generic_in_scope(owner, name, ns).is_some();
                if in_ns(Namespace::Type) || in_ns(Namespace::Value) {
                    return true;
                }
            }
            module = self.data(module).module;
        }
        false
    }

    fn other_namespace(
        &self,
        scope: Scope,
        name: Symbol,
        container: Option<DefId>,
        source: PathSource,
    ) -> Option<Res> {
        let other = match source.namespace() {
            Namespace::Type => Namespace::Value,
            Namespace::Value => Namespace::Type,
        };
        let found = match container {
            Some(container) => self.resolve_in_container(container, name, other),
            None if name.as_str() == "Self" => return None,
            None => self.resolve_ident(scope, name, other),
        };
        found.map(|binding| binding.res)
    }

    fn missing_prefix(&self, scope: Scope, ident: Ident, container: Option<DefId>) -> Diagnostic {
        let name = ident.name;
        let is_type = name.as_str().starts_with(char::is_uppercase);
        let place = match container {
            Some(container) if self.data(container).parent.is_none() => "the crate root".to_owned(),
            Some(container) => format!("`{}`", self.def_name(container)),
            None => "this scope".to_owned(),
        };
        let what = match (is_type, container.is_some()) {
            (true, false) => "type ",
            (false, false) => "module or crate ",
            _ => "",
        };
        let message = format!("cannot find {what}`{name}` in {place}");
        let label = if is_type {
            format!("use of undeclared type `{name}`")
        } else {
            format!("use of unresolved module or unlinked crate `{name}`")
        };
        self.with_similar(
            Diagnostic::error(Some("E0433"), ident.span, message).label(label),
            scope,
            name,
            container,
            Namespace::Type,
        )
    }

    fn missing_name(
        &self,
        scope: Scope,
        ident: Ident,
        container: Option<DefId>,
        source: PathSource,
    ) -> Diagnostic {
        let name = ident.name;
        let (code, what) = match source {
            PathSource::Type => ("E0425", "type"),
            PathSource::Trait => ("E0405", "trait"),
            PathSource::Expr if name.as_str() == "self" => ("E0424", "value"),
            PathSource::Expr => ("E0425", "value"),
            PathSource::Call => ("E0425", "function, tuple struct or tuple variant"),
            PathSource::Pat => ("E0531", "unit struct, unit variant or constant"),
            PathSource::TupleStruct => ("E0531", "tuple struct or tuple variant"),
            PathSource::Struct => ("E0422", "struct, variant or union type"),
        };
        let what = if source == PathSource::Call && name.as_str().starts_with(char::is_lowercase) {
            "function"
        } else {
            what
        };
        let (place, label) = match container {
            Some(container) if self.data(container).parent.is_none() => {
                ("in the crate root".to_owned(), "not found in the crate root".to_owned())
            }
            Some(container) => {
                let module = self.def_name(container);
                (format!("in module `{module}`"), format!("not found in `{module}`"))
            }
            None => ("in this scope".to_owned(), "not found in this scope".to_owned()),
        };
        let message = format!("cannot find {what} `{name}` {place}");
        self.with_similar(
            Diagnostic::error(Some(code), ident.span, message).label(label),
            scope,
            name,
            container,
            source.namespace(),
        )
    }

    /// What a resolution is, in rustc's words.
    pub fn res_descr(&self, res: Res) -> &'static str {
        match res {
            Res::Def(def) => self.def_descr(def),
            Res::PrimTy(_) => "builtin type",
            Res::SelfTyParam(_) | Res::SelfTyAlias(_) => "self type",
            Res::SelfCtor(_) => "self constructor",
            Res::TyParam(_) => "type parameter",
            Res::ConstParam(_) => "const parameter",
            Res::Err => "unresolved item",
        }
    }

    /// What a definition is, in rustc's words.
    pub fn def_descr(&self, def: DefId) -> &'static str {
        let data = self.data(def);
        match data.kind {
            DefKind::Mod if data.parent.is_none() => "crate",
            DefKind::Mod => "module",
            DefKind::Struct => "struct",
            DefKind::Union => "union",
            DefKind::Enum => "enum",
            DefKind::Variant => "struct variant",
            DefKind::Ctor(CtorOf::Struct, CtorKind::Fn) => "tuple struct constructor",
            DefKind::Ctor(CtorOf::Struct, CtorKind::Const) => "unit struct",
            DefKind::Ctor(CtorOf::Variant, CtorKind::Fn) => "tuple variant",
            DefKind::Ctor(CtorOf::Variant, CtorKind::Const) => "unit variant",
            DefKind::Trait => "trait",
            DefKind::TypeAlias => "type alias",
            DefKind::AssocTy => "associated type",
            DefKind::Opaque => "opaque type",
            DefKind::Fn => "function",
            DefKind::AssocFn => {
                if matches!(
                    self.assoc_item(def).map(|i| i.kind),
                    Some(crate::collect::AssocKind::Fn { has_self: true })
                ) {
                    "method"
                } else {
                    "associated function"
                }
            }
            DefKind::Const => "constant",
            DefKind::AssocConst => "associated constant",
            DefKind::Static => "static",
            DefKind::Impl => "implementation",
            DefKind::AnonConst => "constant expression",
            DefKind::TyParam => "type parameter",
            DefKind::ConstParam => "const parameter",
            DefKind::Use => "import",
            DefKind::Macro => "macro",
            DefKind::ForeignTy => "foreign type",
        }
    }
}

/// The primitive type of the first segment of a relative path, if at most it has been followed.
fn prim_fallback(path: &ast::Path, next: usize, segments: &[PathSegment]) -> Option<PrimTy> {
    if path.root != PathRoot::Relative || next != 1 {
        return None;
    }
    PrimTy::from_name(segments[0].ident.name.as_str())
}

fn self_outside(ident: Ident, is_prefix: bool, ns: Namespace) -> Box<Diagnostic> {
    let code = match ns {
        _ if is_prefix => "E0433",
        Namespace::Type => "E0411",
        Namespace::Value => "E0411",
    };
    let what = if is_prefix { "" } else { "type " };
    Box::new(
        Diagnostic::error(Some(code), ident.span, format!("cannot find {what}`Self` in this scope"))
            .label("`Self` is only available in impls, traits, or type definitions"),
    )
}

/// A path as text, for messages.
pub fn path_text(path: &ast::Path) -> String {
    let mut parts: Vec<String> = match path.root {
        PathRoot::Relative => Vec::new(),
        PathRoot::Global => vec![String::new()],
        PathRoot::Crate => vec!["crate".to_owned()],
        PathRoot::Named(name) => vec![name.as_str().to_owned()],
        PathRoot::Super(0) => vec!["self".to_owned()],
        PathRoot::Super(n) => (0..n).map(|_| "super".to_owned()).collect(),
    };
    parts.extend(path.segments.iter().map(|segment| segment.ident.name.as_str().to_owned()));
    parts.join("::")
}
