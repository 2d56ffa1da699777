//! Lowering of the typed tree to a tree of small closures, and what those closures run on.
//!
//! Everything an interpreted program can address lies in [`memory`]: one reserved region per isolate with frames,
//! heap and statics, the loan tags of references in its shadow, and the table of loans that says which of those
//! tags may still be used. Nothing outside [`memory`] touches interpreted bytes.
//!
//! Invariant: this crate reads no files and prints nothing but what the program prints.

pub mod memory;
