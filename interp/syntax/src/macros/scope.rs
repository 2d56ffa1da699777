//! Which macro a name means.
//!
//! `macro_rules!` names are found in textual order (a later definition shadows an earlier one, blocks and modules
//! without `#[macro_use]` end it). Paths find `#[macro_export]` macros at the crate root and macros that a `use`
//! re-exports, in this crate or another. Then come the library's macros and the built-in ones. Definitions and imports of modules are
//! collected before conversion starts, since paths may point forwards.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::ast::{PathRoot, PathSegment, UseEntry, UseKind};
use crate::macros::rules::MacroDef;
use crate::symbol::Symbol;

/// A module of the crate by path.
type ModulePath = Arc<[Symbol]>;

/// Where a name in a `use` comes from.
#[derive(Clone, Debug)]
pub(super) struct Import {
    pub(super) root: PathRoot,
    pub(super) segments: Vec<Symbol>,
}

/// A path to look a macro up by.
#[derive(Clone, Debug)]
pub(crate) struct MacroPath {
    /// Where it starts.
    pub(crate) root: PathRoot,
    /// The segments after it.
    pub(crate) segments: Vec<Symbol>,
}

/// What a path means.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// A macro of this crate.
    Local(Arc<MacroDef>),
    /// A macro of the standard library, by name.
    Library(Symbol),
    /// Not a macro of ours.
    Nothing,
}

/// A definition in textual scope.
#[derive(Clone, Debug)]
pub(super) struct Textual {
    pub(super) def: Arc<MacroDef>,
    /// The expansions it came from, outermost first.
    pub(super) expansions: Arc<[u32]>,
}

/// What the `use` items of a block may bring.
#[derive(Clone, Debug)]
pub(super) struct BlockImports {
    /// How many definitions were in textual scope when the block began.
    pub(super) textual: usize,
    pub(super) named: Vec<(Symbol, Import)>,
    pub(super) globs: Vec<Import>,
}

/// The macros of a crate that was read: what other crates may use of them.
#[derive(Debug)]
pub struct CrateMacros {
    key: Symbol,
    scopes: MacroScopes,
}

impl CrateMacros {
    pub(crate) fn new(key: Symbol, scopes: MacroScopes) -> CrateMacros {
        CrateMacros { key, scopes }
    }

    /// A macro at a path from the crate's root.
    fn find(&self, path: &[Symbol], depth: usize) -> Found {
        match path.split_last() {
            Some((&name, prefix)) => self.scopes.in_module(prefix, name, depth + 1),
            None => Found::Nothing,
        }
    }
}

/// The macros in scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct MacroScopes {
    pub(super) textual: Vec<Textual>,
    pub(super) blocks: Vec<BlockImports>,
    exported: FxHashMap<Symbol, Arc<MacroDef>>,
    modules: FxHashMap<(ModulePath, Symbol), Arc<MacroDef>>,
    imports: FxHashMap<(ModulePath, Symbol), Import>,
    globs: FxHashMap<ModulePath, Vec<Import>>,
    /// Other crates by the names that paths call them.
    externs: FxHashMap<Symbol, Arc<CrateMacros>>,
    /// All crates below this one, by what `$crate` calls them.
    keys: FxHashMap<Symbol, Arc<CrateMacros>>,
    /// Crates with `#[macro_use] extern crate`.
    used: Vec<Arc<CrateMacros>>,
}

impl MacroScopes {
    /// The scopes of a crate that names these others.
    pub(crate) fn with_externs(externs: &[(Symbol, Arc<CrateMacros>)]) -> MacroScopes {
        let mut scopes = MacroScopes::default();
        for (name, krate) in externs {
            scopes.keys.extend(krate.scopes.keys.iter().map(|(key, below)| (*key, below.clone())));
            scopes.keys.insert(krate.key, krate.clone());
            scopes.externs.insert(*name, krate.clone());
        }
        scopes
    }

