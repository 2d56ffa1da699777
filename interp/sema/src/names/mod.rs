//! Names: which definitions exist, what is in scope where, and what a path means.
//!
//! Everything is on demand: a module's scope is made when a path first goes through it, an import is resolved when
//! somebody looks for its name, a library item is loaded when its definition's content is asked for.
//! No types here, except that a path may end at a generic parameter.
//!
//! Reading order: [`source`] (where items come from), [`definitions`] (the table), [`info`], [`visibility`],
//! [`scopes`], [`imports`], [`paths`] (what a path may mean), [`resolve`], [`suggest`].

pub mod source;

pub(crate) mod definitions;
mod imports;
mod info;
mod paths;
mod resolve;
pub(crate) mod scopes;
mod suggest;
mod visibility;

pub use definitions::CrateLinks;
pub use info::FullPaths;
pub use paths::{Binding, Namespace, PathError, PathRes, PathSource, PrimTy, Res, Scope, Vis};
pub use resolve::path_text;
pub use source::{
    EagerSource, EntryId, LibraryEntry, LibraryKind, LibrarySource, SelfKey, entry_of, take_children,
};
pub use suggest::nearest;
