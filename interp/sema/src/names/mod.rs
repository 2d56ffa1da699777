//! Names: which definitions exist, what is in scope where, and what a path means.
//!
//! Everything is on demand: a module's scope is made when a path first goes through it, an import is resolved when
//! somebody looks for its name, a library item is loaded when its definition's content is asked for.
//! No types here, except that a path may end at a generic parameter.
//!
//! Reading order: [`source`] (where items come from), [`definitions`] (the table), [`scopes`], [`imports`], [`paths`].

pub mod paths;
pub mod source;

pub use paths::{Binding, Namespace, PathRes, PrimTy, Res, Scope, Vis};
pub use source::{
    EagerSource, EntryId, LibraryEntry, LibraryKind, LibrarySource, SelfKey, entry_of, take_children,
};
