//! How names and positions are (de)serialised on this thread: as themselves, or as a store wants them.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{Strings, Symbol};

enum Scope {
    None,
    Writing { numbers: FxHashMap<Symbol, u32>, list: Vec<Symbol> },
    Reading(&'static Strings),
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
pub(super) fn reading<R>(strings: &'static Strings, work: impl FnOnce() -> R) -> R {
    with(Scope::Reading(strings), work).0
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
