//! A crate as bytes, item by item.
//!
//! The standard library is parsed, expanded and taken apart when it is built; at run time an index is read at once
//! and an item only when its definition is asked for. [`encode`] writes, [`Store`] reads.
//!
//! Inside a store a name is a number in the store's table of strings, interned when first used, and a position is an
//! offset into all library sources one after the other ([`crate::span`] keeps such positions without registering
//! them). Both are translated by serde through a thread-local [`scope`], so the tree's types need no second form.
//!
//! Invariant: reading never parses source text.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::ast::{
    Bound, Crate, Edition, Generics, Ident, Item, ItemKind, Marks, PathRoot, Ty, TyKind, VariantKind,
    Visibility,
};
use crate::macros::library::LibraryMacros;
use crate::source;
use crate::span::{FileId, SpanId};
use crate::symbol::Symbol;

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as the items")]
pub enum EntryKind {
    Mod,
    Use,
    Fn { has_self: bool },
    Struct,
    TupleStruct,
    UnitStruct,
    Union,
    Enum,
    Trait,
    Impl,
    Const,
    Static,
    TypeAlias,
    ForeignMod,
    Macro,
    Unsupported,
}

/// An item as the index knows it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The module, trait or impl it stands in; itself for the root.
    pub parent: u32,
    /// What it is.
    pub kind: EntryKind,
    /// Its name; empty for `use`, impls and foreign blocks.
    pub name: Symbol,
    /// Its visibility.
    pub vis: Visibility,
    /// `#[lang = "…"]`.
    pub lang: Option<Symbol>,
    /// `#[origin = "…"]`.
    pub origin: Option<Symbol>,
    /// It has a body, value or default.
    pub has_body: bool,
    /// Where its name stands.
    pub span: SpanId,
    /// Items inside it.
    pub children: Vec<u32>,
    /// Where its bytes are.
    bytes: (u32, u32),
}

/// The head of an impl's self type as written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum HeadKey {
    /// The last segment of a path.
    Named(Symbol),
    /// `&T`.
    Ref,
    /// `*T`.
    Ptr,
    /// `[T]`.
    Slice,
    /// `[T; N]`.
    Array,
    /// A tuple of this length.
    Tuple(u32),
    /// A function pointer.
    FnPtr,
    /// `!`.
    Never,
    /// `dyn Trait`.
    Dyn(Symbol),
    /// A generic parameter or projection.
    Any,
}

impl HeadKey {
    /// The key of a self type; `generics` are the impl's.
    pub fn of(ty: &Ty, generics: &Generics) -> HeadKey {
        let is_param = |name: Symbol| generics.params.iter().any(|param| param.ident.name == name);
        match &ty.kind {
            TyKind::Path(path) if path.qself.is_none() => match (path.segments.first(), path.segments.last())
            {
                (Some(first), _) if path.root == PathRoot::Relative && is_param(first.ident.name) => {
                    HeadKey::Any
                }
                (_, Some(last)) => HeadKey::Named(last.ident.name),
                _ => HeadKey::Any,
            },
            TyKind::Path(_) | TyKind::ImplTrait(_) | TyKind::Infer | TyKind::Unsupported(_) => HeadKey::Any,
            TyKind::Ref(..) => HeadKey::Ref,
            TyKind::Ptr(..) => HeadKey::Ptr,
            TyKind::Slice(_) => HeadKey::Slice,
            TyKind::Array(..) => HeadKey::Array,
            TyKind::Tuple(elements) => HeadKey::Tuple(elements.len() as u32),
            TyKind::BareFn(_) => HeadKey::FnPtr,
            TyKind::Never => HeadKey::Never,
            TyKind::TraitObject(bounds) => bounds
                .iter()
                .find_map(|bound| match bound {
                    Bound::Trait(bound) => bound.path.segments.last(),
                    Bound::Lifetime(_) | Bound::Use(..) => None,
                })
                .map_or(HeadKey::Any, |segment| HeadKey::Dyn(segment.ident.name)),
        }
    }
}

/// An impl as the index knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ImplEntry {
    /// Its entry.
    pub entry: u32,
    /// The last segment of the trait's path; none for an inherent impl.
    pub trait_name: Option<Symbol>,
    /// Head of the self type.
    pub key: HeadKey,
}

/// A macro as text.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct MacroEntry {
    name: String,
    /// The text between the braces.
    rules: String,
    file: u32,
    offset: u32,
}

/// Read first, before names and positions can be translated.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    /// The sources, in the order of their ids.
    files: Vec<source::StoredFile>,
    /// Length of each string; their texts follow each other in `texts`.
    string_lengths: Vec<u32>,
    index_length: u32,
    texts_length: u32,
}

