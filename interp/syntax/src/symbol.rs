//! Interned names.
//!
//! One process-wide table: a name is a `u32`, equal exactly when the text is equal. The table only grows, and only
//! by distinct identifiers of parsed sources. Inside a [store](crate::store) a name is a number of the store's table.

use std::cell::Cell;
use std::hash::BuildHasher;
use std::sync::RwLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::store::scope;
use crate::table::AppendList;

/// An interned string.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

static NAMES: RwLock<Option<FxHashMap<&'static str, u32>>> = RwLock::new(None);
static TEXTS: AppendList<&'static str> = AppendList::new();

/// Names that a thread remembers, so that most look-ups take no lock.
const RECENT: usize = 1024;

thread_local! {
    /// Direct-mapped by the hash of the text: the name and its number.
    static RECENT_NAMES: [Cell<Option<(&'static str, u32)>>; RECENT] =
        const { [const { Cell::new(None) }; RECENT] };
}

impl Symbol {
    /// Interns `text`.
    pub fn new(text: &str) -> Symbol {
        Symbol::intern(text, |text| Box::leak(text.to_owned().into_boxed_str()))
    }

    /// Interns a text that lives for ever, without copying it.
    pub(crate) fn new_static(text: &'static str) -> Symbol {
        Symbol::intern(text, |_| text)
    }

    /// Its number in the table.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The symbol with a number that [`Symbol::number`] gave.
    pub(crate) fn from_number(number: u32) -> Symbol {
        Symbol(number)
    }

    fn intern<'a>(text: &'a str, keep: impl FnOnce(&'a str) -> &'static str) -> Symbol {
        RECENT_NAMES.with(|recent| {
            let slot = &recent[(FxBuildHasher.hash_one(text) >> 32) as usize % RECENT];
            if let Some((name, number)) = slot.get()
                && name == text
            {
                return Symbol(number);
            }
            let (text, number) = Symbol::find_or_add(text, keep);
            slot.set(Some((text, number)));
            Symbol(number)
        })
    }

    fn find_or_add<'a>(text: &'a str, keep: impl FnOnce(&'a str) -> &'static str) -> (&'static str, u32) {
        if let Some(names) = NAMES.read().unwrap_or_else(|e| e.into_inner()).as_ref()
            && let Some((&text, &number)) = names.get_key_value(text)
        {
            return (text, number);
        }
        let mut guard = NAMES.write().unwrap_or_else(|e| e.into_inner());
        let names = guard.get_or_insert_default();
        if let Some((&text, &number)) = names.get_key_value(text) {
            return (text, number);
        }
        let text = keep(text);
        let number = TEXTS.push(text);
        names.insert(text, number);
        (text, number)
    }

    /// The text.
    pub fn as_str(self) -> &'static str {
        TEXTS.get(self.0).copied().unwrap_or_default()
    }
}

impl std::fmt::Debug for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Symbol {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match scope::number(*self) {
            Some(number) => serializer.serialize_u32(number),
            None => serializer.serialize_str(self.as_str()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Symbol {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Symbol, D::Error> {
        if scope::is_reading() {
            let number = u32::deserialize(deserializer)?;
            return scope::symbol(number)
                .ok_or_else(|| serde::de::Error::custom("no such name in the store"));
        }
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Symbol;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a name")
            }
            fn visit_str<E>(self, text: &str) -> Result<Symbol, E> {
                Ok(Symbol::new(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
