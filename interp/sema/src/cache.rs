//! Memo tables of queries.
//!
//! A query computes its value without holding a lock, then stores it; two threads may compute the same value, and the
//! first one stored wins, so that every caller sees the same `Arc`. [`Active`] notices when a query needs itself.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::RwLock;

use rustc_hash::FxHashMap;
use treebeard_syntax::Symbol;
use treebeard_syntax::table::AppendTable;

use crate::def::DefId;

/// A memo table by any key.
#[derive(Debug)]
pub struct QueryCache<K, V>(RwLock<FxHashMap<K, V>>);

impl<K, V> Default for QueryCache<K, V> {
    fn default() -> Self {
        QueryCache(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> QueryCache<K, V> {
    /// The stored value.
    pub fn get(&self, key: &K) -> Option<V> {
        self.0.read().unwrap_or_else(|e| e.into_inner()).get(key).cloned()
    }

    /// Stores a value unless there is one; gives the one that is stored.
    pub fn put(&self, key: K, value: V) -> V {
        self.0.write().unwrap_or_else(|e| e.into_inner()).entry(key).or_insert(value).clone()
    }

    /// The stored value, computed on first use.
    pub fn get_or(&self, key: K, compute: impl FnOnce(&K) -> V) -> V {
        if let Some(found) = self.get(&key) {
            return found;
        }
        let value = compute(&key);
        self.put(key, value)
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.0.write().unwrap_or_else(|e| e.into_inner()).clear();
    }
}

/// A memo table by definition.
#[derive(Debug)]
pub struct DefCache<V>(AppendTable<V>);

impl<V> Default for DefCache<V> {
    fn default() -> Self {
        DefCache(AppendTable::default())
    }
}

impl<V: Clone> DefCache<V> {
    /// The stored value.
    pub fn get(&self, def: DefId) -> Option<V> {
        self.0.get(def.0).cloned()
    }

    /// Stores a value unless there is one; gives the one that is stored.
    pub fn put(&self, def: DefId, value: V) -> V {
        self.0.get_or_init(def.0, || value).clone()
    }

    /// The stored value, computed on first use.
    pub fn get_or(&self, def: DefId, compute: impl FnOnce() -> V) -> V {
        if let Some(found) = self.get(def) {
            return found;
        }
        let value = compute();
        self.put(def, value)
    }
}

/// Which query is active, for cycle detection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Query {
    /// `type_of`.
    TypeOf,
    /// `generics_of`.
    GenericsOf,
    /// `predicates_of`.
    PredicatesOf,
    /// `super_predicates_of`.
    SuperPredicates,
    /// Bounds of a parameter that declare an associated type of this name.
    ParamBounds(Symbol),
    /// `dyn_incompatibility`.
    DynCompatible,
    /// `item_bounds`.
    ItemBounds,
    /// `fn_sig`.
    FnSig,
    /// `impl_trait_ref`.
    ImplTraitRef,
    /// Evaluation of a constant.
    ConstEval,
    /// `typeck`.
    Typeck,
    /// `typed_body`.
    TypedBody,
    /// Resolution of an import.
    Import,
    /// Anything else, by a number of the caller's choice.
    Other(u32),
}

thread_local! {
    /// The queries this thread is computing now, per context (by address), innermost last.
    static ACTIVE: RefCell<Vec<(usize, Query, u64)>> = const { RefCell::new(Vec::new()) };
}

/// Marks a query as being computed by this thread, until dropped.
#[derive(Debug)]
pub struct Active(());

impl Active {
    /// Is this thread computing it now?
    pub fn is_active(context: usize, query: Query, key: u64) -> bool {
        ACTIVE.with_borrow(|stack| stack.contains(&(context, query, key)))
    }

    /// Begins a query of `context` (its address); `None` if this thread is already computing it: a cycle.
    pub fn enter(context: usize, query: Query, key: u64) -> Option<Active> {
        ACTIVE.with_borrow_mut(|stack| {
            if stack.iter().rev().any(|entry| *entry == (context, query, key)) {
                return None;
            }
            stack.push((context, query, key));
            Some(Active(()))
        })
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        ACTIVE.with_borrow_mut(|stack| {
            stack.pop();
        });
    }
}