    /// `extern crate name as alias`, perhaps with `#[macro_use]`.
    pub(crate) fn extern_crate(&mut self, name: Symbol, alias: Symbol, uses_macros: bool) {
        let Some(krate) = self.externs.get(&name).cloned() else { return };
        if uses_macros {
            self.used.push(krate.clone());
        }
        self.externs.insert(alias, krate);
    }

    /// Enters a block or module.
    pub(crate) fn enter(&mut self) -> usize {
        self.textual.len()
    }

    /// Leaves it.
    pub(crate) fn leave(&mut self, scope: usize) {
        self.textual.truncate(scope);
    }

    /// A definition that came from these expansions is in force from here on.
    pub(crate) fn define(&mut self, def: Arc<MacroDef>, expansions: &[u32]) {
        self.textual.push(Textual { def, expansions: expansions.into() });
    }

    /// Enters a block.
    pub(crate) fn enter_block(&mut self) -> usize {
        let textual = self.enter();
        self.blocks.push(BlockImports { textual, named: Vec::new(), globs: Vec::new() });
        textual
    }

    /// Is a block open?
    pub(crate) fn is_in_block(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Leaves it.
    pub(crate) fn leave_block(&mut self, scope: usize) {
        self.blocks.pop();
        self.leave(scope);
    }

    /// The imports of a `use` item of the innermost block.
    pub(crate) fn import_in_block(&mut self, entries: &[UseEntry]) {
        let Some(block) = self.blocks.last_mut() else { return };
        for entry in entries.iter().filter(|entry| !entry.types_only) {
            let segments = entry.path.segments.iter().map(|segment| segment.ident.name).collect();
            let import = Import { root: entry.path.root, segments };
            match entry.kind {
                UseKind::Name(ident) => block.named.push((ident.name, import)),
                UseKind::Glob => block.globs.push(import),
            }
        }
    }

    /// A definition is known under its module's path, and at the crate root if exported.
    pub(crate) fn declare(&mut self, module: &[Symbol], def: Arc<MacroDef>, exported: bool) {
        if exported {
            self.exported.insert(def.name, def.clone());
        }
        self.modules.insert((module.into(), def.name), def);
    }

    /// The imports of a `use` item.
    pub(crate) fn import(&mut self, module: &[Symbol], entries: &[UseEntry]) {
        for entry in entries {
            let segments = entry.path.segments.iter().map(|segment| segment.ident.name).collect();
            let import = Import { root: entry.path.root, segments };
            match entry.kind {
                UseKind::Name(_) if entry.types_only => {}
                UseKind::Name(ident) => {
                    self.imports.insert((module.into(), ident.name), import);
                }
                UseKind::Glob => self.globs.entry(module.into()).or_default().push(import),
            }
        }
    }

    /// Adds the imports of a part of the crate that defines no macros.
    pub(crate) fn add_imports(&mut self, part: MacroScopes) {
        self.imports.extend(part.imports);
        for (module, globs) in part.globs {
            self.globs.entry(module).or_default().extend(globs);
        }
    }

    /// What a path in a module means.
    pub(crate) fn find(&self, module: &[Symbol], path: &MacroPath) -> Found {
        if let (PathRoot::Relative, [name]) = (path.root, path.segments.as_slice()) {
            if let Some(found) = self.textual.iter().rev().find(|found| found.def.name == *name) {
                return Found::Local(found.def.clone());
            }
            return match self.in_module(module, *name, 0) {
                Found::Nothing => self.in_used_crate(*name),
                found => found,
            };
        }
        self.by_path(module, path.root, &path.segments, 0)
    }

    /// Is a single name imported into a module from `core`, by name or with its prelude?
    pub(crate) fn comes_from_core(&self, module: &[Symbol], path: &[PathSegment]) -> bool {
        let [segment] = path else { return false };
        let first_is_core = |import: &Import| import.segments.first().is_some_and(|s| s.as_str() == "core");
        let named = self.imports.get(&(module.into(), segment.ident.name));
        let mut globs = self.globs.get(module).into_iter().flatten();
        named.is_some_and(first_is_core) || (named.is_none() && globs.any(first_is_core))
    }

    /// A name of a module: imported, or exported at the root.
    fn in_module(&self, module: &[Symbol], name: Symbol, depth: usize) -> Found {
        if depth > 16 {
            return Found::Nothing;
        }
        if module.is_empty()
            && let Some(def) = self.exported.get(&name)
        {
            return Found::Local(def.clone());
        }
        if let Some(import) = self.imports.get(&(module.into(), name)) {
            // `use name;` beside `macro_rules! name` re-exports it.
            if import.root == PathRoot::Relative && import.segments == [name] {
                return self.textual_in(module, name);
            }
            if import.root == PathRoot::Relative
                && let [original] = import.segments.as_slice()
            {
                return self.textual_in(module, *original);
            }
            return self.by_path(module, import.root, &import.segments, depth + 1);
        }
        for glob in self.globs.get(module).into_iter().flatten() {
            let mut segments = glob.segments.clone();
            segments.push(name);
            if let found @ Found::Local(_) = self.by_path(module, glob.root, &segments, depth + 1) {
                return found;
            }
        }
        Found::Nothing
    }

    /// The prelude of macros: those of `#[macro_use] extern crate`, then the library's.
    fn in_used_crate(&self, name: Symbol) -> Found {
        let found = self.used.iter().rev().find_map(|krate| krate.scopes.exported.get(&name));
        found.map_or(Found::Library(name), |def| Found::Local(def.clone()))
    }

    /// A `macro_rules!` of a module or one around it.
    fn textual_in(&self, module: &[Symbol], name: Symbol) -> Found {
        for end in (0..=module.len()).rev() {
            if let Some(def) = self.modules.get(&(module[..end].into(), name)) {
                return Found::Local(def.clone());
            }
        }
        self.exported.get(&name).map_or(Found::Library(name), |def| Found::Local(def.clone()))
    }

    pub(super) fn by_path(
        &self,
        module: &[Symbol],
        root: PathRoot,
        segments: &[Symbol],
        depth: usize,
    ) -> Found {
        if depth > 16 {
            return Found::Nothing;
        }
        let Some((&name, prefix)) = segments.split_last() else { return Found::Nothing };
        let is_library = |name: Symbol| matches!(name.as_str(), "std" | "core" | "alloc");
        match root {
            PathRoot::Named(krate) if is_library(krate) => Found::Library(name),
            PathRoot::Named(krate) => match self.keys.get(&krate) {
                Some(krate) => krate.find(segments, depth),
                None => self.in_module(prefix, name, depth),
            },
            PathRoot::Crate => self.in_module(prefix, name, depth),
            PathRoot::Global => match prefix.first() {
                Some(&first) if is_library(first) => Found::Library(name),
                Some(first) => match self.externs.get(first) {
                    Some(krate) => krate.find(&segments[1..], depth),
                    None => Found::Nothing,
                },
                None => Found::Nothing,
            },
            PathRoot::Super(up) => {
                let keep = module.len().saturating_sub(up as usize);
                let path: Vec<Symbol> = module[..keep].iter().chain(prefix).copied().collect();
                self.in_module(&path, name, depth)
            }
            PathRoot::Relative => {
                let path: Vec<Symbol> = module.iter().chain(prefix).copied().collect();
                if !prefix.is_empty()
                    && let found @ Found::Local(_) = self.in_module(&path, name, depth)
                {
                    return found;
                }
                if let Some(first) = prefix.first()
                    && let Some(import) = self.imports.get(&(module.into(), *first))
                {
                    let mut whole = import.segments.clone();
                    whole.extend(&segments[1..]);
                    return self.by_path(module, import.root, &whole, depth + 1);
                }
                match prefix.first() {
                    Some(&first) if is_library(first) => Found::Library(name),
                    None => self.in_module(module, name, depth),
                    Some(first) => match self.externs.get(first) {
                        Some(krate) => krate.find(&segments[1..], depth),
                        None => Found::Nothing,
                    },
                }
            }
        }
    }
}
