//! The table of definitions.
//!
//! A definition is made when its module's scope is made, its parent is listed, or a path reaches it; its item is
//! loaded when somebody asks for it. An item's body and its nested items are taken out of it: they are stored apart.
//! A block with items is a module of its own (`is_block`), made when the block is first entered.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{self, Edition, ItemKind};
use treebeard_syntax::table::{AppendList, AppendTable};
use treebeard_syntax::{SpanId, Symbol};

use super::source::{EagerSource, EntryId, LibraryEntry, LibraryKind, LibrarySource};
use crate::Sema;
use crate::def::{CtorKind, CtorOf, DefId, DefKind};

/// What is stored of a definition itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DefData {
    pub(crate) kind: DefKind,
    pub(crate) name: Symbol,
    pub(crate) parent: Option<DefId>,
    /// The module or block it stands in; a root's is itself.
    pub(crate) module: DefId,
    pub(crate) krate: u32,
    pub(crate) span: SpanId,
    pub(crate) origin: Origin,
    pub(crate) is_block: bool,
}

/// Where a definition's content is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin {
    /// An entry of a source.
    Entry {
        /// The source.
        source: u32,
        /// The entry.
        entry: EntryId,
    },
    /// A variant of its parent, by index.
    Variant(u32),
    /// The constructor of its parent.
    Ctor,
    /// An anonymous constant; its body is in the table of bodies.
    Anon,
    /// The hidden type of an `impl Trait`, see `collect::opaque`.
    Opaque,
}

/// A crate or a block with items.
pub(crate) struct SourceData {
    pub(crate) source: Arc<dyn LibrarySource>,
    pub(crate) root: DefId,
    /// Definition of each entry, once made.
    defs: AppendTable<DefId>,
}

/// A crate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CrateData {
    pub(crate) name: Symbol,
    /// What `$crate` of its macros is called.
    pub(crate) key: Symbol,
    pub(crate) edition: Edition,
    pub(crate) root: DefId,
    pub(crate) local: bool,
}

/// What a crate of several calls itself and the others.
pub struct CrateLinks {
    /// What `$crate` of its macros is called: two crates may have one name, but not one key.
    pub key: Symbol,
    /// The crates that its paths may name.
    pub externs: Vec<(Symbol, DefId)>,
}

/// The definitions of the variants of an enum.
pub(crate) type VariantIds = Arc<[(DefId, Option<DefId>)]>;

/// Tables of definitions, sources and crates.
#[derive(Default)]
pub(crate) struct DefTable {
    pub(crate) defs: AppendList<DefData>,
    pub(crate) sources: AppendList<SourceData>,
    pub(crate) crates: AppendList<CrateData>,
    /// By crate: the names of others that its paths may start with. Without such a list a crate sees all others.
    pub(crate) externs: RwLock<FxHashMap<u32, Arc<[(Symbol, DefId)]>>>,
    load: std::sync::Mutex<()>,
}

pub(crate) fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(|e| e.into_inner())
}

pub(crate) fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(|e| e.into_inner())
}

impl Sema {
    /// Adds a crate, with what it calls itself and others if it is one of several; gives its root module.
    pub(crate) fn add_source(
        &self,
        source: Arc<dyn LibrarySource>,
        local: bool,
        links: Option<CrateLinks>,
    ) -> DefId {
        let (name, edition) = (source.name(), source.edition());
        let key = links.as_ref().map_or(name, |links| links.key);
        let mut root = DefId(0);
        let krate = self.table.crates.push_with(|krate| {
            root = self.add_root(source, krate, None, DefId(0), SpanId::NONE);
            CrateData { name, key, edition, root, local }
        });
        if let Some(links) = links {
            write(&self.table.externs).insert(krate, links.externs.into());
        }
        root
    }

    /// Adds the items of a block as a module inside `parent`.
    pub(crate) fn add_block(
        &self,
        items: Vec<ast::Item>,
        parent: DefId,
        module: DefId,
        span: SpanId,
    ) -> DefId {
        let krate = self.data(parent).krate;
        let edition = self.edition(parent);
        let source =
            EagerSource::new(ast::Crate { name: Symbol::new(""), edition, attrs: Vec::new(), items });
        self.add_root(Arc::new(source), krate, Some(parent), module, span)
    }

    fn add_root(
        &self,
        source: Arc<dyn LibrarySource>,
        krate: u32,
        parent: Option<DefId>,
        module: DefId,
        span: SpanId,
    ) -> DefId {
        let id = self.table.sources.push_with(|id| {
            let root = self.table.defs.push_with(|root| DefData {
                kind: DefKind::Mod,
                name: source.name(),
                parent,
                module: if parent.is_some() { module } else { DefId(root) },
                krate,
                span,
                origin: Origin::Entry { source: id, entry: EntryId(0) },
                is_block: parent.is_some(),
            });
            let defs = AppendTable::new();
            defs.get_or_init(0, || DefId(root));
            SourceData { source, root: DefId(root), defs }
        });
        self.source(id).root
    }

