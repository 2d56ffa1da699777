//! Interned names.
//!
//! One process-wide table: a name is a `u32`, equal exactly when the text is equal. The table only grows, and only
//! by distinct identifiers of parsed sources. Inside a [store](crate::store) a name is a number of the store's table.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

use crate::store::scope;

/// An interned string.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

struct Interner {
    names: FxHashMap<&'static str, u32>,
    texts: Vec<&'static str>,
}

static INTERNER: RwLock<Option<Interner>> = RwLock::new(None);

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
        if let Some(interner) = INTERNER.read().unwrap_or_else(|e| e.into_inner()).as_ref()
            && let Some(&index) = interner.names.get(text)
        {
            return Symbol(index);
        }
        let mut guard = INTERNER.write().unwrap_or_else(|e| e.into_inner());
        let interner =
            guard.get_or_insert_with(|| Interner { names: FxHashMap::default(), texts: Vec::new() });
        if let Some(&index) = interner.names.get(text) {
            return Symbol(index);
        }
        let index = u32::try_from(interner.texts.len()).expect("fewer than 2^32 distinct names");
        let text = keep(text);
        interner.texts.push(text);
        interner.names.insert(text, index);
        Symbol(index)
    }

    /// The text.
    pub fn as_str(self) -> &'static str {
        let guard = INTERNER.read().unwrap_or_else(|e| e.into_inner());
        guard.as_ref().map_or("", |interner| interner.texts[self.0 as usize])
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
