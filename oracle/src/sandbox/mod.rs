//! Where do programs run, so that none can harm the machine or another program's result?
//!
//! ```text
//! harness ── Pool ──▶ runner process (entered the namespaces once) ──▶ one child per request
//!            request / reply, one JSON line each way
//! ```
//!
//! A runner is this same executable started again with `RUNNER_ARGUMENT`: its `main` calls [`serve_if_asked`] first.
//! It runs one child at a time: no network, own process namespace, unprivileged user, an empty working directory
//! of one fixed name, empty stdin, bounded output, time and address space.
//!
//! Invariant: a child never outlives its request; a runner never outlives its pool.
//!
//! Reading order: `protocol` (the plain data), `tier` (what the machine allows), `pool` (the asking side),
//! `runner` (the answering side) over `namespace` and `child`, `probe` (the proof that the walls hold).

pub mod protocol;
mod tier;

mod pool;

mod child;
mod namespace;
mod probe;
mod runner;

pub use pool::{Pool, PoolError};
pub use probe::{PROBE_CONNECT, PROBE_WRITE, probe_if_asked};
pub use protocol::{Output, Request};
pub use runner::{RUNNER_ARGUMENT, serve_if_asked};
pub use tier::Tier;

/// Runs the runner or a probe when this process was started as one; returns otherwise. To be called first in `main`.
pub fn enter_if_asked(arguments: &[String]) {
    serve_if_asked(arguments);
    probe_if_asked(arguments);
}
