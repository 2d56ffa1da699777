//! What names a module, block, enum or trait declares, and lookup of a name from inside to outside.
//!
//! The order of lookup is rustc's: blocks of the body, generic parameters, outer blocks and the module, the extern
//! prelude, the standard prelude of the edition, primitive types.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use treebeard_syntax::ast::{self, ItemKind, Stmt, UseKind, Visibility};
use treebeard_syntax::{SpanId, Symbol};

use super::definitions::read;
use super::imports::Walk;
use super::source::LibraryKind;
use super::{Binding, Namespace, PrimTy, Res, Scope};
use crate::Sema;
use crate::def::{DefId, DefKind};
use crate::ty::{GenericParamDefKind, ParamTy};

/// One leaf of a `use` declaration.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) path: ast::Path,
    pub(crate) vis: Visibility,
    pub(crate) kind: UseKind,
    pub(crate) span: SpanId,
    /// Brings nothing of the value namespace.
    pub(crate) types_only: bool,
    /// `extern crate`: the crate's root, if there is such a crate.
    pub(crate) krate: Option<Option<DefId>>,
    /// For a glob: what it imports from, once known.
    pub(crate) target: OnceLock<DefId>,
}

/// The traits in scope that have a function or constant of a name.
pub(crate) type TraitsByItem = FxHashMap<Symbol, SmallVec<[DefId; 2]>>;

/// What a module declares.
#[derive(Debug, Default)]
pub(crate) struct ModScope {
    pub(crate) types: FxHashMap<Symbol, DefId>,
    pub(crate) values: FxHashMap<Symbol, DefId>,
    pub(crate) macros: FxHashMap<Symbol, DefId>,
    pub(crate) imports: Vec<Import>,
    pub(crate) named: FxHashMap<Symbol, SmallVec<[u32; 2]>>,
    pub(crate) globs: Vec<u32>,
    pub(crate) traits: Vec<DefId>,
    /// Later definition and earlier one of the same name.
    pub(crate) duplicates: Vec<(DefId, DefId)>,
}

impl ModScope {
    pub(crate) fn get(&self, name: Symbol, ns: Namespace) -> Option<DefId> {
        match ns {
            Namespace::Type => self.types.get(&name).copied(),
            Namespace::Value => self.values.get(&name).copied(),
        }
    }

    fn declare(&mut self, name: Symbol, ns: Namespace, def: DefId) {
        let table = match ns {
            Namespace::Type => &mut self.types,
            Namespace::Value => &mut self.values,
        };
        match table.entry(name) {
            std::collections::hash_map::Entry::Occupied(earlier) => {
                self.duplicates.push((def, *earlier.get()));
            }
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(def);
            }
        }
    }
}

impl Sema {
    /// What a module or block declares.
    pub(crate) fn mod_scope(&self, module: DefId) -> Arc<ModScope> {
        self.mod_scopes.get_or(module, || {
            let mut scope = ModScope::default();
            self.fill_scope(module, &mut scope);
            Arc::new(scope)
        })
    }

    fn fill_scope(&self, module: DefId, scope: &mut ModScope) {
        for (def, entry) in self.member_defs(module) {
            let name = entry.name;
            match entry.kind {
                LibraryKind::Use => self.add_imports(def, scope),
                LibraryKind::ForeignMod => self.fill_scope(def, scope),
                LibraryKind::Mod
                | LibraryKind::Struct
                | LibraryKind::Union
                | LibraryKind::Enum
                | LibraryKind::TypeAlias => scope.declare(name, Namespace::Type, def),
                LibraryKind::Trait => {
                    scope.declare(name, Namespace::Type, def);
                    scope.traits.push(def);
                }
                LibraryKind::TupleStruct | LibraryKind::UnitStruct => {
                    scope.declare(name, Namespace::Type, def);
                    if let Some(ctor) = self.struct_ctor(def) {
                        scope.declare(name, Namespace::Value, ctor);
                    }
                }
                LibraryKind::Const if name.as_str() == "_" => {}
                LibraryKind::Fn { .. } | LibraryKind::Const | LibraryKind::Static => {
                    scope.declare(name, Namespace::Value, def);
                }
                LibraryKind::Macro => {
                    scope.macros.insert(name, def);
                }
                LibraryKind::Impl | LibraryKind::Unsupported => {}
            }
        }
    }

