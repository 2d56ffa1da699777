//! The root of the standard library: `core`, `alloc` and `std` in one crate.
//!
//! Public paths and signatures are the real library's; bodies are our own. It is read by the library's build script,
//! not by cargo. `#[origin]` names the crate that an item belongs to in the real library, which is what `type_name`
//! prints; the attribute counts for everything inside. Macros come first, since their scope is textual.

#[macro_use]
mod macros;
