//! Where the items of a crate come from.
//!
//! A crate is a tree of entries (modules, items, associated items) that can be listed without loading anything, and
//! whose contents are loaded one by one. The standard library implements [`LibrarySource`] over its index; user
//! programs are wrapped in an [`EagerSource`]. Entry 0 is the crate's root module.

use std::sync::Mutex;

use rustc_hash::FxHashMap;
use treebeard_syntax::ast::{self, Edition, ItemKind, TyKind, Visibility};
use treebeard_syntax::{SpanId, Symbol};

/// An entry of a crate: dense from 0, which is the root module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId(pub u32);

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LibraryKind {
    /// A module; its items are its children.
    Mod,
    /// A `use` declaration or `extern crate`.
    Use,
    /// A function or associated function.
    Fn {
        /// Takes `self`.
        has_self: bool,
    },
    /// A struct with braces (a type only).
    Struct,
    /// A tuple struct (a type and a function).
    TupleStruct,
    /// A unit struct (a type and a constant).
    UnitStruct,
    /// A union.
    Union,
    /// An enum; its variants are in the loaded item.
    Enum,
    /// A trait; its associated items are its children.
    Trait,
    /// An impl; its associated items are its children.
    Impl,
    /// A constant or associated constant.
    Const,
    /// A static.
    Static,
    /// A type alias or associated type.
    TypeAlias,
    /// An `extern` block.
    ForeignMod,
    /// A `macro_rules!` definition.
    Macro,
    /// Something the frontend cannot express.
    Unsupported,
}

/// What is known of an entry without loading it.
#[derive(Clone, PartialEq, Debug)]
pub struct LibraryEntry {
    /// The module, trait or impl it stands in (itself for the root).
    pub parent: EntryId,
    /// What it is.
    pub kind: LibraryKind,
    /// Its name; empty for `use`, impls and foreign blocks.
    pub name: Symbol,
    /// Its visibility as written.
    pub vis: Visibility,
    /// `#[lang = "…"]`.
    pub lang: Option<Symbol>,
    /// `#[origin = "alloc"]`: the crate of the real library it belongs to, for `type_name`; inherited by children.
    pub origin: Option<Symbol>,
    /// It has a body, value or default: `fn f() { … }`, `const C: T = …`, `type T = …`.
    pub has_body: bool,
    /// Where it stands.
    pub span: SpanId,
}

/// The head of an impl's self type as it is written, by which the library's index finds impls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SelfKey {
    /// The last segment of a path: `Vec`, `u8`, `str`.
    Named(Symbol),
    /// `&T`, `&mut T`.
    Ref,
    /// `*const T`, `*mut T`.
    Ptr,
    /// `[T]`.
    Slice,
    /// `[T; N]`.
    Array,
    /// A tuple, by its length.
    Tuple(u32),
    /// A function pointer.
    FnPtr,
    /// `!`.
    Never,
    /// `dyn Trait`, by the last segment of the first trait.
    Dyn(Symbol),
    /// A generic parameter or a projection: may be any type.
    Any,
}

impl SelfKey {
    /// The key of a self type as written; `params` are the impl's generic parameters.
    pub fn of(ty: &ast::Ty, generics: &ast::Generics) -> SelfKey {
        match &ty.kind {
            TyKind::Path(path) => match path.segments.last() {
                Some(last) if path.qself.is_none() => {
                    let is_param = path.segments.len() == 1
                        && path.root == ast::PathRoot::Relative
                        && generics.params.iter().any(|param| param.ident.name == last.ident.name);
                    let starts_at_param = path.segments.len() > 1
                        && generics
                            .params
                            .iter()
                            .any(|param| param.ident.name == path.segments[0].ident.name);
                    if is_param || starts_at_param { SelfKey::Any } else { SelfKey::Named(last.ident.name) }
                }
                _ => SelfKey::Any,
            },
            TyKind::Ref(..) => SelfKey::Ref,
            TyKind::Ptr(..) => SelfKey::Ptr,
            TyKind::Slice(_) => SelfKey::Slice,
            TyKind::Array(..) => SelfKey::Array,
            TyKind::Tuple(elements) => SelfKey::Tuple(elements.len() as u32),
            TyKind::BareFn(_) => SelfKey::FnPtr,
            TyKind::Never => SelfKey::Never,
            TyKind::TraitObject(bounds) => bounds
                .iter()
                .find_map(|bound| match bound {
                    ast::Bound::Trait(bound) => bound.path.segments.last(),
                    ast::Bound::Lifetime(_) | ast::Bound::Use(..) => None,
                })
                .map_or(SelfKey::Any, |segment| SelfKey::Dyn(segment.ident.name)),
            TyKind::ImplTrait(_) | TyKind::Infer | TyKind::Unsupported(_) => SelfKey::Any,
        }
    }
}