    fn add_imports(&self, def: DefId, scope: &mut ModScope) {
        let Some(item) = self.item(def) else { return };
        match &item.kind {
            ItemKind::Use(entries) => {
                for entry in entries {
                    let index = scope.imports.len() as u32;
                    match entry.kind {
                        UseKind::Name(ident) => scope.named.entry(ident.name).or_default().push(index),
                        UseKind::Glob => scope.globs.push(index),
                    }
                    scope.imports.push(Import {
                        path: entry.path.clone(),
                        vis: item.vis.clone(),
                        kind: entry.kind,
                        span: entry.span,
                        types_only: entry.types_only,
                        krate: None,
                        target: OnceLock::new(),
                    });
                }
            }
            ItemKind::ExternCrate(name) => {
                let index = scope.imports.len() as u32;
                scope.named.entry(item.ident.name).or_default().push(index);
                let root = if name.as_str() == "self" {
                    Some(self.crate_root(def))
                } else {
                    self.crate_named(def, *name)
                };
                scope.imports.push(Import {
                    path: ast::Path {
                        root: ast::PathRoot::Relative,
                        qself: None,
                        segments: Vec::new(),
                        span: item.span,
                    },
                    vis: item.vis.clone(),
                    kind: UseKind::Name(item.ident),
                    span: item.span,
                    types_only: true,
                    krate: Some(root),
                    target: OnceLock::new(),
                });
            }
            _ => {}
        }
    }

    /// The root of the crate that paths in the crate of `from` call `name`.
    pub(crate) fn crate_named(&self, from: DefId, name: Symbol) -> Option<DefId> {
        let externs = read(&self.table.externs).get(&self.data(from).krate).cloned();
        let found = match externs {
            Some(externs) => externs.iter().find(|(alias, _)| *alias == name).map(|(_, root)| *root),
            None => self.table.crates.iter().rev().find(|krate| krate.name == name).map(|krate| krate.root),
        };
        found.or_else(|| self.library_named(name))
    }

    /// The root of the crate that `$crate` calls `key`.
    pub(crate) fn crate_keyed(&self, key: Symbol) -> Option<DefId> {
        let found = self.table.crates.iter().rev().find(|krate| krate.key == key).map(|krate| krate.root);
        found.or_else(|| self.library_named(key))
    }

    fn library_named(&self, name: Symbol) -> Option<DefId> {
        let library = self.table.crates.get(0).filter(|krate| !krate.local)?;
        matches!(name.as_str(), "std" | "core" | "alloc").then_some(library.root)
    }

    /// The scope inside a block of the body of `scope.owner` (`scope` itself if the block declares no items).
    pub fn enter_block(&self, scope: Scope, block: &ast::Block) -> Scope {
        let declares = |stmt: &Stmt| matches!(stmt, Stmt::Item(_));
        if !block.stmts.iter().any(declares) {
            return scope;
        }
        let key = (scope.owner, block.id);
        let module = match self.blocks.get(&key) {
            Some(module) => module,
            None => {
                let items = block.stmts.iter().filter_map(|stmt| match stmt {
                    Stmt::Item(item) => Some((**item).clone()),
                    Stmt::Let(_) | Stmt::Expr { .. } => None,
                });
                let outer = self.data(scope.module);
                let parent = if outer.is_block { scope.module } else { scope.owner };
                let module = self.add_block(items.collect(), parent, scope.module, block.span);
                let module = self.blocks.put(key, module);
                self.block_owners.put(module, scope.owner);
                self.note_block_impls(module);
                module
            }
        };
        Scope { module, ..scope }
    }

    /// An item of the innermost block of `scope` only (to be asked, block by block, between the local ribs).
    pub fn block_item(&self, scope: Scope, name: Symbol, ns: Namespace) -> Option<Res> {
        if !self.is_block(scope.module) {
            return None;
        }
        self.resolve_in_container(scope.module, name, ns).map(|binding| binding.res)
    }

    /// A single name in lexical scope, without reporting (pattern identifiers that may be constants).
    pub fn resolve_ident(&self, scope: Scope, name: Symbol, ns: Namespace) -> Option<Binding> {
        self.lexical(scope, name, ns, &mut Walk::default())
    }