/// What is read at once.
#[derive(Debug, Serialize, Deserialize)]
struct Index {
    name: Symbol,
    edition: Edition,
    entries: Vec<Entry>,
    impls: Vec<ImplEntry>,
    lang: Vec<(Symbol, u32)>,
    macros: Vec<MacroEntry>,
}

/// Takes a crate apart and writes it. Its sources must have been registered with [`source::add_library`].
pub fn encode(krate: Crate) -> Result<Vec<u8>, String> {
    let mut writer = Writer::default();
    let root = Item {
        attrs: krate.attrs,
        vis: Visibility::Public,
        ident: Ident { name: krate.name, marks: Marks::NONE, span: SpanId::NONE },
        kind: ItemKind::Mod(krate.items),
        span: SpanId::NONE,
    };
    let (result, strings) = scope::writing(|| -> Result<_, postcard::Error> {
        writer.add(0, root)?;
        let index = Index {
            name: krate.name,
            edition: krate.edition,
            entries: std::mem::take(&mut writer.entries),
            impls: std::mem::take(&mut writer.impls),
            lang: std::mem::take(&mut writer.lang),
            macros: std::mem::take(&mut writer.macros),
        };
        postcard::to_stdvec(&index)
    });
    let index = result.map_err(|error| error.to_string())?;
    let texts: String = strings.iter().map(|symbol| symbol.as_str()).collect();
    let header = Header {
        files: source::library_files(),
        string_lengths: strings.iter().map(|symbol| symbol.as_str().len() as u32).collect(),
        index_length: index.len() as u32,
        texts_length: texts.len() as u32,
    };
    let mut out = postcard::to_stdvec(&header).map_err(|error| error.to_string())?;
    out.extend(texts.as_bytes());
    out.extend(index);
    out.extend(writer.items);
    Ok(out)
}

#[derive(Default)]
struct Writer {
    entries: Vec<Entry>,
    impls: Vec<ImplEntry>,
    lang: Vec<(Symbol, u32)>,
    macros: Vec<MacroEntry>,
    items: Vec<u8>,
}

impl Writer {
    fn add(&mut self, parent: u32, mut item: Item) -> Result<u32, postcard::Error> {
        let id = self.entries.len() as u32;
        let children = take_children(&mut item);
        let (kind, has_body) = kind_of(&item.kind);
        let value =
            |name: &str| item.attrs.iter().find(|attr| attr.path.as_str() == name).map(|attr| attr.args);
        let (lang, origin) = (value("lang"), value("origin"));
        if let Some(lang) = lang {
            self.lang.push((lang, id));
        }
        match &item.kind {
            ItemKind::Impl(impl_) => self.impls.push(ImplEntry {
                entry: id,
                trait_name: impl_.trait_.as_ref().and_then(|path| path.segments.last()).map(|s| s.ident.name),
                key: HeadKey::of(&impl_.self_ty, &impl_.generics),
            }),
            ItemKind::MacroRules { exported: true, .. } if value("rustc_builtin_macro").is_none() => {
                self.macros.extend(macro_text(&item));
            }
            _ => {}
        }
        let start = self.items.len() as u32;
        self.items.extend(postcard::to_stdvec(&item)?);
        self.entries.push(Entry {
            parent,
            kind,
            name: item.ident.name,
            vis: item.vis.clone(),
            lang,
            origin,
            has_body,
            span: if item.ident.span == SpanId::NONE { item.span } else { item.ident.span },
            children: Vec::new(),
            bytes: (start, self.items.len() as u32 - start),
        });
        let mut list = Vec::with_capacity(children.len());
        for child in children {
            list.push(self.add(id, child)?);
        }
        self.entries[id as usize].children = list;
        Ok(id)
    }
}

fn kind_of(kind: &ItemKind) -> (EntryKind, bool) {
    match kind {
        ItemKind::Mod(_) => (EntryKind::Mod, true),
        ItemKind::Use(_) | ItemKind::ExternCrate(_) => (EntryKind::Use, true),
        ItemKind::Fn(function) => {
            (EntryKind::Fn { has_self: function.sig.has_self }, function.body.is_some())
        }
        ItemKind::Struct(_, data) => {
            let kind = match data.kind {
                VariantKind::Named => EntryKind::Struct,
                VariantKind::Tuple => EntryKind::TupleStruct,
                VariantKind::Unit => EntryKind::UnitStruct,
            };
            (kind, true)
        }
        ItemKind::Union(..) => (EntryKind::Union, true),
        ItemKind::Enum(..) => (EntryKind::Enum, true),
        ItemKind::Trait(_) => (EntryKind::Trait, true),
        ItemKind::Impl(_) => (EntryKind::Impl, true),
        ItemKind::Const { body, .. } => (EntryKind::Const, body.is_some()),
        ItemKind::Static { body, .. } => (EntryKind::Static, body.is_some()),
        ItemKind::TypeAlias { ty, .. } => (EntryKind::TypeAlias, ty.is_some()),
        ItemKind::ForeignMod(..) => (EntryKind::ForeignMod, true),
        ItemKind::MacroRules { .. } => (EntryKind::Macro, true),
        ItemKind::Unsupported(_) => (EntryKind::Unsupported, true),
    }
}

