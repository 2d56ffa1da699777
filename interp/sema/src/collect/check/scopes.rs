//! Names declared twice, imports that find nothing, parameters declared twice.

use treebeard_syntax::ast::{self, Ident, ItemKind, PatKind, UseKind, Visibility};
use treebeard_syntax::{Diagnostic, SpanId, Symbol, Unsupported};

use super::super::generics::ast_generics;
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::names::scopes::Import;
use crate::names::{Binding, Namespace, Res, Vis, path_text};

/// Macros that the frontend expands itself: imports of them are right though no scope declares them.
const BUILTIN_MACROS: &[&str] = &[
    "addr_of",
    "addr_of_mut",
    "assert",
    "assert_eq",
    "assert_ne",
    "cfg",
    "column",
    "compile_error",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "env",
    "eprint",
    "eprintln",
    "file",
    "format",
    "format_args",
    "include",
    "include_bytes",
    "include_str",
    "line",
    "matches",
    "module_path",
    "offset_of",
    "option_env",
    "panic",
    "pin",
    "print",
    "println",
    "stringify",
    "thread_local",
    "todo",
    "try",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
    "Debug",
    "Clone",
    "Copy",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Default",
    "derive",
    "test",
    "assert_matches",
];

impl Sema {
    /// Names of one item: what its module declares and imports, its parameters.
    pub(super) fn check_scopes(&self, def: DefId) {
        match self.def_kind(def) {
            DefKind::Mod => self.check_module(def),
            DefKind::Enum => self.check_variant_names(def),
            _ => {}
        }
        let Some(item) = self.item(def) else { return };
        if let Some(generics) = ast_generics(&item) {
            self.check_generic_names(def, generics);
            self.check_binders(generics);
        }
        if let ItemKind::Fn(_) = &item.kind {
            self.check_parameter_names(def);
        }
        if let ItemKind::TypeAlias { bounds, .. } = &item.kind {
            self.check_relaxed_bounds(bounds);
        }
        self.check_visibilities(def, &item);
    }

    fn check_module(&self, module: DefId) {
        let scope = self.mod_scope(module);
        for (later, earlier) in &scope.duplicates {
            let name = self.def_name(*later);
            let message = format!("the name `{name}` is defined multiple times");
            self.report(
                Diagnostic::error(Some("E0428"), self.def_span(*later), message)
                    .label(format!("`{name}` redefined here"))
                    .secondary(self.def_span(*earlier), format!("previous definition of `{name}` here")),
            );
        }
        for import in &scope.imports {
            self.check_import(module, import);
        }
        self.check_import_clashes(module);
    }

    /// E0252, E0255: an imported name that is declared or imported again in the same namespace.
    fn check_import_clashes(&self, module: DefId) {
        let scope = self.mod_scope(module);
        let mut named: Vec<(&Symbol, &smallvec::SmallVec<[u32; 2]>)> = scope.named.iter().collect();
        named.sort_by_key(|(_, list)| list[0]);
        for (name, list) in named {
            if name.as_str() == "_" {
                continue;
            }
            for ns in [Namespace::Type, Namespace::Value] {
                let mut first: Option<Res> = None;
                let mut first_is_crate = false;
                for index in list {
                    let import = &scope.imports[*index as usize];
                    let found = self.resolve_import(module, import, ns, &mut Default::default());
                    let Some(found) = found.filter(|found| self.is_accessible(found.vis, module)) else {
                        continue;
                    };
                    if let Some(declared) = scope.get(*name, ns) {
                        // rustc blames the later of the two.
                        let declared = self.item(declared).map_or(self.def_span(declared), |item| item.span);
                        let start = |span: SpanId| span.data().map_or(0, |data| data.lo);
                        let later = if start(declared) > start(import.span) { declared } else { import.span };
                        let code = if import.krate.is_some() { "E0260" } else { "E0255" };
                        self.clash(code, later, *name);
                    } else if first.is_some() {
                        let code = match (first_is_crate, import.krate.is_some()) {
                            (false, false) => "E0252",
                            (true, true) => "E0259",
                            _ => "E0254",
                        };
                        self.clash(code, import.span, *name);
                    }
                    first_is_crate |= import.krate.is_some();
                    first = Some(found.res);
                }
            }
        }
    }

    fn clash(&self, code: &'static str, span: SpanId, name: Symbol) {
        self.error_at(code, span, format!("the name `{name}` is defined multiple times"));
    }

