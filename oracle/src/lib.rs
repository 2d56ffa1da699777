//! What does the reference implementation say about this program?
//!
//! `rustc` answers with a static verdict and with what the compiled program prints; `sandbox` is the confined
//! place where compiled (and, for the harness, interpreted) programs run.
//!
//! Invariant: this crate knows no interpreter. It compiles and runs programs and describes what happened in
//! plain data; judging two outcomes against each other is the harness's work.
//!
//! Start reading at `rustc/service.rs`, the one entry point.
#![forbid(unsafe_code)]

pub mod digest;
pub mod rustc;
pub mod sandbox;
