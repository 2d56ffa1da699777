//! sources, spans, diagnostics, the Rust frontend, macro expansion.