    pub(crate) fn new_def(&self, data: DefData) -> DefId {
        DefId(self.table.defs.push(data))
    }

    /// What is stored of a definition.
    pub(crate) fn data(&self, def: DefId) -> &DefData {
        self.table.defs.get(def.0).expect("definitions are made here")
    }

    pub(crate) fn source(&self, id: u32) -> &SourceData {
        self.table.sources.get(id).expect("sources are added here")
    }

    pub(crate) fn krate(&self, def: DefId) -> &CrateData {
        self.table.crates.get(self.data(def).krate).expect("a definition's crate is added first")
    }

    /// The source and entry of a definition that is an item.
    pub(crate) fn entry_ref(&self, def: DefId) -> Option<(u32, EntryId)> {
        match self.data(def).origin {
            Origin::Entry { source, entry } => Some((source, entry)),
            Origin::Variant(_) | Origin::Ctor | Origin::Anon | Origin::Opaque => None,
        }
    }

    /// What the index says of a definition that is an item.
    pub(crate) fn entry(&self, def: DefId) -> Option<LibraryEntry> {
        self.entry_ref(def).map(|(source, entry)| self.source(source).source.entry(entry))
    }

    /// The definition of an entry, made on first use (its parents' first).
    pub(crate) fn def_of_entry(&self, source_id: u32, entry_id: EntryId) -> DefId {
        let source = self.source(source_id);
        if let Some(def) = source.defs.get(entry_id.0) {
            return *def;
        }
        let entry = source.source.entry(entry_id);
        let parent = self.def_of_entry(source_id, entry.parent);
        self.make_def(source, source_id, entry_id, &entry, parent)
    }

    fn make_def(
        &self,
        source: &SourceData,
        source_id: u32,
        entry_id: EntryId,
        entry: &LibraryEntry,
        parent: DefId,
    ) -> DefId {
        let parent_data = self.data(parent);
        let in_container = matches!(parent_data.kind, DefKind::Trait | DefKind::Impl);
        let module = if parent_data.kind == DefKind::Mod { parent } else { parent_data.module };
        let data = DefData {
            kind: kind_of_entry(entry, in_container, parent_data.kind == DefKind::Use),
            name: entry.name,
            parent: Some(parent),
            module,
            krate: parent_data.krate,
            span: entry.span,
            origin: Origin::Entry { source: source_id, entry: entry_id },
            is_block: false,
        };
        *source.defs.get_or_init(entry_id.0, || self.new_def(data))
    }

    /// The children of a module, trait, impl or foreign block, as definitions with their entries.
    pub(crate) fn child_defs(&self, def: DefId) -> Vec<(DefId, LibraryEntry)> {
        self.defs_of(def, |source, entry| source.children(entry))
    }

    /// Those of them that are no impls.
    pub(crate) fn member_defs(&self, def: DefId) -> Vec<(DefId, LibraryEntry)> {
        self.defs_of(def, |source, entry| source.members(entry))
    }

    fn defs_of(
        &self,
        def: DefId,
        list: impl FnOnce(&dyn LibrarySource, EntryId) -> Vec<EntryId>,
    ) -> Vec<(DefId, LibraryEntry)> {
        let Some((source_id, entry)) = self.entry_ref(def) else { return Vec::new() };
        let source = self.source(source_id);
        let children = list(&*source.source, entry);
        let mut out = Vec::with_capacity(children.len());
        for child in children {
            let entry = source.source.entry(child);
            let known = source.defs.get(child.0).copied();
            let id = known.unwrap_or_else(|| self.make_def(source, source_id, child, &entry, def));
            out.push((id, entry));
        }
        out
    }

    /// The item's tree, without nested items and bodies (which are definitions of their own). None for variants,
    /// constructors, anonymous constants and opaque types.
    pub fn item(&self, def: DefId) -> Option<Arc<ast::Item>> {
        if let Some(item) = self.items.get(def) {
            return Some(item);
        }
        let (source, entry) = self.entry_ref(def)?;
        let source = self.source(source);
        let _one_at_a_time = self.table.load.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(item) = self.items.get(def) {
            return Some(item);
        }
        let mut item = source.source.load(entry);
        if let Some(body) = take_body(&mut item) {
            self.bodies.put(def, Arc::from(body));
        }
        Some(self.items.put(def, Arc::new(item)))
    }

    /// The body of a function, constant, static or anonymous constant.
    pub fn body_ast(&self, def: DefId) -> Option<Arc<ast::Body>> {
        self.item(def);
        self.bodies.get(def)
    }

