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

mod write;

pub(crate) mod scope;

pub use write::encode;

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

use crate::ast::{Bound, Edition, Generics, Item, PathRoot, Ty, TyKind, Visibility};
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
}

/// The entries inside an entry: one after the other, impls behind everything else.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Children {
    first: u32,
    /// Those that are no impls.
    members: u32,
    count: u32,
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

/// An impl of a trait as the index knows it: head of the self type, and entry.
pub type ImplEntry = (HeadKey, u32);

/// A macro as text.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct MacroEntry<'a> {
    name: &'a str,
    /// The text between the braces.
    rules: &'a str,
    file: u32,
    offset: u32,
}

/// Sections of a store, in order; each is preceded by its length in four bytes.
const SECTIONS: usize = 14;

/// What is read when a store is opened, beside the names of the sources.
#[derive(Debug, Serialize, Deserialize)]
struct Summary {
    name: Symbol,
    edition: Edition,
    lang: Vec<(Symbol, u32)>,
    /// Names of traits, in the order of their lists of impls.
    traits: Vec<Symbol>,
}

/// A stored crate. Everything but the names of sources, language items and traits is read when asked for.
#[derive(Debug)]
pub struct Store {
    summary: Summary,
    inherent_impls: &'static [u8],
    macros: &'static [u8],
    trait_impls: Slices,
    entries: Slices,
    children: Slices,
    items: Slices,
    strings: &'static Strings,
}

/// A table as read.
#[derive(Clone, Copy, Debug)]
struct Slices {
    starts: &'static [u8],
    bytes: &'static [u8],
}

impl Slices {
    fn len(self) -> usize {
        self.starts.len() / 4
    }

    fn end(self, index: usize) -> usize {
        match self.starts.get(index * 4..index * 4 + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        }
    }

    fn get(self, index: usize) -> &'static [u8] {
        let start = if index == 0 { 0 } else { self.end(index - 1) };
        &self.bytes[start..self.end(index)]
    }
}

/// The strings of a store; interned when first used.
#[derive(Debug)]
pub(crate) struct Strings {
    texts: Slices,
    /// One more than the symbol's number; 0 until interned.
    symbols: Vec<AtomicU32>,
}

impl Strings {
    fn get(&self, index: u32) -> Option<Symbol> {
        let slot = self.symbols.get(index as usize)?;
        match slot.load(Ordering::Relaxed) {
            0 => {
                let symbol = Symbol::new_static(std::str::from_utf8(self.texts.get(index as usize)).ok()?);
                slot.store(symbol.number() + 1, Ordering::Relaxed);
                Some(symbol)
            }
            number => Some(Symbol::from_number(number - 1)),
        }
    }
}

impl Store {
    /// Opens a store and registers the names of its sources.
    pub fn open(bytes: &'static [u8]) -> Result<Store, String> {
        let wrong = |error: postcard::Error| error.to_string();
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        let mut rest = bytes;
        for section in &mut sections {
            let (length, after) = rest.split_first_chunk::<4>().ok_or("truncated")?;
            (*section, rest) =
                after.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or("truncated")?;
        }
        let [files, text_starts, texts, summary, inherent_impls, macros, tables @ ..] = sections;
        source::set_library_files(files).map_err(wrong)?;
        let texts = Slices { starts: text_starts, bytes: texts };
        let symbols = (0..texts.len()).map(|_| AtomicU32::new(0)).collect();
        let strings: &'static Strings = Box::leak(Box::new(Strings { texts, symbols }));
        let table = |index: usize| Slices { starts: tables[index * 2], bytes: tables[index * 2 + 1] };
        Ok(Store {
            summary: scope::reading(strings, || postcard::from_bytes(summary)).map_err(wrong)?,
            inherent_impls,
            macros,
            trait_impls: table(0),
            entries: table(1),
            children: table(2),
            items: table(3),
            strings,
        })
    }

