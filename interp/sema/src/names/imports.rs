//! Imports, resolved when somebody looks for a name they may bring.
//!
//! Demand-driven lookup needs no fixpoint because macros are expanded already. A lookup that needs itself (mutual
//! globs, `use x::y` in a cycle) finds nothing at that point; a negative answer that was cut short this way is not
//! remembered, except where the cycle began.

use treebeard_syntax::ast::{self, Edition, Ident, PathRoot, Visibility};
use treebeard_syntax::{Symbol, Unsupported};

use super::scopes::{Import, ModScope};
use super::{Binding, Namespace, Res, Scope, Vis};
use crate::Sema;
use crate::def::{DefId, DefKind};

/// The lookups that are under way.
#[derive(Debug)]
pub(crate) struct Walk {
    stack: Vec<(DefId, Symbol, Namespace)>,
    /// Depth of the outermost lookup that was found to need itself.
    cut: usize,
}

impl Default for Walk {
    fn default() -> Walk {
        Walk { stack: Vec::new(), cut: usize::MAX }
    }
}

impl Sema {
    /// A name inside a module, block, enum or trait.
    pub fn resolve_in_container(&self, container: DefId, name: Symbol, ns: Namespace) -> Option<Binding> {
        self.lookup(container, name, ns, &mut Walk::default())
    }

    pub(crate) fn lookup(
        &self,
        container: DefId,
        name: Symbol,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        match self.data(container).kind {
            DefKind::Mod => {}
            DefKind::Enum => return self.lookup_variant(container, name, ns),
            DefKind::Trait => {
                let item = self.assoc_item_by_name(container, name, ns)?;
                let vis = self.visibility(container);
                return Some(Binding { res: Res::Def(item.def), vis, name, ambiguous: false });
            }
            _ => return None,
        }
        let key = (container, name, ns);
        if let Some(found) = self.lookups.get(&key) {
            return found;
        }
        if let Some(depth) = walk.stack.iter().position(|active| *active == key) {
            walk.cut = walk.cut.min(depth);
            return None;
        }
        let depth = walk.stack.len();
        walk.stack.push(key);
        let found = self.lookup_in_module(container, name, ns, walk);
        walk.stack.pop();
        let is_cut = walk.cut < depth;
        if !is_cut {
            walk.cut = usize::MAX;
        }
        if found.is_some() || !is_cut { self.lookups.put(key, found) } else { None }
    }

    fn lookup_variant(&self, enum_: DefId, name: Symbol, ns: Namespace) -> Option<Binding> {
        let ids = self.variant_ids(enum_);
        let (variant, ctor) = ids.iter().copied().find(|(variant, _)| self.data(*variant).name == name)?;
        let def = match ns {
            Namespace::Type => variant,
            // A variant with braces is no value; the user of the path says so (E0533).
            Namespace::Value => ctor.unwrap_or(variant),
        };
        let vis = self.visibility(enum_);
        Some(Binding { res: Res::Def(def), vis, name, ambiguous: false })
    }

    fn lookup_in_module(
        &self,
        module: DefId,
        name: Symbol,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        let scope = self.mod_scope(module);
        if let Some(def) = scope.get(name, ns) {
            return Some(Binding { res: Res::Def(def), vis: self.visibility(def), name, ambiguous: false });
        }
        for index in scope.named.get(&name).into_iter().flatten() {
            let import = &scope.imports[*index as usize];
            if let Some(found) = self.resolve_import(module, import, ns, walk) {
                if ns == Namespace::Value && self.only_type_is_accessible(module, import, found, walk) {
                    continue;
                }
                let vis = self.import_visibility(import, module, found.vis);
                return Some(Binding { vis, name, ..found });
            }
        }
        for index in scope.named.get(&name).into_iter().flatten() {
            if self.is_broken_import(module, &scope.imports[*index as usize], ns, walk) {
                return Some(Binding::public(Res::Err, name));
            }
        }
        self.lookup_in_globs(module, &scope, name, ns, walk)
    }

