//! How can a program that prints nothing be observed?
//!
//! Most documentation programs print nothing: an interpreter that does nothing would agree with them. So programs run
//! a second time as a variant that prints: with traced asserts (`asserts`), or with every step traced (`execution`).
//! A variant is the program's own text with insertions, none of which moves a line.
//!
//! Reading order: `asserts`; `execution` (the entry), `marks` (what is inserted into bodies), `items` and `calls`
//! (what is said about items, and bodies that the program itself never runs), `exemplar` (values to call them with);
//! `shared` (how a batch has the support once).

pub mod asserts;
pub mod execution;

mod calls;
mod exemplar;
mod insert;
mod items;
mod layout;
mod marks;
pub(crate) mod shared;

pub use asserts::traced as asserts_traced;
pub use execution::{Reach, traced as execution_traced};