    /// The variants of an enum and their constructors.
    pub(crate) fn variant_ids(&self, def: DefId) -> VariantIds {
        if let Some(found) = self.variants.get(def) {
            return found;
        }
        let Some(item) = self.item(def) else { return Arc::default() };
        let ItemKind::Enum(_, variants) = &item.kind else { return Arc::default() };
        let _one_at_a_time = self.table.load.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(found) = self.variants.get(def) {
            return found;
        }
        let data = *self.data(def);
        let ids = variants.iter().enumerate().map(|(index, variant)| {
            let id = self.new_def(DefData {
                kind: DefKind::Variant,
                name: variant.ident.name,
                parent: Some(def),
                span: variant.ident.span,
                origin: Origin::Variant(index as u32),
                ..data
            });
            let ctor = match variant.data.kind {
                ast::VariantKind::Named => None,
                ast::VariantKind::Tuple => Some(CtorKind::Fn),
                ast::VariantKind::Unit => Some(CtorKind::Const),
            };
            let ctor = ctor.map(|ctor| {
                self.new_def(DefData {
                    kind: DefKind::Ctor(CtorOf::Variant, ctor),
                    name: variant.ident.name,
                    parent: Some(id),
                    span: variant.ident.span,
                    origin: Origin::Ctor,
                    ..data
                })
            });
            (id, ctor)
        });
        let ids: VariantIds = ids.collect();
        self.variants.put(def, ids)
    }

    /// The constructor of a tuple or unit struct.
    pub(crate) fn struct_ctor(&self, def: DefId) -> Option<DefId> {
        if let Some(found) = self.ctors.get(def) {
            return found;
        }
        let kind = match self.entry(def)?.kind {
            LibraryKind::TupleStruct => CtorKind::Fn,
            LibraryKind::UnitStruct => CtorKind::Const,
            _ => return self.ctors.put(def, None),
        };
        let data = self.data(def);
        let _one_at_a_time = self.table.load.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(found) = self.ctors.get(def) {
            return found;
        }
        let ctor = self.new_def(DefData {
            kind: DefKind::Ctor(CtorOf::Struct, kind),
            parent: Some(def),
            origin: Origin::Ctor,
            ..*data
        });
        self.ctors.put(def, Some(ctor))
    }

    /// A new anonymous constant with this body, standing in `parent` (whose generics it shares) and `module`.
    pub(crate) fn new_anon_const(&self, parent: DefId, module: DefId, c: &ast::AnonConst) -> DefId {
        let data = self.data(parent);
        let def = self.new_def(DefData {
            kind: DefKind::AnonConst,
            name: Symbol::new("{constant}"),
            parent: Some(parent),
            module,
            krate: data.krate,
            span: c.span,
            origin: Origin::Anon,
            is_block: false,
        });
        self.bodies.put(def, Arc::new((*c.body).clone()));
        def
    }
}

fn kind_of_entry(entry: &LibraryEntry, in_container: bool, is_foreign: bool) -> DefKind {
    match entry.kind {
        LibraryKind::Mod => DefKind::Mod,
        LibraryKind::Use | LibraryKind::ForeignMod | LibraryKind::Unsupported => DefKind::Use,
        LibraryKind::Fn { .. } if in_container => DefKind::AssocFn,
        LibraryKind::Fn { .. } => DefKind::Fn,
        LibraryKind::Struct | LibraryKind::TupleStruct | LibraryKind::UnitStruct => DefKind::Struct,
        LibraryKind::Union => DefKind::Union,
        LibraryKind::Enum => DefKind::Enum,
        LibraryKind::Trait => DefKind::Trait,
        LibraryKind::Impl => DefKind::Impl,
        LibraryKind::Const if in_container => DefKind::AssocConst,
        LibraryKind::Const => DefKind::Const,
        LibraryKind::Static => DefKind::Static,
        LibraryKind::TypeAlias if in_container => DefKind::AssocTy,
        LibraryKind::TypeAlias if is_foreign => DefKind::ForeignTy,
        LibraryKind::TypeAlias => DefKind::TypeAlias,
        LibraryKind::Macro => DefKind::Macro,
    }
}

fn take_body(item: &mut ast::Item) -> Option<Box<ast::Body>> {
    match &mut item.kind {
        ItemKind::Fn(f) => f.body.take(),
        ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.take(),
        ItemKind::Mod(_)
        | ItemKind::Use(_)
        | ItemKind::ExternCrate(_)
        | ItemKind::Struct(..)
        | ItemKind::Union(..)
        | ItemKind::Enum(..)
        | ItemKind::Trait(_)
        | ItemKind::Impl(_)
        | ItemKind::TypeAlias { .. }
        | ItemKind::ForeignMod(..)
        | ItemKind::MacroRules { .. }
        | ItemKind::Unsupported(_) => None,
    }
}
