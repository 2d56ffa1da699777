//! The standard library's `macro_rules!` macros, kept as source text until one is used.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use crate::ast::Edition;
use crate::lex::lexer::{Origin, lex};
use crate::macros::rules::{MacroDef, parse_definition};
use crate::span::{FileId, SpanId};
use crate::symbol::Symbol;

/// A macro as text.
#[derive(Clone, Copy, Debug)]
struct Text {
    /// What stands between the braces of `macro_rules! name { … }`.
    rules: &'static str,
    file: FileId,
    offset: u32,
}

/// Macros by name, read when first used.
#[derive(Debug, Default)]
pub struct LibraryMacros {
    texts: FxHashMap<Symbol, Text>,
    read: RwLock<FxHashMap<Symbol, Arc<MacroDef>>>,
}

impl LibraryMacros {
    /// Adds a macro: the text between its braces, and where that text starts.
    pub fn add(&mut self, name: &str, rules: &'static str, file: FileId, offset: u32) {
        self.texts.insert(Symbol::new(name), Text { rules, file, offset });
    }

    /// The definition of a macro. A macro of the library that cannot be read is a defect of the library.
    pub(crate) fn get(&self, name: Symbol) -> Option<Arc<MacroDef>> {
        if let Some(def) = self.read.read().unwrap_or_else(|e| e.into_inner()).get(&name) {
            return Some(def.clone());
        }
        let text = self.texts.get(&name)?;
        let origin = Origin { file: text.file, base: text.offset, expanded_from: SpanId::NONE };
        let tokens =
            lex(text.rules, origin).unwrap_or_else(|error| panic!("macro {name} of the library: {error:?}"));
        let def = parse_definition(name, &tokens, SpanId::NONE, Symbol::new("std"), Edition::E2024)
            .unwrap_or_else(|error| panic!("macro {name} of the library: {error:?}"));
        let def = Arc::new(def);
        self.read.write().unwrap_or_else(|e| e.into_inner()).insert(name, def.clone());
        Some(def)
    }
}
