//! Macro expansion.
//!
//! An invocation is expanded where the conversion meets it: its name is looked up ([`scope`]), the macro's rules
//! are matched against the invocation's tokens and one is transcribed, and the result is parsed as whatever the
//! position wants ([`invoke`]).

pub(crate) mod invoke;
pub(crate) mod library;
pub(crate) mod print;
pub(crate) mod scope;
