//! Shared by the conformance test targets.
