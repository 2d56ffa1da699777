//! Macro expansion.
//!
//! An invocation is expanded where the conversion meets it ([`invoke`]): its name is looked up ([`scope`]), the
//! macro's [`rules`] are matched against the invocation's tokens ([`matcher`], [`fragment`]) and one is
//! [transcribed](transcribe), or one of the [`builtin`] macros does it; the result is parsed as whatever the
//! position wants. Macros always become tokens, never syntax trees: whoever is expanded first does not matter.

pub(crate) mod ambiguity;
pub(crate) mod builtin;
pub(crate) mod follow;
pub(crate) mod fragment;
pub(crate) mod invoke;
pub(crate) mod library;
pub(crate) mod matcher;
pub(crate) mod print;
pub(crate) mod rules;
pub(crate) mod scope;
pub(crate) mod template;
pub(crate) mod transcribe;