    /// An import of the program that brings nothing: it is reported where it stands, and its name means an error
    /// wherever it is used, so that nobody reports it again (rustc's dummy bindings).
    fn is_broken_import(&self, module: DefId, import: &Import, ns: Namespace, walk: &mut Walk) -> bool {
        if !self.is_local(module) || import.krate.is_some() {
            return false;
        }
        let other = match ns {
            Namespace::Type => Namespace::Value,
            Namespace::Value => Namespace::Type,
        };
        self.resolve_import(module, import, other, walk).is_none()
            && walk.cut >= walk.stack.len()
            && !self.imports_a_macro(import)
    }

    /// Does a glob of this module, or of one around it if it is a block, import from what could not be resolved? Then
    /// a name that is not found may have come from there.
    pub(crate) fn has_broken_glob(&self, module: DefId) -> bool {
        let mut module = module;
        loop {
            if !self.is_local(module) {
                return false;
            }
            let scope = self.mod_scope(module);
            let is_broken = |index: &u32| {
                self.glob_target(module, &scope.imports[*index as usize], &mut Walk::default()).is_none()
            };
            if scope.globs.iter().any(is_broken) {
                return true;
            }
            let data = self.data(module);
            if !data.is_block {
                return false;
            }
            module = data.module;
        }
    }

    /// May a segment that was not found have come through such a glob?
    pub(super) fn may_come_from_broken_glob(
        &self,
        scope: Scope,
        index: usize,
        container: Option<DefId>,
    ) -> bool {
        match container {
            Some(container) => self.data(container).kind == DefKind::Mod && self.has_broken_glob(container),
            None => index == 0 && self.has_broken_glob(scope.module),
        }
    }

    /// The real library's prelude has this name, and ours lacks it.
    pub(super) fn real_prelude_item(&self, ident: Ident) -> Option<Unsupported> {
        let path = format!("std::prelude::v1::{}", ident.name);
        let library = self.source(0);
        library.source.real_library_has(&path).then(|| Unsupported::new(path, ident.span))
    }

    /// `use m::S` of a tuple struct with a private field imports the type alone.
    fn only_type_is_accessible(
        &self,
        module: DefId,
        import: &Import,
        value: Binding,
        walk: &mut Walk,
    ) -> bool {
        !self.is_accessible(value.vis, module)
            && self
                .resolve_import(module, import, Namespace::Type, walk)
                .is_some_and(|ty| self.is_accessible(ty.vis, module))
    }

    fn lookup_in_globs(
        &self,
        module: DefId,
        scope: &ModScope,
        name: Symbol,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        let mut found: Option<Binding> = None;
        for index in &scope.globs {
            let import = &scope.imports[*index as usize];
            let Some(target) = self.glob_target(module, import, walk) else { continue };
            let Some(binding) = self.lookup(target, name, ns, walk) else { continue };
            if !self.is_accessible(binding.vis, module) {
                continue;
            }
            let vis = self.import_visibility(import, module, binding.vis);
            match &mut found {
                None => found = Some(Binding { vis, ..binding }),
                Some(first) if first.res == binding.res => {
                    if vis == Vis::Public {
                        first.vis = Vis::Public;
                    }
                }
                Some(first) => first.ambiguous = true,
            }
        }
        found
    }

    fn import_visibility(&self, import: &Import, module: DefId, target: Vis) -> Vis {
        match (&import.vis, target) {
            (Visibility::Public, Vis::Public) => Vis::Public,
            // A glob re-exports what is less visible only as far as that reaches.
            (Visibility::Public, Vis::Restricted(_)) => target,
            (vis, _) => self.lower_visibility(vis, module),
        }
    }

