//! Hygiene marks: which `macro_rules!` expansions a name went through.
//!
//! `Marks` is an interned list. A name written in a macro's body gets one more mark per expansion. Resolution of a
//! local name walks the scopes outwards comparing (name, marks); when it passes the scope marker of the very macro
//! definition that the outermost mark belongs to, it strips that mark and goes on, exactly as rustc's
//! `MacroDefinition` ribs do.

use std::sync::RwLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A `macro_rules!` definition, unique in the process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct MacroDefId(pub u32);

/// One expansion of a macro, unique in the process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ExpansionId(pub u32);

/// An interned list of expansions, innermost first; `Marks::NONE` is the empty list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Marks(u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Mark {
    rest: Marks,
    expansion: ExpansionId,
    definition: MacroDefId,
}

#[derive(Default)]
struct Table {
    list: Vec<Mark>,
    ids: FxHashMap<Mark, u32>,
}

static TABLE: RwLock<Option<Table>> = RwLock::new(None);

impl Marks {
    /// Written by the user, outside every macro.
    pub const NONE: Marks = Marks(0);

    /// The list with one more expansion (of the macro `definition`) put on top.
    pub fn push(self, expansion: ExpansionId, definition: MacroDefId) -> Marks {
        let mark = Mark { rest: self, expansion, definition };
        let mut guard = TABLE.write().unwrap_or_else(|e| e.into_inner());
        let table = guard.get_or_insert_with(Table::default);
        if let Some(&id) = table.ids.get(&mark) {
            return Marks(id);
        }
        table.list.push(mark);
        let id = u32::try_from(table.list.len()).expect("fewer than 2^32 hygiene marks");
        table.ids.insert(mark, id);
        Marks(id)
    }

    /// Takes the top expansion off: its macro's definition and the rest.
    pub fn pop(self) -> Option<(MacroDefId, Marks)> {
        self.top().map(|mark| (mark.definition, mark.rest))
    }

    fn top(self) -> Option<Mark> {
        let index = self.0.checked_sub(1)? as usize;
        let guard = TABLE.read().unwrap_or_else(|e| e.into_inner());
        guard.as_ref().and_then(|table| table.list.get(index).copied())
    }
}

/// Stored as the list itself, outermost first, since ids differ from process to process.
impl Serialize for Marks {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = Vec::new();
        let mut marks = *self;
        while let Some(mark) = marks.top() {
            list.push((mark.expansion, mark.definition));
            marks = mark.rest;
        }
        list.reverse();
        list.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Marks, D::Error> {
        let list = Vec::<(ExpansionId, MacroDefId)>::deserialize(deserializer)?;
        Ok(list.into_iter().fold(Marks::NONE, |marks, (e, d)| marks.push(e, d)))
    }
}
