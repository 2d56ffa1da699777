//! Text to token trees.
//!
//! The macro expander needs tokens that carry our positions and hygiene marks and that outlive a parser call, so
//! the lexer is our own; `rust/bridge.rs` hands its tokens to syn. [`token`] is the data, [`lexer`] makes it.

pub(crate) mod lexer;
pub(crate) mod token;
