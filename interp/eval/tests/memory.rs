//! The tests of the memory core. It stands on nothing else of this crate, so it is built here alone.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "what the evaluator uses of it, and these tests do not"
)]

#[path = "../src/memory/mod.rs"]
mod memory;
