//! Hygiene marks: which `macro_rules!` expansions a name went through.
//!
//! `Marks` is an interned list. A name written in a macro's body gets one more mark per expansion. Resolution of a
//! local name walks the scopes outwards comparing (name, marks); when it passes the scope marker of the very macro
//! definition that the outermost mark belongs to, it strips that mark and goes on, exactly as rustc's
//! `MacroDefinition` ribs do.

use std::cell::Cell;
use std::sync::Mutex;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::table::AppendList;

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

static MARKS: AppendList<Mark> = AppendList::new();
static IDS: Mutex<Option<FxHashMap<Mark, Marks>>> = Mutex::new(None);

thread_local! {
    /// What this thread pushed last: an expansion marks all its tokens alike.
    static LAST: Cell<Option<(Mark, Marks)>> = const { Cell::new(None) };
}

impl Marks {
    /// Written by the user, outside every macro.
    pub const NONE: Marks = Marks(0);

    /// The list with one more expansion (of the macro `definition`) put on top.
    pub fn push(self, expansion: ExpansionId, definition: MacroDefId) -> Marks {
        let mark = Mark { rest: self, expansion, definition };
        LAST.with(|last| match last.get() {
            Some((known, marks)) if known == mark => marks,
            _ => {
                let mut ids = IDS.lock().unwrap_or_else(|e| e.into_inner());
                let add = || Marks(MARKS.push(mark) + 1);
                let marks = *ids.get_or_insert_default().entry(mark).or_insert_with(add);
                last.set(Some((mark, marks)));
                marks
            }
        })
    }

    /// Takes the top expansion off: its macro's definition and the rest.
    pub fn pop(self) -> Option<(MacroDefId, Marks)> {
        self.top().map(|mark| (mark.definition, mark.rest))
    }

    fn top(self) -> Option<Mark> {
        MARKS.get(self.0.checked_sub(1)?).copied()
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
