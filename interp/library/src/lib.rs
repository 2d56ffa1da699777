//! The standard library: our own Rust source (`src/std`), parsed when this crate is built, read item by item at run
//! time.
//!
//! Public paths and signatures are the real library's, bodies are ours over native leaves (`#[native]` functions
//! whose body is `native!()`). It is one crate named `std`; `core` and `alloc` are its aliases. `#[lang = "…"]` marks
//! the items the language knows, `#[origin = "…"]` the crate of the real library that an item belongs to.
//!
//! Invariant: starting up reads the index alone; nothing is parsed, and an item is decoded when it is first needed.

#![forbid(unsafe_code)]

pub mod public_paths;

use std::sync::{Arc, LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use treebeard_sema::names::{EntryId, LibraryEntry, LibraryKind, LibrarySource, SelfKey};
use treebeard_syntax::ast::{Edition, Item};
use treebeard_syntax::store::{EntryKind, HeadKey, ImplEntry, Store};
use treebeard_syntax::{LibraryMacros, Symbol};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/std.bin"));

static STORE: LazyLock<Store> =
    LazyLock::new(|| Store::open(BYTES).unwrap_or_else(|error| panic!("the stored library: {error}")));

static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(Library::new(&STORE)));

static MACROS: LazyLock<Arc<LibraryMacros>> = LazyLock::new(|| Arc::new(STORE.macros()));

/// The standard library, for sema.
pub fn library() -> Arc<Library> {
    LIBRARY.clone()
}

/// The standard library's macros, for the frontend.
pub fn macros() -> Arc<LibraryMacros> {
    MACROS.clone()
}

/// The stored standard library.
#[derive(Debug)]
pub struct Library {
    store: &'static Store,
    lang: FxHashMap<Symbol, EntryId>,
    /// Place of each trait in the store's list.
    traits: FxHashMap<Symbol, usize>,
    /// In the order of that list.
    trait_impls: Box<[OnceLock<ImplsByKey>]>,
    inherent_impls: OnceLock<ImplsByKey>,
}

type ImplsByKey = FxHashMap<SelfKey, Vec<EntryId>>;

impl Library {
    fn new(store: &'static Store) -> Library {
        Library {
            store,
            lang: store.lang_items().iter().map(|&(name, entry)| (name, EntryId(entry))).collect(),
            traits: store.traits().iter().enumerate().map(|(index, &name)| (name, index)).collect(),
            trait_impls: store.traits().iter().map(|_| OnceLock::new()).collect(),
            inherent_impls: OnceLock::new(),
        }
    }

    fn inherent(&self) -> &ImplsByKey {
        self.inherent_impls.get_or_init(|| by_key(self.store.inherent_impls()))
    }
}

fn by_key(impls: Vec<ImplEntry>) -> ImplsByKey {
    let mut found = ImplsByKey::default();
    for (key, entry) in impls {
        found.entry(self_key(key)).or_default().push(EntryId(entry));
    }
    found
}

fn self_key(key: HeadKey) -> SelfKey {
    match key {
        HeadKey::Named(name) => SelfKey::Named(name),
        HeadKey::Ref => SelfKey::Ref,
        HeadKey::Ptr => SelfKey::Ptr,
        HeadKey::Slice => SelfKey::Slice,
        HeadKey::Array => SelfKey::Array,
        HeadKey::Tuple(length) => SelfKey::Tuple(length),
        HeadKey::FnPtr => SelfKey::FnPtr,
        HeadKey::Never => SelfKey::Never,
        HeadKey::Dyn(name) => SelfKey::Dyn(name),
        HeadKey::Any => SelfKey::Any,
    }
}