fn take_children(item: &mut Item) -> Vec<Item> {
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

/// The text between the delimiters of a macro definition, whose span goes from its name to the closing one.
fn macro_text(item: &Item) -> Option<MacroEntry> {
    let data = item.span.data()?;
    let text = item.span.snippet()?;
    let open = text.find(['{', '(', '['])?;
    Some(MacroEntry {
        name: item.ident.name.to_string(),
        rules: text[open + 1..text.len() - 1].to_owned(),
        file: data.file.0,
        offset: data.lo + open as u32 + 1,
    })
}

/// A stored crate.
#[derive(Debug)]
pub struct Store {
    index: Index,
    items: &'static [u8],
    strings: Arc<Strings>,
}

/// The strings of a store; interned when first used.
#[derive(Debug)]
pub(crate) struct Strings {
    /// Start of each string, and the end of the last.
    starts: Vec<u32>,
    texts: &'static str,
    /// One more than the symbol's number; 0 until interned.
    symbols: Vec<AtomicU32>,
}

impl Strings {
    fn get(&self, index: u32) -> Option<Symbol> {
        let slot = self.symbols.get(index as usize)?;
        match slot.load(Ordering::Relaxed) {
            0 => {
                let (start, end) = (self.starts[index as usize], self.starts[index as usize + 1]);
                let symbol = Symbol::new_static(&self.texts[start as usize..end as usize]);
                slot.store(symbol.number() + 1, Ordering::Relaxed);
                Some(symbol)
            }
            number => Some(Symbol::from_number(number - 1)),
        }
    }
}

impl Store {
    /// Reads the index and registers the names of the sources.
    pub fn open(bytes: &'static [u8]) -> Result<Store, String> {
        let wrong = |error: postcard::Error| error.to_string();
        let (header, rest) = postcard::take_from_bytes::<Header>(bytes).map_err(wrong)?;
        source::set_library_files(&header.files);
        let (texts, rest) = rest.split_at_checked(header.texts_length as usize).ok_or("truncated")?;
        let (index, items) = rest.split_at_checked(header.index_length as usize).ok_or("truncated")?;
        let texts = std::str::from_utf8(texts).map_err(|error| error.to_string())?;
        let mut starts = Vec::with_capacity(header.string_lengths.len() + 1);
        let mut at = 0;
        for length in &header.string_lengths {
            starts.push(at);
            at += length;
        }
        starts.push(at);
        let symbols = header.string_lengths.iter().map(|_| AtomicU32::new(0)).collect();
        let strings = Arc::new(Strings { starts, texts, symbols });
        let index = scope::reading(&strings, || postcard::from_bytes::<Index>(index)).map_err(wrong)?;
        Ok(Store { index, items, strings })
    }

    /// The crate's name.
    pub fn name(&self) -> Symbol {
        self.index.name
    }

    /// Its edition.
    pub fn edition(&self) -> Edition {
        self.index.edition
    }

    /// All entries; entry 0 is the root module.
    pub fn entries(&self) -> &[Entry] {
        &self.index.entries
    }

    /// All impls.
    pub fn impls(&self) -> &[ImplEntry] {
        &self.index.impls
    }

    /// All items with `#[lang]`.
    pub fn lang_items(&self) -> &[(Symbol, u32)] {
        &self.index.lang
    }

    /// Reads an item, without the items inside it.
    ///
    /// # Panics
    /// When the entry does not exist or the store is damaged.
    pub fn item(&self, entry: u32) -> Item {
        let (start, length) = self.index.entries[entry as usize].bytes;
        let bytes = &self.items[start as usize..(start + length) as usize];
        scope::reading(&self.strings, || postcard::from_bytes(bytes))
            .unwrap_or_else(|error| panic!("library item {entry}: {error}"))
    }

    /// The macros, for the frontend.
    pub fn macros(&'static self) -> LibraryMacros {
        let mut macros = LibraryMacros::default();
        for entry in &self.index.macros {
            macros.add(&entry.name, &entry.rules, FileId(entry.file), entry.offset);
        }
        macros
    }
}

/// How names and positions are (de)serialised on this thread.
pub(crate) mod scope {
    use std::cell::RefCell;

    use super::{Arc, FxHashMap, Strings, Symbol};

    enum Scope {
        None,
        Writing { numbers: FxHashMap<Symbol, u32>, list: Vec<Symbol> },
        Reading(Arc<Strings>),
    }

    thread_local! {
        static SCOPE: RefCell<Scope> = const { RefCell::new(Scope::None) };
    }

    struct Restore(Option<Scope>);

    impl Drop for Restore {
        fn drop(&mut self) {
            if let Some(scope) = self.0.take() {
                SCOPE.with(|cell| *cell.borrow_mut() = scope);
            }
        }
    }

    fn with<R>(scope: Scope, work: impl FnOnce() -> R) -> (R, Scope) {
        let outer = SCOPE.with(|cell| cell.replace(scope));
        let restore = Restore(Some(outer));
        let result = work();
        let inner = SCOPE.with(|cell| cell.replace(Scope::None));
        drop(restore);
        (result, inner)
    }

    /// Runs `work` with names written as numbers; gives the names.
    pub(super) fn writing<R>(work: impl FnOnce() -> R) -> (R, Vec<Symbol>) {
        match with(Scope::Writing { numbers: FxHashMap::default(), list: Vec::new() }, work) {
            (result, Scope::Writing { list, .. }) => (result, list),
            (result, _) => (result, Vec::new()),
        }
    }

    /// Runs `work` with names read from a table.
    pub(super) fn reading<R>(strings: &Arc<Strings>, work: impl FnOnce() -> R) -> R {
        with(Scope::Reading(strings.clone()), work).0
    }

    /// The number of a name being written; `None` outside a store.
    pub(crate) fn number(symbol: Symbol) -> Option<u32> {
        SCOPE.with(|cell| match &mut *cell.borrow_mut() {
            Scope::Writing { numbers, list } => Some(*numbers.entry(symbol).or_insert_with(|| {
                list.push(symbol);
                list.len() as u32 - 1
            })),
            Scope::None | Scope::Reading(_) => None,
        })
    }

    /// Is a store being read here?
    pub(crate) fn is_reading() -> bool {
        SCOPE.with(|cell| matches!(&*cell.borrow(), Scope::Reading(_)))
    }

    /// Is a store being written here?
    pub(crate) fn is_writing() -> bool {
        SCOPE.with(|cell| matches!(&*cell.borrow(), Scope::Writing { .. }))
    }

    /// The name with a number.
    pub(crate) fn symbol(number: u32) -> Option<Symbol> {
        SCOPE.with(|cell| match &*cell.borrow() {
            Scope::Reading(strings) => strings.get(number),
            Scope::None | Scope::Writing { .. } => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontend::{LanguageFrontend, Options, RustFrontend};

    #[test]
    fn a_crate_survives_storing() {
        let text = "#[macro_export] macro_rules! two { () => { 2 } }
            #[lang = \"a\"] pub trait A { fn f(&self) -> u8 { two!() } fn g(); }
            impl<T> A for Vec<T> { fn g() { \"é\"; } } impl<T> T { } pub mod m { pub struct S(pub u8); }";
        let file = source::add_library("store.rs", text);
        let mut options = Options::new("std");
        options.library_macros = None;
        let krate = RustFrontend.parse_crate(file, &options).expect("a crate");
        let expected = krate.items[1].clone();
        let bytes = encode(krate).expect("bytes").leak();
        let store = Store::open(bytes).expect("a store");
        let kinds: Vec<EntryKind> = store.entries().iter().map(|entry| entry.kind).collect();
        assert_eq!(
            kinds[..5],
            [
                EntryKind::Mod,
                EntryKind::Macro,
                EntryKind::Trait,
                EntryKind::Fn { has_self: true },
                EntryKind::Fn { has_self: false }
            ]
        );
        assert_eq!(store.lang_items(), [(Symbol::new("a"), 2)]);
        assert_eq!(store.impls()[0].trait_name, Some(Symbol::new("A")));
        assert_eq!(store.impls()[0].key, HeadKey::Named(Symbol::new("Vec")));
        assert_eq!(store.impls()[1].key, HeadKey::Any);
        assert!(!store.entries()[4].has_body);
        let trait_ = store.item(2);
        assert_eq!(trait_.ident.name.as_str(), "A");
        assert_eq!(trait_.span.location(), expected.span.location());
        assert!(matches!(&store.item(3).kind, ItemKind::Fn(f) if f.body.is_some()));
        let store: &'static Store = Box::leak(Box::new(store));
        let mut options = Options::new("user");
        options.library_macros = Some(Arc::new(store.macros()));
        let user = source::add_virtual("user.rs", "fn f() -> u8 { std::two!() }");
        RustFrontend.parse_crate(user, &options).expect("a crate that uses the macro");
    }
}