    fn check_import(&self, module: DefId, import: &Import) {
        if let Some(krate) = import.krate {
            if krate.is_none() {
                self.error_at("E0463", import.span, "can't find crate".to_owned());
            }
            return;
        }
        self.check_ambiguous_start(module, import);
        if let UseKind::Glob = import.kind {
            if self.glob_target(module, import, &mut Default::default()).is_none() {
                self.unresolved_import(module, import);
            }
            return;
        }
        let find = |ns| self.resolve_import(module, import, ns, &mut Default::default());
        let found: Vec<Binding> = [Namespace::Type, Namespace::Value].into_iter().filter_map(find).collect();
        if found.is_empty() {
            if !self.imports_a_macro(import) {
                self.unresolved_import(module, import);
            } else if import.vis == Visibility::Public {
                self.check_macro_reexport(import);
            }
            return;
        }
        let Some(last) = import.path.segments.last() else { return };
        if !found.iter().any(|binding| self.is_accessible(binding.vis, module)) {
            let what = self.res_descr(found[0].res);
            let message = format!("{what} `{}` is private", last.ident.name);
            self.report(
                Diagnostic::error(Some("E0603"), last.ident.span, message).label(format!("private {what}")),
            );
            return;
        }
        self.check_private_prefix(module, import);
        self.check_reexport(import, &found);
    }

    /// E0603 in the middle of a path of an import.
    fn check_private_prefix(&self, module: DefId, import: &Import) {
        let mut path = import.path.clone();
        while path.segments.len() > 1 {
            path.segments.pop();
            let Some(found) = self.resolve_use_path(module, &path, Namespace::Type, &mut Default::default())
            else {
                return;
            };
            if !self.is_accessible(found.vis, module)
                && let Some(segment) = path.segments.last()
            {
                let what = self.res_descr(found.res);
                let message = format!("{what} `{}` is private", segment.ident.name);
                self.error_at("E0603", segment.ident.span, message);
            }
        }
    }

    /// E0364, E0365: `pub use` of something that is less visible.
    fn check_reexport(&self, import: &Import, found: &[Binding]) {
        if import.vis != Visibility::Public {
            return;
        }
        let restricted = found.iter().all(|binding| match binding.vis {
            Vis::Public => false,
            // Visible in the whole crate is an error only for a library's users; a binary has none, but rustc says so.
            Vis::Restricted(_) => true,
        });
        if !restricted {
            return;
        }
        let is_module =
            |binding: &Binding| matches!(binding.res, Res::Def(def) if self.def_kind(def) == DefKind::Mod);
        let name = path_text(&import.path);
        let (code, message) = if found.iter().any(is_module) {
            ("E0365", format!("`{name}` is only public within the crate, and cannot be re-exported outside"))
        } else {
            ("E0364", format!("`{name}` is private, and cannot be re-exported"))
        };
        self.error_at(code, import.span, message);
    }

    /// E0364: `pub use` of a macro without `#[macro_export]`.
    fn check_macro_reexport(&self, import: &Import) {
        let [segment] = import.path.segments.as_slice() else { return };
        let name = segment.ident.name;
        let is_macro = |def: &DefId| self.def_kind(*def) == DefKind::Macro && self.def_name(*def) == name;
        let exported = |def: DefId| {
            let item = self.item(def);
            matches!(item.as_deref().map(|i| &i.kind), Some(ItemKind::MacroRules { exported: true, .. }))
        };
        let macros: Vec<DefId> = self.local_items().into_iter().filter(is_macro).collect();
        if !macros.is_empty() && !macros.into_iter().any(exported) {
            let message =
                format!("`{name}` is only public within the crate, and cannot be re-exported outside");
            self.error_at("E0364", import.span, message);
        }
    }

    pub(crate) fn imports_a_macro(&self, import: &Import) -> bool {
        let Some(last) = import.path.segments.last() else { return false };
        let name = last.ident.name;
        BUILTIN_MACROS.contains(&name.as_str()) || self.local_macro_exists(name)
    }

    /// A `macro_rules!` of this name anywhere: exported ones live at the crate's root, others are found textually.
    fn local_macro_exists(&self, name: Symbol) -> bool {
        self.local_items().into_iter().chain([self.source(0).root]).any(|def| {
            let data = self.data(def);
            (data.kind == DefKind::Macro && data.name == name)
                || (data.kind == DefKind::Mod && self.mod_scope(def).macros.contains_key(&name))
        })
    }