fn library_kind(kind: EntryKind) -> LibraryKind {
    match kind {
        EntryKind::Mod => LibraryKind::Mod,
        EntryKind::Use => LibraryKind::Use,
        EntryKind::Fn { has_self } => LibraryKind::Fn { has_self },
        EntryKind::Struct => LibraryKind::Struct,
        EntryKind::TupleStruct => LibraryKind::TupleStruct,
        EntryKind::UnitStruct => LibraryKind::UnitStruct,
        EntryKind::Union => LibraryKind::Union,
        EntryKind::Enum => LibraryKind::Enum,
        EntryKind::Trait => LibraryKind::Trait,
        EntryKind::Impl => LibraryKind::Impl,
        EntryKind::Const => LibraryKind::Const,
        EntryKind::Static => LibraryKind::Static,
        EntryKind::TypeAlias => LibraryKind::TypeAlias,
        EntryKind::ForeignMod => LibraryKind::ForeignMod,
        EntryKind::Macro => LibraryKind::Macro,
        EntryKind::Unsupported => LibraryKind::Unsupported,
    }
}

impl LibrarySource for Library {
    fn real_library_has(&self, path: &str) -> bool {
        public_paths::is_std_path(path)
    }

    fn real_modules_with(&self, name: &str) -> Vec<&'static str> {
        public_paths::modules_with(name)
    }

    fn name(&self) -> Symbol {
        self.store.name()
    }

    fn edition(&self) -> Edition {
        self.store.edition()
    }

    fn entry_count(&self) -> u32 {
        self.store.entry_count()
    }

    fn entry(&self, id: EntryId) -> LibraryEntry {
        let entry = self.store.entry(id.0);
        LibraryEntry {
            parent: EntryId(entry.parent),
            kind: library_kind(entry.kind),
            name: entry.name,
            vis: entry.vis,
            lang: entry.lang,
            origin: entry.origin,
            has_body: entry.has_body,
            span: entry.span,
        }
    }

    fn children(&self, id: EntryId) -> Vec<EntryId> {
        self.store.children(id.0).map(EntryId).collect()
    }

    fn members(&self, id: EntryId) -> Vec<EntryId> {
        self.store.members(id.0).map(EntryId).collect()
    }

    fn load(&self, id: EntryId) -> Item {
        self.store.item(id.0)
    }

    fn lang_item(&self, name: Symbol) -> Option<EntryId> {
        self.lang.get(&name).copied()
    }

    fn lang_items(&self) -> Vec<(Symbol, EntryId)> {
        self.lang.iter().map(|(&name, &entry)| (name, entry)).collect()
    }

    fn trait_impls(&self, trait_name: Symbol, key: Option<SelfKey>) -> Vec<EntryId> {
        let Some(&index) = self.traits.get(&trait_name) else { return Vec::new() };
        match key {
            None => self.store.trait_impls(index).into_iter().map(|(_, entry)| EntryId(entry)).collect(),
            Some(key) => {
                let impls = self.trait_impls[index].get_or_init(|| by_key(self.store.trait_impls(index)));
                impls.get(&key).cloned().unwrap_or_default()
            }
        }
    }

    fn inherent_impls(&self, key: SelfKey) -> Vec<EntryId> {
        self.inherent().get(&key).cloned().unwrap_or_default()
    }

    fn all_impls(&self) -> Vec<EntryId> {
        let of_traits = (0..self.store.traits().len()).flat_map(|index| self.store.trait_impls(index));
        of_traits.chain(self.store.inherent_impls()).map(|(_, entry)| EntryId(entry)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_can_be_read() {
        let library = library();
        for id in 0..library.entry_count() {
            let entry = library.entry(EntryId(id));
            let item = library.load(EntryId(id));
            assert_eq!(item.ident.name, entry.name);
        }
    }

    #[test]
    fn macros_are_found_at_run_time() {
        use treebeard_syntax::{LanguageFrontend, Options, RustFrontend, source};
        let mut options = Options::new("user");
        options.library_macros = Some(macros());
        let text = "fn main() { println!(\"{}\", 1); let v = vec![1, 2]; assert_eq!(v.len(), 2, \"no\"); }";
        let file = source::add_virtual("user.rs", text);
        RustFrontend.parse_crate(file, &options).unwrap_or_else(|failure| panic!("{failure:?}"));
    }
}