    pub(crate) fn lexical(
        &self,
        scope: Scope,
        name: Symbol,
        ns: Namespace,
        walk: &mut Walk,
    ) -> Option<Binding> {
        let mut module = scope.module;
        // The blocks of this very body.
        while self.data(module).is_block && self.block_owners.get(module) == Some(scope.owner) {
            if let Some(found) = self.lookup(module, name, ns, walk) {
                return Some(found);
            }
            module = self.data(module).module;
        }
        if let Some(res) = self.generic_in_scope(scope.owner, name, ns) {
            return Some(Binding::public(res, name));
        }
        loop {
            if let Some(found) = self.lookup(module, name, ns, walk) {
                return Some(found);
            }
            let data = self.data(module);
            if !data.is_block {
                break;
            }
            // Generic parameters of the function a nested item stands in are not visible to it; those of a closure's
            // or constant's owner are found above.
            module = data.module;
        }
        self.preludes(scope.module, name, ns, walk)
    }

    fn preludes(&self, module: DefId, name: Symbol, ns: Namespace, walk: &mut Walk) -> Option<Binding> {
        if ns == Namespace::Type
            && name.as_str() != "alloc"
            && let Some(root) = self.crate_named(module, name)
            && !(self.is_local(root) && root == self.crate_root(module))
        {
            return Some(Binding::public(Res::Def(root), name));
        }
        if let Some(prelude) = self.std_prelude(self.edition(module))
            && let Some(found) = self.lookup(prelude, name, ns, walk)
        {
            return Some(found);
        }
        if ns == Namespace::Type
            && let Some(prim) = PrimTy::from_name(name.as_str())
        {
            return Some(Binding::public(Res::PrimTy(prim), name));
        }
        None
    }

    /// The module `std::prelude::rust_20xx`, or `v1`.
    pub(crate) fn std_prelude(&self, edition: ast::Edition) -> Option<DefId> {
        self.std_preludes.get_or(edition, |_| {
            let root = self.table.crates.get(0)?.root;
            let prelude = self.mod_scope(root).get(Symbol::new("prelude"), Namespace::Type)?;
            let name = match edition {
                ast::Edition::E2015 => "rust_2015",
                ast::Edition::E2018 => "rust_2018",
                ast::Edition::E2021 => "rust_2021",
                ast::Edition::E2024 => "rust_2024",
            };
            let scope = self.mod_scope(prelude);
            scope
                .get(Symbol::new(name), Namespace::Type)
                .or_else(|| scope.get(Symbol::new("v1"), Namespace::Type))
        })
    }

    /// A generic parameter of `owner` or of what it stands in.
    pub(crate) fn generic_in_scope(&self, owner: DefId, name: Symbol, ns: Namespace) -> Option<Res> {
        if self.data(owner).kind == DefKind::Mod {
            return None;
        }
        let mut current = Some(owner);
        while let Some(def) = current {
            let generics = self.generics_of(def);
            let found = generics.params.iter().find(|param| {
                param.name == name
                    && match param.kind {
                        GenericParamDefKind::Lifetime => false,
                        GenericParamDefKind::Type { synthetic, .. } => !synthetic && ns == Namespace::Type,
                        GenericParamDefKind::Const { .. } => ns == Namespace::Value,
                    }
            });
            if let Some(param) = found {
                let ty = ParamTy { index: param.index, name };
                return Some(match param.kind {
                    GenericParamDefKind::Const { .. } => Res::ConstParam(ty),
                    GenericParamDefKind::Lifetime | GenericParamDefKind::Type { .. } => Res::TyParam(ty),
                });
            }
            current = generics.parent;
        }
        None
    }

    /// What `Self` means inside `owner`.
    pub(crate) fn self_in_scope(&self, owner: DefId) -> Option<Res> {
        let mut current = Some(owner);
        while let Some(def) = current {
            let data = self.data(def);
            match data.kind {
                DefKind::Impl | DefKind::Struct | DefKind::Enum | DefKind::Union => {
                    return Some(Res::SelfTyAlias(def));
                }
                DefKind::Trait => return Some(Res::SelfTyParam(def)),
                DefKind::Mod => return None,
                _ => current = data.parent,
            }
        }
        None
    }

    /// The traits whose methods can be called here: those that the modules around declare or import, those of the
    /// prelude, and the trait whose impl or declaration this is in.
    pub fn traits_in_scope(&self, scope: Scope) -> Arc<[DefId]> {
        let of_module = self.module_traits_in_scope(scope);
        match self.enclosing_trait(scope.owner) {
            Some(trait_) if !of_module.contains(&trait_) => {
                of_module.iter().copied().chain([trait_]).collect::<Vec<_>>().into()
            }
            _ => of_module,
        }
    }

