//! The Rust frontend: tokens → syn → our tree.
//!
//! One call runs on a large stack of its own ([`stack`]); inside it, [`bridge`] hands our tokens to syn and maps
//! syn's positions back, and the other files convert syn's nodes one kind each. Conversion consumes the syn
//! tree, expands macros where it meets them, and numbers the nodes of each body.
//!
//! Invariant: no syn or proc_macro2 value leaves a call.

mod allowed;
pub(crate) mod anonymous;
pub(crate) mod attr;
pub(crate) mod bare_trait;
pub(crate) mod block;
pub(crate) mod bridge;
pub(crate) mod desugar_async;
pub(crate) mod expr;
pub(crate) mod features;
pub(crate) mod generics;
pub(crate) mod imports;
pub(crate) mod item;
pub(crate) mod lint_attr;
pub(crate) mod literal;
pub(crate) mod lower;
pub(crate) mod mistakes;
pub(crate) mod module;
pub(crate) mod parse;
pub(crate) mod parts;
pub(crate) mod pat;
pub(crate) mod path;
pub(crate) mod stack;
pub(crate) mod ty;