/// A crate whose items are loaded one by one.
///
/// Entries are stable: the same id always means the same item. `load` gives the item without its children (the
/// `items` of a module, trait or impl are empty).
pub trait LibrarySource: Send + Sync {
    /// The crate's name.
    fn name(&self) -> Symbol;

    /// Its edition.
    fn edition(&self) -> Edition;

    /// Number of entries.
    fn entry_count(&self) -> u32;

    /// What is known without loading.
    fn entry(&self, id: EntryId) -> LibraryEntry;

    /// The children of a module, trait or impl, in source order (of a library: its impls last).
    fn children(&self, id: EntryId) -> Vec<EntryId>;

    /// Those of them that are no impls.
    fn members(&self, id: EntryId) -> Vec<EntryId>;

    /// Loads the item. Asked at most once per entry.
    fn load(&self, id: EntryId) -> ast::Item;

    /// The entry with `#[lang = "name"]`.
    fn lang_item(&self, name: Symbol) -> Option<EntryId>;

    /// All `#[lang]` entries.
    fn lang_items(&self) -> Vec<(Symbol, EntryId)>;

    /// Impls of traits named `trait_name` (last segment as written) whose self type is written with `key`, or all of
    /// them for `None`. The `Any` impls are asked for by their own key.
    fn trait_impls(&self, trait_name: Symbol, key: Option<SelfKey>) -> Vec<EntryId>;

    /// Inherent impls whose self type is written with `key`.
    fn inherent_impls(&self, key: SelfKey) -> Vec<EntryId>;

    /// All impls; used for user crates, whose impls may be written through aliases and renames.
    fn all_impls(&self) -> Vec<EntryId>;

    /// Does the real library have a public item with this path (`std::vec::Vec`, `std::vec::Vec::drain`)? What it
    /// has and we lack is unsupported, never an error of the program.
    fn real_library_has(&self, _path: &str) -> bool {
        false
    }

    /// Which modules of the real library have a public item of this name? For suggestions.
    fn real_modules_with(&self, _name: &str) -> Vec<&'static str> {
        Vec::new()
    }
}

struct Loaded {
    entry: LibraryEntry,
    children: Vec<EntryId>,
    item: Mutex<Option<ast::Item>>,
}

/// A crate that is in memory as a whole.
pub struct EagerSource {
    name: Symbol,
    edition: Edition,
    entries: Vec<Loaded>,
    lang: FxHashMap<Symbol, EntryId>,
    trait_impls: FxHashMap<Symbol, Vec<(SelfKey, EntryId)>>,
    inherent_impls: FxHashMap<SelfKey, Vec<EntryId>>,
    all_impls: Vec<EntryId>,
}

impl EagerSource {
    /// Takes a crate apart into entries.
    pub fn new(krate: ast::Crate) -> EagerSource {
        let mut source = EagerSource {
            name: krate.name,
            edition: krate.edition,
            entries: Vec::new(),
            lang: FxHashMap::default(),
            trait_impls: FxHashMap::default(),
            inherent_impls: FxHashMap::default(),
            all_impls: Vec::new(),
        };
        let root = ast::Item {
            attrs: krate.attrs,
            vis: Visibility::Public,
            ident: ast::Ident { name: krate.name, marks: ast::Marks::NONE, span: SpanId::NONE },
            kind: ItemKind::Mod(krate.items),
            span: SpanId::NONE,
        };
        source.add(EntryId(0), root);
        source
    }

    fn add(&mut self, parent: EntryId, mut item: ast::Item) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        let entry = entry_of(parent, &item);
        if let Some(lang) = entry.lang {
            self.lang.insert(lang, id);
        }
        if let ItemKind::Impl(impl_) = &item.kind {
            let key = SelfKey::of(&impl_.self_ty, &impl_.generics);
            self.all_impls.push(id);
            match &impl_.trait_ {
                Some(path) => {
                    let name = path.segments.last().map_or(item.ident.name, |segment| segment.ident.name);
                    self.trait_impls.entry(name).or_default().push((key, id));
                }
                None => self.inherent_impls.entry(key).or_default().push(id),
            }
        }
        let nested = take_children(&mut item);
        self.entries.push(Loaded { entry, children: Vec::new(), item: Mutex::new(Some(item)) });
        let children: Vec<EntryId> = nested.into_iter().map(|child| self.add(id, child)).collect();
        self.entries[id.0 as usize].children = children;
        id
    }
}