    /// Those of them that have a function or constant of this name.
    pub(crate) fn traits_in_scope_with(&self, scope: Scope, name: Symbol) -> SmallVec<[DefId; 2]> {
        let mut found: SmallVec<[DefId; 2]> = SmallVec::new();
        let mut add = |trait_: DefId| {
            if !found.contains(&trait_) {
                found.push(trait_);
            }
        };
        // The prelude's are the same for all modules.
        for module in [scope.module].into_iter().chain(self.std_prelude(self.edition(scope.module))) {
            let by_item = self.scope_trait_items.get_or(module, || self.traits_by_item(module));
            by_item.get(&name).into_iter().flatten().copied().for_each(&mut add);
        }
        self.enclosing_trait(scope.owner).into_iter().for_each(add);
        found
    }

    fn traits_by_item(&self, module: DefId) -> Arc<TraitsByItem> {
        let mut by_item = TraitsByItem::default();
        for trait_ in self.own_traits(module) {
            for item in self.assoc_items(trait_).iter().filter(|i| i.namespace() == Namespace::Value) {
                by_item.entry(item.name).or_default().push(trait_);
            }
        }
        Arc::new(by_item)
    }

    fn enclosing_trait(&self, owner: DefId) -> Option<DefId> {
        let mut current = Some(owner);
        while let Some(def) = current {
            let data = self.data(def);
            match data.kind {
                DefKind::Impl => return self.impl_trait_def(def),
                DefKind::Trait => return Some(def),
                DefKind::Mod => return None,
                _ => current = data.parent,
            }
        }
        None
    }

    fn module_traits_in_scope(&self, scope: Scope) -> Arc<[DefId]> {
        self.scope_traits.get_or(scope.module, || {
            let mut out = self.own_traits(scope.module);
            if let Some(prelude) = self.std_prelude(self.edition(scope.module)) {
                add_new(&mut out, &self.own_traits(prelude));
            }
            out.into()
        })
    }

    /// The traits that a module declares or imports; of a block also those of the blocks and the module around it.
    fn own_traits(&self, mut module: DefId) -> Vec<DefId> {
        let mut out = Vec::new();
        loop {
            add_new(&mut out, &self.module_traits(module, &mut Vec::new()));
            let data = self.data(module);
            if !data.is_block {
                return out;
            }
            module = data.module;
        }
    }

    /// Does any trait of any crate have a function or constant of this name? Walks over all of them: for errors only.
    pub(crate) fn some_trait_declares(&self, name: Symbol) -> bool {
        let mut containers: Vec<DefId> = self.table.sources.iter().map(|source| source.root).collect();
        while let Some(container) = containers.pop() {
            for (def, entry) in self.child_defs(container) {
                match entry.kind {
                    LibraryKind::Mod | LibraryKind::Trait => containers.push(def),
                    LibraryKind::Fn { .. } | LibraryKind::Const
                        if entry.name == name && self.data(container).kind == DefKind::Trait =>
                    {
                        return true;
                    }
                    _ => {}
                }
            }
        }
        false
    }

    /// Traits that a module declares or imports.
    fn module_traits(&self, module: DefId, visited: &mut Vec<DefId>) -> Vec<DefId> {
        if visited.contains(&module) {
            return Vec::new();
        }
        visited.push(module);
        let is_trait = |def: DefId| self.data(def).kind == DefKind::Trait;
        let scope = self.mod_scope(module);
        let mut out = scope.traits.clone();
        for import in scope.imports.iter().filter(|import| matches!(import.kind, UseKind::Name(_))) {
            let found = self.resolve_import(module, import, Namespace::Type, &mut Walk::default());
            if let Some(Binding { res: Res::Def(def), .. }) = found
                && is_trait(def)
            {
                out.push(def);
            }
        }
        for index in &scope.globs {
            let import = &scope.imports[*index as usize];
            let Some(target) = self.glob_target(module, import, &mut Walk::default()) else { continue };
            match self.data(target).kind {
                DefKind::Mod => {
                    let accessible =
                        |def: &DefId| self.is_accessible(self.visibility(*def), module) || !is_trait(*def);
                    out.extend(self.module_traits(target, visited).into_iter().filter(accessible));
                }
                _ => continue,
            }
        }
        out
    }
}

fn add_new(to: &mut Vec<DefId>, traits: &[DefId]) {
    for trait_ in traits {
        if !to.contains(trait_) {
            to.push(*trait_);
        }
    }
}