    fn unresolved_import(&self, module: DefId, import: &Import) {
        // What the real library has and ours lacks is our gap.
        let text = path_text(&import.path);
        let path = text.trim_start_matches("::");
        let is_library = matches!(path.split("::").next(), Some("std" | "core" | "alloc"));
        if is_library && self.source(0).source.real_library_has(path) {
            self.report_unsupported(Unsupported::new(path, import.span));
            return;
        }
        // rustc points at the first segment that is missing.
        let mut missing = import.path.segments.len().saturating_sub(1);
        let mut path = import.path.clone();
        while path.segments.len() > 1 {
            path.segments.pop();
            if self.resolve_use_path(module, &path, Namespace::Type, &mut Default::default()).is_some() {
                break;
            }
            missing = path.segments.len() - 1;
        }
        let span = if missing + 1 == import.path.segments.len() {
            import.span
        } else {
            import.path.segments.get(missing).map_or(import.span, |segment| segment.ident.span)
        };
        let message = format!("unresolved import `{text}`");
        self.report(Diagnostic::error(Some("E0432"), span, message).label("no such name"));
    }

    fn check_variant_names(&self, enum_: DefId) {
        let ids = self.variant_ids(enum_);
        for (i, (variant, _)) in ids.iter().enumerate() {
            let name = self.def_name(*variant);
            if ids[..i].iter().any(|(earlier, _)| self.def_name(*earlier) == name) {
                self.clash("E0428", self.def_span(*variant), name);
            }
        }
    }

    /// E0403, E0496.
    fn check_generic_names(&self, def: DefId, generics: &ast::Generics) {
        let mut seen: Vec<Ident> = Vec::new();
        for param in &generics.params {
            let name = param.ident.name;
            if let Some(earlier) = seen.iter().find(|earlier| earlier.name == name) {
                let message = format!(
                    "the name `{name}` is already used for a generic parameter in this item's generic parameters"
                );
                self.report(
                    Diagnostic::error(Some("E0403"), param.ident.span, message)
                        .label("already used")
                        .secondary(earlier.span, format!("first use of `{name}`")),
                );
            } else if self.outer_generic(def, name) {
                let (code, message) = if matches!(param.kind, ast::GenericParamKind::Lifetime) {
                    (
                        "E0496",
                        format!("lifetime name `{name}` shadows a lifetime name that is already in scope"),
                    )
                } else {
                    (
                        "E0403",
                        format!(
                            "the name `{name}` is already used for a generic parameter in this item's generic parameters"
                        ),
                    )
                };
                self.error_at(code, param.ident.span, message);
            }
            if name.as_str() == "'static" || name.as_str() == "'_" {
                self.error_at(
                    "E0262",
                    param.ident.span,
                    format!("invalid lifetime parameter name: `{name}`"),
                );
            }
            seen.push(param.ident);
        }
    }

    fn outer_generic(&self, def: DefId, name: Symbol) -> bool {
        let mut current = self.generics_of(def).parent;
        while let Some(parent) = current {
            let generics = self.generics_of(parent);
            if generics.params.iter().any(|param| param.name == name) {
                return true;
            }
            current = generics.parent;
        }
        false
    }

    /// E0415.
    fn check_parameter_names(&self, def: DefId) {
        let Some(body) = self.body_ast(def) else { return };
        let mut seen: Vec<Ident> = Vec::new();
        for (index, param) in body.params.iter().enumerate() {
            let before = seen.len();
            let mut names = Vec::new();
            bindings_of(&param.pat, &mut names);
            for ident in names {
                let same = |earlier: &&Ident| earlier.name == ident.name && earlier.marks == ident.marks;
                if index > 0 && seen[..before].iter().any(|earlier| same(&earlier)) {
                    let message =
                        format!("identifier `{}` is bound more than once in this parameter list", ident.name);
                    self.report(
                        Diagnostic::error(Some("E0415"), ident.span, message)
                            .label("used as parameter more than once"),
                    );
                }
                seen.push(ident);
            }
        }
    }
}

/// The names a pattern binds (first alternative of an or-pattern).
fn bindings_of(pat: &ast::Pat, out: &mut Vec<Ident>) {
    match &pat.kind {
        PatKind::Ident { ident, sub, .. } => {
            out.push(*ident);
            if let Some(sub) = sub {
                bindings_of(sub, out);
            }
        }
        PatKind::Ref(_, inner) => bindings_of(inner, out),
        PatKind::Tuple(list) | PatKind::TupleStruct(_, list) | PatKind::Slice(list) => {
            list.iter().for_each(|pat| bindings_of(pat, out));
        }
        PatKind::Struct { fields, .. } => fields.iter().for_each(|field| bindings_of(&field.pat, out)),
        PatKind::Or(list) => list.iter().take(1).for_each(|pat| bindings_of(pat, out)),
        PatKind::Wild
        | PatKind::Rest
        | PatKind::Never
        | PatKind::Path(_)
        | PatKind::Lit(_)
        | PatKind::Range { .. } => {}
    }
}