/// What is known of `item`, standing in `parent`, without loading it.
pub fn entry_of(parent: EntryId, item: &ast::Item) -> LibraryEntry {
    let mut has_body = true;
    let kind = match &item.kind {
        ItemKind::Mod(_) => LibraryKind::Mod,
        ItemKind::Use(_) | ItemKind::ExternCrate(_) => LibraryKind::Use,
        ItemKind::Fn(f) => {
            has_body = f.body.is_some();
            LibraryKind::Fn { has_self: f.sig.has_self }
        }
        ItemKind::Struct(_, data) => match data.kind {
            ast::VariantKind::Named => LibraryKind::Struct,
            ast::VariantKind::Tuple => LibraryKind::TupleStruct,
            ast::VariantKind::Unit => LibraryKind::UnitStruct,
        },
        ItemKind::Union(..) => LibraryKind::Union,
        ItemKind::Enum(..) => LibraryKind::Enum,
        ItemKind::Trait(_) => LibraryKind::Trait,
        ItemKind::Impl(_) => LibraryKind::Impl,
        ItemKind::Const { body, .. } => {
            has_body = body.is_some();
            LibraryKind::Const
        }
        ItemKind::Static { body, .. } => {
            has_body = body.is_some();
            LibraryKind::Static
        }
        ItemKind::TypeAlias { ty, .. } => {
            has_body = ty.is_some();
            LibraryKind::TypeAlias
        }
        ItemKind::ForeignMod(..) => LibraryKind::ForeignMod,
        ItemKind::MacroRules { .. } => LibraryKind::Macro,
        ItemKind::Unsupported(_) => LibraryKind::Unsupported,
    };
    let value = |name: &str| item.attrs.iter().find(|attr| attr.path.as_str() == name).map(|attr| attr.args);
    let (lang, origin) = (value("lang"), value("origin"));
    LibraryEntry {
        parent,
        kind,
        name: item.ident.name,
        vis: item.vis.clone(),
        lang,
        origin,
        has_body,
        span: if item.ident.span == SpanId::NONE { item.span } else { item.ident.span },
    }
}

/// Takes the items of a module, trait, impl or foreign block out of it.
pub fn take_children(item: &mut ast::Item) -> Vec<ast::Item> {
    match &mut item.kind {
        ItemKind::Mod(items) | ItemKind::ForeignMod(_, items) => std::mem::take(items),
        ItemKind::Trait(trait_) => std::mem::take(&mut trait_.items),
        ItemKind::Impl(impl_) => std::mem::take(&mut impl_.items),
        ItemKind::Use(_)
        | ItemKind::ExternCrate(_)
        | ItemKind::Fn(_)
        | ItemKind::Struct(..)
        | ItemKind::Union(..)
        | ItemKind::Enum(..)
        | ItemKind::Const { .. }
        | ItemKind::Static { .. }
        | ItemKind::TypeAlias { .. }
        | ItemKind::MacroRules { .. }
        | ItemKind::Unsupported(_) => Vec::new(),
    }
}

impl LibrarySource for EagerSource {
    fn name(&self) -> Symbol {
        self.name
    }

    fn edition(&self) -> Edition {
        self.edition
    }

    fn entry_count(&self) -> u32 {
        self.entries.len() as u32
    }

    fn entry(&self, id: EntryId) -> LibraryEntry {
        self.entries[id.0 as usize].entry.clone()
    }

    fn children(&self, id: EntryId) -> Vec<EntryId> {
        self.entries[id.0 as usize].children.clone()
    }

    fn members(&self, id: EntryId) -> Vec<EntryId> {
        let mut members = self.children(id);
        members.retain(|id| self.entries[id.0 as usize].entry.kind != LibraryKind::Impl);
        members
    }

    fn load(&self, id: EntryId) -> ast::Item {
        let mut slot = self.entries[id.0 as usize].item.lock().unwrap_or_else(|e| e.into_inner());
        slot.take().expect("an entry is loaded once")
    }

    fn lang_item(&self, name: Symbol) -> Option<EntryId> {
        self.lang.get(&name).copied()
    }

    fn lang_items(&self) -> Vec<(Symbol, EntryId)> {
        self.lang.iter().map(|(name, id)| (*name, *id)).collect()
    }

    fn trait_impls(&self, trait_name: Symbol, key: Option<SelfKey>) -> Vec<EntryId> {
        let Some(impls) = self.trait_impls.get(&trait_name) else { return Vec::new() };
        impls.iter().filter(|(k, _)| key.is_none_or(|key| key == *k)).map(|(_, id)| *id).collect()
    }

    fn inherent_impls(&self, key: SelfKey) -> Vec<EntryId> {
        self.inherent_impls.get(&key).cloned().unwrap_or_default()
    }

    fn all_impls(&self) -> Vec<EntryId> {
        self.all_impls.clone()
    }
}