    fn read<T: Deserialize<'static>>(&self, bytes: &'static [u8]) -> T {
        scope::reading(self.strings, || postcard::from_bytes(bytes))
            .unwrap_or_else(|error| panic!("the stored library is damaged: {error}"))
    }

    /// The crate's name.
    pub fn name(&self) -> Symbol {
        self.summary.name
    }

    /// Its edition.
    pub fn edition(&self) -> Edition {
        self.summary.edition
    }

    /// Number of entries; entry 0 is the root module.
    pub fn entry_count(&self) -> u32 {
        self.entries.len() as u32
    }

    /// What the index knows of an entry.
    ///
    /// # Panics
    /// As the other readers: when the entry does not exist or the store is damaged.
    pub fn entry(&self, entry: u32) -> Entry {
        self.read(self.entries.get(entry as usize))
    }

    /// The entries inside an entry: impls last, otherwise in source order.
    pub fn children(&self, entry: u32) -> Range<u32> {
        let children = self.children_of(entry);
        children.first..children.first + children.count
    }

    /// The entries inside an entry that are no impls.
    pub fn members(&self, entry: u32) -> Range<u32> {
        let children = self.children_of(entry);
        children.first..children.first + children.members
    }

    fn children_of(&self, entry: u32) -> Children {
        self.read(self.children.get(entry as usize))
    }

    /// Reads an item, without the items inside it.
    pub fn item(&self, entry: u32) -> Item {
        self.read(self.items.get(entry as usize))
    }

    /// The traits that have impls; the place of a trait in the list is what [`Store::trait_impls`] wants.
    pub fn traits(&self) -> &[Symbol] {
        &self.summary.traits
    }

    /// The impls of a trait of [`Store::traits`].
    pub fn trait_impls(&self, index: usize) -> Vec<ImplEntry> {
        self.read(self.trait_impls.get(index))
    }

    /// All inherent impls.
    pub fn inherent_impls(&self) -> Vec<ImplEntry> {
        self.read(self.inherent_impls)
    }

    /// All items with `#[lang]`.
    pub fn lang_items(&self) -> &[(Symbol, u32)] {
        &self.summary.lang
    }

    /// The macros, for the frontend.
    pub fn macros(&self) -> LibraryMacros {
        let mut macros = LibraryMacros::default();
        for entry in self.read::<Vec<MacroEntry<'static>>>(self.macros) {
            macros.add(entry.name, entry.rules, FileId(entry.file), entry.offset);
        }
        macros
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::ItemKind;
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
        assert_eq!((store.children(0), store.members(0)), (1..6, 1..4));
        assert_eq!(store.entry(1).kind, EntryKind::Macro);
        assert_eq!(store.entry(2).kind, EntryKind::Trait);
        let methods: Vec<Entry> = store.children(2).map(|entry| store.entry(entry)).collect();
        assert_eq!(methods[0].kind, EntryKind::Fn { has_self: true });
        assert!(!methods[1].has_body);
        assert_eq!(store.lang_items(), [(Symbol::new("a"), 2)]);
        assert_eq!(store.traits(), [Symbol::new("A")]);
        assert_eq!(store.trait_impls(0), [(HeadKey::Named(Symbol::new("Vec")), 4)]);
        assert_eq!(store.inherent_impls(), [(HeadKey::Any, 5)]);
        let trait_ = store.item(2);
        assert_eq!(trait_.ident.name.as_str(), "A");
        assert_eq!(trait_.span.location(), expected.span.location());
        let method = store.item(store.children(2).start);
        assert!(matches!(&method.kind, ItemKind::Fn(f) if f.body.is_some()));
        let mut options = Options::new("user");
        options.library_macros = Some(std::sync::Arc::new(store.macros()));
        let user = source::add_virtual("user.rs", "fn f() -> u8 { std::two!() }");
        RustFrontend.parse_crate(user, &options).expect("a crate that uses the macro");
    }
}
