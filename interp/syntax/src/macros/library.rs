//! The standard library's `macro_rules!` macros, kept as source text until one is used.

/// Macros by name.
#[derive(Debug, Default)]
pub struct LibraryMacros {}