    /// What one named import brings in a namespace.
    pub(crate) fn resolve_import(
        &self,
        module: DefId,
        import: &Import,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        if let Some(krate) = import.krate {
            let root = krate.filter(|_| ns == Namespace::Type)?;
            return Some(Binding::public(Res::Def(root), self.data(root).name));
        }
        if import.types_only && ns == Namespace::Value {
            return None;
        }
        self.resolve_use_path(module, &import.path, ns, walk)
    }

    /// The module, enum or trait that a glob imports from.
    pub(crate) fn glob_target(&self, module: DefId, import: &Import, walk: &mut Walk) -> Option<DefId> {
        if let Some(target) = import.target.get() {
            return Some(*target);
        }
        let binding = self.resolve_use_path(module, &import.path, Namespace::Type, walk)?;
        let target = self.container_of(binding.res)?;
        Some(*import.target.get_or_init(|| target))
    }

    /// The module-like definition that a resolution names.
    pub(crate) fn container_of(&self, res: Res) -> Option<DefId> {
        match res {
            Res::Def(def) if matches!(self.data(def).kind, DefKind::Mod | DefKind::Enum | DefKind::Trait) => {
                Some(def)
            }
            _ => None,
        }
    }

    pub(crate) fn resolve_use_path(
        &self,
        module: DefId,
        path: &ast::Path,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        let mut segments = path.segments.iter().enumerate();
        let last = path.segments.len().wrapping_sub(1);
        let mut container = match path.root {
            PathRoot::Relative if self.edition(module) >= Edition::E2018 => {
                let (index, segment) = segments.next()?;
                let ns = if index == last { ns } else { Namespace::Type };
                let scope = Scope { owner: module, module };
                let found = self.lexical(scope, segment.ident.name, ns, walk)?;
                if index == last || found.res == Res::Err {
                    return Some(found);
                }
                self.container_of(found.res)?
            }
            _ => match self.path_root(path.root, module)? {
                Some(root) => root,
                None => {
                    // `::name`: an external crate.
                    let (index, segment) = segments.next()?;
                    let root = self.crate_named(module, segment.ident.name)?;
                    if index == last {
                        let is_type = ns == Namespace::Type;
                        return is_type.then(|| Binding::public(Res::Def(root), segment.ident.name));
                    }
                    root
                }
            },
        };
        let mut current = Binding::public(Res::Def(container), self.data(container).name);
        if path.segments.is_empty() {
            return (ns == Namespace::Type).then_some(current);
        }
        for (index, segment) in segments {
            let segment_ns = if index == last { ns } else { Namespace::Type };
            let name = segment.ident.name;
            let found = self.lookup(container, name, segment_ns, walk).or_else(|| {
                // 2015: `use std::…` goes through the `extern crate std` that every crate root has.
                let at_root = index == 0 && segment_ns == Namespace::Type;
                let root = self
                    .crate_named(module, name)
                    .filter(|_| at_root && self.edition(module) == Edition::E2015)?;
                Some(Binding::public(Res::Def(root), name))
            })?;
            current = found;
            if found.res == Res::Err {
                return Some(current);
            }
            if index != last {
                container = self.container_of(found.res)?;
            }
        }
        Some(current)
    }

    /// The module a path starts at: `Some(None)` for `::name` of 2018 on, `None` if there is no such module.
    pub(crate) fn path_root(&self, root: PathRoot, module: DefId) -> Option<Option<DefId>> {
        Some(match root {
            PathRoot::Crate | PathRoot::Relative => Some(self.crate_root(module)),
            PathRoot::Global if self.edition(module) == Edition::E2015 => Some(self.crate_root(module)),
            PathRoot::Global => None,
            PathRoot::Named(name) => Some(self.crate_keyed(name)?),
            PathRoot::Super(n) => Some(self.super_module(module, n)?),
        })
    }

    /// Whether a path from there finds external crates too: those of 2015 stand in the crate's root.
    pub(crate) fn has_extern_crates(&self, root: PathRoot, module: DefId) -> bool {
        matches!(root, PathRoot::Global | PathRoot::Crate) && self.edition(module) == Edition::E2015
    }
}
